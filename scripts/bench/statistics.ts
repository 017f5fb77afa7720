/** Figures of one series of measurements. */
export interface Figures {
  n: number;
  p50: number;
  p95: number;
}

/** What a row promises: the larger or the smaller the better, and up to which value it holds. */
export interface Aim {
  /** What is compared: a figure of ours, or its ratio to the baseline. */
  of: 'p50' | 'p95' | 'ratio';
  /** The value must be at most (`<=`) or at least (`>=`) this. */
  rule: '<=' | '>=';
  value: number;
  /** Missing it makes the whole run fail. */
  must?: true;
}

/** One line of the report. Values are in `unit`; a single value stands as p50 and p95 alike. */
export interface Row {
  part: string;
  name: string;
  /** Customers in the database, 0 where that does not matter. */
  size: number;
  unit: string;
  ours: Figures;
  base?: Figures;
  /** Where both sides were measured in turn: the median of the ratios of neighbouring measurements. */
  paired?: number;
  /** What the baseline is, in a few words. */
  against?: string;
  aim?: Aim;
}

/** Returns the value below which a part of the samples lies (nearest rank); NaN of no samples. */
export function percentile(samples: readonly number[], part: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * part) - 1))] ?? NaN;
}

/** Returns the figures of a series. */
export function figures(samples: readonly number[]): Figures {
  return { n: samples.length, p50: percentile(samples, 0.5), p95: percentile(samples, 0.95) };
}

/** Returns a single value as figures. */
export function single(value: number): Figures {
  return { n: 1, p50: value, p95: value };
}

/** Returns the median of the ratios of measurements that were made in turn. */
export function pairedRatio(ours: readonly number[], base: readonly number[]): number {
  return percentile(
    ours.map((value, i) => value / (base[i] ?? NaN)),
    0.5,
  );
}

/** Returns our figure divided by the baseline's: p95 where the aim is about p95, p50 otherwise; null without a baseline. */
export function ratioOf(row: Row): number | null {
  if (row.paired !== undefined) return row.paired;
  if (!row.base) return null;
  const figure = row.aim?.of === 'p95' ? 'p95' : 'p50';
  return row.base[figure] > 0 ? row.ours[figure] / row.base[figure] : null;
}

/** Returns what a row's promise is about; NaN where it could not be measured. */
function promisedOf(row: Row, { of }: Aim): number {
  return of === 'ratio' ? (ratioOf(row) ?? NaN) : row.ours[of];
}

/** Tells whether a row keeps its promise; null when it makes none. */
export function keeps(row: Row): boolean | null {
  if (!row.aim) return null;
  const value = promisedOf(row, row.aim);
  return row.aim.rule === '<=' ? value <= row.aim.value : value >= row.aim.value;
}

/** Returns a number with three digits that matter: 0.123, 12.3, 1,234. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value === 0 || Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
  return value.toFixed(Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))));
}

/** Returns how a size is written: 1000 as `1k`, 250 as `250`. */
export function sizeName(size: number): string {
  return size >= 1000 && size % 1000 === 0 ? `${size / 1000}k` : String(size);
}

const HEAD = ['', 'what', 'size', 'ours p50 / p95', 'baseline p50 / p95', 'ratio', 'aim', ''];

/** Returns the cells of a row as they are printed. */
export function cellsOf(row: Row): string[] {
  const { part, name, size, unit, ours, base, aim } = row;
  const both = (f: Figures): string => (f.n === 1 ? short(f.p50) : `${short(f.p50)} / ${short(f.p95)}`);
  const ratio = ratioOf(row);
  const kept = keeps(row);
  return [
    part,
    name,
    size > 0 ? sizeName(size) : '',
    `${both(ours)} ${unit}`,
    base ? `${both(base)} ${unit}` : '',
    ratio === null ? '' : `${short(ratio)}×`,
    aim ? `${aim.of} ${aim.rule} ${aim.value}` : '',
    kept === null ? '' : kept ? 'ok' : 'MISS',
  ];
}

/** Returns rows as a table of text with aligned columns. */
export function tableOf(rows: readonly Row[]): string {
  const lines = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, i) => Math.max(...lines.map((cells) => (cells[i] ?? '').length)));
  return lines
    .map((cells) =>
      cells
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Returns what was promised and not kept, a line each, and whether the run fails for it. */
export function missedOf(rows: readonly Row[]): { lines: string[]; fails: boolean } {
  const missed = rows.flatMap((row) => (row.aim && keeps(row) === false ? [{ row, aim: row.aim }] : []));
  const lines = missed.map(({ row, aim }) => {
    const what = row.size > 0 ? `${row.name}, ${sizeName(row.size)}` : row.name;
    return `${row.part}  ${what}: ${aim.of} ${short(promisedOf(row, aim))}, aim ${aim.rule} ${aim.value}`;
  });
  return { lines, fails: missed.some(({ aim }) => aim.must) };
}

/** Returns rows as a Markdown table. */
export function markdownOf(rows: readonly Row[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(HEAD), line(HEAD.map(() => '---')), ...rows.map((row) => line(cellsOf(row)))].join('\n');
}
