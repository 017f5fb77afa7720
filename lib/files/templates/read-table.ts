import { unguardCell } from '../cell.ts';
import { headersOf, type Headers } from '../headers.ts';
import { FileProblem, problem } from '../problem.ts';
import type { RawRow, Table } from '../table.ts';
import type { ReadRow } from '../../domain/template-plan.ts';
import type { RawRecord } from '../../domain/template-record.ts';
import { STAGES } from '../../domain/stage.ts';
import { escapeBraces } from '../../domain/foreign-text.ts';
import { briskineText, chatwootText } from './foreign.ts';
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

/** Reads a table of templates; throws a `FileProblem` when it has no column for the text. */
export async function readTemplateTable(table: Table, { latin }: ReadTemplateOptions): Promise<TemplateFile> {
  let headers: Headers | null = null;
  let kind: { source: TemplateSource; columns: Column } | null = null;
  const rows: ReadRow[] = [];
  for await (const batch of table.batches()) {
    for (const row of batch.rows) {
      if (!headers || !kind) {
        headers = headersOf(row.cells, row.line);
        kind = kindOf(headers);
        continue;
      }
      rows.push(readRow(row, kind, { latin, guarded: table.format === 'csv' }));
    }
  }
  if (!kind) throw new FileProblem(problem('empty'));
  return { status: 'ready', source: kind.source, rows };
}

function kindOf({ keys }: Headers): { source: TemplateSource; columns: Column } {
  const columns: Column = {};
  for (const [field, names] of Object.entries(NAMES)) {
    const at = keys.findIndex((key) => names.includes(key));
    if (at >= 0) columns[field] = at;
  }
  if (columns['body'] === undefined) throw new FileProblem(problem('noTemplateColumn'));
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

function readRow(
  row: RawRow,
  { source, columns }: { source: TemplateSource; columns: Column },
  { latin, guarded }: How,
): ReadRow {
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
  if (source === 'keban-table') return { line, raw: ownFields(raw, plain) };
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
