import type { SiteId } from './observation.ts';
import { dueAfter, isOpenAt, openBetween, type Hours } from './wait-hours.ts';
import type { Round } from './wait-rounds.ts';

/** A value of the rule pack, where it comes from and of when it is. */
export interface Sourced<T> {
  value: T;
  /** A message key of a source that comes with the product, or what a person wrote. */
  source: string;
  /** `2026-11-28`: the day on which it was looked up or changed. */
  asOf: string;
  /** A person changed it. */
  own?: true;
}

/** What a platform asks of a shop's answers, as the shop has set it. */
export interface WaitRules {
  /** `site:taobao` */
  id: string;
  site: SiteId;
  /** Minutes within which a first and a later question is answered; null without a limit. */
  first: Sourced<number | null>;
  later: Sourced<number | null>;
  /** Percent of rounds to be answered within the limit. */
  target: Sourced<number>;
  /** Hours that count; null for all day. */
  hours: Sourced<Hours | null>;
  /** What becomes of a question outside of them: it is not counted, or its clock stands still until they begin. */
  outside: Sourced<'skip' | 'pause'>;
  updatedAt: number;
}

/** Fields of a rule pack that a person edits. */
export const ruleFields = ['first', 'later', 'target', 'hours', 'outside'] as const;
export type RuleField = (typeof ruleFields)[number];

const ASKED = '2026-11-28';
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7] as const;

/** Returns the id of a site's rules. */
export const rulesIdOf = (site: SiteId): string => `site:${site}`;

function given<T>(value: T, source: string): Sourced<T> {
  return { value, source: `waiting.source.${source}`, asOf: ASKED };
}

/** Returns the rules that come with the product for a site. Those of which nothing public is known have no limit. */
export function defaultRules(site: SiteId): WaitRules {
  const base = { id: rulesIdOf(site), site, updatedAt: 0 };
  if (site === 'taobao') {
    return {
      ...base,
      first: given(3, 'taobao.minutes'),
      later: given(3, 'taobao.minutes'),
      target: given(90, 'ownTarget'),
      hours: given({ from: 480, to: 1380, days: EVERY_DAY, zone: 'Asia/Shanghai' }, 'taobao.hours'),
      outside: given('skip', 'taobao.hours'),
    };
  }
  const ali = site === 'aliexpress';
  return {
    ...base,
    first: given(ali ? 120 : null, ali ? 'aliexpress.first' : 'unknown'),
    later: given(ali ? 1440 : null, ali ? 'aliexpress.later' : 'unknown'),
    target: given(90, 'ownTarget'),
    hours: given(null, ali ? 'aliexpress.hours' : 'unknown'),
    outside: given('pause', ali ? 'aliexpress.hours' : 'unknown'),
  };
}

/** What is wrong with a value that a person wrote; each has a sentence in the catalogue, `waiting.wrong.<reason>`. */
export type RuleWrong = 'minutes' | 'percent' | 'clock' | 'days' | 'source' | 'date';

/** Returns what is wrong with a rule, or null. `today` is `2026-11-28`, after which no rule can be dated. */
export function checkRule(field: RuleField, { value, source, asOf }: Sourced<unknown>, today: string): RuleWrong | null {
  if (field === 'first' || field === 'later') {
    if (value !== null && !(Number.isInteger(value) && inRange(value, 1, 10_080))) return 'minutes';
  }
  if (field === 'target' && !(Number.isInteger(value) && inRange(value, 1, 100))) return 'percent';
  if (field === 'hours' && value !== null) {
    const { from, to, days } = value as Hours;
    if (![from, to].every((each) => Number.isInteger(each) && inRange(each, 0, 1440))) return 'clock';
    if (days.length === 0) return 'days';
  }
  if (source.trim() === '') return 'source';
  return !/^\d{4}-\d\d-\d\d$/.test(asOf) || Number.isNaN(Date.parse(asOf)) || asOf > today ? 'date' : null;
}

const inRange = (value: unknown, least: number, most: number): boolean => Number(value) >= least && Number(value) <= most;

/** What became of a round under a shop's rules. */
export type Verdict =
  | 'in-time'
  | 'late'
  /** The buyer waits, and the limit is still to come, or has passed. */
  | 'open'
  | 'open-late'
  /** A time is unknown, or there is no limit. */
  | 'unknown'
  | 'no-limit'
  /** Asked outside the hours that count. */
  | 'outside';

