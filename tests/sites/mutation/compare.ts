import type { MessageSeen, Observation, OrderItem, Reading } from '#lib/domain/observation.ts';

/** The facts of a reading by their path; a fact is compared as a whole (an amount, an instant, a line). */
type Facts = Map<string, unknown>;

/** What a mutant's reading says in comparison with the original's. */
export interface Comparison {
  /** Facts that are neither the original's nor absent: there must be none. */
  wrong: string[];
  /** Paths (`order.paid`, `item.title`) of the original's facts that the mutant still has, and of those it lost. */
  found: string[];
  lost: string[];
  /** Facts that were lost in every row, or in one where every row has them, without the health saying so. */
  unsaid: string[];
}

const PEOPLE = new Set(['peer', 'buyer', 'sender', 'recipient']);
/** Words by which a reader says that it does not know. */
const UNKNOWN: Readonly<Record<string, unknown>> = { 'order.state': 'unknown', 'message.type': 'empty' };

/** Returns the facts of one object; people are taken apart, what a reader does not know is left out. */
function factsOf(prefix: string, value: object): Facts {
  const facts: Facts = new Map();
  for (const [field, fact] of Object.entries(value)) {
    const path = `${prefix}.${field}`;
    if (field === 'kind' || field === 'items' || fact === undefined || UNKNOWN[path] === fact) continue;
    if (PEOPLE.has(field)) for (const [part, each] of factsOf(path, fact as object)) facts.set(part, each);
    // The properties of an item are a set, whatever the order they are shown in.
    else facts.set(path, path === 'item.sku' ? String(fact).split(';').toSorted().join(';') : fact);
  }
  return facts;
}

const text = (value: unknown): string => JSON.stringify(value);

/** Facts of the mutant that contradict: another value, or a value where the original has none. Lists may be shorter. */
function contradictions(seen: Facts, original: Facts): string[] {
  return [...seen].flatMap(([path, value]) => {
    const right = original.get(path);
    const fits =
      Array.isArray(value) && Array.isArray(right)
        ? value.every((each) => right.some((other) => text(other) === text(each)))
        : text(value) === text(right);
    return fits ? [] : [`${path} is ${text(value)} instead of ${text(right)}`];
  });
}

function keyOf(seen: Observation): string {
  if (seen.kind === 'order') return `order ${seen.no}`;
  if (seen.kind === 'case') return `case ${seen.no ?? seen.lineNo}`;
  if (seen.kind === 'conversation') return `conversation ${seen.peer.uid ?? seen.peer.name ?? ''}`;
  return seen.kind;
}

/** Pairs each thing with an original one in the same order, none twice; a thing that fits none has no partner. */
function paired<T extends object>(prefix: string, seen: readonly T[], originals: readonly T[]): [T, T | undefined][] {
  let from = 0;
  return seen.map((each) => {
    const facts = factsOf(prefix, each);
    const at = originals.findIndex((one, index) => index >= from && contradictions(facts, factsOf(prefix, one)).length === 0);
    if (at < 0) return [each, undefined];
    from = at + 1;
    return [each, originals[at]];
  });
}

class Judge {
  readonly result: Comparison = { wrong: [], found: [], lost: [], unsaid: [] };
  private readonly removed: readonly string[];

  constructor(removed: readonly string[]) {
    this.removed = removed.map((each) => each.replace(/\s+/g, ''));
  }

  /** Notes which facts of the original are still there. What is no longer on the page cannot be found. */
  count(original: Facts, seen: Facts | null, said?: string): void {
    for (const [path, value] of original) {
      if (seen?.has(path)) this.result.found.push(path);
      else if (!this.isGone(path, value, said)) this.result.lost.push(path);
    }
  }

  private isGone(path: string, value: unknown, said?: string): boolean {
    const words = path === 'message.type' || path === 'message.read' ? said : value;
    if (typeof words !== 'string' || !/^message\.(?:text|type|read)$|^review\.(?:text|appendText)$/.test(path)) return false;
    const wanted = words.replace(/\s+/g, '');
    return wanted !== '' && this.removed.some((text) => text.includes(wanted));
  }
}

function compareItems(judge: Judge, seen: readonly OrderItem[], originals: readonly OrderItem[], of: string): void {
  const pairs = paired('item', seen, originals);
  for (const [item, partner] of pairs) {
    if (!partner) judge.result.wrong.push(`${of} has an item that is not in it: ${text(item)}`);
  }
  for (const original of originals) {
    const own = pairs.find(([, partner]) => partner === original)?.[0];
    judge.count(factsOf('item', original), own ? factsOf('item', own) : null);
  }
}

function compareMessages(judge: Judge, seen: readonly MessageSeen[], originals: readonly MessageSeen[]): void {
  const pairs = paired('message', seen, originals);
  for (const [message, partner] of pairs) {
    if (!partner) judge.result.wrong.push(`a message that was not written, or twice, or out of order: ${text(message)}`);
  }
  for (const original of originals) {
    const own = pairs.find(([, partner]) => partner === original)?.[0];
    judge.count(factsOf('message', original), own ? factsOf('message', own) : null, original.text);
  }
}

