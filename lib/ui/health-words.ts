import zh from '#assets/locales/zh-CN/health.json' with { type: 'json' };
import type { FieldRow } from '../domain/health-verdict.ts';
import { fill } from '../fill.ts';
import type { TabHealth } from './health.ts';

const catalogue: Record<string, string> = zh;

/** Returns a message of the page doctor. */
export function h(key: keyof typeof zh, values?: Record<string, string | number>): string {
  return fill(zh[key], values);
}

/** Returns the first of the messages that there is, undefined when there is none. */
function firstOf(...keys: readonly string[]): string | undefined {
  return keys.map((key) => catalogue[key]).find((text) => text !== undefined);
}

/** Returns what a field is called; one that has no word yet by its own name. */
export function fieldWord(field: string): string {
  return catalogue[`field.${field}`] ?? field;
}

/** Tells whether a field has a word. */
export function hasWord(field: string): boolean {
  return `field.${field}` in catalogue;
}

/** Returns what a reader reads, in words: `淘宝 / 天猫 · 聊天`. */
export function readerWord(reader: string): string {
  const [site = '', page = ''] = reader.split('/');
  const stem = page.replace(/-[\d.]+$/, '');
  return `${catalogue[`site.${site}`] ?? site} · ${firstOf(`page.${stem}`, `page.${stem.split('-')[0]}`) ?? stem}`;
}

/** Returns the word beside the dot. */
export function dotWord({ condition, light }: TabHealth): string {
  const own = condition === 'reading' ? undefined : catalogue[`word.${condition}`];
  return own ?? catalogue[`word.${light}`] ?? h('word.good');
}

/** Returns the sentence that says what a tab is; `obstacle` is what kind of protection the page shows, if that is known. */
export function titleOf({ condition, light }: TabHealth, obstacle?: string): string {
  return firstOf(`title.${condition}.${obstacle ?? light}`, `title.${condition}`, `title.${condition}.good`) ?? condition;
}

/** Returns what to do, undefined when there is nothing to be done. */
export function adviceOf({ condition, light }: TabHealth): string | undefined {
  return firstOf(`advice.${condition}.${light}`, `advice.${condition}`);
}

/** Returns what still works meanwhile, undefined when everything does. */
export function worksOf({ condition, light, verdict }: TabHealth): string | undefined {
  if (light === 'good' || condition === 'idle' || condition === 'waiting') return undefined;
  const worst = verdict?.rows.find((row) => row.need === 'essential' && row.verdict !== 'right');
  if (condition === 'reading') return firstOf(worst ? `works.${worst.field}` : '', 'works.reading');
  return condition === 'other-shop' ? undefined : h('works.none');
}

/** Returns what is wrong with a field as a sentence, or its bare name when nothing is. */
export function rowWord({ field, verdict }: FieldRow): string {
  const what = fieldWord(field);
  const own = catalogue[`${verdict}.${field}`] ?? catalogue[verdict];
  return own === undefined || verdict === 'right' || verdict === 'absent' ? what : fill(own, { what });
}
