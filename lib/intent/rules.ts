import type { Intent } from '../domain/intent.ts';
import { en } from './rules-en.ts';
import { es } from './rules-es.ts';
import { ru } from './rules-ru.ts';
import { zh } from './rules-zh.ts';

/** For each intent alternatives of a regular expression over folded text. */
export type Rules = Readonly<Record<Intent, string>>;

/** A rule of one language: found, it speaks for its intent. */
interface Rule {
  name: string;
  regex: RegExp;
}

/** Expands the short forms of the rules that are made of words. */
function ofWords(source: string): RegExp {
  const long = source.replaceAll('>', '(?!\\p{L})').replaceAll('_', "[\\p{L}'\\-]*(?:[ ,]+[\\p{L}\\d'\\-]+){0,3}?[ ,]+");
  return new RegExp(`(?<!\\p{L})(?:${long})`, 'u');
}

function rulesOf(rules: Rules, toRegex: (source: string) => RegExp): Rule[] {
  return Object.entries(rules).map(([name, source]) => ({ name, regex: toRegex(source) }));
}

const BY_SCRIPT: readonly (readonly [RegExp, readonly Rule[]])[] = [
  [/\p{Script=Han}|^\d+$|^[\da-z ]{2,5}$/u, rulesOf(zh, (source) => new RegExp(source, 'u'))],
  [/[a-z]/u, [...rulesOf(en, ofWords), ...rulesOf(es, ofWords)]],
  [/\p{Script=Cyrillic}/u, rulesOf(ru, ofWords)],
];

/** Returns the names of the intents for which a word of a folded text speaks, each once. */
export function rulesIn(folded: string): string[] {
  const found = BY_SCRIPT.flatMap(([script, rules]) =>
    script.test(folded) ? rules.filter(({ regex }) => regex.test(folded)) : [],
  );
  return [...new Set(found.map(({ name }) => name))];
}
