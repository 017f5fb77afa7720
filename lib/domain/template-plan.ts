import { sameValue } from './change.ts';
import {
  checkedRecord,
  RECORD_FIELDS,
  recordOf,
  type OptionalField,
  type RawRecord,
  type RecordFault,
  type RecordField,
  type TemplateRecord,
} from './template-record.ts';
import type { Template } from './template.ts';
import { foldText } from './text.ts';

/** A picture or another file that a file of templates brings along. */
export interface RecordPicture {
  name: string;
  /** MIME type. */
  type: string;
  data: Uint8Array<ArrayBuffer>;
}

/** What a reader gives for one row of a file: a record that is still to be checked, or why there is none. */
export interface ReadRow {
  /** Line of a table or text, or place in a list, from 1. */
  line: number;
  /** Name of the sheet, where several were read. */
  sheet?: string;
  raw?: RawRecord;
  pictures?: RecordPicture[];
  problem?: RowProblem;
  /** The file has a place for these: where the row says nothing of them there is nothing. */
  tells?: readonly (OptionalField | 'pictures')[];
}

/** Why a row brings nothing, as a key of the catalogue (`exchange.bad.<code>`) with its values. */
interface RowProblem {
  code: RecordFault | 'twice' | 'pictureOnly' | 'noText' | 'brokenRow' | 'badCharacters' | 'badPicture' | 'notRecord' | 'liquid';
  params?: Record<string, string | number>;
}

/** A row with what it would do here, and the sheet it is on where several were read. */
export type PlannedRow = Planned & { sheet?: string };

type Planned =
  | { line: number; kind: 'bad'; problem: RowProblem; text: string }
  | { line: number; kind: 'new'; record: TemplateRecord; pictures?: RecordPicture[] }
  | {
      line: number;
      kind: 'changed' | 'same';
      record: TemplateRecord;
      target: Template;
      /** Fields that differ. */
      fields: (RecordField | 'pictures')[];
      /** Those of them that the file takes away. */
      cleared?: (OptionalField | 'pictures')[];
      /** What the pack brought was edited here since: taking the row would overwrite that. */
      edited?: true;
      pictures?: RecordPicture[];
    };

/** What is compared beside the texts of records. */
export interface PlanOptions {
  /** Finds a template by more than its texts: the one that came with a pack under this id. */
  byKey?: (key: string) => Template | undefined;
  /** Tells whether a template that came with a pack was edited since. */
  isEdited?: (template: Template) => boolean;
  /** Tells whether the pictures of a row are those of the template. */
  samePictures?: (pictures: readonly RecordPicture[], target: Template) => boolean;
}

/** Finds things by a key that may belong to several; what is not certain is not found. */
class Lookup {
  #found = new Map<string, Template | null>();

  constructor(list: readonly Template[], keyOf: (template: Template) => string | null) {
    for (const template of list) {
      const key = keyOf(template);
      if (key) this.#found.set(key, this.#found.has(key) ? null : template);
    }
  }

