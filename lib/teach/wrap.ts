import type { FieldHealth, Observation, OrderSeen, PeerSeen, Reading } from '../domain/observation.ts';
import { REFUSED } from '../sites/found.ts';
import type { ChatReader, PageReader, PageSource } from '../sites/site.ts';
import { completedOrder, taughtOrders } from './apply-orders.ts';
import { taughtChat, taughtEditor, taughtPeer } from './apply-chat.ts';
import { addedMessages, withAdded } from './apply-messages.ts';
import { type Decision, type Score, scoreOf } from './decide.ts';
import type { HostRules, TeachField, TeachPage } from './rule.ts';
import { isAlive, pageOfField, ruleFor } from './rule.ts';
import type { Print, Value } from './values.ts';

/** Told after each reading how the candidates of the taught fields did. */
export type OnScore = (page: TeachPage, scores: Partial<Record<TeachField, Score>>, marks: string) => void;

/** What a wrapper needs beside the reader it completes. */
export interface Wrapping {
  rules: HostRules;
  print: Print;
  page: TeachPage;
  onScore?: OnScore;
}

/** Sign in the health of a reading that rules taught by a person took part in. */
const TAUGHT = 'taught';

/** Returns the key under which the health says that a field was found by a taught rule. */
function taughtKey(field: string): string {
  return `${TAUGHT}:${field}`;
}

/** States in which a taught rule may speak: the page is there, or its reader does not know what it is. */
function mayRead(state: Reading['state']): boolean {
  return state === 'ready' || state === 'unknown';
}

/** Returns a reader that adds what the taught rules find to what the built-in one (if any knows the page) reads. */
export function wrapped(base: PageReader | undefined, wrapping: Wrapping): PageReader | undefined {
  const { rules, page } = wrapping;
  if (!rules.fields.some(({ field }) => pageOfField(field) === page)) return base;
  if (page === 'orders') return ordersReader(base, wrapping);
  return base && base.kind !== 'chat' ? base : chatReader(base as ChatReader | undefined, wrapping);
}

function blank(base: PageReader | undefined, source: PageSource, { rules, print }: Wrapping): Reading {
  return (
    base?.read(source) ?? { reader: `${rules.site}/taught`, state: 'unknown', zone: print.zone, observations: [], health: {} }
  );
}

function noted(
  reading: Reading,
  found: Record<string, FieldHealth>,
  taught: readonly string[],
  observations: Observation[],
): Reading {
  const marks = Object.fromEntries([TAUGHT, ...taught.map(taughtKey)].map((key): [string, FieldHealth] => [key, 'found']));
  return {
    ...reading,
    state: observations.length > 0 ? 'ready' : reading.state,
    observations,
    health: { ...reading.health, ...found, ...marks },
  };
}

function chatReader(base: ChatReader | undefined, wrapping: Wrapping): ChatReader {
  const { rules } = wrapping;
  return {
    id: base?.id ?? `${rules.site}/taught`,
    site: rules.site,
    kind: 'chat',
    recognises: () => true,
    read: (source) => readChat(base, source, wrapping),
    editor: (document) => base?.editor(document) ?? taughtEditor(document, rules),
    fingerprint: (source) => base?.fingerprint(source) ?? taughtMarks(base, source, wrapping),
    thread: (source) =>
      typeof base?.fingerprint(source) === 'string' ? (base.thread?.(source) ?? null) : taughtMarks(base, source, wrapping),
    root: (document) => base?.root(document) ?? document.body,
  };
}

/** Tells whether the built-in reader saw signals about the buyer that it did not believe: then nobody else names one. */
function hasDoubt(health: Record<string, FieldHealth>): boolean {
  return ['peer.name', 'peer.nick', 'message.sender'].some((field) => health[field] === 'refused');
}

function readChat(base: ChatReader | undefined, source: PageSource, wrapping: Wrapping): Reading {
  const { rules, print } = wrapping;
  const reading = blank(base, source, wrapping);
  if (!mayRead(reading.state)) return reading;
  const taught = taughtChat(source.document, rules, print);
  const seen = reading.observations.find((o): o is PeerSeen => o.kind === 'peer');
  tell(wrapping, taught.decisions, seen?.peer.name, `${seen?.peer.name ?? String(taught.name)}|${source.url.href}`);
  const editor = !base?.editor(source.document) && taughtEditor(source.document, rules) ? ['chat.editor'] : [];
  if (seen) {
    const messages = addedMessages(reading, source, wrapping, seen);
    const said = messages.length > 0 ? (['message.text', 'message.sender'] as const) : [];
    const saidHealth = Object.fromEntries(said.map((field) => [field, 'found' as const]));
    const settled = reading.health['peer.orderNos'] !== 'refused' || hasSigns(rules, 'peer.orderNos');
    const more = settled && Array.isArray(taught.orderNos) ? taught.orderNos : [];
    // More of the same list, never another one.
    const mayAdd = more.length > seen.orderNos.length && seen.orderNos.every((no) => more.includes(no));
    if (!mayAdd) return noted(reading, saidHealth, [...said, ...editor], withAdded(reading.observations, messages));
    const peer: PeerSeen = { ...seen, orderNos: more };
    const others = reading.observations.map((o) => (o === seen ? peer : o));
    const found = { ...saidHealth, 'peer.orderNos': 'found' as const };
    return noted(reading, found, ['peer.orderNos', ...said, ...editor], withAdded(others, messages));
  }
  // Two places that a person pointed at, head and open row, agree: that settles what the reader could not.
  if (hasDoubt(reading.health) && !taught.confirmed) return noted(reading, {}, editor, reading.observations);
  if (taught.name === REFUSED) return noted(reading, { 'peer.name': 'refused' }, editor, reading.observations);
  if (taught.name === null) return noted(reading, {}, editor, reading.observations);
  const confirmed = taught.confirmed || rowsName(reading, taught.name);
  const peer = taughtPeer(rules.site, taught.name, confirmed);
  const orderNos = Array.isArray(taught.orderNos) ? taught.orderNos : [];
  const names = ['peer.name', ...(orderNos.length > 0 ? ['peer.orderNos'] : [])];
  const health = Object.fromEntries([...names, ...(peer.nick ? ['peer.nick'] : [])].map((field) => [field, 'found' as const]));
  const first: PeerSeen = { kind: 'peer', peer, orderNos };
  const messages = addedMessages(reading, source, wrapping, first);
  const told = noted(
    reading,
    health,
    [...names, ...(messages.length > 0 ? ['message.text'] : []), ...editor],
    [first, ...withAdded(reading.observations, messages)],
  );
  return rules.site === 'custom' ? { ...told, shop: { site: 'custom', key: rules.host } } : told;
}

