import * as z from 'zod/mini';
import { isAttachment } from '../../domain/attachments.ts';
import { defined } from '../../domain/defined.ts';
import { STAGES } from '../../domain/stage.ts';
import type { PackHead } from '../../domain/template-pack.ts';
import type { ReadRow, RecordPicture } from '../../domain/template-plan.ts';
import type { RawRecord } from '../../domain/template-record.ts';
import { codeOf, OPTIONAL_FIELDS } from '../../domain/template-record.ts';
import { forbiddenKeyIn } from '../keban-json.ts';
import { FileProblem, problem } from '../problem.ts';
import { briskineText, chatwootText, hasTags, proKeysText } from './foreign.ts';
import { sheetOfJson } from './json-sheet.ts';
import { bytesOfText } from './picture-data.ts';
import { readSheets } from './read-table.ts';
import type { ReadTemplateOptions, TemplateFile } from './read-templates.ts';
import type { UnmappedTemplates } from './unmapped.ts';

/** Name and version of this product's own file. */
export const TEMPLATES_SCHEMA = 'keban.templates';
export const TEMPLATES_VERSION = 1;

const text = z.string().check(z.maxLength(20_000));
const epoch = z.number().check(z.int(), z.gte(0), z.lte(4_102_444_800_000));
const packSchema = z.object({
  id: z.string().check(z.minLength(1), z.maxLength(200)),
  name: z.string().check(z.minLength(1), z.maxLength(60)),
  version: z.number().check(z.int(), z.gte(1), z.lte(1_000_000)),
  author: z.string().check(z.maxLength(60)),
  note: z.optional(z.string().check(z.maxLength(500))),
});
const recordSchema = z.object({
  id: z.optional(text),
  title: z.optional(text),
  body: text,
  code: z.optional(text),
  folder: z.optional(text),
  language: z.optional(text),
  tags: z.optional(z.array(text)),
  favourite: z.optional(z.literal(true)),
  group: z.optional(text),
  stages: z.optional(z.array(z.enum(STAGES))),
  validFrom: z.optional(epoch),
  validUntil: z.optional(epoch),
  pictures: z.optional(z.array(z.object({ name: text, type: text, data: z.string() })).check(z.maxLength(20))),
});
const cannedSchema = z.object({ short_code: z.string(), content: z.string() });
const briskineSchema = z.object({
  title: z.string(),
  shortcut: z.optional(z.string()),
  body: z.string(),
  tags: z.optional(z.array(z.string())),
});
const snippetSchema = z.object({ name: z.string(), body: z.string() });

/** Reads a JSON file of templates. Throws a `FileProblem` for what is none, or what a newer version wrote. */
export function readTemplateJson(json: string, options: ReadTemplateOptions): TemplateFile | UnmappedTemplates {
  const value = parsed(json);
  const key = forbiddenKeyIn(value);
  if (key !== null) throw new FileProblem(problem('dangerousKey', { key }));
  const object = (Array.isArray(value) ? {} : value) as Record<string, unknown>;
  if (object['schema'] === TEMPLATES_SCHEMA) return ownFile(object);
  if (typeof object['schema'] === 'string') throw new FileProblem(problem('notTemplates'));
  const snippets = Array.isArray(value) ? value : object['snippets'];
  if (isProKeys(snippets)) return { status: 'ready', source: 'prokeys', rows: proKeysRows(snippets, '', options) };
  const list = Array.isArray(value) ? value : [object['payload'], object['data'], object['templates']].find(Array.isArray);
  if (!Array.isArray(list) || options.answer) return unknownList(list ?? value, options);
  if (list.some((each) => cannedSchema.safeParse(each).success))
    return { status: 'ready', source: 'chatwoot', rows: list.map((each, i) => cannedRow(each, i + 1, options)) };
  if (isBriskine(list))
    return { status: 'ready', source: 'briskine', rows: list.map((each, i) => briskineRow(each, i + 1, options)) };
  if (list.some((each) => plainSchema.safeParse(each).success))
    return { status: 'ready', source: 'json', rows: list.map((each, i) => plainRow(each, i + 1, options)) };
  return unknownList(list, options);
}

/** Reads a list of replies whose fields have other names, or asks which of them is the text. */
function unknownList(value: unknown, options: ReadTemplateOptions): TemplateFile | UnmappedTemplates {
  const sheet = sheetOfJson(value);
  const file = sheet && readSheets([sheet], options, 'json');
  if (!file) throw new FileProblem(problem('notTemplates'));
  return file;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new FileProblem(problem('notJson'), error);
  }
}

function ownFile(object: Record<string, unknown>): TemplateFile {
  const { version, templates } = object;
  if (typeof version === 'number' && version > TEMPLATES_VERSION)
    throw new FileProblem(problem('newerVersion', { found: version, known: TEMPLATES_VERSION }));
  if (!Array.isArray(templates)) throw new FileProblem(problem('notTemplates'));
  const pack = object['pack'] === undefined ? null : packSchema.safeParse(object['pack']);
  if (pack && !pack.success) throw new FileProblem(problem('badPack'));
  const tells = pack ? { tells: [...OPTIONAL_FIELDS, 'pictures' as const] } : {};
  const rows = templates.map((record: unknown, i): ReadRow => ({ ...ownRow(record, i + 1), ...tells }));
  return { status: 'ready', source: 'keban', rows, ...(pack?.data && { pack: headOf(pack.data) }) };
}

