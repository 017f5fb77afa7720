import { defined } from '../domain/defined.ts';
import { nextIdOf } from '../domain/reminder-series.ts';
import { movedTo, type Reminder } from '../domain/reminder.ts';
import type { HandoverItem } from '../files/handover-json.ts';
import type { Draft } from './draft.ts';
import { db, type KebanDatabase } from './database.ts';
import { finish } from './reminders.ts';

/** Key in `meta` of what went out or came in with files, and for when it was due then. */
const HANDED = 'handed';
const REMEMBERED = 14 * 86_400_000;
const MOST = 3000;
/** Most moments under which one follow-up may stand elsewhere. */
const MOST_EARLIER = 20;
const lately = (moments: readonly number[]): number[] => [...new Set(moments)].slice(-MOST_EARLIER);

/** For so long (ms) what became of something goes into every file: the first one may have been written once more. */
const TOLD_AGAIN = 12 * 3_600_000;

interface Handed {
  id: string;
  dueAt: number;
  /** Where it stands elsewhere if what was told of it never arrived. */
  earlier?: number[];
  /** Epoch ms at which the file was written or taken in. */
  at: number;
  /** What a file said, at `at`, became of it. */
  told?: { at: number; dueAt: number; done: boolean };
}

async function handed(now: number, database: KebanDatabase): Promise<Handed[]> {
  const stored = ((await database.meta.get(HANDED))?.value as Handed[] | undefined) ?? [];
  return stored.filter(({ at }) => at > now - REMEMBERED);
}

/**
 * Remembers for two weeks for when what is handed over or taken in at `now` (epoch ms) is due: what differs later goes into
 * the next file. Of what a file says it became, that it was told is remembered. What is `over` is forgotten. Both sides
 * make the next one of a series by themselves: it goes on being one, from when it was due at first. `rowOf` returns a
 * follow-up that is not in the database yet.
 */
export async function noteHanded(
  items: readonly Noted[],
  now: number,
  database: KebanDatabase = db,
  over: readonly Noted[] = [],
  rowOf: (id: string) => Promise<Reminder | null | undefined> = (id) => database.reminders.get(id),
): Promise<void> {
  await database.transaction('rw', database.meta, database.reminders, database.changes, async () => {
    const before = new Map((await handed(now, database)).map((one) => [one.id, one]));
    for (const item of items) {
      const told = before.get(item.id)?.told;
      before.delete(item.id);
      before.set(item.id, notedOf(item, told, now));
    }
    for (const { id } of over) before.delete(id);
    for (const id of [...items, ...over].flatMap(nextOf)) {
      const dueAt = before.has(id) ? undefined : ((await firstDue(id, database)) ?? (await rowOf(id))?.dueAt);
      if (dueAt !== undefined) before.set(id, { id, dueAt, at: now });
    }
    await database.meta.put({ key: HANDED, value: [...before.values()].slice(-MOST) });
  });
}

type Noted = Pick<HandoverItem, 'id' | 'dueAt' | 'back' | 'repeat' | 'series'>;

const nextOf = ({ back, repeat, ...item }: Noted): string[] =>
  back?.doneAt !== undefined && repeat ? [nextIdOf(item as Pick<Reminder, 'id' | 'series'>)] : [];

/** Returns for when a follow-up was due as it was made, undefined where no change tells. */
async function firstDue(id: string, database: KebanDatabase): Promise<number | undefined> {
  const changes = await database.changes.where('refs').equals(`reminders:${id}`).sortBy('seq');
  const made = changes
    .flatMap(({ ops }) => ops)
    .findLast(({ table, key, before }) => table === 'reminders' && key === id && !before);
  return made?.after?.['dueAt'] as number | undefined;
}

/**
 * Remembers at `now` (epoch ms) what a file written at `writtenAt` hands over and is here already, where both sides know
 * for when the other's is due: it stands here for the same moment, or was handed over for that one before. What both moved
 * is not told of; what was told of long before that file, and is handed over as if it had not been, will be once more.
 */
