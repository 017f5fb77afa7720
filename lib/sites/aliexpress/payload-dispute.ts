import type { CaseSeen, Observation } from '../../domain/observation.ts';
import { LIMITS } from '../../domain/text.ts';
import { askedOr, only, present, REFUSED, type Found, type Tally } from '../found.ts';
import type { Asked } from '../site.ts';
import { amountIn, values } from './fields.ts';
import { idAt, lineAt, list, member, objectsWhere, textAt, type Json } from './json.ts';

const NUMBER = /^\d{15,17}$/;

/** Returns the only number that the parts hold under a key, wherever in them; two are refused. */
function numberUnder(parts: readonly Json[], key: string): Found<string> {
  const found = parts
    .flatMap((part) => objectsWhere(part, (object) => object[key] !== undefined))
    .map((at) => idAt(at, key, NUMBER));
  return found.includes(REFUSED) ? REFUSED : only(found.flatMap((each) => values(each)));
}

/** Returns the only text that the parts hold under a key. */
function lineOfAll(parts: readonly Json[], key: string, max: number): Found<string> {
  const found = parts.map((part) => lineAt(part, key, max));
  return found.includes(REFUSED) ? REFUSED : only(found.flatMap((each) => values(each)));
}

/** The amount that every proposal names; where two sides propose different ones it is not settled what is at stake. */
function amountOf(proposals: readonly Json[]): ReturnType<typeof amountAt> {
  const found = proposals.map((proposal) => amountAt(proposal));
  return found.includes(REFUSED) ? REFUSED : only(found.flatMap((each) => values(each)));
}

const amountAt = (proposal: Json) => textAt(member(proposal, 'refundMoney'), 'formatMoney', amountIn);

/**
 * Answers about one dispute repeat neither its number nor its order's in what is known of them: it is the one whose line
 * the request asks for, and without that nothing is reported.
 */
function caseOf(parts: readonly Json[], tally: Tally, asked: Asked, facts: Partial<CaseSeen>): Observation[] {
  const no = tally.take('case.no', numberUnder(parts, 'reverseOrderId'));
  const lineNo = tally.take('case.lineNo', askedOr(numberUnder(parts, 'reverseOrderLineId'), asked.lineNos ?? []));
  const orderNo = tally.take('case.orderNo', askedOr(numberUnder(parts, 'tradeOrderId'), asked.orderNos));
  return no === undefined && lineNo === undefined ? [] : [present<CaseSeen>({ kind: 'case', no, lineNo, orderNo, ...facts })];
}

/** Reads the state of a dispute and what is proposed in it (`reverseOrderLineDetailRender`). */
export function disputeIn(parts: Json[], tally: Tally, asked: Asked): Observation[] {
  const proposals = parts.flatMap((part) => list(part, 'solutions'));
  tally.take('case.applyReason', lineOfAll(parts, 'applyReason', LIMITS.note));
  return caseOf(parts, tally, asked, {
    stateText: tally.take('case.stateText', lineOfAll(parts, 'reverseDetailStatusText', LIMITS.tag)),
    type: tally.take('case.type', lineOfAll(proposals, 'solutionTypeText', LIMITS.tag)),
    amount: tally.take('case.amount', amountOf(proposals)),
  });
}

/** Reads what happened in a dispute (`reverseOrderLineHistoryRender`); its first entry need not be its beginning. */
export function historyIn(entries: Json[], tally: Tally, asked: Asked): Observation[] {
  for (const entry of entries) {
    for (const key of ['actionTime', 'applyReason']) tally.take(`case.${key}`, lineAt(entry, key, LIMITS.note));
  }
  return caseOf(entries, tally, asked, {
    amount: tally.take('case.amount', amountOf(entries.flatMap((entry) => list(entry, 'processSolutions')))),
  });
}
