import { isFromPerson } from '../domain/message-kind.ts';
import { momentOf } from '../domain/message-stored.ts';
import { hashOf } from '../domain/hash.ts';
import { promisesIn, type PromiseFound } from '../domain/promise.ts';
import type { Reminder } from '../domain/reminder.ts';
import { db, type KebanDatabase } from './database.ts';
import { conversationsOf } from './messages.ts';

const DAY = 86_400_000;
/** Days back to which what was said may still be proposed, and for which a promise that has passed is. */
const LOOK_BACK = 14;
const STILL = 1;
/** Days after which a promise that nobody closed counts as broken. */
const BROKEN_AFTER = 3;

/** A promise found in the shop's own messages that nobody has taken or declined yet. */
export interface Proposal extends PromiseFound {
  /** Id that the follow-up gets; the same for the same sentence. */
  id: string;
  /** Epoch ms at which it was written. */
  saidAt: number;
}

/**
 * Returns what the shop has promised a customer in the last two weeks, soonest first, without what was taken or declined.
 * Only messages that staff wrote count, and of those only ones whose time is known: until when is reckoned from it.
 */
export async function proposalsFor(
  customerId: string,
  now: number,
  zone: string,
  database: KebanDatabase = db,
): Promise<Proposal[]> {
  const since = now - LOOK_BACK * DAY;
  const threads = await database.threads.where('[customerId+mark]').between([customerId, ''], [customerId, '\uffff']).toArray();
  if (!threads.some(({ newest }) => newest >= since)) return [];
  const said = (await conversationsOf(customerId, database))
    .flat()
    .filter((m) => m.side === 'seller' && m.type === 'text' && isFromPerson(m) && m.at !== undefined && momentOf(m) >= since);
  if (said.length === 0) return [];
  const reminders = await database.reminders
    .where('[customerId+state]')
    .between([customerId, ''], [customerId, '\uffff'])
    .toArray();
  const known = new Set(reminders.flatMap(({ promise }) => (promise ? `${promise.saidAt}|${promise.sentence}` : [])));
  const found = new Map<string, Proposal>();
  for (const { text, at: saidAt = 0 } of said) {
    for (const promise of promisesIn(text ?? '', saidAt, zone)) {
      const name = `${saidAt}|${promise.sentence}`;
      if (known.has(name) || promise.until < now - STILL * DAY) continue;
      found.set(name, { ...promise, saidAt, id: `pr_${customerId}_${saidAt.toString(36)}${hashOf(name).toString(36)}` });
    }
  }
  return [...found.values()].toSorted((a, b) => a.until - b.until);
}

/** How promises of a span of time ended. */
export interface PromiseFigures {
  kept: number;
  late: number;
  broken: number;
  /** Not yet due, or due for less than three days. */
  open: number;
}

/** Returns how promises that were due in the last `days` days ended; `now` in epoch ms. */
export async function promiseFigures(now: number, days: number, database: KebanDatabase = db): Promise<PromiseFigures> {
  const figures: PromiseFigures = { kept: 0, late: 0, broken: 0, open: 0 };
  for (const state of ['open', 'done'] as const) {
    const rows = database.reminders
      .where('[state+dueAt]')
      .between([state, now - days * DAY], [state, Infinity])
      .filter((row) => row.promise !== undefined && row.promise.until >= now - days * DAY);
    for (const row of await rows.toArray()) figures[endOf(row, now)] += 1;
  }
  return figures;
}

function endOf(row: Reminder, now: number): keyof PromiseFigures {
  if (row.kept) return row.kept;
  return (row.promise?.until ?? now) < now - BROKEN_AFTER * DAY ? 'broken' : 'open';
}
