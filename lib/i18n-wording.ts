import zh from '#assets/locales/zh-CN/wording-inpage.json' with { type: 'json' };
import { fill } from './fill.ts';

/** Keys of the messages about wordings that are shown inside a site's page and in our own. */
export type WordingKey = keyof typeof zh;

/** Returns a message about wordings; this small catalogue goes wherever drafts are looked through. */
export function w(key: WordingKey, values?: Record<string, string | number>): string {
  return fill(zh[key], values);
}

/** Returns what to do about a wording for which no better one is at hand: of its entry, or else of its kind. */
export function whatToDo({ entry, kind }: { entry: string; kind: string }): string {
  const key = [`do.${entry.split('-', 2).join('-')}`, `do.${kind}`].find((each) => each in zh);
  return w((key ?? 'none') as WordingKey);
}

/** Returns the name of a language as staff read it, or its tag. */
export function languageName(tag: string): string {
  const key = `lang.${tag.slice(0, 2).toLowerCase()}`;
  return key in zh ? zh[key as WordingKey] : tag;
}
