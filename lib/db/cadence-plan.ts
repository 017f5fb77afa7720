import { Dexie } from 'dexie';
import { cadenceKey, isFor, plan, type CadencePlan } from '../domain/cadence.ts';
import type { CadenceFacts } from '../domain/cadence-events.ts';
import { mergedRules, type CadenceKind, type CadenceRule } from '../domain/cadence-rules.ts';
import { dayAt, dayNumber } from '../domain/calendar-day.ts';
import type { Customer } from '../domain/customer.ts';
import { canGiveWay } from '../domain/late-by-rule.ts';
import { currenciesWithoutSum } from '../domain/large-order.ts';
import { lastContact } from '../domain/reply-watch.ts';
import type { ShopGround } from '../domain/shop-ground.ts';
import { db, type CadenceLogRow, type KebanDatabase } from './database.ts';
import { whatCounts } from './cadence-log.ts';
import { lastMessages } from './messages.ts';
import { ordersOfMany } from './orders.ts';
import { shopGround } from './shop-ground.ts';
import { workHours } from './work-hours.ts';

/** Key in `meta` of the rules as the shop has changed them. */
const RULES = 'cadenceRules';
/** Key in `meta` of how far the rules have been carried out. */
export const CADENCE_STATE = 'cadence';
const DAY = 86_400_000;

/** Returns the shop's rules. */
export async function cadenceRules(database: KebanDatabase = db): Promise<CadenceRule[]> {
  const stored = (await database.meta.get(RULES))?.value;
  return mergedRules(Array.isArray(stored) ? (stored as CadenceRule[]) : []);
}

/** Keeps the shop's rules; one that is switched on at `now` (epoch ms) begins then. */
export async function saveCadenceRules(rules: readonly CadenceRule[], now: number, database: KebanDatabase = db): Promise<void> {
  await database.transaction('rw', database.meta, async () => {
    const before = new Map((await cadenceRules(database)).map((rule) => [rule.id, rule]));
    const value = rules.map((rule) => (rule.on && !before.get(rule.id)?.on ? { ...rule, since: now } : rule));
    await database.meta.put({ key: RULES, value });
    // A rule that is switched on during the day has its first run today.
    const state = await database.meta.get(CADENCE_STATE);
    if (state) await database.meta.put({ ...state, value: { ...(state.value as object), after: '' } });
  });
}

/** Kinds that look at orders, and the days back to which an order can matter; the others do without reading any. */
function ordersMatter(rules: readonly CadenceRule[]): number {
  const WITHOUT: ReadonlySet<CadenceKind> = new Set(['birthday', 'festival', 'touch', 'sleeping', 'nps', 'season']);
  return rules
    .filter((rule) => rule.on && !WITHOUT.has(rule.kind))
    .reduce((days, rule) => Math.max(days, rule.within, ...(rule.lasts ?? []).map((one) => one.days)), 0);
}

/** A piece of the work: what is planned for some customers, and after whom the next piece begins (null at the end). */
export interface PlannedChunk extends CadencePlan {
  next: string | null;
  looked: number;
  /** Of a dry run: currencies of orders that no rule can call large for want of a least sum, one for each order. */
  withoutSum: string[];
}

/** Span of time a plan is made for (epoch ms), and whether what was made before counts. */
export interface PlanSpan {
  from: number;
  to: number;
  /** As if nothing had been made yet, and as if each rule had been on all the time: for a dry run. */
  dry?: boolean;
  /** Number of the day on which it is carried out, the shop's. */
  today?: number;
  /** Hours in which somebody is there, see `workHours`; looked up where they are not given. */
  hours?: number[] | null;
  /** Up to when the run before this one looked, epoch ms. */
  seenTo?: number;
}

/** Plans for up to `size` customers after the one with id `after`, in order of ids. Writes nothing. */
export async function planChunk(
  rules: readonly CadenceRule[],
  span: PlanSpan,
  after: string,
  size: number,
  database: KebanDatabase = db,
): Promise<PlannedChunk> {
  const customers = await database.customers.where('id').above(after).limit(size).toArray();
  const end = customers.at(-1)?.id;
  const next = customers.length === size && end !== undefined ? end : null;
  const used = span.dry ? rules.map(({ since: _since, ...rule }) => rule) : rules;
  const ground = await shopGround(database);
  const facts = await factsOf(customers, used, { ...ground, ...span }, database);
  const log = span.dry ? new Map<string, Made[]>() : await logOf(customers, span, ground, database);
  const movable = await movableOf([...log.values()].flat(), span.today ?? Infinity, database);
  const hours = span.hours === undefined ? await workHours(database) : span.hours;
  const plans = facts.map((one) => {
    const mine = log.get(one.customer.id) ?? [];
    const taken = new Set(mine.map((row) => row.day));
    const away = new Set(mine.filter((row) => movable.has(row.id)).map((row) => row.day));
    return plan(used, one, { ...ground, ...span, hours, taken, movable: away, made: new Set(mine.map((row) => row.id)) });
  });
  const withoutSum = span.dry ? unpriced(used, facts, span, ground.country) : [];
  const [planned, left] = [plans.flatMap((one) => one.planned), plans.flatMap((one) => one.left)];
  return { planned, left, next, looked: customers.length, withoutSum };
}

