import { takeTemplates, type TakenRow } from '../db/import-templates.ts';
import { filledRecord, isEditedHere, packHash, type Pack } from '../domain/template-pack.ts';
import { planRows, type PlannedRow } from '../domain/template-plan.ts';
import { sameValue, type Change } from '../domain/change.ts';
import { pictureId, recordPictures } from '../db/pictures.ts';
import { packsWithTemplates } from '../db/packs.ts';
import { allTemplates } from '../db/templates.ts';
import { blobOf, type ExportFormat } from '../files/export-customers.ts';
import { readTemplateFile, type TemplateFile } from '../files/templates/read-templates.ts';
import type { ColumnsAnswer, UnmappedTemplates } from '../files/templates/unmapped.ts';
import type { Problem } from '../files/problem.ts';
import type { ExportReport } from '../files/export-cells.ts';
import type { Template } from '../domain/template.ts';
import type { PackHead } from '../domain/template-pack.ts';
import { t } from '../i18n.ts';
import { saveBlob } from './customer-export.ts';

/** A chosen file with what each of its rows would do here. */
export interface OpenedTemplates {
  kind: 'ready';
  file: TemplateFile;
  rows: PlannedRow[];
  /** The pack as it is here already. */
  known: Pack | null;
  /** Templates of the pack that the file does not have any more. */
  gone: number;
}

/** A chosen file once it was looked into: ready, to be asked about, or refused. */
export type LookedTemplates =
  | OpenedTemplates
  | { kind: 'unmapped'; file: UnmappedTemplates }
  | { kind: 'refused'; problem: Problem };

/**
 * Reads a file and compares it with what is here; `latin` is the language of texts in Latin letters that name none, `answer`
 * says what the columns of an unknown table are.
 */
export async function openTemplates(source: Blob, latin: string, answer?: ColumnsAnswer): Promise<LookedTemplates> {
  const file = await readTemplateFile(source, { latin, ...(answer && { answer }) });
  if (file.status === 'refused') return { kind: 'refused', problem: file.problem };
  if (file.status === 'needsMapping') return { kind: 'unmapped', file };
  const [existing, packs] = await Promise.all([allTemplates(), packsWithTemplates()]);
  const mine = file.pack ? (packs.find(({ pack }) => pack.id === file.pack?.id) ?? null) : null;
  const hashes = await pictureIds(file);
  const idsOf = (line: number): string[] => hashes.get(line) ?? [];
  const byKey = new Map((mine?.templates ?? []).map((template) => [template.pack?.key ?? '', template]));
  const lineOf = new Map(file.rows.map((row) => [row.pictures, row.line]));
  const planned = planRows(existing, file.rows, {
    byKey: (key) => byKey.get(key),
    isEdited: (template) => isEditedHere(template, template.pictures),
    samePictures: (pictures, target) => sameValue(idsOf(lineOf.get(pictures as never) ?? -1), target.pictures ?? []),
  });
  const rows = file.pack ? planned.map((row) => unmoved(row, idsOf(row.line))) : planned;
  const kept = new Set(file.rows.map(({ raw }) => raw?.id));
  const gone = [...byKey.keys()].filter((key) => !kept.has(key)).length;
  return { kind: 'ready', file, rows, known: mine?.pack ?? null, gone };
}

async function pictureIds(file: TemplateFile): Promise<Map<number, string[]>> {
  const ids = new Map<number, string[]>();
  for (const { line, pictures } of file.rows)
    if (pictures) ids.set(line, await Promise.all(pictures.map((picture) => pictureId(picture))));
  return ids;
}

/** What the pack has not changed since it was taken in is no change: an edit made here simply stays. */
function unmoved(row: PlannedRow, pictures: readonly string[]): PlannedRow {
  if (row.kind !== 'changed' || row.target.pack?.base !== packHash(filledRecord(row.record, row.target), pictures)) return row;
  const { cleared: _, ...rest } = row;
  return { ...rest, kind: 'same', fields: [] };
}

/** Takes the chosen rows in; returns the change that can be undone, or null when nothing was different. */
export async function takeChosen(
  rows: readonly TakenRow[],
  fileName: string,
  pack?: PackHead & { shopId?: string },
): Promise<Change | null> {
  // The dictionary is large: it comes only when titles are new.
  const { pinyinKeys } = await import('../search/pinyin.ts');
  return takeTemplates(rows, { fileName, keysOf: pinyinKeys, ...(pack && { pack }) });
}

/** Writes templates into a file and hands it to the downloads; returns its name and what the format could not hold. */
export async function saveTemplates(
  templates: readonly Template[],
  format: ExportFormat,
  { name, pack }: { name: string; pack?: PackHead },
): Promise<{ name: string; report: ExportReport }> {
  const { exportTemplates } = await import('../files/templates/write-templates.ts');
  const options = { format, exportedAt: Date.now(), sheetName: t('dash.templates') };
  const file = await exportTemplates({ templates, picturesOf: recordPictures, ...(pack && { pack }) }, options);
  const blob = await blobOf(file);
  // eslint-disable-next-line no-control-regex
  const fileName = `${name.replace(/[\u0000-\u001f<>:"/\\|?*]+/g, '_').slice(0, 120)}.${file.extension}`;
  saveBlob(blob, fileName);
  return { name: fileName, report: file.report };
}

/** Returns the day for file names, as this computer's calendar has it: `2026-11-28`. */
export function dayForName(at: number = Date.now()): string {
  return new Intl.DateTimeFormat('sv-SE').format(at);
}
