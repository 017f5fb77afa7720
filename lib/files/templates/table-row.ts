import { escapeBraces } from '../../domain/foreign-text.ts';
import { STAGES } from '../../domain/stage.ts';
import type { ReadRow } from '../../domain/template-plan.ts';
import { OPTIONAL_FIELDS, type RawRecord } from '../../domain/template-record.ts';
import { unguardCell } from '../cell.ts';
import type { RawRow } from '../table.ts';
import { STAGE_NAMES } from './columns.ts';
import { briskineText, chatwootText, hasTags } from './foreign.ts';
import type { Kind } from './read-table.ts';
import type { TemplateSource } from './read-templates.ts';

interface How {
  latin: string;
  /** Cells that a spreadsheet could take for formulas carry a mark. */
  guarded: boolean;
}

/** Reads a row of a table of replies. */
export function readRow(row: RawRow, { source, columns }: Kind, { latin, guarded }: How): ReadRow {
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
