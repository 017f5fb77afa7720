import { headersOf, type Headers } from '../headers.ts';
import { FileProblem, problem } from '../problem.ts';
import type { NamedTable, RawRow } from '../table.ts';
import type { ReadTemplateOptions, TemplateFile, TemplateSource } from './read-templates.ts';
import { type Columns, columnsByName, columnsOfProgram, guessColumns, isSentence } from './table-columns.ts';
import { readRow } from './table-row.ts';
import { type ColumnsAnswer, columnsAsked, type UnmappedTemplates } from './unmapped.ts';

/** A sheet that was looked into: what its columns are called, and its rows. */
export interface Sheet {
  name: string;
  headers: Headers | null;
  /** The row that the names stand in. */
  head: RawRow | null;
  rows: RawRow[];
  /** Cells that a spreadsheet could take for formulas carry a mark. */
  guarded: boolean;
}

/** What the columns of a sheet are. */
export interface Kind {
  source: TemplateSource;
  columns: Columns;
}

/**
 * Reads tables of templates: the first with a column for the text, and all others with the same columns. Where they have no
 * column for the folder, the names of several sheets are the folders. Where no column is known for the text, a person is
 * asked. Throws a `FileProblem` when there is no table that could hold templates.
 */
export async function readTemplateTables(
  tables: readonly NamedTable[],
  options: ReadTemplateOptions,
): Promise<TemplateFile | UnmappedTemplates> {
  const sheets = await Promise.all(tables.map(sheetOf));
  const file = readSheets(sheets, options, 'table');
  if (!file) throw new FileProblem(problem(sheets.some(({ headers }) => headers) ? 'noTemplateColumn' : 'empty'));
  const other = tables[0]?.table.otherSheets ?? 0;
  return file.status === 'ready' && other > 0 ? { ...file, unread: (file.unread ?? 0) + other } : file;
}

/** Reads sheets of an unknown program as `readTemplateTables` does; null when none could hold templates. */
export function readSheets(
  sheets: readonly Sheet[],
  options: ReadTemplateOptions,
  source: 'table' | 'json',
): TemplateFile | UnmappedTemplates | null {
  const { answer } = options;
  if (answer && !answer.again) return readAnswered(sheets, answer, options, source);
  const known = sheets.map((sheet) => kindOf(sheet, source));
  const first = sheets.find((_, i) => known[i]);
  if (first && !answer) return readKind(sheets, first, (sheet) => known[sheets.indexOf(sheet)] ?? null, options);
  return columnsAsked(first ? [first] : sheets, answer, guessOf);
}

const rowsOf = ({ rows }: Sheet): string[][] => rows.map(({ cells }) => cells);

/** Returns a guess of what the columns of a sheet are; null where it could hold no replies. */
function guessOf(sheet: Sheet): { columns: Columns; isHeadless: boolean } | null {
  const { headers, head } = sheet;
  if (!headers || !head || sheet.rows.length === 0) return null;
  const isHeadless = head.line > 0 && isSentence(headers);
  const columns = guessColumns(headers, isHeadless ? [head.cells, ...rowsOf(sheet)] : rowsOf(sheet));
  return columns && { columns, isHeadless };
}

/** Reads a sheet, and those with the same columns, as a person has said what the columns are. */
function readAnswered(
  sheets: readonly Sheet[],
  answer: ColumnsAnswer,
  options: ReadTemplateOptions,
  source: 'table' | 'json',
): TemplateFile | null {
  const asked = sheets.find(({ name }) => name === answer.sheet) ?? sheets[0];
  if (!asked) return null;
  const kind = { source, columns: answer.columns };
  const whole = sheets.map((sheet) =>
    answer.isHeadless && sheet.head ? { ...sheet, rows: [sheet.head, ...sheet.rows] } : sheet,
  );
  const first = whole[sheets.indexOf(asked)] as Sheet;
  const inOrder = (sheet: Sheet): string => (sheet.headers?.keys ?? []).join('\u0001');
  const isSame = (sheet: Sheet): boolean => sheet === first || (!answer.isHeadless && inOrder(sheet) === inOrder(first));
  return readKind(whole, first, (sheet) => (isSame(sheet) ? kind : null), options);
}

function readKind(
  sheets: readonly Sheet[],
  first: Sheet,
  kindIn: (sheet: Sheet) => Kind | null,
  options: ReadTemplateOptions,
): TemplateFile {
  const same = sheets.filter((sheet) => kindIn(sheet) && headersKey(sheet) === headersKey(first));
  const rows = same.flatMap((sheet) => {
    const kind = kindIn(sheet);
    if (!kind) return [];
    const { name, guarded } = sheet;
    const folder = same.length > 1 && kind.columns['folder'] === undefined && !USUAL_NAME.test(name) ? name : '';
    const read = sheet.rows.map((row) => readRow(row, kind, { latin: options.latin, guarded }));
    return read.map((row) => ({
      ...row,
      ...(same.length > 1 && { sheet: name }),
      ...(folder && row.raw && { raw: { ...row.raw, folder } }),
    }));
  });
  const { source = 'table', columns = {} } = kindIn(first) ?? {};
  const unread = sheets.filter((sheet) => sheet.headers && !same.includes(sheet)).length;
  const used = new Set(Object.values(columns));
  const left = (first.headers?.texts ?? []).filter((text, at) => text && !used.has(at) && !options.answer?.isHeadless);
  return {
    status: 'ready',
    source,
    rows,
    ...(unread > 0 && { unread }),
    ...((source === 'table' || source === 'json') && { columns: { left } }),
  };
}

/** Names that programs give sheets by themselves. */
const USUAL_NAME = /^(?:sheet|工作表|表)\s*\d*$/i;

/** Sheets with the same columns, in any order, have the same key. */
const headersKey = ({ headers }: Sheet): string => (headers?.keys ?? []).filter(Boolean).toSorted().join('\u0001');

async function sheetOf({ name, table }: NamedTable): Promise<Sheet> {
  let head: RawRow | null = null;
  const rows: RawRow[] = [];
  for await (const batch of table.batches()) {
    for (const row of batch.rows) {
      if (head) rows.push(row);
      else head = row;
    }
  }
  return { name, headers: head && headersOf(head.cells, head.line), head, rows, guarded: table.format === 'csv' };
}

/** Returns what the columns of a sheet are; null where none is known for the text. */
function kindOf(sheet: Sheet, own: 'table' | 'json'): Kind | null {
  const { headers } = sheet;
  if (!headers) return null;
  const { keys } = headers;
  const has = (...names: string[]): boolean => names.every((name) => keys.includes(name));
  const source: TemplateSource = has('内容', '短码', '语言')
    ? 'keban-table'
    : keys.includes('快捷短语')
      ? 'qianniu'
      : has('shortcode', 'content')
        ? 'chatwoot'
        : has('shortcut', 'body')
          ? 'briskine'
          : own;
  const columns = { ...(source === own ? columnsByName(headers, rowsOf(sheet)) : columnsOfProgram(headers)) };
  // Numbers that other programs give their rows mean nothing here.
  if (source !== 'keban-table') delete columns['id'];
  return columns['body'] === undefined ? null : { source, columns };
}
