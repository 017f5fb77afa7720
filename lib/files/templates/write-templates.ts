import type { PackHead } from '../../domain/template-pack.ts';
import { LANGUAGE_NAMES, recordOf, type TemplateRecord } from '../../domain/template-record.ts';
import type { RecordPicture } from '../../domain/template-plan.ts';
import type { Template } from '../../domain/template.ts';
import { newReport, type ExportFile, type ExportRecord } from '../export-cells.ts';
import { exportRows, type ExportFormat } from '../export-customers.ts';
import { TABLE_COLUMNS, STAGE_NAMES } from './columns.ts';
import { base64Of } from '../../domain/base64.ts';
import { TEMPLATES_SCHEMA, TEMPLATES_VERSION } from './read-json.ts';

/** What is written: templates, the pictures of each, and the pack they make up. */
export interface TemplateExport {
  templates: readonly Template[];
  /** Returns the pictures of a template, in order. Only asked for JSON, which alone can hold them. */
  picturesOf?: (template: Template) => Promise<readonly RecordPicture[]>;
  pack?: PackHead;
}

export interface TemplateExportOptions {
  format: ExportFormat;
  /** Epoch ms written into JSON. */
  exportedAt: number;
  sheetName?: string;
}

/**
 * Writes templates as XLSX, CSV (UTF-8 with byte order mark, or GBK) or JSON. Tables are safe from being taken for
 * formulas and hold everything but pictures; JSON holds those too.
 */
export function exportTemplates(what: TemplateExport, options: TemplateExportOptions): Promise<ExportFile> {
  if (options.format === 'json') return Promise.resolve(exportJson(what, options.exportedAt));
  const rows = what.templates.map((template) => tableRow(recordOf(template)));
  // Days are written as this computer's calendar has them, already as text.
  const { format, exportedAt, sheetName } = options;
  return exportRows(format, rows, TABLE_COLUMNS, { zone: 'UTC', exportedAt, ...(sheetName && { sheetName }) });
}

function tableRow({ favourite, language, validFrom, validUntil, stages, ...record }: TemplateRecord): ExportRecord {
  return {
    ...record,
    language: LANGUAGE_NAMES[language as keyof typeof LANGUAGE_NAMES] ?? language,
    stages: stages?.map((stage) => STAGE_NAMES[stage]),
    favourite: favourite ? '是' : '',
    validFrom: validFrom === undefined ? '' : dayOf(validFrom),
    validUntil: validUntil === undefined ? '' : dayOf(validUntil),
  };
}

function dayOf(at: number): string {
  const day = new Date(at);
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`;
}

function exportJson({ templates, picturesOf, pack }: TemplateExport, exportedAt: number): ExportFile {
  const report = newReport();
  const encoder = new TextEncoder();
  async function* chunks(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    const at = new Date(exportedAt).toISOString();
    const head = { schema: TEMPLATES_SCHEMA, version: TEMPLATES_VERSION, exportedAt: at, ...(pack && { pack }) };
    yield encoder.encode(`${JSON.stringify(head).slice(0, -1)},\n"templates":[`);
    for (const template of templates) {
      const pictures = (await picturesOf?.(template)) ?? [];
      const record = { ...recordOf(template), ...(pictures.length > 0 && { pictures: pictures.map(pictureText) }) };
      // In its own pack a template keeps the id that the pack gave it, so that the next version finds it again.
      if (pack && template.pack?.id === pack.id) record.id = template.pack.key;
      yield encoder.encode(`${report.rows > 0 ? ',' : ''}\n${JSON.stringify(record)}`);
      report.rows += 1;
    }
    yield encoder.encode('\n]}\n');
  }
  return { type: 'application/json', extension: 'json', chunks, report };
}

function pictureText({ name, type, data }: RecordPicture): { name: string; type: string; data: string } {
  return { name, type, data: base64Of(data) };
}