export async function noteThere(
  items: readonly Noted[],
  writtenAt: number,
  now: number,
  database: KebanDatabase = db,
): Promise<void> {
  await database.transaction('rw', database.meta, database.reminders, async () => {
    const notes = new Map((await handed(now, database)).map((one) => [one.id, one]));
    const rows = await database.reminders.bulkGet(items.map(({ id }) => id));
    let some = false;
    for (const [i, item] of items.entries()) {
      const note =
        item.back?.doneAt === undefined && rows[i] && renewed(item, rows[i], notes.get(item.id), { writtenAt, at: now });
      if (!note) continue;
      notes.delete(item.id);
      notes.set(item.id, note);
      some = true;
    }
    if (some) await database.meta.put({ key: HANDED, value: [...notes.values()].slice(-MOST) });
  });
}

function renewed(
  { id, dueAt }: Noted,
  row: Reminder,
  before: Handed | undefined,
  { writtenAt, at }: { writtenAt: number; at: number },
): Handed | null {
  if (!before) return row.dueAt === dueAt ? { id, dueAt, at } : null;
  const { told, earlier = [], ...rest } = before;
  const moments = [...earlier, before.dueAt, ...(told ? [told.dueAt] : [])];
  if (!moments.includes(dueAt)) return row.dueAt === dueAt ? { id, dueAt, earlier: lately(moments), at } : null;
  const isUnread = told && writtenAt > told.at + TOLD_AGAIN && (told.done || told.dueAt !== dueAt);
  // The file may be read yet, after theirs: then it stands there as that told it.
  return isUnread ? { ...rest, earlier: lately([...earlier, told.dueAt]), at } : { ...before, at };
}

function notedOf({ id, dueAt, back }: Noted, before: Handed['told'], now: number): Handed {
  if (!back) return { id, dueAt, at: now };
  const done = back.doneAt !== undefined;
  const isSame = before?.dueAt === dueAt && before.done === done;
  const earlier = back.earlier && { earlier: back.earlier };
  return { id, dueAt: back.was, ...earlier, at: now, told: { at: isSame ? before.at : now, dueAt, done } };
}

type Back = NonNullable<HandoverItem['back']>;

/** Returns which of what was handed over or taken in has been finished or moved since, and how. */
export async function handedChanged(now: number, database: KebanDatabase = db): Promise<{ reminder: Reminder; back: Back }[]> {
  const list = await handed(now, database);
  const rows = await database.reminders.bulkGet(list.map(({ id }) => id));
  return list.flatMap(({ dueAt, earlier = [], at, told }, i) => {
    const reminder = rows[i];
    if (!reminder || reminder.state === 'declined') return [];
    const done = reminder.state === 'done';
    const isTold = told?.dueAt === reminder.dueAt && told.done === done;
    if (isTold && now - told.at > TOLD_AGAIN) return [];
    // Where it was told of before, it is by now as it was told, unless that never arrived.
    const was = told && !isTold ? told.dueAt : dueAt;
    const others = lately([...earlier, dueAt].filter((one) => one !== was));
    const back = { was, ...(others.length > 0 && { earlier: others }) };
    if (done) return [{ reminder, back: { ...back, doneAt: reminder.doneAt ?? at } }];
    return reminder.dueAt === was ? [] : [{ reminder, back }];
  });
}

/** Tells what became, where a thing comes from, of a follow-up that stands here as it was handed over; null when it does not. */
export function becameOf({ back, dueAt }: HandoverItem, row: Reminder | undefined): 'done' | 'moved' | null {
  if (!back || row?.state !== 'open' || ![back.was, ...(back.earlier ?? [])].includes(row.dueAt)) return null;
  return back.doneAt !== undefined ? 'done' : row.dueAt === dueAt ? null : 'moved';
}

type Waits = Partial<Pick<HandoverItem, 'awaits' | 'awaitSince' | 'anyContact'>>;

/** Returns what the buyer's writing does to a follow-up, nothing where it does nothing. */
export const waitsOf = ({ awaits, awaitSince, anyContact }: Waits): Waits =>
  awaits === undefined ? {} : (defined({ awaits, awaitSince, anyContact }) as Waits);

/** Does in a draft at `now` (epoch ms) to the follow-up of a thing what was done to it where it comes from. */
export async function bringUpToDate(draft: Draft, item: HandoverItem, now: number): Promise<void> {
  const row = await draft.get('reminders', item.id);
  const became = row && becameOf(item, row);
  if (!row || !became) return;
  const { dueAt } = item;
  if (became === 'done') return finish(draft, { ...row, dueAt }, Math.min(item.back?.doneAt ?? now, now));
  await draft.put('reminders', { ...movedTo(row, dueAt), ...waitsOf(item), ...(dueAt <= now ? { firedAt: now } : {}) });
}
