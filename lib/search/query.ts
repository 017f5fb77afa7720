import { namesAbroad } from '../domain/language-names.ts';
import { foldSearch } from './fold.ts';

/** What a search asks for: words that must all fit, and what the list is narrowed to. */
export interface TemplateQuery {
  words: string[];
  tags: string[];
  languages: string[];
}

const FILTER = /(?<![a-z])(标签|tag|语言|language|lang)[:：]\s*(?:["“”「]([^"“”」]*)["“”」]?|([^\s]+))/giu;
/** A filter of which nothing but the name has been typed narrows nothing yet. */
const BEGUN = /(?<![a-z])(?:标签|tag|语言|language|lang)[:：]\s*$/iu;

/** Names people write languages with, beside their codes. */
const LANGUAGES: Record<string, string> = {
  中文: 'zh',
  英语: 'en',
  英文: 'en',
  俄语: 'ru',
  西语: 'es',
  西班牙语: 'es',
  葡语: 'pt',
  葡萄牙语: 'pt',
  法语: 'fr',
  德语: 'de',
  意语: 'it',
  意大利语: 'it',
  阿语: 'ar',
  阿拉伯语: 'ar',
  日语: 'ja',
  韩语: 'ko',
  波兰语: 'pl',
};

let known: (readonly [code: string, names: string[]])[] | undefined;

/** All names of each language, made once: asking for them takes longer than a search, and a filter is read at each letter. */
function namesOfLanguages(): (readonly [code: string, names: string[]])[] {
  return (known ??= Object.entries(LANGUAGES).map(([name, code]) => [code, [name, code, ...namesAbroad(code)]]));
}

/**
 * Returns the codes of the languages whose code or name (in Chinese, English or the language itself) begins so; what begins
 * none is taken for a code.
 */
function languagesOf(typed: string): string[] {
  const named = namesOfLanguages().flatMap(([code, names]) => (names.some((name) => name.startsWith(typed)) ? [code] : []));
  return named.length > 0 ? [...new Set(named)] : [typed];
}

/** Returns the form of a tag that is compared; blanks in it do not count. */
export function tagKey(tag: string): string {
  return foldSearch(tag).replaceAll(' ', '');
}

/** Reads `标签:售后 语言:英语 发货`: filters and words, in any order; `标签:"急 件"` is one tag. */
export function readQuery(query: string): TemplateQuery {
  const tags: string[] = [];
  const languages: string[] = [];
  const rest = query
    .slice(0, 120)
    .replace(FILTER, (_, kind: string, quoted?: string, value?: string) => {
      const wanted = (quoted ?? value ?? '').trim();
      if (wanted && /^(?:标签|tag)$/i.test(kind)) tags.push(tagKey(wanted));
      else if (wanted) languages.push(...languagesOf(wanted.toLowerCase()));
      return ' ';
    })
    .replace(BEGUN, ' ');
  return { words: foldSearch(rest).slice(0, 60).split(' ').filter(Boolean), tags, languages };
}
