import { sameValue, withFields, type Change, type ChangeOp } from './change.ts';
import type { Customer } from './customer.ts';
import { keysDisagree } from './identity.ts';
import type { Thread } from './message-stored.ts';
import type { Note } from './note.ts';
import { statsOf, type Order } from './order.ts';
import type { Reminder } from './reminder.ts';
import { fitsMask, isMasked } from './text.ts';

/** Taking two joined customers apart again, whatever was done with them since. Pure; reading and writing is elsewhere. */

type Row = Record<string, unknown>;

/** How long a join made by a person can be taken back, milliseconds. */
export const MERGE_UNDO_MS = 30 * 86_400_000;

/** What one joining did to the customer that stayed: its fields before and after, those that differ only. */
interface Step {
  before: Row;
  after: Row;
}

/** Everything that is known when two customers are taken apart. */
export interface JoinedState {
  /** The joining. */
  change: Change;
  /** The customer that holds everything now, with what belongs to it. */
  holder: Customer;
  orders: readonly Order[];
  notes: readonly Note[];
  reminders: readonly Reminder[];
  threads: readonly Thread[];
  /** What later joinings did, when the one that stayed was itself joined into `holder`; oldest first. */
  later: readonly ChangeOp[];
}

/** Who has what afterwards. */
export interface SplitState {
  holder: Customer;
  other: Customer;
  holderOrders: Order[];
  otherOrders: Order[];
  otherNotes: Note[];
  otherReminders: Reminder[];
  otherThreads: Thread[];
  /** What came after the joining and whose it is now. */
  since: SinceJoined;
}

/** Numbers of things that came after a joining: `stay` with the customer that stayed, `go` with the one that comes back. */
export interface SinceJoined {
  ordersStay: number;
  ordersGo: number;
  notesStay: number;
  remindersStay: number;
  remindersGo: number;
}

const SINGLE = [
  'name',
  'masked',
  'nick',
  'uid',
  'country',
  'language',
  'remark',
  'birthday',
  'level',
  'chatUrl',
  'chatAt',
  'standing',
  'importId',
  'createdAt',
  'apart',
] as const;

/**
 * Takes two joined customers apart. What each had before goes back to it, in its present state: a note edited since
 * stays edited, a tag taken off since stays off. What came since goes to whom it belongs by the buyer's name or number
 * on it, else it stays with the customer that stayed. Returns null when the record of the joining is not complete.
 */
export function takeApart(state: JoinedState): SplitState | null {
  const { change, holder } = state;
  const former = change.ops.find((op) => op.table === 'customers' && op.key === change.merge?.other)?.before;
  if (!change.merge || !former) return null;
  const other = former as unknown as Customer;
  const ownStep = change.ops.find((op) => op.table === 'customers' && op.key === change.merge?.kept);
  const path = [ownStep, ...state.later].map((op): Step => ({ before: op?.before ?? {}, after: op?.after ?? {} }));
  const kept = withoutDoubtfulChat(keptRow(holder, other, path), change.at);
  const back = returnedRow(holder, other);
  const { stay, go } = dealKeys(state, kept, other);
  const keptDone = withStanding({ ...kept, keys: stay });
  const backDone = withStanding({ ...back, keys: go });
  const rows = dealRows(state, keptDone, backDone);
  return { holder: keptDone, other: rows.otherOrders.length === 0 ? withoutOrders(backDone) : backDone, ...rows };
}

