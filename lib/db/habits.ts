import type { Change } from '../domain/change.ts';
import type { Customer } from '../domain/customer.ts';
import { HABIT_DAYS, type HabitRow } from '../domain/habit-kept.ts';
import type { Habit, TypedMessage } from '../domain/habits.ts';
import { newId } from '../domain/ids.ts';
import { replyLanguage } from '../domain/reply-language.ts';
import { languageOfAll } from '../domain/wording-language.ts';
import { momentOf, type StoredMessage } from '../domain/message-stored.ts';
import type { Order } from '../domain/order.ts';
import { change } from './changes.ts';
import { db, type KebanDatabase } from './database.ts';
import { messagesSince } from './messages.ts';
import { ordersOfMany } from './orders.ts';

/** Whether habits are looked for, a row of `meta`. */
const ON = 'minerOn';
const DAY = 86_400_000;
/** Days for which somebody who said "later" is left alone. */
const LATER_DAYS = 7;
/** Newest own messages that are compared. */
const MOST = 5000;

/** Tells whether what is typed again and again is looked for. It is unless somebody switched it off. */
export async function isMinerOn(database: KebanDatabase = db): Promise<boolean> {
  return (await database.meta.get(ON))?.value !== false;
}

/** Switches looking for habits on or off. */
export async function setMinerOn(on: boolean, database: KebanDatabase = db): Promise<void> {
  await database.meta.put({ key: ON, value: on });
}

/** Returns what staff typed in the last fourteen days, at most the newest 5,000 messages; `now` in epoch ms. */
async function typedMessages(now: number, database: KebanDatabase): Promise<TypedMessage[]> {
  const every = await messagesSince(now - HABIT_DAYS * DAY, database);
  const own = every
    .filter(({ message }) => message.side === 'seller' && message.type === 'text' && message.text && !message.withdrawn)
    .toSorted((a, b) => momentOf(b.message) - momentOf(a.message))
    .slice(0, MOST);
  const ids = [...new Set(own.map(({ customerId }) => customerId))];
  const [customers, orders] = await Promise.all([database.customers.bulkGet(ids), ordersOfMany(ids, database)]);
  const heard = Map.groupBy(
    every.filter(({ message }) => message.side === 'buyer' && message.text),
    ({ customerId }) => customerId,
  );
  const about = new Map(
    customers.flatMap((each) =>
      each ? [[each.id, aboutBuyer(each, orders.get(each.id) ?? [], heard.get(each.id) ?? [])] as const] : [],
    ),
  );
  return own.map(({ customerId, message }) => ({
    text: message.text ?? '',
    at: momentOf(message),
    names: [],
    ...about.get(customerId),
    to: customerId,
  }));
}

/** Returns the names of a buyer and in which language he is answered, as his messages tell it. */
function aboutBuyer(
  customer: Customer,
  orders: readonly Order[],
  heard: readonly { message: StoredMessage }[],
): Pick<TypedMessage, 'names' | 'recipients' | 'language'> {
  const plain = (names: readonly string[]): string[] => names.filter((name) => !name.includes('*'));
  const words = heard.map(({ message }) => message).toSorted((a, b) => momentOf(a) - momentOf(b));
  const spoken = languageOfAll(words.map(({ text = '' }) => text));
  return {
    names: plain([customer.name, customer.nick ?? '', ...customer.aliases]),
    recipients: plain(orders.map(({ recipient }) => recipient?.name ?? '')),
    language: replyLanguage(customer.site, null, customer, spoken),
  };
}

/** Returns what staff type again and again and no template says yet; empty when that is switched off. `now` in epoch ms. */
export async function findHabits(now: number, database: KebanDatabase = db): Promise<Habit[]> {
  if (!(await isMinerOn(database))) return [];
  const [messages, templates, kept] = await Promise.all([
    typedMessages(now, database),
    database.templates.toArray(),
    database.habits.toArray(),
  ]);
  // Its words are a long list that only this page of the dashboard needs.
  const { mineHabits } = await import('../domain/habits.ts');
  return mineHabits(
    messages,
    templates.map(({ body }) => body),
    kept,
    now,
  ).habits;
}

/** Notes that a habit is not to be offered any more, or not for seven days. Can be undone. */
export function setHabitAside(text: string, state: HabitRow['state'], database: KebanDatabase = db): Promise<Change | null> {
  const at = Date.now();
  const row: HabitRow = { id: newId('hb', at), text, state, at, ...(state === 'later' && { until: at + LATER_DAYS * DAY }) };
  const label = { key: state === 'never' ? 'change.habitNever' : 'change.habitLater' };
  return change({ actor: 'staff', label }, (draft) => draft.put('habits', row), database);
}
