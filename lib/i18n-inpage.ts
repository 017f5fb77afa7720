import zh from '#assets/locales/zh-CN/inpage.json' with { type: 'json' };
import { fill } from './fill.ts';

/** Keys of the messages shown inside a site's page. */
export type InpageKey = keyof typeof zh;

/** Returns a message of the parts that are shown inside a site's page; they carry this small catalogue only. */
export function t(key: InpageKey, values?: Record<string, string | number>): string {
  return fill(zh[key], values);
}