/** Returns the currencies of orders whose buyers would be visited in a span if their sums were known to be large. */
function unpriced(rules: readonly CadenceRule[], facts: readonly CadenceFacts[], span: PlanSpan, country: string): string[] {
  const large = rules.filter(({ on, kind }) => on && kind === 'visit');
  return large.flatMap((rule) => {
    const bought = { from: span.from - rule.days * DAY, to: span.to - rule.days * DAY };
    const meant = facts.filter(({ customer }) => isFor(rule.who, customer, country));
    return meant.flatMap(({ orders }) => currenciesWithoutSum(rule, orders, bought));
  });
}

async function factsOf(
  customers: readonly Customer[],
  rules: readonly CadenceRule[],
  span: PlanSpan & ShopGround,
  database: KebanDatabase,
): Promise<CadenceFacts[]> {
  const back = ordersMatter(rules);
  const since = span.from - (back + 40) * DAY;
  const buyers = back === 0 ? [] : customers.filter(({ stats }) => (stats.lastAt ?? 0) >= since).map(({ id }) => id);
  const orders = await ordersOfMany(buyers, database);
  const talked = await contactsOf(customers, rules, span, database);
  return customers.map((customer) => ({
    customer,
    orders: orders.get(customer.id) ?? [],
    contactAt: talked.get(customer.id) ?? null,
  }));
}

/** Returns when (epoch ms) there was last contact with those whom a rule to keep in touch is for. */
async function contactsOf(
  customers: readonly Customer[],
  rules: readonly CadenceRule[],
  { from, country }: PlanSpan & ShopGround,
  database: KebanDatabase,
): Promise<Map<string, number>> {
  const touch = rules.filter((rule) => rule.on && rule.kind === 'touch');
  const meant = new Set(customers.filter((one) => touch.some(({ who }) => isFor(who, one, country))).map(({ id }) => id));
  const [first, last] = [customers[0], customers.at(-1)];
  const talked = new Map<string, number>();
  if (!first || !last || meant.size === 0) return talked;
  // What a page saw last before that is past for every rule, whenever it was written: its messages are not read.
  const past = from - (Math.max(...touch.map(({ days, within }) => Math.max(days, within))) + 2) * DAY;
  const threads = await database.threads
    .where('[customerId+mark]')
    .between([first.id, Dexie.minKey], [last.id, Dexie.maxKey])
    .filter(({ customerId }) => meant.has(customerId))
    .toArray();
  const contacts = await Promise.all(threads.map(({ id, newest }) => (newest < past ? newest : contactIn(id, database))));
  for (const [i, { customerId }] of threads.entries())
    talked.set(customerId, Math.max(talked.get(customerId) ?? 0, contacts[i] ?? 0));
  return talked;
}

/** Rows of a conversation that are asked when the contact was: the last ones nearly always tell, and more than so many are never read. */
const [ASKED, ASKED_MOST] = [2, 8];

/** Returns when anybody last wrote in a conversation, 0 when its newest messages do not tell. */
const contactIn = async (threadId: string, database: KebanDatabase): Promise<number> =>
  lastContact(await lastMessages(threadId, ASKED, database)) ??
  lastContact(await lastMessages(threadId, ASKED_MOST, database)) ??
  0;

/** Returns the ids of what has been made for today or later (numbers of days) and can still give way to a wish. */
async function movableOf(made: readonly Made[], today: number, database: KebanDatabase): Promise<Set<string>> {
  const ids = made.filter(({ day }) => day >= today).map(({ id }) => id);
  const rows = ids.length > 0 ? await database.reminders.bulkGet(ids) : [];
  return new Set(rows.flatMap((row) => (row && canGiveWay(row) ? [row.id] : [])));
}

type Made = Pick<CadenceLogRow, 'id' | 'day'>;

/** Returns what rules made for each of these customers, and for those joined into them as if it had been for them. */
async function logOf(
  customers: readonly Customer[],
  span: PlanSpan,
  { zone }: ShopGround,
  database: KebanDatabase,
): Promise<Map<string, Made[]>> {
  const made = new Map<string, Made[]>();
  const [first, last] = [customers[0], customers.at(-1)];
  if (!first || !last) return made;
  // Everything of these customers: ids count for ever, days only around the span.
  const from = dayNumber(dayAt(span.from, zone)) - 800;
  const heirs = new Map(customers.flatMap(({ id, joined }) => (joined ?? []).map((gone) => [gone, id] as const)));
  const rows = await rowsBetween(first.id, last.id, database);
  const elsewhere = [...heirs.keys()].filter((id) => id < first.id || id > last.id);
  for (const id of elsewhere) rows.push(...(await rowsBetween(id, id, database)));
  for (const { id, customerId, day } of await whatCounts(rows, database)) {
    const heir = heirs.get(customerId) ?? customerId;
    if (day < from) continue;
    const asTheirs = heir === customerId ? id : id.replace(`~${cadenceKey(customerId)}`, `~${cadenceKey(heir)}`);
    made.set(heir, [...(made.get(heir) ?? []), { id: asTheirs, day }]);
  }
  return made;
}

const rowsBetween = (first: string, last: string, database: KebanDatabase): Promise<CadenceLogRow[]> =>
  database.cadenceLog.where('[customerId+day]').between([first, Dexie.minKey], [last, Dexie.maxKey]).toArray();