export interface Judged {
  round: Round;
  verdict: Verdict;
  /** Epoch ms at which it is or was late. With an unknown time it is at the latest then. */
  dueAt?: number;
}

/**
 * Judges a round at `now` (epoch ms). An answer whose time is unknown is never called late or in time. Where nobody knows
 * whether it is the first one or a later one, it is what it would be as both, else unknown.
 */
export function judge(round: Round, rules: WaitRules, now: number): Judged {
  if (!round.unsure) return judgeBy((round.opening ? rules.first : rules.later).value, round, rules, now);
  const [a, b] = [rules.first, rules.later].map(({ value }) => judgeBy(value, round, rules, now)) as [Judged, Judged];
  const longer = (a.dueAt ?? Infinity) > (b.dueAt ?? Infinity) ? a : b;
  return a.verdict === b.verdict ? longer : { ...longer, verdict: 'unknown' };
}

function judgeBy(minutes: number | null, round: Round, rules: WaitRules, now: number): Judged {
  const hours = rules.hours.value;
  const waits = round.answer === undefined;
  if (minutes === null) return { round, verdict: 'no-limit' };
  const start = round.since ?? round.seen;
  if (rules.outside.value === 'skip' && round.since !== undefined && !isOpenAt(round.since, hours)) {
    return { round, verdict: 'outside' };
  }
  const clock = rules.outside.value === 'pause' ? hours : null;
  const dueAt = dueAfter(start, minutes * 60_000, clock) ?? undefined;
  const due = dueAt === undefined ? {} : { dueAt };
  if (waits) {
    // The buyer waits at least since the message was seen: past that limit it is late whatever the page did not say.
    if (dueAt !== undefined && now > dueAt) return { round, verdict: 'open-late', ...due };
    return { round, verdict: round.since === undefined ? 'unknown' : 'open', ...due };
  }
  if (round.took === undefined || round.since === undefined || round.answeredAt === undefined) {
    return { round, verdict: 'unknown', ...due };
  }
  const took = openBetween(round.since, round.answeredAt, clock);
  return { round, verdict: took <= minutes * 60_000 ? 'in-time' : 'late', ...due };
}

/** Returns what was judged earlier as it stands at `now` (epoch ms): who waited within the limit may be past it. */
export function judgedAt(judged: readonly Judged[], now: number): Judged[] {
  const passed = ({ verdict, dueAt, round }: Judged): boolean =>
    (verdict === 'open' || verdict === 'unknown') && round.answer === undefined && dueAt !== undefined && now > dueAt;
  return judged.map((one) => (passed(one) ? { ...one, verdict: 'open-late' } : one));
}

/** How a shop stands with its answers of a day. */
export interface Budget {
  /** Rounds that count: answered, or waiting with a known or already exceeded time. */
  counted: number;
  inTime: number;
  /** Answered late, or waiting past the limit. */
  late: number;
  /** Waiting within the limit. */
  open: number;
  /** Not counted: a time that the page did not say, asked outside the hours, without a limit. */
  unknown: number;
  outside: number;
  noLimit: number;
  /** Percent answered in time of those that are decided, null when none is. */
  rate: number | null;
  /** How many more of the counted ones may be late so that the target is still met. */
  spare: number;
  /** How many further rounds must be answered in time to meet the target again; 0 when it is met. */
  need: number;
}

/** Returns how the rounds of a day stand against a target in percent. Those still within their limit count as to be in time. */
export function budgetOf(judged: readonly Judged[], target: number): Budget {
  const count = (...verdicts: Verdict[]): number => judged.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const [inTime, late, open] = [count('in-time'), count('late', 'open-late'), count('open')];
  const counted = inTime + late + open;
  const decided = inTime + late;
  // In whole numbers: 1 − 0.9 is not a tenth.
  const allowed = Math.floor((counted * (100 - target)) / 100);
  const missing = late > allowed ? (target >= 100 ? Infinity : Math.ceil((late * 100) / (100 - target)) - counted) : 0;
  return {
    counted,
    inTime,
    late,
    open,
    unknown: count('unknown'),
    outside: count('outside'),
    noLimit: count('no-limit'),
    rate: decided === 0 ? null : Math.floor((inTime * 1000) / decided) / 10,
    spare: Math.max(0, allowed - late),
    need: Math.max(0, missing),
  };
}
