import type { FieldRecord, PageNow, ReaderHealth } from './health.ts';
import type { FieldHealth } from './observation.ts';

/** Which fields of a reader matter; see `lib/sites/vital.ts`. */
interface Needs {
  essential: readonly string[];
  usual: readonly string[];
  whole?: readonly string[];
  open?: readonly string[];
}

/** Good, worth a look, not working, or nothing to say. */
export type Light = 'good' | 'warn' | 'bad' | 'none';

/** How long a field may be wrong before it is said (ms): pages are drawn in parts, and a buyer without orders is no fault. */
export const PATIENCE = { essential: 3000, doubtful: 60_000, usual: 10 * 60_000 } as const;

/**
 * One field on the page as it is now. `gone`: it was always there and is not any more; `never`: it matters and was never
 * read; `doubt`: there, but refused; `absent`: not there, which may well be right; `right`: read.
 */
export interface FieldRow {
  field: string;
  verdict: 'gone' | 'never' | 'doubt' | 'absent' | 'right';
  need: 'essential' | 'usual' | 'optional';
  now: FieldHealth;
  rightAt?: number;
  wrongSince?: number;
}

/** How well one page is read. */
export interface Verdict {
  light: Light;
  /** The page is read but there is nothing on it to read: no conversation is open. */
  idle: boolean;
  /** Fields, those that are wrong first. */
  rows: FieldRow[];
  /** Epoch ms from which on the verdict is worse if nothing changes; undefined when it stays. */
  until?: number;
}

const ORDER = ['gone', 'never', 'doubt', 'absent', 'right'] as const;

/** How much a field matters, and whether its refusal is one of the whole page. */
interface Need {
  need: FieldRow['need'];
  whole: boolean;
}

function rowOf(field: string, now: FieldHealth, { need, whole }: Need, record: FieldRecord | undefined): FieldRow {
  const times = {
    ...(record?.rightAt === undefined ? {} : { rightAt: record.rightAt }),
    ...(now === 'found' || record?.wrongSince === undefined ? {} : { wrongSince: record.wrongSince }),
  };
  const base = { field, need, now, ...times };
  if (now === 'found') return { ...base, verdict: 'right' };
  if (need === 'optional') return { ...base, verdict: 'absent' };
  // Of twenty rows one that is refused is caution, not a fault; only what nothing works without is worth a word.
  if (now === 'refused') return { ...base, verdict: need === 'essential' || whole ? 'doubt' : 'absent' };
  // What is usually there but never was on this page's generation is a difference, not a loss.
  if (record?.rightAt === undefined) return { ...base, verdict: need === 'essential' ? 'never' : 'absent' };
  return { ...base, verdict: 'gone' };
}

/** Returns what is known of every field of a reader over all its pages, those that are wrong first. */
export function rowsOf(record: ReaderHealth, needs: Needs): FieldRow[] {
  const rows = Object.entries(record.fields).map(([field, known]) => rowOf(field, known.now, needOf(field, needs), known));
  return rows.toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
}

function needOf(field: string, needs: Needs): Need {
  const whole = needs.whole?.includes(field) === true;
  if (needs.essential.includes(field)) return { need: 'essential', whole };
  return { need: needs.usual.includes(field) ? 'usual' : 'optional', whole };
}

/** The light of one field and, if it will turn worse with time, when. */
function lightOf(row: FieldRow, since: number, at: number): { light: Light; until?: number } {
  if (row.verdict === 'right' || row.verdict === 'absent') return { light: 'good' };
  const waited = (patience: number, before: Light, after: Light): { light: Light; until?: number } =>
    at - since >= patience ? { light: after } : { light: before, until: since + patience };
  if (row.need === 'usual') return waited(row.verdict === 'doubt' ? PATIENCE.essential : PATIENCE.usual, 'good', 'warn');
  if (row.verdict === 'never') return waited(PATIENCE.essential, 'good', 'warn');
  if (row.verdict === 'doubt') {
    const early = waited(PATIENCE.essential, 'good', 'warn');
    return early.light === 'good' ? early : waited(PATIENCE.doubtful, 'warn', row.rightAt === undefined ? 'warn' : 'bad');
  }
  return waited(PATIENCE.essential, 'good', 'bad');
}

const WORSE: Record<Light, number> = { none: 0, good: 1, warn: 2, bad: 3 };

/** Returns the worse of two lights. */
export function worse(a: Light, b: Light): Light {
  return WORSE[b] > WORSE[a] ? b : a;
}

/** Judges a page that is ready, at a moment: by what it shows now and by what its reader could read before. */
export function judge(page: PageNow, record: ReaderHealth | undefined, needs: Needs, at: number): Verdict {
  const idle = needs.open !== undefined && !needs.open.some((field) => (page.health[field] ?? 'missing') !== 'missing');
  const rows = Object.entries(page.health).map(([field, now]) => {
    const need: Need = idle ? { need: 'optional', whole: false } : needOf(field, needs);
    return rowOf(field, now, need, record?.fields[field]);
  });
  const verdict: Verdict = { light: idle ? 'none' : 'good', idle, rows };
  for (const row of idle ? [] : rows) {
    const { light, until } = lightOf(row, Math.max(row.wrongSince ?? page.at, 0), at);
    verdict.light = worse(verdict.light, light);
    if (until !== undefined && until > at) verdict.until = Math.min(verdict.until ?? Infinity, until);
  }
  rows.sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
  return verdict;
}
