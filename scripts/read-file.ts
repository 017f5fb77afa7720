import type { FieldHealth, Observation, Reading } from '../lib/domain/observation.ts';
import { detectEncoding } from '../lib/files/encoding.ts';
import type { RowWarning } from '../lib/files/order-cells.ts';
import { payloadReaderFor } from '../lib/sites/payloads.ts';
import { readerFor } from '../lib/sites/readers.ts';
import { pageAt } from '../lib/sites/registry.ts';
import { unpacked } from '../lib/sites/unpack.ts';
import { linesIn, ordersIn } from '../lib/tap/match.ts';

/** A file that cannot be read; the message says in Chinese what to do. */
export class Unreadable extends Error {}

/** Where a file comes from, when that is known. */
export interface Origin {
  name: string;
  url?: URL;
  /** Address of the tab when the page was a frame. */
  topUrl?: URL;
}

/** A row of an order file that was refused, in the words of the import dialog. */
export interface RefusedRow {
  line: number;
  column: string;
  value: string;
  reason: string;
}

/** What is printed: a reading; for an order file also the rows that were refused and cells that were left out of others. */
export type FileReading = Reading & { refused?: RefusedRow[]; leftOut?: RefusedRow[] };

const DEEPEST = 4;

/** Returns the text of bytes: byte order mark, UTF-8, the charset a page declares, GB18030. */
async function textOf(bytes: Uint8Array): Promise<string> {
  const { encoding, bom } = await detectEncoding(bytes);
  if (encoding !== 'gb18030') return new TextDecoder(encoding).decode(bytes.subarray(bom));
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048));
  const declared = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1]?.toLowerCase() ?? '';
  const legacy = /^(?:big5|shift_jis|euc-kr|windows-125\d|iso-8859-\d{1,2}|koi8-r)$/.test(declared) ? declared : encoding;
  return new TextDecoder(legacy).decode(bytes);
}

/** Returns the document of an HTML text; its scripts do not run and nothing is fetched. */
async function documentOf(html: string): Promise<Document> {
  const { Window } = await import('happy-dom'); // half a second to load, and only pages need it
  return new new Window().DOMParser().parseFromString(html, 'text/html') as unknown as Document;
}

async function readPage(html: string, { url, topUrl }: Origin): Promise<Reading> {
  if (!url) throw new Unreadable('读网页文件要写明它的地址,例如:npm run read -- --url "https://…" 文件');
  if (!pageAt(url)) throw new Unreadable(`这个地址不是会读取的页面:${url.href}`);
  const source = { document: await documentOf(html), url, ...(topUrl ? { topUrl } : {}) };
  const reader = readerFor(source);
  if (!reader) throw new Unreadable(`地址认得,但网页里没有认得的内容(没有存完整,或者内容在内嵌框架里):${url.href}`);
  return reader.read(source);
}

/** Reads a response, or each of the responses that a list or a wrapper holds. */
function readJson(value: unknown, { url }: Origin, depth = 0): Reading[] {
  const inner = (): Reading[] =>
    typeof value === 'object' && value !== null && depth < DEEPEST
      ? Object.values(value).flatMap((each) => readJson(each, { name: '', ...(url ? { url } : {}) }, depth + 1))
      : [];
  if (Array.isArray(value)) {
    const each = inner();
    if (each.length > 0) return each;
  }
  const reader = payloadReaderFor(value, url ? pageAt(url)?.site.id : undefined);
  // Some answers are about what their request asks for, without repeating it.
  const asked = url && { orderNos: ordersIn(url.href), lineNos: linesIn(url.href) };
  return reader ? [reader.read(value, asked)] : inner();
}

function jsonOf(text: string): unknown {
  const bare = /^\s*[\w$.]+\s*\(([\s\S]*)\)\s*;?\s*$/.exec(text)?.[1] ?? text;
  try {
    return JSON.parse(bare) as unknown;
  } catch {
    throw new Unreadable('不是完整的 JSON:可能只复制了一部分');
  }
}

/** Reads an order file; null when text of an unknown name (`sure` is false) is no table either. */
async function readOrders(bytes: Uint8Array, name: string, sure: boolean): Promise<FileReading | null> {
  const { readOrderFile } = await import('../lib/files/order-file.ts');
  const { tAny } = await import('../lib/i18n.ts');
  const file = await readOrderFile(bytes, name);
  const isTable = file.status === 'ready' || (file.status === 'needsMapping' && file.headers.length > 1);
  if (!sure && !isTable) return null;
  if (file.status === 'refused') throw new Unreadable(tAny(file.problem.key, file.problem.params));
  if (file.status === 'needsMapping') {
    throw new Unreadable(`认不出表头,请在导入页指定各列:${file.headers.map((header) => header.text).join('、')}`);
  }
  const { kind, zone, columns, missing } = file.description;
  const observations: Observation[] = [];
  const refused: RefusedRow[] = [];
  const health: Record<string, FieldHealth> = Object.fromEntries([
    ...missing.map((field) => [`order.${field}`, 'missing'] as const),
    ...columns.map(({ field }) => [`order.${field}`, 'found'] as const),
  ]);
  const leftOut: RefusedRow[] = [];
  const note = (list: RefusedRow[], { line, column, value, reason }: RowWarning): void => {
    list.push({ line, column, value, reason: tAny(reason.key, reason.params) });
    const field = columns.find(({ headers }) => headers.includes(column))?.field;
    if (field) health[`order.${field}`] = 'refused';
  };
  for await (const batch of file.batches()) {
    for (const { line, order, error, warnings = [] } of batch.rows) {
      if (order) observations.push(order);
      if (error) note(refused, { line, ...error });
      for (const warning of warnings) note(leftOut, warning);
    }
  }
  return {
    reader: `file/${kind}`,
    state: 'ready',
    zone,
    observations,
    health,
    ...(refused.length > 0 && { refused }),
    ...(leftOut.length > 0 && { leftOut }),
  };
}

/**
 * Reads a saved page, response, copied text or order file. Several responses in one file give several readings.
 * Throws `Unreadable` for what no reader knows.
 */
export async function readFile(bytes: Uint8Array, origin: Origin): Promise<FileReading[]> {
  const packed = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const named = packed || /\.(?:csv|xlsx?|tsv)$/i.test(origin.name);
  const orders = named ? await readOrders(bytes, origin.name, true) : null;
  if (orders) return [orders];
  const text = await textOf(bytes);
  if (text.trim() === '') throw new Unreadable('文件是空的');
  if (text.includes('\u0000')) throw new Unreadable('不是文本文件');
  if (/^\s*</.test(text)) return [await readPage(text, origin)];
  const isJson = /^\s*(?:[{[]|[\w$.]+\s*\(\s*[{[])/.test(text);
  const readings = readJson(isJson ? await unpacked(jsonOf(text)) : text, origin);
  if (readings.length > 0) return readings;
  if (isJson) throw new Unreadable('没有读取器认得这份数据');
  // By its content, as the import page takes it: exports are sent on as `.txt` or without an ending.
  const table = await readOrders(bytes, origin.name, false);
  if (!table) throw new Unreadable('没有读取器认得这段文字');
  return [table];
}
