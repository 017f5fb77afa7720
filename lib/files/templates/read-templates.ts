import type { PackHead } from '../../domain/template-pack.ts';
import type { ReadRow } from '../../domain/template-plan.ts';
import { bytesOf, sizeOf, type ByteSource } from '../byte-source.ts';
import { decodeChunks, detectEncoding } from '../encoding.ts';
import { FileProblem, problem, type Problem } from '../problem.ts';
import { openTables } from '../table.ts';
import { readTemplateJson } from './read-json.ts';
import { readTemplateTables } from './read-table.ts';
import type { ColumnsAnswer, UnmappedTemplates } from './unmapped.ts';

/** Programs whose files are known. */
export type TemplateSource =
  | 'keban'
  | 'keban-table'
  | 'qianniu'
  | 'chatwoot'
  | 'espanso'
  | 'briskine'
  | 'prokeys'
  | 'json'
  | 'table';

/** A file of templates, read row by row; nothing in it has been checked against what is stored. */
export interface TemplateFile {
  status: 'ready';
  source: TemplateSource;
  /** The file is a pack. */
  pack?: PackHead;
  rows: ReadRow[];
  /** Sheets of the workbook that hold something else and were not read. */
  unread?: number;
  /** A table or list of no known program: columns of it that are not read. */
  columns?: { left: string[] };
}

/** Largest text files that are opened; pictures make them large. */
const MAX_TEXT = 128 * 1024 * 1024;
/** Most rows that are taken from one file. */
const MAX_ROWS = 20_000;

export interface ReadTemplateOptions {
  /** Language (a code) of texts in Latin letters, for files that name none. */
  latin: string;
  /** What a person has said of the columns of an unknown table. */
  answer?: ColumnsAnswer;
}

/**
 * Reads a file of templates, by its content and not by its name: this product's own XLSX, CSV and JSON, 千牛's phrases,
 * Chatwoot's canned responses, Espanso's matches, exports of Briskine and ProKeys, and any table or list of replies. Asks which
 * column is the text where its name does not tell it. Refuses what is none of these; a bad row never loses the good ones.
 */
export async function readTemplateFile(
  source: ByteSource,
  options: ReadTemplateOptions,
): Promise<TemplateFile | UnmappedTemplates | { status: 'refused'; problem: Problem }> {
  try {
    const file = await read(source, options);
    if (file.status === 'ready' && file.rows.length > MAX_ROWS)
      throw new FileProblem(problem('tooManyTemplates', { limit: MAX_ROWS }));
    return file;
  } catch (error) {
    if (error instanceof FileProblem) return { status: 'refused', problem: error.problem };
    throw error;
  }
}

async function read(source: ByteSource, options: ReadTemplateOptions): Promise<TemplateFile | UnmappedTemplates> {
  const size = sizeOf(source);
  if (size === 0) throw new FileProblem(problem('empty'));
  const head = new TextDecoder().decode(await bytesOf(source, 0, Math.min(size, 4096))).replace(/^\ufeff/, '');
  if (/^\s*[[{]/.test(head)) return readTemplateJson(await textOf(source), options);
  if (isEspanso(head)) {
    const { readEspanso } = await import('./read-espanso.ts');
    return { status: 'ready', source: 'espanso', rows: readEspanso(await textOf(source), options) };
  }
  return readTemplateTables(await openTables(source), options);
}

/** Tells whether a text begins like a file of matches: a list of them, after comments and other settings. */
function isEspanso(head: string): boolean {
  return /^(?:matches|global_vars|imports|anchors)\s*:\s*(?:#.*)?$/m.test(head) && !/^[^\n:]*,/.test(head);
}

async function textOf(source: ByteSource): Promise<string> {
  const size = sizeOf(source);
  if (size > MAX_TEXT) throw new FileProblem(problem('tooLarge', { size, limit: MAX_TEXT }));
  const encoding = await detectEncoding(source);
  let text = '';
  for await (const chunk of decodeChunks(source, encoding)) text += chunk.text;
  return text.replace(/^\ufeff/, '');
}