  get(key: string | null): Template | undefined {
    return (key && this.#found.get(key)) || undefined;
  }
}

type Keyed = Pick<TemplateRecord, 'title' | 'body' | 'code' | 'folder' | 'language'>;
const byCode = ({ code, language }: Keyed): string | null => (code ? `${language}|${code.toLowerCase()}` : null);
const byTitle = ({ title, language, folder }: Keyed): string => `${language}|${folder}|${foldText(title)}`;
const byBody = ({ body, language }: Keyed): string => `${language}|${foldText(body)}`;
const byAll = (keyed: Keyed): string => `${byTitle(keyed)}|${byBody(keyed)}`;

/**
 * Says of every row of a file what it would do: a template is found again by its id, then by what it says, by its short
 * code, by its title; two that could be meant are none. A later row for a template that an earlier one has taken is bad,
 * unless it says the same. No template is ever removed; the same file a second time is `same` throughout.
 */
export function planRows(existing: readonly Template[], rows: readonly ReadRow[], options: PlanOptions = {}): PlannedRow[] {
  return planned(existing, rows, options).map((row, i) => {
    const sheet = rows[i]?.sheet;
    return sheet ? { ...row, sheet } : row;
  });
}

function planned(existing: readonly Template[], rows: readonly ReadRow[], options: PlanOptions): Planned[] {
  const byId = new Map(existing.map((template) => [template.id, template]));
  const lookups = { all: new Lookup(existing, byAll), body: new Lookup(existing, byBody), code: new Lookup(existing, byCode) };
  const titles = new Lookup(existing, byTitle);
  const checked = rows.map((row) => (row.raw && !row.problem ? checkedRecord(row.raw) : null));
  const inFile = countsOf(checked);
  const find = (record: TemplateRecord): Template | undefined => {
    const known = record.id ? (options.byKey?.(record.id) ?? byId.get(record.id)) : undefined;
    if (known) return known;
    if (record.derived) return lookups.body.get(byBody(record)) ?? single(inFile, lookups.code, byCode(record));
    return lookups.all.get(byAll(record)) ?? single(inFile, lookups.code, byCode(record)) ?? titles.get(byTitle(record));
  };
  const taken = new Map<string, TemplateRecord>();
  const fresh = new Map<string, number>();
  return rows.map((row, i) => {
    const record = checked[i] ?? null;
    const text = (row.raw?.title || row.raw?.body || '').slice(0, 80);
    if (row.problem) return { line: row.line, kind: 'bad', problem: row.problem, text };
    if (record === null || typeof record === 'string')
      return { line: row.line, kind: 'bad', problem: { code: record ?? 'notRecord' }, text };
    const target = find(record);
    const pictures = row.pictures && row.pictures.length > 0 ? { pictures: row.pictures } : {};
    if (!target) {
      const key = byAll(record);
      const before = fresh.get(key);
      if (before !== undefined)
        return { line: row.line, kind: 'bad', problem: { code: 'twice', params: { line: before } }, text: record.title };
      fresh.set(key, row.line);
      return { line: row.line, kind: 'new', record, ...pictures };
    }
    const earlier = taken.get(target.id);
    taken.set(target.id, earlier ?? record);
    if (earlier && byAll(earlier) !== byAll(record))
      return { line: row.line, kind: 'bad', problem: { code: 'twice', params: { title: target.title } }, text: record.title };
    const cleared = (row.tells ?? []).filter((field) =>
      field === 'pictures' ? isBared(row, target) : isGone(field, record, target),
    );
    const fields = [...differences(target, record, row.pictures, options), ...cleared];
    const edited = fields.length > 0 && options.isEdited?.(target) ? { edited: true as const } : {};
    return {
      line: row.line,
      kind: fields.length > 0 ? 'changed' : 'same',
      record,
      target,
      fields,
      ...(cleared.length > 0 && { cleared }),
      ...edited,
      ...pictures,
    };
  });
}

function isGone(field: OptionalField, record: TemplateRecord, target: Template): boolean {
  return record[field] === undefined && recordOf(target)[field] !== undefined;
}

/** Tells whether a row has no pictures and files where the template has some. */
function isBared({ pictures = [] }: ReadRow, target: Template): boolean {
  return pictures.length === 0 && (target.pictures ?? []).length > 0;
}

/** How often a code stands in the file: one that stands there twice names nothing. */
function countsOf(records: readonly (TemplateRecord | RecordFault | null)[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const record of records) {
    const key = record && typeof record !== 'string' ? byCode(record) : null;
    if (key) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function single(counts: ReadonlyMap<string, number>, lookup: Lookup, key: string | null): Template | undefined {
  return key && counts.get(key) === 1 ? lookup.get(key) : undefined;
}

/**
 * Returns the fields a record would change. What a file does not tell (no title column, no short code) changes nothing,
 * and a group is only ever added.
 */
function differences(
  target: Template,
  record: TemplateRecord,
  pictures: readonly RecordPicture[] | undefined,
  { samePictures }: PlanOptions,
): (RecordField | 'pictures')[] {
  const stored = recordOf(target);
  const fields: (RecordField | 'pictures')[] = RECORD_FIELDS.filter((field) => {
    const told = record[field];
    if (told === undefined || (field === 'title' && record.derived) || (field === 'group' && stored.group)) return false;
    if (field === 'folder' && told === '') return false;
    return !sameValue(told, stored[field]);
  });
  if (pictures && pictures.length > 0 && samePictures && !samePictures(pictures, target)) fields.push('pictures');
  return fields;
}
