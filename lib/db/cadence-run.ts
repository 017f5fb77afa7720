import type { Planned } from '../domain/cadence.ts';
import { isWish } from '../domain/cadence-days.ts';
import type { CadenceRule } from '../domain/cadence-rules.ts';
import type { Change } from '../domain/change.ts';
import { dayAt, dayNumber } from '../domain/calendar-day.ts';
import { newId } from '../domain/ids.ts';
import { canGiveWay, nextMoment } from '../domain/late-by-rule.ts';
import type { Reminder } from '../domain/reminder.ts';
import { isMade } from './cadence-log.ts';
import { change } from './changes.ts';
import { CADENCE_STATE, cadenceRules, planChunk } from './cadence-plan.ts';
import { db, type KebanDatabase } from './database.ts';
import type { Draft } from './draft.ts';
import { logFrom, putAll } from './night-there.ts';
import { shopGround } from './shop-ground.ts';
import { workHours } from './work-hours.ts';

const DAY = 86_400_000;
/** Customers looked through at a time: a few milliseconds of a page's work. */
const CHUNK = 100;
/** Days of absence that are made up for. */
const CATCH_UP = 14;

/** How far the rules have been carried out. `run` names what was made together and can be undone together. */
interface CadenceState {
  run: string;
  from: number;
  to: number;
  /** Id of the customer the next piece begins after; null when the run is through. */
  after: string | null;
  /** Up to when the run before this one looked, epoch ms. */
  seenTo?: number;
}

async function stateOf(database: KebanDatabase): Promise<CadenceState | null> {
  return ((await database.meta.get(CADENCE_STATE))?.value as CadenceState | undefined) ?? null;
}

/** Puts the names of festivals into texts; given by who has the words. */
export type ThingWords = (thing: string) => string;

/**
 * Carries the rules out a little further: once a day for the day ahead, in pieces of 100 customers, until `budget`
 * milliseconds have gone by. Returns whether there is more to do now. Repeating it, or being stopped anywhere, makes nothing twice.
 */
export async function stepCadence(
  now: number,
  budget: number,
  words: ThingWords,
  database: KebanDatabase = db,
): Promise<{ more: boolean; made: number }> {
  const rules = (await cadenceRules(database)).filter((rule) => rule.on);
  if (rules.length === 0) return { more: false, made: 0 };
  const { zone } = await shopGround(database);
  const today = dayNumber(dayAt(now, zone));
  const state = await currentRun(now, zone, database);
  if (state.after === null) return { more: false, made: 0 };
  const hours = await workHours(database);
  const until = performance.now() + budget;
  let made = 0;
  for (let after: string | null = state.after; after !== null;) {
    const chunk = await planChunk(rules, { ...state, today, hours }, after, CHUNK, database);
    made += await make(chunk.planned, { rules, run: state.run, words, now, zone }, database);
    after = chunk.next;
    const over = performance.now() > until;
    // A state that is some pieces behind only looks at the same customers again.
    if (over || after === null)
      await database.meta.put({ key: CADENCE_STATE, value: { ...state, after } satisfies CadenceState });
    if (over && after !== null) return { more: true, made };
  }
  return { more: false, made };
}

/** Returns the run of this day, begun now if there is none. */
async function currentRun(now: number, zone: string, database: KebanDatabase): Promise<CadenceState> {
  const before = await stateOf(database);
  const today = dayNumber(dayAt(now, zone));
  const isToday = before && dayNumber(dayAt(before.to - DAY, zone)) === today;
  // One that was not finished yesterday is finished first.
  if (before && (isToday || before.after !== null)) return before;
  const from = before ? Math.max(before.from, now - CATCH_UP * DAY) : now - DAY;
  const seenTo = before?.to ?? now;
  const next: CadenceState = { run: newId('run', now), from: Math.min(from, now), to: now + DAY, after: '', seenTo };
  await database.meta.put({ key: CADENCE_STATE, value: next });
  return next;
}

/** What is known of a run while its follow-ups are made; `zone` is the shop's. */
interface Making {
  rules: readonly CadenceRule[];
  run: string;
  words: ThingWords;
  /** Epoch ms. */
  now: number;
  zone: string;
}

