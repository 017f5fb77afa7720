import type { Observation } from '#lib/domain/observation.ts';
import { first } from '#lib/dom/first.ts';
import { afterLabel, leavesOf } from '#lib/dom/text-of.ts';
import { createTally, present, type Tally } from '../found.ts';
import type { PageReader } from '../site.ts';
import { queryIn } from './orders.ts';
import { isPage, readingOf, stateOf } from './page.ts';
import { REFUND, REFUND_OLD } from './selectors.ts';
import { lineIn, moneyIn, numberIn, timeIn } from './shape.ts';
import { shopIn } from './shell.ts';

type CaseSeen = Extract<Observation, { kind: 'case' }>;

const TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

/** One case: a head element with the numbers, then the body with item, amount, time, type and state in this order. */
function caseOf(body: Element, tally: Tally): CaseSeen | null {
  const head = body.previousElementSibling ? leavesOf(body.previousElementSibling) : [];
  const links = [...body.querySelectorAll(REFUND.detailLink)].map((link) => queryIn(link, 'disputeId'));
  const no = tally.take('case.no', numberIn([...afterLabel(head, '退款编号'), ...links]));
  if (!no) return null;
  const words = [...body.children].filter((child) => child.tagName === 'SPAN').flatMap((child) => leavesOf(child));
  const [type = '', state = ''] = words.filter((word) => !TIME.test(word) && !/^[￥¥]/.test(word));
  return present({
    kind: 'case' as const,
    no,
    orderNo: tally.take('case.orderNo', numberIn(afterLabel(head, '订单编号'))),
    type: tally.take('case.type', lineIn([type])),
    stateText: tally.take('case.stateText', lineIn([state])),
    amount: tally.take('case.amount', moneyIn(words.filter((word) => /^[￥¥]/.test(word)))),
    createdAt: tally.take('case.createdAt', timeIn(words.filter((word) => TIME.test(word)))),
    title: tally.take('case.title', lineIn([...body.querySelectorAll('p')].map((p) => p.textContent ?? ''))),
  });
}

function bodiesIn(document: Document): Element[] {
  const root = first(document, REFUND_OLD.root);
  return root ? [...root.querySelectorAll(REFUND_OLD.body)] : [];
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
    const tally = createTally();
    const observations = bodies.map((body) => caseOf(body, tally)).filter((seen) => seen !== null);
    return readingOf(oldCasesReader.id, state, { observations, tally, shop: shopIn(source.document) });
  },
};
