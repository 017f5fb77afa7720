import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { ExportColumn } from '../../lib/files/export-cells.ts';
import { blobOf, exportRows } from '../../lib/files/export-customers.ts';

/** A sheet by its name; the first row holds the headers. */
export type SheetRows = readonly [name: string, rows: readonly (readonly string[])[]];

async function partsOf(name: string, rows: readonly (readonly string[])[]): Promise<Record<string, Uint8Array>> {
  const [headers = [], ...rest] = rows;
  const columns = headers.map((header, i): ExportColumn => ({ key: `c${i}`, header, type: 'text' }));
  const records = rest.map((cells) => Object.fromEntries(cells.map((cell, i) => [`c${i}`, cell])));
  const file = await exportRows('xlsx', records, columns, { zone: 'UTC', exportedAt: 0, sheetName: name });
  return unzipSync(new Uint8Array(await (await blobOf(file)).arrayBuffer()));
}

/** Returns a workbook of several sheets, put together from workbooks of one; a sheet without rows is empty. */
export async function workbookOf(sheets: readonly SheetRows[]): Promise<Uint8Array<ArrayBuffer>> {
  const made = await Promise.all(sheets.map(([name, rows]) => partsOf(name, rows)));
  const parts = { ...made[0] };
  const text = (name: string): string => strFromU8(parts[name] ?? new Uint8Array());
  const put = (name: string, from: string | RegExp, to: string): void => {
    parts[name] = strToU8(text(name).replace(from, to));
  };
  for (const [i, other] of made.entries()) {
    const [name, rows] = sheets[i] ?? ['', []];
    const path = `xl/worksheets/sheet${i + 1}.xml`;
    const sheet = strFromU8(other['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    parts[path] = strToU8(rows.length > 0 ? sheet : sheet.replace(/<sheetData>[\s\S]*<\/sheetData>/, '<sheetData/>'));
    if (i === 0) continue;
    put('xl/workbook.xml', '</sheets>', `<sheet name="${name}" sheetId="${i + 1}" r:id="more${i}"/></sheets>`);
    const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet';
    const link = `<Relationship Id="more${i}" Type="${type}" Target="worksheets/sheet${i + 1}.xml"/>`;
    put('xl/_rels/workbook.xml.rels', '</Relationships>', `${link}</Relationships>`);
    const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml';
    put('[Content_Types].xml', '</Types>', `<Override PartName="/${path}" ContentType="${kind}"/></Types>`);
  }
  return zipSync(parts).slice();
}