function headOf({ note, ...head }: z.infer<typeof packSchema>): PackHead {
  return { ...head, ...(note !== undefined && { note }) };
}

function ownRow(value: unknown, line: number): ReadRow {
  const record = recordSchema.safeParse(value);
  if (!record.success) {
    const field = String(record.error.issues[0]?.path[0] ?? '');
    return { line, raw: textsOf(value), problem: { code: 'notRecord', params: { field } } };
  }
  const { pictures = [], ...rest } = record.data;
  const raw = defined(rest) as RawRecord;
  const read = pictures.map(({ name, type, data }): RecordPicture => ({ name, type, data: bytesOfText(data) }));
  if (!read.every(isAttachment)) return { line, raw, problem: { code: 'badPicture' } };
  return { line, raw, ...(read.length > 0 && { pictures: read }) };
}

/** What can still be shown of a record that cannot be read. */
function textsOf(value: unknown): RawRecord {
  const { title, body, name, short_code: code } = (typeof value === 'object' && value ? value : {}) as Record<string, unknown>;
  const shown = [title, name, code, body].find((each) => typeof each === 'string');
  return { title: typeof shown === 'string' ? shown : '', body: '' };
}

function cannedRow(value: unknown, line: number, { latin }: ReadTemplateOptions): ReadRow {
  const canned = cannedSchema.safeParse(value);
  if (!canned.success) return { line, raw: textsOf(value), problem: { code: 'notRecord', params: { field: 'content' } } };
  const { short_code: code, content } = canned.data;
  const long = codeOf(code) === '';
  const raw = { body: chatwootText(content, latin), code, latin, ...(long && code && { title: code }) };
  return { line, raw, ...(hasTags(content) && { problem: { code: 'liquid' } }) };
}

function briskineRow(value: unknown, line: number, { latin }: ReadTemplateOptions): ReadRow {
  const template = briskineSchema.safeParse(value);
  if (!template.success) return { line, raw: textsOf(value), problem: { code: 'notRecord', params: { field: 'body' } } };
  const { title, shortcut = '', body, tags = [] } = template.data;
  return { line, raw: { title, code: shortcut, body: briskineText(body, latin), tags, latin } };
}

const plainSchema = z.object({ body: z.string() });

/** Fields that its templates have not. */
const NOT_BRISKINE = ['code', 'folder', 'language', 'group', 'stages', 'favourite'];

/** Titles and bodies are in many lists; Briskine's have shortcuts, HTML, or placeholders of Handlebars. */
function isBriskine(list: readonly unknown[]): boolean {
  const own = list.filter((each) => briskineSchema.safeParse(each).success) as Record<string, unknown>[];
  if (own.some((each) => 'shortcut' in each)) return true;
  if (own.some((each) => NOT_BRISKINE.some((field) => field in each))) return false;
  return own.some(({ body }) => /<\/?[a-z][^<>]*>|\{\{/i.test(String(body)));
}

/** An entry of a list that somebody wrote: our own fields, whatever else is there; numbers of other programs mean nothing here. */
function plainRow(value: unknown, line: number, { latin }: ReadTemplateOptions): ReadRow {
  const fields = typeof value === 'object' && value && !Array.isArray(value) ? Object.entries(value) : [];
  const told = fields.filter(([key, each]) => key !== 'id' && each !== null && each !== false);
  const row = ownRow(Object.fromEntries(told), line);
  return row.raw && !row.problem ? { ...row, raw: { ...row.raw, latin } } : row;
}

/** A folder of ProKeys is a list that begins with its name and a time (before version 3 without the name). */
function isProKeys(value: unknown): value is unknown[] {
  if (!Array.isArray(value)) return false;
  return value.some((each) => snippetSchema.safeParse(each).success || (Array.isArray(each) && typeof each[0] === 'string'));
}

function proKeysRows(list: readonly unknown[], path: string, options: ReadTemplateOptions, rows: ReadRow[] = []): ReadRow[] {
  const { latin } = options;
  for (const each of list.slice(0, 20_000)) {
    if (typeof each === 'string' || typeof each === 'number') continue;
    if (Array.isArray(each)) {
      const name = typeof each[0] === 'string' ? each[0].replaceAll('/', ' ') : '';
      if (path.split('/').length < 20) proKeysRows(each, path && name ? `${path}/${name}` : path || name, options, rows);
      continue;
    }
    const line = rows.length + 1;
    const snippet = snippetSchema.safeParse(each);
    if (!snippet.success) rows.push({ line, raw: textsOf(each), problem: { code: 'notRecord', params: { field: 'body' } } });
    else {
      const { name, body } = snippet.data;
      rows.push({ line, raw: { title: name, code: name, folder: path, body: proKeysText(body, latin), latin } });
    }
  }
  return rows;
}
