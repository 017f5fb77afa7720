import type { Reminder } from '../domain/reminder.ts';
import type { HandoverItem } from '../files/handover-json.ts';
import type { Draft } from './draft.ts';
import { db, type KebanDatabase } from './database.ts';
import { finish } from './reminders.ts';

/** Key in `meta` of what went out or came in with files, and for when it was due then. */
const HANDED = 'handed';
const REMEMBERED = 14 * 86_400_000;
const MOST = 3000;

interface Handed {
  id: string;
  dueAt: number;
  /** Epoch ms at which the file was written or taken in. */
  at: number;
}

async function handed(now: number, database: KebanDatabase): Promise<Handed[]> {
  const stored = ((await database.meta.get(HANDED))?.value as Handed[] | undefined) ?? [];
  return stored.filter(({ at }) => at > now - REMEMBERED);
}

/** Remembers for two weeks for when what is handed over or taken in at `now` (epoch ms) is due: what differs later goes into the next file. */
export async function noteHanded(
  items: readonly Pick<HandoverItem, 'id' | 'dueAt' | 'back'>[],
  now: number,
  database: KebanDatabase = db,
): Promise<void> {
  await database.transaction('rw', database.meta, async () => {
    const ids = new Set(items.map(({ id }) => id));
    const before = (await handed(now, database)).filter(({ id }) => !ids.has(id));
    // That something is done is told once.
    const open = items.filter(({ back }) => back?.doneAt === undefined);
    const value = [...before, ...open.map(({ id, dueAt }) => ({ id, dueAt, at: now }))].slice(-MOST);
    await database.meta.put({ key: HANDED, value });
  });
}

type Back = NonNullable<HandoverItem['back']>;

/** Returns which of what was handed over or taken in has been finished or moved since, and how. */
export async function handedChanged(now: number, database: KebanDatabase = db): Promise<{ reminder: Reminder; back: Back }[]> {
  const list = await handed(now, database);
  const rows = await database.reminders.bulkGet(list.map(({ id }) => id));
  return list.flatMap(({ dueAt: was, at }, i) => {
    const reminder = rows[i];
    if (reminder?.state === 'done') return [{ reminder, back: { was, doneAt: reminder.doneAt ?? at } }];
    return reminder?.state === 'open' && reminder.dueAt !== was ? [{ reminder, back: { was } }] : [];
  });
}

/** Tells what became, where a thing comes from, of a follow-up that stands here as it was handed over; null when it does not. */
export function becameOf({ back }: HandoverItem, row: Reminder | undefined): 'done' | 'moved' | null {
  if (!back || row?.state !== 'open' || row.dueAt !== back.was) return null;
  return back.doneAt === undefined ? 'moved' : 'done';
}

/** Does in a draft at `now` (epoch ms) to the follow-up of a thing what was done to it where it comes from. */
export async function bringUpToDate(draft: Draft, item: HandoverItem, now: number): Promise<void> {
  const row = await draft.get('reminders', item.id);
  const became = row && becameOf(item, row);
  if (!row || !became) return;
  if (became === 'done') return finish(draft, row, Math.min(item.back?.doneAt ?? now, now));
  const { firedAt: _fired, ...rest } = row;
  await draft.put('reminders', { ...rest, dueAt: item.dueAt, ...(item.dueAt <= now ? { firedAt: now } : {}) });
}
