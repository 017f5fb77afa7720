import { unguardCell } from '../cell.ts';
import { headersOf, type Headers } from '../headers.ts';
import { FileProblem, problem } from '../problem.ts';
import type { NamedTable, RawRow } from '../table.ts';
import type { ReadRow } from '../../domain/template-plan.ts';
import { OPTIONAL_FIELDS, type RawRecord } from '../../domain/template-record.ts';
import { STAGES } from '../../domain/stage.ts';
import { escapeBraces } from '../../domain/foreign-text.ts';
import { briskineText, chatwootText, hasTags } from './foreign.ts';
import { STAGE_NAMES, TABLE_COLUMNS } from './columns.ts';
import type { ReadTemplateOptions, TemplateFile, TemplateSource } from './read-templates.ts';

/** Header names (see `headerKey`) by what they hold; our own come first. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(TABLE_COLUMNS.map(({ key, header }) => [key, [header]])),
  title: ['标题', '名称', '话术标题', 'title', 'name'],
  body: ['内容', '快捷短语', '话术内容', '话术', '短语', '回复内容', 'body', 'content', 'text'],
  code: ['短码', '快捷短语编码', '快捷编码', '编码', '快捷码', 'shortcut', 'shortcode', 'code'],
  folder: ['文件夹', '分组', '快捷短语分组', '分类', '目录', 'folder', 'category', 'group'],
  tags: ['标签', 'tags', 'tag'],
  language: ['语言', 'language', 'lang'],
};

type Column = Record<string, number>;

/** A sheet that was looked into: what its columns are, and its rows; no kind where it has no column for the text. */
interface Sheet {
  name: string;
  headers: Headers | null;
  kind: Kind | null;
  rows: RawRow[];
  guarded: boolean;
}

/**
 * Reads tables of templates: the first with a column for the text, and all others with the same columns. Where they have no
 * column for the folder, the names of several sheets are the folders. Throws a `FileProblem` when there is no such table.
 */
export async function readTemplateTables(tables: readonly NamedTable[], options: ReadTemplateOptions): Promise<TemplateFile> {
  const sheets = await Promise.all(tables.map(sheetOf));
  const first = sheets.find(({ kind }) => kind !== null);
  if (!first?.kind) throw new FileProblem(problem(sheets.some(({ headers }) => headers) ? 'noTemplateColumn' : 'empty'));
  const { source } = first.kind;
  const same = sheets.filter((sheet) => sheet.kind && headersKey(sheet) === headersKey(first));
  const rows = same.flatMap(({ name, kind, rows: list, guarded }) => {
    if (!kind) return [];
    const folder = same.length > 1 && kind.columns['folder'] === undefined && !USUAL_NAME.test(name) ? name : '';
    const read = list.map((row) => readRow(row, kind, { latin: options.latin, guarded }));
    return read.map((row) => ({
      ...row,
      ...(same.length > 1 && { sheet: name }),
      ...(folder && row.raw && { raw: { ...row.raw, folder } }),
    }));
  });
  const unread = sheets.filter((sheet) => sheet.headers && !same.includes(sheet)).length + (tables[0]?.table.otherSheets ?? 0);
  return { status: 'ready', source, rows, ...(unread > 0 && { unread }) };
}

/** Names that programs give sheets by themselves. */
const USUAL_NAME = /^(?:sheet|工作表|表)\s*\d*$/i;

/** Sheets with the same columns, in any order, have the same key. */
const headersKey = ({ headers }: Sheet): string => (headers?.keys ?? []).filter(Boolean).toSorted().join('\u0001');

async function sheetOf({ name, table }: NamedTable): Promise<Sheet> {
  let headers: Headers | null = null;
  const rows: RawRow[] = [];
  for await (const batch of table.batches()) {
    for (const row of batch.rows) {
      if (headers) rows.push(row);
      else headers = headersOf(row.cells, row.line);
    }
  }
  return { name, headers, kind: headers && kindOf(headers), rows, guarded: table.format === 'csv' };
}

interface Kind {
  source: TemplateSource;
  columns: Column;
}

