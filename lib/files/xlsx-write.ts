import { strToU8, Zip, ZipDeflate } from 'fflate';
import { decimalOf, decimalsOf } from '../domain/money.ts';
import type { ExportColumn, ExportFile, ExportRecord, ExportReport, ExportRows } from './export-cells.ts';
import { amountOf, cellText, groupsOf, isInstant, newReport, numberOf, wallMillis } from './export-cells.ts';
import { FileProblem, problem } from './problem.ts';

/** Limits of the format. */
const MAX_ROWS = 1_048_576;
const MAX_CELL = 32_767;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DOC = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEETML = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Styles by number: 0 plain, 1 header, 2 text, 3 time, from 4 on one per currency. */
const HEADER = 1;
const TEXT = 2;
const TIME = 3;
const FIRST_CURRENCY = 4;

/** Characters XML cannot hold, and the carriage return, which it would turn into a line feed. */
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g;

/** Returns text for XML as the format wants it: forbidden characters as `_xHHHH_`, and a literal `_x` kept apart from that. */
function xmlText(text: string): string {
  return text
    .replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(FORBIDDEN, (char) => `_x${char.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}_`)
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}

function columnName(index: number): string {
  const rest = Math.floor(index / 26);
  return `${rest ? columnName(rest - 1) : ''}${String.fromCharCode(65 + (index % 26))}`;
}

/** Returns the day number a spreadsheet keeps for an instant's wall-clock time in a zone. */
function daySerial(at: number, zone: string): number {
  return wallMillis(at, zone) / 86_400_000 + 25_569;
}

/** Writes the rows of one sheet; remembers the currencies it needed styles for. */
class SheetWriter {
  readonly currencies: string[] = [];
  private line = 0;
  private readonly columns: readonly ExportColumn[];
  private readonly zone: string;
  private readonly report: ExportReport;

  constructor(columns: readonly ExportColumn[], zone: string, report: ExportReport) {
    this.columns = columns;
    this.zone = zone;
    this.report = report;
  }

  private text(reference: string, text: string, style: number): string {
    if (!text) return '';
    if (text.length > MAX_CELL) this.report.cut++;
    return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text.slice(0, MAX_CELL))}</t></is></c>`;
  }

  private styleOf(currency: string): number {
    let index = this.currencies.indexOf(currency);
    if (index === -1) index = this.currencies.push(currency) - 1;
    return FIRST_CURRENCY + index;
  }

  private cell(record: ExportRecord, column: ExportColumn, reference: string): string {
    const money = column.type === 'money' ? amountOf(record, column.key) : null;
    if (money) return `<c r="${reference}" s="${this.styleOf(money.currency)}"><v>${decimalOf(money)}</v></c>`;
    const number = column.type === 'number' || column.type === 'time' ? numberOf(record, column.key) : null;
    const asText = number === null || (column.type === 'time' && !isInstant(number));
    if (asText) return this.text(reference, cellText(record, column, this.zone), TEXT);
    if (column.type === 'time') return `<c r="${reference}" s="${TIME}"><v>${daySerial(number, this.zone)}</v></c>`;
    return `<c r="${reference}"><v>${number}</v></c>`;
  }

  private row(cells: readonly string[]): string {
    if (this.line > MAX_ROWS) throw new FileProblem(problem('tooManyRows', { limit: MAX_ROWS }));
    return `<row r="${this.line}">${cells.join('')}</row>`;
  }

  header(): string {
    const widths = this.columns.map(
      (c, i) => `<col min="${i + 1}" max="${i + 1}" width="${c.type === 'text' ? 24 : 20}" customWidth="1"/>`,
    );
    this.line++;
    const cells = this.columns.map((column, i) => this.text(`${columnName(i)}${this.line}`, column.header, HEADER));
    return `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${
      widths.length ? `<cols>${widths.join('')}</cols>` : ''
    }<sheetData>${this.row(cells)}`;
  }

  rows(group: readonly ExportRecord[]): string {
    return group
      .map((record) => {
        this.line++;
        return this.row(this.columns.map((column, i) => this.cell(record, column, `${columnName(i)}${this.line}`)));
      })
      .join('');
  }

  footer(): string {
    return '</sheetData></worksheet>';
  }
}

function stylesXml(currencies: readonly string[]): string {
  const formats = currencies.map((currency, i) => {
    const digits = decimalsOf(currency) > 0 ? `#,##0.${'0'.repeat(decimalsOf(currency))}` : '#,##0';
    return `<numFmt numFmtId="${170 + i}" formatCode="&quot;${currency}&quot; ${digits}"/>`;
  });
  const xfs = currencies.map(
    (_, i) => `<xf numFmtId="${170 + i}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
  );
  return (
    `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="${formats.length + 1}"><numFmt numFmtId="169" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/>${formats.join('')}</numFmts>` +
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${FIRST_CURRENCY + xfs.length}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyNumberFormat="1"/>' +
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
    `<xf numFmtId="169" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>${xfs.join('')}</cellXfs></styleSheet>`
  );
}

function fixedParts(sheetName: string): [string, string][] {
  return [
    [
      '[Content_Types].xml',
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
        `<Override PartName="/xl/workbook.xml" ContentType="${SHEETML}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SHEETML}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEETML}.styles+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${DOC}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${DOC}"><sheets><sheet name="${xmlText(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${DOC}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${DOC}/styles" Target="styles.xml"/></Relationships>`,
    ],
  ];
}

export interface XlsxOptions {
  /** Zone in which times are written. */
  zone: string;
  sheetName?: string;
}

/** Returns a name the format allows for a sheet: without `[]:*?/\`, at most 31 characters. */
function sheetNameOf(name: string | undefined): string {
  return (
    (name ?? '')
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim()
      .slice(0, 31) || 'Sheet1'
  );
}

/**
 * Writes rows as an XLSX workbook of one sheet, packed while the rows come: text cells for everything that is text,
 * real numbers for amounts and times. Throws a `FileProblem` past the 1,048,576 rows a sheet can hold.
 */
export function exportXlsx(rows: ExportRows, columns: readonly ExportColumn[], options: XlsxOptions): ExportFile {
  const report = newReport();
  async function* chunks(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    let ready: Uint8Array<ArrayBuffer>[] = [];
    const zip = new Zip((error, data) => {
      if (error) throw error;
      ready.push(data as Uint8Array<ArrayBuffer>);
    });
    const add = (name: string): ZipDeflate => {
      const part = new ZipDeflate(name, { level: 4 });
      zip.add(part);
      return part;
    };
    const writer = new SheetWriter(columns, options.zone, report);
    for (const [name, text] of fixedParts(sheetNameOf(options.sheetName))) add(name).push(strToU8(text), true);
    const sheet = add('xl/worksheets/sheet1.xml');
    sheet.push(strToU8(writer.header()));
    for await (const group of groupsOf(rows)) {
      sheet.push(strToU8(writer.rows(group)));
      report.rows += group.length;
      yield* ready;
      ready = [];
    }
    sheet.push(strToU8(writer.footer()), true);
    add('xl/styles.xml').push(strToU8(stylesXml(writer.currencies)), true);
    zip.end();
    yield* ready;
  }
  return { type: `${SHEETML}.sheet`, extension: 'xlsx', chunks, report };
}
