import { parseTemplate } from './template-parts.ts';
import type { Template } from './template.ts';

/** A fact of the shop that replies state: `发货时效` is `48小时`. Used as `{店铺.发货时效}`. */
export interface ShopFact {
  id: string;
  /** Unique among the facts of a shop. */
  name: string;
  value: string;
  /** Only for a shop (`taobao|…`); absent: for all that have none of their own under this name. */
  shopId?: string;
  /** Words by which a text is known to speak of it, beside those of its name. */
  words?: string[];
  /** Values it had before, newest first: texts that still state them are out of date. */
  former?: string[];
  /** Ids of templates that a person said are right as they are, with the text's hash then. */
  ignored?: Record<string, number>;
  createdAt: number;
  updatedAt: number;
}

/** What a slot for a fact of the shop begins with. */
const PREFIX = /^(?:店铺|shop)\s*[.．。]\s*/i;

/** Returns the name of the shop's fact that a slot stands for (`店铺.发货时效`), or null when it is no such slot. */
export function shopFactIn(slot: string): string | null {
  const name = slot.normalize('NFKC').trim();
  return PREFIX.test(name) ? nameKey(name.replace(PREFIX, '')) : null;
}

/** Returns the form of a fact's name that is compared. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}

/** Returns what slots are filled with in a shop's chats: its own facts, and those of all shops. By the name's key. */
export function factsOfShop(facts: readonly ShopFact[], shopId: string | null): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const fact of facts) if (!fact.shopId) values.set(nameKey(fact.name), fact.value);
  for (const fact of facts) if (fact.shopId && fact.shopId === shopId) values.set(nameKey(fact.name), fact.value);
  return values;
}

/** Why a text contradicts a fact: it states a former value, or another number of the same unit beside the fact's words. */
export interface Contradiction {
  template: Template;
  fact: ShopFact;
  why: 'former' | 'number';
  /** What the text states, and what the fact says in the same unit. */
  found: string;
  expected: string;
}

const DIGITS: Readonly<Record<string, string>> = Object.fromEntries(
  [...'零一二三四五六七八九'].map((char, i) => [char, String(i)]),
);

/** A number with its unit, as a text has it. */
interface Measure {
  text: string;
  number: number;
  unit: string;
}

/** Units that are written in several ways; hours, days and so on are told apart. */
const UNITS: readonly (readonly [RegExp, string])[] = [
  [/^(?:个?小时|钟头|hours?|hrs?|h\b|час(?:ов|а)?|horas?|heures?|stunden?|ore|godzin[ay]?|時間|시간|ساعة)/i, 'hour'],
  [/^(?:个?工作日|business days?|working days?)/i, 'workday'],
  [/^(?:天|日|days?|дн(?:ей|я)|день|días?|dias?|jours?|tagen?|giorni|dni|일|يوم)/i, 'day'],
  [/^(?:个?星期|周|weeks?)/i, 'week'],
  [/^(?:个?月|months?)/i, 'month'],
  [/^(?:元|块|rmb|cny|￥|¥)/i, 'yuan'],
  [/^(?:美元|美金|usd|\$)/i, 'usd'],
  [/^(?:折)/, 'discount'],
  [/^(?:%|％|percent)/i, 'percent'],
  [/^(?:件|pcs?|pieces?|items?)/i, 'piece'],
  [/^(?:年|years?)/i, 'year'],
  [/^(?:分钟|minutes?|min)/i, 'minute'],
];

/** Returns the numbers with units that a text states, `7天` and `七天` alike; `¥99` is an amount too. */
export function measuresIn(text: string): Measure[] {
  const found: Measure[] = [];
  for (const match of text.matchAll(/([¥￥$])?\s*([\d０-９]+(?:[.．][\d０-９]+)?|[一二两三四五六七八九十]{1,3})\s*/g)) {
    const [whole, sign = '', digits = ''] = match;
    const rest = text.slice(match.index + whole.length);
    const [pattern, named] = UNITS.find(([each]) => each.test(rest)) ?? [];
    const number = numberOf(digits.normalize('NFKC'));
    const unit = sign ? (sign === '$' ? 'usd' : 'yuan') : named;
    const word = pattern?.exec(rest)?.[0] ?? '';
    if (unit && number !== null) found.push({ text: (sign ? whole : `${whole}${word}`).trim(), number, unit });
  }
  return found;
}

