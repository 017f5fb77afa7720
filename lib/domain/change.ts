/** Tables whose rows are changed by recorded changes. `order` names one order inside its customer's rows. */
const recordedTables = [
  'customers',
  'order',
  'notes',
  'tags',
  'reminders',
  'templates',
  'threads',
  'messages',
  'wording',
  'habits',
] as const;
type RecordedTable = (typeof recordedTables)[number];

/** One row before and after; `null` means it did not exist. Only the fields that differ are kept when both exist. */
export interface ChangeOp {
  table: RecordedTable;
  key: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  /** Owner of an order, for `table: 'order'`. */
  customerId?: { before: string | null; after: string | null };
}

/** Who made a change: a person, a page that was read, a file import, the undoing of another change, the clock. */
export type ChangeActor = 'staff' | 'page' | 'import' | 'undo' | 'system';

/**
 * One thing that happened, with everything it changed: what undo takes back today, and what audit and synchronisation
 * read. Ids sort by time.
 */
export interface Change {
  id: string;
  at: number;
  actor: ChangeActor;
  /** Message key and values that name it to a person ("已添加标签 大码"). */
  label: { key: string; params?: Record<string, string | number> };
  ops: ChangeOp[];
  /** `table:key` of each row touched, indexed: the history of one row. */
  refs: string[];
  importId?: string;
  /** Its place in the order of commits, one more than the change before. */
  seq?: number;
  /** The change that this one took back. */
  undoes?: string;
  /** Set when it was undone, the id of the undoing change. */
  undoneBy?: string;
  /** Set when it joined two customers at the wish of a person, so that they can be taken apart again later. */
  merge?: MergeRecord;
}

/** Which customer was joined into which, and what the one that stayed had until then. */
export interface MergeRecord {
  kept: string;
  other: string;
  /** Order numbers. */
  keptOrders: string[];
  /** Identity keys. */
  keptKeys: string[];
}

type Row = Record<string, unknown>;

/** Tells whether two values are the same by content (plain JSON values). */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keysA = Object.keys(a).filter((k) => (a as Row)[k] !== undefined);
  const keysB = Object.keys(b).filter((k) => (b as Row)[k] !== undefined);
  return keysA.length === keysB.length && keysA.every((k) => sameValue((a as Row)[k], (b as Row)[k]));
}

/** Returns the fields in which two rows differ, or null when they are the same. A missing field is `null`. */
export function fieldDiff(before: Row, after: Row): { before: Row; after: Row } | null {
  const diff = { before: {} as Row, after: {} as Row };
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (sameValue(before[field], after[field])) continue;
    diff.before[field] = before[field] ?? null;
    diff.after[field] = after[field] ?? null;
  }
  return Object.keys(diff.before).length > 0 ? diff : null;
}

/** Returns the row with the fields of a diff side put in; `null` removes a field. */
export function withFields(row: Row, fields: Row): Row {
  const result = { ...row };
  for (const [field, value] of Object.entries(fields)) {
    if (value === null) delete result[field];
    else result[field] = value;
  }
  return result;
}

/** Tells whether the row still has the values a change gave it, so that the change can be taken back without loss. */
export function stillHas(row: Row, fields: Row): boolean {
  return Object.entries(fields).every(([field, value]) => sameValue(row[field] ?? null, value));
}
