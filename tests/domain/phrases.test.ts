import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseLine } from '#lib/domain/reminder-line.ts';
import { formatTime, parseTime } from '#lib/domain/time.ts';

/*
 * What people write and the exact moment they mean, said on Wednesday 2026-11-25 at 14:05 in Shanghai. Each line of a file is
 * `phrase = [2027-]MM-DD HH:MM[~] [rest] [?doubt] [@repeat]`; `~` marks an hour that was not said.
 */
const ZONE = 'Asia/Shanghai';
const NOW = parseTime('2026-11-25 14:05:00', ZONE)!;
const languages = ['zh', 'en', 'ru', 'es'] as const;
const tables = languages.map((language) => {
  const file = join(import.meta.dirname, 'phrases', `${language}.txt`);
  const rows = readFileSync(file, 'utf8').trim().split('\n');
  return { language, rows: rows.map((row) => row.split(' = ') as [string, string]) };
});

function said(phrase: string): string {
  const line = parseLine(phrase, NOW, { zone: ZONE, country: 'CN', cycle: 30 });
  if (line.outcome === 'refused') return line.reason;
  const moment = formatTime(line.at, ZONE).slice(0, 16).replace('2026-', '');
  const { repeat, doubt, exact, text } = line;
  return [`${moment}${exact ? '' : '~'}`, text, doubt && `?${doubt}`, repeat && `@${repeat.unit}${repeat.every}`]
    .filter(Boolean)
    .join(' ');
}

describe.each(tables)('$language', ({ rows }) => {
  test.each(rows)('%s', (phrase, expected) => {
    expect(said(phrase)).toBe(expected);
  });
});

test('there are three hundred of them, each once', () => {
  const phrases = tables.flatMap(({ rows }) => rows.map(([phrase]) => phrase));
  expect(new Set(phrases).size).toBe(phrases.length);
  expect(phrases.length).toBeGreaterThanOrEqual(300);
});