function compareRecords(judge: Judge, seen: readonly Observation[], originals: readonly Observation[]): void {
  const byKey = Map.groupBy(originals, keyOf);
  const open = originals.find((each) => each.kind === 'peer')?.peer.name;
  const used = new Set<Observation>();
  for (const each of seen) {
    const left = byKey.get(keyOf(each))?.filter((one) => !used.has(one)) ?? [];
    const agrees = (one: Observation): boolean => contradictions(factsOf(each.kind, each), factsOf(one.kind, one)).length === 0;
    const original = left.find(agrees) ?? left[0];
    // The open conversation's own row is true as well, once it can no longer be told that it is the open one.
    if (!original && each.kind === 'conversation' && each.peer.name === open) continue;
    if (!original) {
      judge.result.wrong.push(`${keyOf(each)} is not on the page, or stands there once: ${text(each)}`);
      continue;
    }
    used.add(original);
    const facts = factsOf(each.kind, each);
    judge.result.wrong.push(...contradictions(facts, factsOf(each.kind, original)).map((fault) => `${keyOf(each)}: ${fault}`));
    judge.count(factsOf(each.kind, original), facts);
    if (each.kind === 'order' && original.kind === 'order') compareItems(judge, each.items, original.items, keyOf(each));
  }
  for (const original of originals) {
    if (used.has(original)) continue;
    judge.count(factsOf(original.kind, original), null);
    if (original.kind === 'order') compareItems(judge, [], original.items, keyOf(original));
  }
}

function shopFacts(reading: Reading | null): Facts {
  const shop = reading?.shop;
  // A shop that is known by its shown name only is told so, and stands for no key.
  return shop ? factsOf('shop', shop.keyIsName ? { site: shop.site, name: shop.name } : shop) : new Map();
}

/** Where the health of a fact may stand: a key of its own, or that of what it is a part of. */
function healthKeys(path: string): string[] {
  const [kind = '', field = '', part = ''] = path.split('.');
  const whole: Record<string, string[]> = {
    order: ['order.no'],
    item: ['order.no', 'item.title'],
    case: ['case.no'],
    review: ['review.orderNo', 'review.rating'],
    peer: ['peer.name', 'peer.nick', 'peer.uid'],
    message: ['message.sender', 'message.text', 'peer.name', 'peer.nick'],
    conversation: ['conversation.peer'],
    shop: ['shop', 'shop.key', 'shop.staff'],
  };
  const own = [`${kind}.${field}`, `${field}.${part}`];
  if (path === 'order.state' || path === 'order.stateText') own.push('order.state', 'order.stateText');
  if (field === 'buyer') own.push('order.buyerUid');
  return [...own, ...(whole[kind] ?? [])];
}

/** Paths that no reader keeps a state of: they follow from others. */
const STATELESS =
  /^(?:message\.(?:type|read|side|conversation|staff)|order\.tags|order\.state|peer\.(?:conversation|url)|conversation\.preview|shop\.(?:name|site))$/;

/** What every row of these readers' lists has: the health tells as well when it is lost in some of them. */
const TELLS_ROWS = /^taobao\//;
const IN_ALL =
  /^order\.(?:createdAt|paid|stateText|buyer\.name)$|^item\.(?:title|price|quantity)$|^case\.(?:orderNo|type|stateText|amount|createdAt|title)$|^review\.(?:rating|at|buyer\.name|title)$|^message\.at$|^conversation\.peer\.name$/;

function unsaid(result: Comparison, original: Reading, mutant: Reading | null): string[] {
  // A page that only the reader of the frame around it knows is one that is not understood, which its address says.
  if (!mutant || mutant.state !== 'ready' || mutant.reader !== original.reader) return [];
  // Pages that show the shop of the frame around them keep no state of it: the frame's own reader does.
  const kept = (path: string): boolean =>
    !STATELESS.test(path) && (!path.startsWith('shop.') || Object.keys(original.health).some((key) => key.startsWith('shop')));
  const some = (path: string): boolean => TELLS_ROWS.test(original.reader) && IN_ALL.test(path);
  const gone = new Set(result.lost.filter((path) => (some(path) || !result.found.includes(path)) && kept(path)));
  return [...gone].filter(
    (path) => !healthKeys(path).some((key) => mutant.health[key] === 'missing' || mutant.health[key] === 'refused'),
  );
}

/**
 * Compares what was read of a mutant (null when no reader knew it) with what was read of the original. `removed` are
 * the texts that are no longer on the page.
 */
export function compareReadings(original: Reading, mutant: Reading | null, removed: readonly string[] = []): Comparison {
  const judge = new Judge(removed);
  const isMessage = (each: Observation): each is MessageSeen => each.kind === 'message';
  const seen = mutant?.observations ?? [];
  const rest = (all: readonly Observation[]): Observation[] => all.filter((each) => !isMessage(each));
  compareRecords(judge, rest(seen), rest(original.observations));
  compareMessages(judge, seen.filter(isMessage), original.observations.filter(isMessage));
  judge.result.wrong.push(...contradictions(shopFacts(mutant), shopFacts(original)));
  judge.count(shopFacts(original), shopFacts(mutant));
  judge.result.unsaid.push(...unsaid(judge.result, original, mutant));
  return judge.result;
}
