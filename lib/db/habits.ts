import type { Change } from '../domain/change.ts';
import type { HabitRow } from '../domain/habit-kept.ts';
import { HABIT_DAYS, mineHabits, type Habit, type TypedMessage } from '../domain/habits.ts';
import { newId } from '../domain/ids.ts';
import { replyLanguage } from '../domain/reply-language.ts';
import { languageOfAll } from '../domain/wording-language.ts';
import { momentOf } from '../domain/message-stored.ts';
import { change } from './changes.ts';
import { db, type KebanDatabase } from './database.ts';
import { messagesSince } from './messages.ts';

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
  const customers = await database.customers.bulkGet([...new Set(own.map(({ customerId }) => customerId))]);
  const names = new Map(
    customers.flatMap((each) =>
      each ? [[each.id, [each.name, each.nick ?? '', ...each.aliases].filter((name) => !name.includes('*'))] as const] : [],
    ),
  );
  const heard = Map.groupBy(
    every.filter(({ message }) => message.side === 'buyer' && message.text),
    ({ customerId }) => customerId,
  );
  const languages = new Map(
    customers.flatMap((each) => {
      if (!each) return [];
      const words = (heard.get(each.id) ?? []).map(({ message }) => message).toSorted((a, b) => momentOf(a) - momentOf(b));
      const spoken = languageOfAll(words.map(({ text = '' }) => text));
      return [[each.id, replyLanguage(each.site, null, each, spoken)] as const];
    }),
  );
  return own.map(({ customerId, message }) => ({
    text: message.text ?? '',
    at: momentOf(message),
    names: names.get(customerId) ?? [],
    to: customerId,
    language: languages.get(customerId),
  }));
}

/** Returns what staff type again and again and no template says yet; empty when that is switched off. `now` in epoch ms. */
export async function findHabits(now: number, database: KebanDatabase = db): Promise<Habit[]> {
  if (!(await isMinerOn(database))) return [];
  const [messages, templates, kept] = await Promise.all([
    typedMessages(now, database),
    database.templates.toArray(),
    database.habits.toArray(),
  ]);
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
