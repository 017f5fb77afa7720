import type { Change, ChangeOp } from '../domain/change.ts';
import type { Customer } from '../domain/customer.ts';
import { takeApart, type SinceJoined } from '../domain/merge-split.ts';
import type { KebanDatabase } from './database.ts';
import type { Draft } from './draft.ts';
import { ChangedSince } from './invert.ts';

/** What taking two customers apart led to: who is who, and where went what had come since. */
export interface SplitReport extends SinceJoined {
  kept: string;
  other: string;
}

/** One joining of customers on the way of a record that is not there any more, and who has it since. */
interface Passage {
  heir: string;
  op: ChangeOp;
}

/** Returns who took a customer over that is not there any more, with what that did to them; null when nobody is known to. */
async function passageOf(customerId: string, database: KebanDatabase): Promise<Passage | null> {
  const changes = await database.changes.where('refs').equals(`customers:${customerId}`).toArray();
  const gone = (change: Change): boolean =>
    !change.undoneBy && change.ops.some((op) => op.table === 'customers' && op.key === customerId && op.after === null);
  const change = changes
    .filter(gone)
    .toSorted((a, b) => (a.seq ?? 0) - (b.seq ?? 0))
    .at(-1);
  if (!change) return null;
  const removed = change.ops.find((op) => op.table === 'customers' && op.key === customerId);
  const keys = (removed?.before?.['keys'] ?? []) as string[];
  const stayed = change.ops.filter((op) => op.table === 'customers' && op.after !== null);
  const holdsKeys = (op: ChangeOp): boolean => ((op.after?.['keys'] ?? []) as string[]).some((key) => keys.includes(key));
  const tookOrder = change.ops.find((op) => op.table === 'order' && op.customerId?.before === customerId)?.customerId?.after;
  // Taking an import back removes some and changes others, which has nothing to do with each other.
  const only = stayed.length === 1 && change.actor !== 'undo' ? stayed[0]?.key : undefined;
  const heir = change.merge?.kept ?? tookOrder ?? stayed.find(holdsKeys)?.key ?? only;
  const op = stayed.find((one) => one.key === heir);
  return heir ? { heir, op: op ?? { table: 'customers', key: heir, before: {}, after: {} } } : null;
}

/** Most joinings that are followed. */
const FAR = 20;

/** Returns who a customer has become by joinings: its own id if it is there, null when it is gone without an heir. */
export async function heirOf(customerId: string, database: KebanDatabase): Promise<string | null> {
  return (await followTo(customerId, database))?.id ?? null;
}

/** Returns the customer with the id, or the one that says itself that it was joined with that one; undefined without either. */
export async function standingFor(customerId: string, database: KebanDatabase): Promise<Customer | undefined> {
  const heir = await heirOf(customerId, database);
  const customer = heir === null ? undefined : await database.customers.get(heir);
  return customer && (heir === customerId || customer.joined?.includes(customerId)) ? customer : undefined;
}

async function followTo(customerId: string, database: KebanDatabase): Promise<{ id: string; ops: ChangeOp[] } | null> {
  let id = customerId;
  const ops: ChangeOp[] = [];
  for (let i = 0; i < FAR; i++) {
    if ((await database.customers.where('id').equals(id).count()) > 0) return { id, ops };
    const next = await passageOf(id, database);
    if (!next) return null;
    ops.push(next.op);
    id = next.heir;
  }
  return null;
}

/**
 * Takes a joining back in a draft, also when the joined customer was edited, got notes or orders, or was itself joined
 * with another one since. Throws `ChangedSince` when there is nobody left to take anything from, or the other one is
 * there again already.
 */
export async function splitInto(draft: Draft, change: Change, database: KebanDatabase): Promise<SplitReport> {
  const { kept, other } = change.merge ?? { kept: '', other: '' };
  const place = await followTo(kept, database);
  if (!place || (await draft.get('customers', other))) throw new ChangedSince();
  const holder = (await draft.get('customers', place.id)) as Customer;
  const [orders, notes, reminders, threads] = [
    await draft.orders(holder.id),
    await draft.belongings('notes', holder.id),
    await draft.belongings('reminders', holder.id),
    await draft.belongings('threads', holder.id),
  ];
  const split = takeApart({ change, holder, orders, notes, reminders, threads, later: place.ops });
  if (!split) throw new ChangedSince();
  await draft.put('customers', split.holder);
  await draft.put('customers', split.other);
  await draft.setOrders(holder.id, split.holderOrders);
  await draft.setOrders(other, split.otherOrders);
  for (const note of split.otherNotes) await draft.put('notes', { ...note, customerId: other });
  for (const reminder of split.otherReminders) await draft.put('reminders', { ...reminder, customerId: other });
  for (const op of change.ops) {
    const thread = op.table === 'threads' && op.before?.['customerId'] === other ? await draft.get('threads', op.key) : null;
    if (thread?.customerId === holder.id) await draft.put('threads', { ...thread, customerId: other });
  }
  for (const thread of split.otherThreads) await draft.put('threads', { ...thread, customerId: other });
  return { ...split.since, kept: split.holder.name, other: split.other.name };
}
