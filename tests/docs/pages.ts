import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Folder of the project. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Returns the text of a file of the project. */
export function textOf(path: string): string {
  return readFileSync(new URL(path, `file://${root}`), 'utf8');
}

/** Returns the part of a page between a line that holds `from` and the next heading. */
export function section(page: string, from: string): string {
  const lines = page.split('\n');
  const start = lines.findIndex((line) => line.includes(from));
  if (start < 0) throw new Error(`no line with ${from}`);
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => /^#{1,4} /.test(line));
  return rest.slice(0, end < 0 ? rest.length : end).join('\n');
}

/** Returns the rows of the first table in a text whose header starts with `head`: cells, without header and rule. */
export function tableRows(text: string, head: string): string[][] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${head} |`));
  if (start < 0) throw new Error(`no table with ${head}`);
  const rest = lines.slice(start + 2);
  const end = rest.findIndex((line) => !line.startsWith('|'));
  return rest.slice(0, end < 0 ? rest.length : end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** Returns what stands between backticks. */
export function codeIn(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code ?? '');
}