async function make(
  planned: readonly Planned[],
  { rules, run, words, now, zone }: Making,
  database: KebanDatabase,
): Promise<number> {
  if (planned.length === 0) return 0;
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const refs = [`cadence:${run}`, ...new Set(planned.map(({ customerId }) => `customers:${customerId}`))];
  let made = 0;
  await change(
    { actor: 'system', label: { key: 'change.cadenceRun', params: { n: planned.length } }, refs },
    async (draft) => {
      for (const one of planned) {
        const rule = byId.get(one.ruleId);
        const known = (await isMade(one.id, database)) || (await draft.get('reminders', one.id));
        if (known || !rule || !(await draft.get('customers', one.customerId))) continue;
        if (isWish(rule)) await makeWay(one, planned, { now, zone }, draft, database);
        await draft.put('reminders', reminderOf(one, rule, run, words, now));
        await database.cadenceLog.put({ id: one.id, customerId: one.customerId, day: one.day });
        made += 1;
      }
    },
    database,
  );
  return made;
}

/** Puts what has the day of a birthday or a festival off to another one that no other of those planned has, if nobody has seen it. */
async function makeWay(
  { customerId, day }: Planned,
  planned: readonly Planned[],
  { now, zone }: Pick<Making, 'now' | 'zone'>,
  draft: Draft,
  database: KebanDatabase,
): Promise<void> {
  const log = await logFrom(customerId, dayNumber(dayAt(now, zone)), database);
  const others = planned.filter((one) => one.customerId === customerId);
  const taken = new Set([...log, ...others].map((row) => row.day));
  for (const { id } of log.filter((row) => row.day === day)) {
    const row = await draft.get('reminders', id);
    if (!row || !canGiveWay(row)) continue;
    const dueAt = nextMoment(row, { now, zone, taken });
    taken.add(dayNumber(dayAt(dueAt, zone)));
    await putAll([{ row, day: dayNumber(dayAt(dueAt, zone)), dueAt }], draft, database);
  }
}

function reminderOf(one: Planned, rule: CadenceRule, run: string, words: ThingWords, now: number): Reminder {
  const text = rule.text.replaceAll('{事}', one.thing ? words(one.thing) : '').trim();
  const row: Reminder = {
    id: one.id,
    customerId: one.customerId,
    shopId: one.shopId,
    text: text || rule.id,
    dueAt: one.at,
    state: 'open',
    createdAt: now,
    rule: { id: rule.id, run, zone: one.zone, until: one.until, spare: one.spare, ...(one.keep ? { keep: one.keep } : {}) },
  };
  if (one.orderNo !== undefined) row.orderNo = one.orderNo;
  if (rule.templateId !== undefined) row.templateId = rule.templateId;
  // Contact of any kind makes keeping in touch needless.
  return rule.kind === 'touch' ? { ...row, awaits: 'end', awaitSince: now, anyContact: true } : row;
}

/** A run that made something: when, how many follow-ups, and how many of them are still there. */
export interface CadenceRun {
  run: string;
  /** Epoch ms. */
  at: number;
  ids: string[];
  left: number;
}

/** Returns the newest runs that made something, newest first. */
export async function cadenceRuns(database: KebanDatabase = db): Promise<CadenceRun[]> {
  const changes = await database.changes.where('refs').startsWith('cadence:').reverse().limit(400).toArray();
  const runs = new Map<string, CadenceRun>();
  for (const { refs, at, ops } of changes) {
    const run = refs[0]?.slice('cadence:'.length) ?? '';
    const made = ops.filter((op) => op.table === 'reminders' && op.before === null).map((op) => op.key);
    const known = runs.get(run) ?? { run, at, ids: [], left: 0 };
    if (made.length > 0) runs.set(run, { ...known, at: Math.min(known.at, at), ids: [...new Set([...known.ids, ...made])] });
  }
  const list = [...runs.values()].toSorted((a, b) => b.at - a.at);
  for (const one of list) one.left = await database.reminders.where('id').anyOf(one.ids).count();
  return list;
}

/** Takes back in one change what a run made and nobody has finished since; returns the change, which can itself be undone. */
export async function undoCadenceRun(run: string, database: KebanDatabase = db): Promise<Change | null> {
  const ids = (await cadenceRuns(database)).find((one) => one.run === run)?.ids ?? [];
  return change(
    { actor: 'staff', label: { key: 'change.cadenceUndone', params: { n: ids.length } } },
    async (draft) => {
      for (const id of ids) if ((await draft.get('reminders', id))?.state === 'open') await draft.remove('reminders', id);
    },
    database,
  );
}
