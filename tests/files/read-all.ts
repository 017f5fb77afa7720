import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { OrderFileDescription, ReadOrderFileOptions } from '#lib/files/order-file.ts';
import { readOrderFile } from '#lib/files/order-file.ts';
import type { OrderRow } from '#lib/files/order-row.ts';
import type { ExportFile } from '#lib/files/export-cells.ts';

export function sample(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(fileURLToPath(new URL(`samples/${name}`, import.meta.url))));
}

export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

export interface ReadAll {
  description: OrderFileDescription;
  rows: OrderRow[];
}

/** Reads all rows of a file that must be ready. */
export async function readAll(bytes: Uint8Array | Blob, options?: ReadOrderFileOptions): Promise<ReadAll> {
  const file = await readOrderFile(bytes, 'test', options);
  if (file.status !== 'ready') throw new Error(`not ready: ${JSON.stringify(file)}`);
  const rows: OrderRow[] = [];
  for await (const batch of file.batches()) rows.push(...batch.rows);
  return { description: file.description, rows };
}

export function errorsOf(rows: OrderRow[]): [number, string, string][] {
  return rows.flatMap((row) =>
    row.error ? [[row.line, row.error.column, row.error.reason.code] as [number, string, string]] : [],
  );
}

export async function bytesOfExport(file: ExportFile): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of file.chunks()) parts.push(chunk);
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

export function cny(minor: number): { minor: number; currency: string } {
  return { minor, currency: 'CNY' };
}

/** Writes rows as CSV with every cell quoted and CRLF line ends. */
export function csv(...rows: string[][]): string {
  return rows.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`).join('');
}