/** Returns what columns are; null where none is for the text. */
function kindOf({ keys }: Headers): Kind | null {
  const columns: Column = {};
  for (const [field, names] of Object.entries(NAMES)) {
    const at = keys.findIndex((key) => names.includes(key));
    if (at >= 0) columns[field] = at;
  }
  if (columns['body'] === undefined) return null;
  const has = (...names: string[]): boolean => names.every((name) => keys.includes(name));
  const source: TemplateSource = has('内容', '短码', '语言')
    ? 'keban-table'
    : keys.includes('快捷短语')
      ? 'qianniu'
      : has('shortcode', 'content')
        ? 'chatwoot'
        : has('shortcut', 'body')
          ? 'briskine'
          : 'table';
  // Numbers that other programs give their rows mean nothing here.
  if (source !== 'keban-table') delete columns['id'];
  return { source, columns };
}

interface How {
  latin: string;
  /** Cells that a spreadsheet could take for formulas carry a mark. */
  guarded: boolean;
}

function readRow(row: RawRow, { source, columns }: Kind, { latin, guarded }: How): ReadRow {
  const { line, cells } = row;
  const cell = (field: string): string => {
    const at = columns[field];
    const text = at === undefined ? '' : (cells[at] ?? '');
    return guarded && source === 'keban-table' ? unguardCell(text) : text;
  };
  const plain = (field: string): string => cell(field).trim();
  const raw: RawRecord = { title: plain('title'), body: cell('body'), code: plain('code'), folder: plain('folder'), latin };
  if (row.problem) return { line, raw, problem: { code: 'brokenRow' } };
  if (cells.some((each) => each.includes('\ufffd'))) return { line, raw, problem: { code: 'badCharacters' } };
  raw.tags = listOf(plain('tags'));
  if (plain('language')) raw.language = plain('language');
  if (source === 'keban-table')
    return { line, raw: ownFields(raw, plain), tells: OPTIONAL_FIELDS.filter((field) => columns[field] !== undefined) };
  if (source === 'chatwoot' && hasTags(cell('body'))) return { line, raw, problem: { code: 'liquid' } };
  return { line, raw: foreignFields(raw, source) };
}

const listOf = (text: string): string[] =>
  text
    .split(/[,，、;；\n]+/)
    .map((each) => each.trim())
    .filter(Boolean);

function ownFields(raw: RawRecord, plain: (field: string) => string): RawRecord {
  const from = dayIn(plain('validFrom'), false);
  const until = dayIn(plain('validUntil'), true);
  const stages = listOf(plain('stages'));
  return {
    ...raw,
    ...(plain('id') && { id: plain('id') }),
    ...(plain('group') && { group: plain('group') }),
    ...(/^(?:是|y|yes|true|1|√)$/i.test(plain('favourite')) && { favourite: true }),
    ...(stages.length > 0 && { stages: STAGES.filter((stage) => stages.includes(stage) || stages.includes(STAGE_NAMES[stage])) }),
    ...(from !== undefined && { validFrom: from }),
    ...(until !== undefined && { validUntil: until }),
  };
}

/** Returns the moment a day begins or ends on this computer; NaN for what is no day. */
function dayIn(text: string, end: boolean): number | undefined {
  if (!text) return undefined;
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\s+[\d:]+)?$/.exec(text) ?? [];
  if (!year) return Number.NaN;
  const at = new Date(Number(year), Number(month) - 1, Number(day), end ? 23 : 0, end ? 59 : 0, end ? 59 : 0, end ? 999 : 0);
  return at.getMonth() === Number(month) - 1 ? at.getTime() : Number.NaN;
}

/** Texts of other programs: their placeholders become ours, their braces mean nothing. */
function foreignFields(raw: RawRecord, source: TemplateSource): RawRecord {
  const body = raw.body ?? '';
  if (source === 'chatwoot') return { ...raw, title: '', body: chatwootText(body, raw.latin ?? 'en') };
  if (source === 'briskine') return { ...raw, body: briskineText(body, raw.latin ?? 'en') };
  // 千牛 writes 未分组 for no group.
  const folder = raw.folder === '未分组' ? '' : (raw.folder ?? '');
  return { ...raw, folder, body: source === 'qianniu' ? escapeBraces(body) : body };
}