/** The holder without what only the other one had brought. */
function keptRow(holder: Customer, other: Customer, path: readonly Step[]): Customer {
  const row = holder as unknown as Row;
  const fields: Row = {};
  for (const field of SINGLE) {
    const brought = path.every(({ after }) => field in after && sameValue(row[field] ?? null, after[field]));
    if (brought) fields[field] = path.toReversed().find(({ before }) => (before[field] ?? null) !== null)?.before[field] ?? null;
  }
  // A name and whether it is masked belong together: a name given since stays as it is.
  if (!('name' in fields) && path.some(({ after }) => 'name' in after)) delete fields['masked'];
  const result = withFields(row, fields) as unknown as Customer;
  const asLeft = (field: 'tags' | 'aliases'): string[] | null => {
    const [only] = path.length === 1 ? path : [];
    return only && field in only.after && sameValue(row[field], only.after[field]) ? (only.before[field] as string[]) : null;
  };
  const gone = [other.id, ...(other.joined ?? [])];
  const joined = (result.joined ?? []).filter((id) => !gone.includes(id));
  const { joined: _joined, ...without } = result;
  const names = [other.name, ...other.aliases].filter((name) => broughtBy(path, 'aliases', name) || broughtName(path, name));
  return {
    ...without,
    ...(joined.length > 0 ? { joined } : {}),
    tags: asLeft('tags') ?? result.tags.filter((tag) => !(other.tags.includes(tag) && broughtBy(path, 'tags', tag))),
    aliases: asLeft('aliases') ?? result.aliases.filter((alias) => !names.includes(alias) && alias !== result.name),
  };
}

/** A chat seen since the joining may be the other one's: opening it must not lead to somebody else. */
function withoutDoubtfulChat(customer: Customer, joinedAt: number): Customer {
  if ((customer.chatAt ?? 0) <= joinedAt) return customer;
  const { chatUrl: _url, ...rest } = customer;
  return rest;
}

/** Tells whether the customers that stayed got a value of a list by the joinings alone. */
function broughtBy(path: readonly Step[], field: 'tags' | 'aliases' | 'keys', value: string): boolean {
  return path.every(({ before, after }) => {
    const [was, is] = [before[field], after[field]] as (string[] | undefined)[];
    return Array.isArray(is) && is.includes(value) && !(was ?? []).includes(value);
  });
}

function broughtName(path: readonly Step[], name: string): boolean {
  return path.every(({ before, after }) => after['name'] === name && before['name'] !== name);
}

/** The other one as it was, without the tags that were taken off since. */
function returnedRow(holder: Customer, other: Customer): Customer {
  return { ...other, tags: other.tags.filter((tag) => holder.tags.includes(tag)) };
}

/** Each gets its own keys back; one learnt since goes to the other one if only that fits, else it stays. */
function dealKeys({ change, holder, later }: JoinedState, kept: Customer, other: Customer): { stay: string[]; go: string[] } {
  const go = holder.keys.filter((key) => other.keys.includes(key));
  const rest = holder.keys.filter((key) => !go.includes(key));
  // After a further joining it is not known which keys that brought.
  const fresh = later.length > 0 ? [] : rest.filter((key) => !change.merge?.keptKeys.includes(key));
  const stay = rest.filter((key) => !fresh.includes(key));
  for (const key of fresh) {
    const foreign = keysDisagree(stay, [key]) || isOtherNick(key, kept);
    (foreign && !keysDisagree(go, [key]) && !isOtherNick(key, other) ? go : stay).push(key);
  }
  return { stay, go };
}

function isOtherNick(key: string, { nick }: Customer): boolean {
  return nick !== undefined && key.startsWith('nick|') && !key.endsWith(`|${nick}`);
}

/** All orders it had have gone since; its figures are made anew otherwise, with its orders. */
function withoutOrders(customer: Customer): Customer {
  return customer.stats.count === 0 ? customer : { ...customer, stats: statsOf([]), activeAt: customer.createdAt };
}

/** Whoever holds a key is known. */
function withStanding(customer: Customer): Customer {
  return customer.keys.length > 0 && customer.standing === 'orders-only' ? { ...customer, standing: 'known' } : customer;
}

