import type { CaseSeen } from '#lib/domain/observation.ts';
import { first } from '#lib/dom/first.ts';
import { besideLabel, wordsOf } from '#lib/dom/text-of.ts';
import { valuesOf } from '#lib/dom/values-of.ts';
import { createTally, present, type Tally } from '../found.ts';
import type { PageReader } from '../site.ts';
import { queryIn } from './orders.ts';
import { isPage, readingOf, stateOf } from './page.ts';
import { IN_ALL, TYPE } from './refunds.ts';
import { REFUND, REFUND_OLD } from './selectors.ts';
import { lineIn, moneyIn, numberIn, timeIn } from './shape.ts';
import { shopIn } from './shell.ts';

const TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/;
const NUMBER = /退款编号\s*[:：]/;

/**
 * The block above a case that carries its numbers: the one that names the case, otherwise the nearest, and none behind
 * the body of another case.
 */
function headOf(body: Element, bodies: readonly Element[], no: string | undefined): Element | null {
  let nearest: Element | null = null;
  for (let at: Element | null = body; at && !at.matches(REFUND_OLD.root[0]); at = at.parentElement) {
    for (let before = at.previousElementSibling; before; before = before.previousElementSibling) {
      if (bodies.some((other) => before.contains(other))) return nearest;
      if (no && besideLabel(before, NUMBER).includes(no)) return before;
      if (NUMBER.test(before.textContent)) nearest ??= before;
    }
  }
  return nearest;
}

/** Words of the body outside its links and the item's name: amount, time, type and state, told apart by their form. */
function factsOf(body: Element): string[] {
  const named = new Set([...body.querySelectorAll('p')].flatMap((name) => wordsOf(name)));
  return wordsOf(body).filter((word) => !named.has(word));
}

/** One case: a head element with the numbers, then the body. */
function caseOf(body: Element, bodies: readonly Element[], tally: Tally): CaseSeen | null {
  const links = [...body.querySelectorAll(REFUND.detailLink)].map((link) => queryIn(link, 'disputeId'));
  const above = headOf(body, bodies, links[0]);
  const shown = above ? besideLabel(above, NUMBER) : [];
  const no = tally.take('case.no', numberIn([...shown, ...links]));
  if (!no) return null;
  const words = factsOf(body);
  const types = words.filter((word) => TYPE.test(word));
  return present({
    kind: 'case' as const,
    no,
    orderNo: tally.take('case.orderNo', numberIn(above && shown.includes(no) ? besideLabel(above, /订单编号\s*[:：]/) : [])),
    type: tally.take('case.type', lineIn(types)),
    stateText: tally.take(
      'case.stateText',
      lineIn(words.filter((word) => !TIME.test(word) && !/^[￥¥]/.test(word) && !TYPE.test(word))),
    ),
    amount: tally.take('case.amount', moneyIn(words.filter((word) => /^[￥¥]/.test(word)))),
    createdAt: tally.take('case.createdAt', timeIn(words.filter((word) => TIME.test(word)))),
    title: tally.take('case.title', lineIn([...body.querySelectorAll('p')].flatMap((p) => valuesOf(p)))),
  });
}

function bodiesIn(document: Document): Element[] {
  const root = first(document, REFUND_OLD.root);
  const marked = root ? [...root.querySelectorAll(REFUND_OLD.body)] : [];
  if (marked.length > 0 || !root) return marked;
  // Without its class: the widest element around the link to a case that holds neither another's nor the numbers.
  const bodies = [...root.querySelectorAll(REFUND.detailLink)].map((link) => {
    const no = queryIn(link, 'disputeId');
    const isOwn = (at: Element): boolean =>
      !NUMBER.test(at.textContent ?? '') &&
      [...at.querySelectorAll(REFUND.detailLink)].every((other) => queryIn(other, 'disputeId') === no);
    let at = link;
    while (at.parentElement && at.parentElement !== root && isOwn(at.parentElement)) at = at.parentElement;
    return at;
  });
  return [...new Set(bodies)];
}

/** The after-sales list of `refund2`, still in use in 2024. */
export const oldCasesReader: PageReader = {
  id: 'taobao/cases-2020',
  site: 'taobao',
  kind: 'cases',
  recognises: (source) => isPage(source, 'cases', bodiesIn(source.document).length > 0),
  read(source) {
    const bodies = bodiesIn(source.document);
    const state = stateOf(source, bodies.length > 0);
    if (state !== 'ready') return readingOf(oldCasesReader.id, state);
    const tally = createTally(IN_ALL);
    const observations = bodies.map((body) => caseOf(body, bodies, tally)).filter((seen) => seen !== null);
    return readingOf(oldCasesReader.id, state, { observations, tally, shop: shopIn(source.document) });
  },
};
