import { headersOf } from '../headers.ts';
import type { RawRow } from '../table.ts';
import type { Sheet } from './read-table.ts';

type Entry = Record<string, unknown>;

/** Most fields of an entry. */
const MOST_FIELDS = 200;
/** The column for what has no name in the file: entries that are texts only, and the names that lists stand under. */
const TEXT = 'text';
const FOLDER = 'folder';

/**
 * Returns a list of a JSON file as a table: a list of texts or of entries with fields, or lists of such under names, which are
 * folders then. Null for anything else.
 */
export function sheetOfJson(value: unknown): Sheet | null {
  const entries = entriesOf(value);
  if (entries.length === 0) return null;
  const names = [...new Set(entries.flatMap((entry) => Object.keys(entry)))].slice(0, MOST_FIELDS);
  const rows = entries.map((entry, i): RawRow => ({ line: i + 1, cells: names.map((name) => cellOf(entry[name])) }));
  return { name: '', headers: headersOf(names, 0), head: { line: 0, cells: names }, rows, guarded: false };
}

function entriesOf(value: unknown): Entry[] {
  if (Array.isArray(value)) return value.flatMap((each): Entry[] => entryOf(each));
  if (typeof value !== 'object' || value === null) return [];
  const lists = Object.entries(value).filter(([, list]) => Array.isArray(list) && list.length > 0);
  const [first] = lists;
  // One list beside other things is called as its program calls it, not as a shop calls a folder.
  if (lists.length === 1 && first && !/\p{Script=Han}/u.test(first[0])) return entriesOf(first[1]);
  return lists.flatMap(([folder, list]) => entriesOf(list).map((entry) => ({ [FOLDER]: folder, ...entry })));
}

function entryOf(value: unknown): Entry[] {
  if (typeof value === 'string') return [{ [TEXT]: value }];
  // An entry that is none keeps its place: it is told of as a bad one.
  return [typeof value === 'object' && value && !Array.isArray(value) ? (value as Entry) : {}];
}

function cellOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value.join(',') : '';
}