function dealRows(state: JoinedState, kept: Customer, other: Customer): Omit<SplitState, 'holder' | 'other'> {
  const { change, orders, notes, reminders, threads } = state;
  const moved = movedTo(change, change.merge?.other ?? '');
  const before = new Set(change.merge?.keptOrders ?? []);
  const own = { stay: orders.filter((o) => before.has(o.no)), go: orders.filter((o) => moved.order.has(o.no)) };
  const fresh = orders.filter((o) => !before.has(o.no) && !moved.order.has(o.no));
  const freshGo = fresh.filter((o) => belongsTo(o, kept, other, own));
  const otherOrders = [...own.go, ...freshGo];
  const nos = new Set(otherOrders.map((o) => o.no));
  const later = reminders.filter((r) => !moved.reminders.has(r.id) && r.createdAt > change.at);
  const laterGo = later.filter((r) => r.orderNo !== undefined && nos.has(r.orderNo));
  return {
    otherOrders,
    holderOrders: orders.filter((o) => !nos.has(o.no)),
    otherNotes: notes.filter((note) => moved.notes.has(note.id)),
    otherReminders: [...reminders.filter((r) => moved.reminders.has(r.id)), ...laterGo],
    otherThreads: threads.filter((thread) => moved.threads.has(thread.id) || isChatOf(thread, other, kept)),
    since: {
      ordersStay: fresh.length - freshGo.length,
      ordersGo: freshGo.length,
      notesStay: notes.filter((note) => !moved.notes.has(note.id) && note.at > change.at).length,
      remindersStay: later.length - laterGo.length,
      remindersGo: laterGo.length,
    },
  };
}

/** Keys of the rows that a joining took from the other customer. */
function movedTo(change: Change, otherId: string): Record<'order' | 'notes' | 'reminders' | 'threads', Set<string>> {
  const moved = { order: new Set<string>(), notes: new Set<string>(), reminders: new Set<string>(), threads: new Set<string>() };
  for (const op of change.ops) {
    if (op.table === 'order' && op.customerId?.before === otherId) moved.order.add(op.key);
    else if (op.table in moved && op.before?.['customerId'] === otherId) moved[op.table as 'notes'].add(op.key);
  }
  return moved;
}

/** Tells whether a conversation that came since is with the other one: it is named by that buyer's nick or number. */
function isChatOf({ mark }: Thread, other: Customer, kept: Customer): boolean {
  const named = ({ nick, uid }: Customer): boolean =>
    mark === nick || (uid !== undefined && (mark === uid || mark.startsWith(`${uid}.`)));
  return named(other) && !named(kept);
}

/** Tells whether an order that came since is the other one's: by the buyer's name on it, else (AliExpress) by its last digits. */
function belongsTo(
  order: Order,
  kept: Customer,
  other: Customer,
  own: { stay: readonly Order[]; go: readonly Order[] },
): boolean {
  const name = order.buyerName;
  if (name) {
    const [fitsKept, fitsOther] = [kept, other].map((customer) => nameFits(name, customer));
    if (fitsKept === false || fitsOther === false) return fitsOther !== false && fitsKept === false;
    if (fitsKept !== fitsOther) return fitsOther === true;
  }
  if (!order.shopId.startsWith('aliexpress|')) return false;
  const ends = (list: readonly Order[]): boolean => list.some((o) => o.no.slice(-4) === order.no.slice(-4));
  return ends(own.go) && !ends(own.stay);
}

/** True when the name is the customer's, false when it cannot be, null when nothing follows. */
function nameFits(name: string, customer: Customer): boolean | null {
  const full = [customer.nick, ...(customer.masked ? [] : [customer.name]), ...customer.aliases].filter(
    (n): n is string => !!n && !isMasked(n),
  );
  if (!isMasked(name)) return full.includes(name) ? true : customer.masked && !fitsMask(name, customer.name) ? false : null;
  if (full.length > 0) return full.some((n) => fitsMask(n, name)) ? null : false;
  return customer.name && customer.name !== name && !fitsMask(customer.name, name) ? false : null;
}