/** The list of conversations that the built-in reader knows shows the same name. */
function rowsName(reading: Reading, name: string): boolean {
  return reading.observations.some((o) => o.kind === 'conversation' && o.peer.nick === name);
}

/** The marks of a chat that only taught rules name: the name, which of several rows of that name, and the address. */
function taughtMarks(base: ChatReader | undefined, source: PageSource, wrapping: Wrapping): string | null {
  const { rules, print } = wrapping;
  const taught = taughtChat(source.document, rules, print);
  if (typeof taught.name !== 'string') return null;
  const reading = base?.read(source);
  if (reading && (!mayRead(reading.state) || (hasDoubt(reading.health) && !taught.confirmed))) return null;
  return JSON.stringify(['taught', rules.host, taught.name, taught.ordinal, digest(source.url.href)]);
}

/** A short sign for an address: it may hold what must not be kept. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (const sign of text) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(36);
}

function ordersReader(base: PageReader | undefined, wrapping: Wrapping): PageReader {
  const { rules } = wrapping;
  return {
    id: base && base.kind !== 'shell' ? base.id : `${rules.site}/taught`,
    site: rules.site,
    kind: 'orders',
    recognises: () => true,
    read: (source) => readOrders(base, source, wrapping),
  };
}

const ORDER_FACTS = [
  ['order.createdAt', 'createdAt'],
  ['order.paid', 'paid'],
  ['order.stateText', 'stateText'],
  ['order.buyer', 'buyer'],
] as const;

function readOrders(base: PageReader | undefined, source: PageSource, wrapping: Wrapping): Reading {
  const { rules, print } = wrapping;
  const reading = blank(base, source, wrapping);
  if (!mayRead(reading.state)) return reading;
  const seen = reading.observations.filter((o): o is OrderSeen => o.kind === 'order');
  const own = new Set(seen.map(({ no }) => no));
  // A number the reader refused is in doubt altogether, unless a person at this machine showed what tells it.
  const doubted = reading.health['order.no'] === 'refused' && !hasSigns(rules, 'order.no');
  const taught = taughtOrders(source.document, rules, own, print);
  const numbers = doubted ? [...own] : [...taught.orders.keys()];
  const orders = numbers.map((no) =>
    completedOrder(
      seen.find((order) => order.no === no),
      no,
      taught,
      rules.site,
    ),
  );
  const fields: string[] = orders.some(({ no }) => !own.has(no)) ? ['order.no'] : [];
  for (const [field, fact] of ORDER_FACTS) {
    const added = orders.filter(
      (order) => order[fact] !== undefined && seen.find(({ no }) => no === order.no)?.[fact] === undefined,
    );
    // Between two values that the reader saw a person's pointing may decide, a mere place may not.
    const settled = reading.health[field] !== 'refused' || hasSigns(rules, field);
    if (settled && added.length > 0) fields.push(field);
    else if (!settled) for (const order of added) delete order[fact];
  }
  const only = orders.length === 1 ? orders[0] : undefined;
  tell(wrapping, taught.decisions, undefined, `${only?.no ?? orders.length}|${source.url.href}`);
  const others = reading.observations.filter((o) => o.kind !== 'order');
  const { shop: _shop, ...rest } = reading;
  const found = Object.fromEntries(fields.map((field) => [field, 'found' as const]));
  const kept = {
    ...rest,
    ...(reading.shop ? { shop: reading.shop } : {}),
    reader: base && base.kind !== 'shell' ? base.id : `${rules.site}/taught`,
  };
  return noted(kept, found, fields, [...others, ...orders]);
}

/** Tells whether a field is found by signs of its own, shown by the person at this machine. */
function hasSigns(rules: HostRules, field: TeachField): boolean {
  const rule = ruleFor(rules, field);
  return rule?.origin === 'own' && rule.candidates.some((candidate) => isAlive(candidate) && candidate.by !== 'structure');
}

function tell(
  { onScore, page }: Wrapping,
  decisions: Partial<Record<TeachField, Decision>>,
  name: string | undefined,
  marks: string,
): void {
  if (!onScore) return;
  const scores = Object.entries(decisions).map(([field, decision]): [string, Score] => {
    const truth: Value | undefined = field === 'peer.name' || field === 'chat.row' ? name : undefined;
    return [field, scoreOf(decision, truth)];
  });
  if (scores.length > 0) onScore(page, Object.fromEntries(scores), marks);
}
