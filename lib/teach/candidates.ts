import { isShown } from '../dom/first.ts';
import { columnHeads, columnOf, labelOf, matches, piecesIn, textIn } from './find.ts';
import { type Candidate, readableAttributes, type ReadableAttribute, type TeachField, type WayToFind } from './rule.ts';
import { attributeParts, classParts, isPlainSelector, kindOf, pathFrom } from './selector.ts';

/** Most candidates kept for one field, and of one kind. */
const MOST = 6;
const MOST_OF_A_KIND = 2;

type Found = Pick<Candidate, 'by' | 'selector'> & Partial<Pick<Candidate, 'attr' | 'label'>>;

/** Where the element is looked for: the document, or the row it stands in. */
export interface Place {
  root: Document | Element;
  element: Element;
  field: TeachField;
}

const NAME = /^(?:买家|买家昵称|旺旺|昵称|会员名|Buyer|Customer)$/i;
const ORDER_NO = /^(?:订单|订单号|订单编号|Order(?: No\.?| ID| number)?)$/i;

/** Words that pages put in front of each field; only these may go into a rule, so that it holds nobody's text. */
const LABELS: Readonly<Partial<Record<TeachField, RegExp>>> = {
  'peer.name': /^(?:买家|买家昵称|旺旺|旺旺号|昵称|客户|客户名|会员名|姓名|Buyer|Customer|Name|Nickname|User)$/i,
  'peer.orderNos': ORDER_NO,
  'order.no': ORDER_NO,
  'order.createdAt': /^(?:创建时间|下单时间|成交时间|订单时间|拍下时间|Order (?:time|date)|Created)$/i,
  'order.paid': /^(?:实收款|实付款|实付|付款金额|订单金额|总金额|合计|Total|Paid|Amount|Order amount)$/i,
  'order.stateText': /^(?:交易状态|订单状态|状态|Status|Order status)$/i,
  'order.buyer': NAME,
  'case.no': /^(?:退款编号|售后[单编]号|纠纷[单编]号|(?:Dispute|Reverse order) ID)$/i,
  'case.orderNo': ORDER_NO,
  'case.createdAt': /^(?:申请时间|创建时间|Requested on|Created)$/i,
  'case.amount': /^(?:申请)?(?:退款)?金额$|^Refund amount$/i,
  'case.stateText': /^(?:(?:退款|售后|纠纷|当前)?状态|(?:Dispute )?Status)$/i,
  'case.buyer': NAME,
  'review.orderNo': ORDER_NO,
  'review.at': /^(?:初次评价|评价时间)$/,
  'review.buyer': NAME,
};

/** Returns the parts that name an element by themselves: kind and selector of the element alone, with its tag. */
function ownParts(element: Element): Found[] {
  const tag = kindOf(element);
  const attributes = attributeParts(element).map((part): Found => ({
    by: 'attribute',
    selector: tag.endsWith(part) ? tag : `${tag}${part}`,
  }));
  const classes = classParts(element).map((part): Found => ({ by: 'class', selector: `${tag}${part}` }));
  const id =
    element.id && /^[A-Za-z_][A-Za-z_-]{2,40}$/.test(element.id)
      ? [{ by: 'attribute' as const, selector: `${tag}#${element.id}` }]
      : [];
  return [...id, ...attributes, ...classes];
}

/** Returns parts of the elements around, nearest first, that narrow a selector down. */
function around(element: Element, root: Document | Element): { by: WayToFind; selector: string; element: Element }[] {
  const found: { by: WayToFind; selector: string; element: Element }[] = [];
  for (let at = element.parentElement; at && at !== root && found.length < 24; at = at.parentElement) {
    for (const { by, selector } of ownParts(at)) found.push({ by, selector, element: at });
  }
  return found;
}

function finds(place: Place, found: Found): boolean {
  if (!isPlainSelector(found.selector)) return false;
  const hits = matches(place.root, found.selector).filter((hit) => place.field !== 'chat.editor' || isShown(hit));
  return hits.includes(place.element) && accepts(place, hits, found);
}

/** Unique, or everywhere the same words; several order numbers beside a chat are several values. */
function accepts({ field, element }: Place, hits: readonly Element[], { attr }: Found): boolean {
  if (hits.length === 1) return true;
  if (field === 'chat.editor' || hits.length > 200) return false;
  const said = (hit: Element): string => (attr ? (hit.getAttribute(attr) ?? '') : textIn(hit));
  if (field === 'peer.orderNos') return true;
  return hits.every((hit) => said(hit) === said(element));
}

