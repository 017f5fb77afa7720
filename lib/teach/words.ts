import zh from '#assets/locales/zh-CN/pointer.json' with { type: 'json' };
import { fill } from '../fill.ts';

const catalogue: Record<string, string> = zh;

/** Returns a message shown while a person points at something in a page. */
export function w(key: keyof typeof zh, values?: Record<string, string | number>): string {
  return fill(zh[key], values);
}

/** Returns a message whose key is put together from a field or a reason. */
export function wAny(key: string): string {
  return catalogue[key] ?? key;
}

/** Returns what is said to have a field shown: a sentence of its own, or the one for all. */
export function asking(field: string): string {
  return catalogue[`ask.${field}`] ?? w('ask.any', { field: wAny(`field.${field}`) });
}