function numberOf(digits: string): number | null {
  if (/^\d/.test(digits)) return Number(digits);
  const [, tens, ones = ''] = /^(.?)十(.?)$/.exec(digits) ?? [];
  if (tens !== undefined) return Number(DIGITS[tens] ?? '1') * 10 + Number(DIGITS[ones] ?? '0');
  const single = digits === '两' ? '2' : DIGITS[digits];
  return single === undefined ? null : Number(single);
}

/** Words of a fact's name that say nothing of what it is about. */
const EMPTY = /时效|时间|期限|天数|金额|门槛|政策|说明|服务|规则|标准/g;

/** Returns the words by which a text is known to speak of a fact. */
export function wordsOf({ name, words = [] }: Pick<ShopFact, 'name' | 'words'>): string[] {
  const stem = nameKey(name).replace(EMPTY, '');
  return [...new Set([stem, ...words.map(nameKey)])].filter((word) => word.length > 0);
}

/**
 * Returns the templates whose literal text contradicts a fact: it states one of the former values, or, in a sentence
 * with one of the fact's words, a number of the same unit that is not the fact's. What stands in slots is filled with the
 * present value and never contradicts. A template that was said to be right is left out until its text changes.
 */
export function contradictions(
  fact: ShopFact,
  templates: readonly Template[],
  hashOf: (text: string) => number,
): Contradiction[] {
  const wanted = measuresIn(fact.value);
  const words = wordsOf(fact);
  const former = (fact.former ?? []).filter((value) => value.trim() && !sameValueText(value, fact.value));
  return templates.flatMap((template): Contradiction[] => {
    if (fact.ignored?.[template.id] === hashOf(template.body)) return [];
    const sentences = literalText(template.body).split(/[。！？!?\n；;]+|\.\s/);
    for (const sentence of sentences) {
      const about = words.some((word) => nameKey(sentence).includes(word));
      const old = former.flatMap((value) => statedIn(sentence, value, about) ?? [])[0];
      if (old) return [{ template, fact, why: 'former', found: old, expected: fact.value }];
      if (!about) continue;
      const other = measuresIn(sentence).find(
        ({ unit, number }) =>
          wanted.some((each) => each.unit === unit) && !wanted.some((each) => each.unit === unit && each.number === number),
      );
      if (other) return [{ template, fact, why: 'number', found: other.text, expected: fact.value }];
    }
    return [];
  });
}

/** The text outside of slots; a slot leaves a gap that no sentence reads over. */
function literalText(body: string): string {
  return parseTemplate(body)
    .map((part) =>
      'text' in part
        ? part.text
        : 'variants' in part
          ? part.variants.join('。')
          : 'slot' in part && part.form?.kind === 'toggle'
            ? part.form.text
            : '\u0000',
    )
    .join('');
}

/**
 * Returns how a sentence states a former value, or null. One that is a bare measure counts only where the sentence speaks of
 * the fact: seven days are many things.
 */
function statedIn(sentence: string, value: string, about: boolean): string | null {
  const [measure, ...more] = measuresIn(value);
  if (measure && more.length === 0 && nameKey(value).length <= nameKey(measure.text).length + 1) {
    const same = ({ unit, number }: Measure): boolean => unit === measure.unit && number === measure.number;
    return about ? (measuresIn(sentence).find(same)?.text ?? null) : null;
  }
  return sentence.includes(value) ? value : null;
}

function sameValueText(a: string, b: string): boolean {
  return nameKey(a) === nameKey(b);
}