/** Own parts that are enough, else own parts within parts of what is around. */
function bySign(place: Place, attr?: ReadableAttribute): Found[] {
  const give = (found: Found): Found => (attr ? { ...found, attr } : found);
  const own = ownParts(place.element).map(give);
  // Numbers beside a chat: only inside one part of the page, for messages may show the numbers of others.
  const several = place.field === 'peer.orderNos';
  const alone = several ? [] : own.filter((found) => finds(place, found));
  const wide = around(place.element, place.root).filter((outer) => !several || isAside(place.root, outer));
  const within = [...own, give({ by: 'structure', selector: kindOf(place.element) })].flatMap((found) =>
    wide.map((outer): Found => ({
      ...found,
      by: found.by === 'structure' ? outer.by : found.by,
      selector: `${outer.selector} ${found.selector}`,
    })),
  );
  const kinds = (kind: WayToFind): Found[] => {
    const first = alone.filter(({ by }) => by === kind);
    const more =
      first.length < MOST_OF_A_KIND
        ? firstThat(
            within.filter(({ by }) => by === kind),
            (found) => finds(place, found),
            MOST_OF_A_KIND - first.length,
          )
        : [];
    return [...first, ...more].slice(0, MOST_OF_A_KIND);
  };
  return [...kinds('attribute'), ...kinds('class')];
}

/** A part of the page that stands there once and holds no place to type: not the chat itself. */
function isAside(root: Document | Element, outer: { selector: string; element: Element }): boolean {
  return outer.element.querySelector('textarea, [contenteditable]') === null && matches(root, outer.selector).length === 1;
}

function firstThat<T>(list: readonly T[], test: (item: T) => boolean, most: number): T[] {
  const found: T[] = [];
  for (const item of list) {
    if (found.length >= most) break;
    if (test(item)) found.push(item);
  }
  return found;
}

/** The word in front of the element, where it is one that pages put there; looked for in the nearest part that has a sign. */
function byLabel(place: Place): Found[] {
  const own = place.element.textContent ?? '';
  const pieces = piecesIn(place.root);
  const at = pieces.findIndex(({ element }) => place.element.contains(element));
  const before = at > 0 ? pieces[at - 1]?.text : undefined;
  const inside = /^\s*([^:：\d]{1,20})\s*[:：]/.exec(own)?.[1];
  const label = [inside, before].map((text) => labelOf(text ?? '')).find((text) => LABELS[place.field]?.test(text));
  if (!label) return [];
  const scopes =
    place.root.nodeType === 9
      ? around(place.element, place.root).filter(({ selector }) => matches(place.root, selector).length === 1)
      : [];
  const selector = scopes[0]?.selector ?? '';
  return [{ by: 'label', selector, label }];
}

/** The column of a table whose head has the field's word. */
function byColumn(place: Place): Found[] {
  const cell = place.element.closest('td');
  if (!cell || place.root.nodeType !== 1) return [];
  const head = columnHeads(place.element.ownerDocument)[columnOf(cell)] ?? '';
  return LABELS[place.field]?.test(head) ? [{ by: 'label', selector: 'td', label: head }] : [];
}

/** The way down from the nearest part with a lasting sign (or from the row, or the body). */
function byPlace(place: Place, attr?: ReadableAttribute): Found[] {
  const give = (found: Found): Found => (attr ? { ...found, attr } : found);
  if (place.root.nodeType === 1) {
    const path = pathFrom(place.root as Element, place.element);
    const steps = path?.split(' > ') ?? [];
    // From the cell down, then more and more of the way: rows of one list are not all alike.
    const ends = steps.map((_, at) => steps.slice(-1 - at).join(' > ')).slice(0, -1);
    const short = ends.map((selector) => give({ by: 'structure', selector })).find((found) => finds(place, found));
    return [...(short ? [short] : []), ...(path ? [give({ by: 'structure', selector: `:scope > ${path}` })] : [])];
  }
  for (const outer of around(place.element, place.root)) {
    if (matches(place.root, outer.selector).length !== 1) continue;
    const path = pathFrom(outer.element, place.element);
    const found = give({ by: 'structure', selector: `${outer.selector} > ${path ?? ''}` });
    if (path && finds(place, found)) return [found];
  }
  const { body } = place.root as Document;
  const path = pathFrom(body, place.element, 11);
  return path ? [give({ by: 'structure', selector: `body > ${path}` })] : [];
}

/** Returns the attribute that says something where the element shows no text. */
export function attributeOf(element: Element): ReadableAttribute | undefined {
  if (textIn(element) !== '') return undefined;
  return readableAttributes.find((name) => element.getAttribute(name)?.trim());
}

/**
 * Returns the ways to find an element again, the most lasting kind first: attributes, class stems, the word in front of
 * it, its place. Each finds it now, and nothing that says something else.
 */
export function candidatesFor(place: Place): Candidate[] {
  const attr = attributeOf(place.element);
  const attribute = place.field === 'chat.editor' ? undefined : attr;
  const labels = attribute ? [] : [...byLabel(place), ...byColumn(place)];
  const found = [...bySign(place, attribute), ...labels, ...byPlace(place, attribute)];
  const distinct = [...new Map(found.map((each) => [`${each.selector}|${each.label ?? ''}`, each])).values()];
  return distinct.slice(0, MOST).map((each) => ({ ...each, hits: 0, misses: 0, against: 0 }));
}
