import { askedSlot, daySlot, factSlot, rewrite, textOfHtml, variantSlot } from '../../domain/foreign-text.ts';
import { languageByScript } from '../../domain/template-record.ts';
import type { FactName } from '../../domain/template-slots.ts';
import { momentPrintsDay } from './date-formats.ts';

const languageOf = (text: string, latin: string): string => languageByScript(text, latin);

/** Chatwoot's variables that have a counterpart (docs: canned responses, template variables). */
const CHATWOOT: Readonly<Record<string, FactName>> = {
  'contact.name': 'buyer',
  'contact.first_name': 'buyer',
  'contact.last_name': 'buyer',
  'agent.name': 'staff',
  'agent.first_name': 'staff',
  'agent.last_name': 'staff',
  'inbox.name': 'shop',
  'account.name': 'shop',
};

/** First and last name of one person, in either order, the second perhaps only if there is one: a buyer has one name here. */
const BOTH_NAMES =
  /(\{\{\{?[^{}#/>]*?\b(contact|agent|to|from|account)(?:\.\[?\d+\]?)?\.(first|last)_name\b[^{}]*\}?\}\})((?:\{\{#if [^{}]*\}\})?)[\s,]{0,3}\{\{\{?[^{}#/>]*?\b\2(?:\.\[?\d+\]?)?\.(?!\3)(?:first|last)_name\b[^{}]*\}?\}\}((?:\{\{\/if\}\})?)/g;

/** Returns a text of another program with one place for each person who has two in a row. */
function oneName(text: string): string {
  return text.replace(BOTH_NAMES, (whole, first: string, _of: string, _which: string, opened: string, closed: string) =>
    (opened === '') === (closed === '') ? first : whole,
  );
}

const CHATWOOT_PLACE = /\{\{\s*([\w.]+)\s*(?:\|\s*default:\s*["']([^"']*)["']\s*)?(?:\|[^{}]*)?\}\}/g;

/** Tells whether a canned response holds more of its template language than places to fill: conditions, loops, other values. */
export function hasTags(text: string): boolean {
  return /\{%[^]*?%\}|\{\{[^]*?\}\}/.test(text.replace(CHATWOOT_PLACE, ''));
}

/** Rewrites a canned response: `{{ contact.name | default: "friend" }}` becomes `{name|friend}`; unknown ones are asked for. */
export function chatwootText(text: string, latin: string): string {
  const language = languageOf(text, latin);
  return rewrite(oneName(text), CHATWOOT_PLACE, ([, name = '', fallback]) => {
    const fact = CHATWOOT[name];
    return fact ? factSlot(fact, language, fallback ?? '') : askedSlot(name, fallback ?? '');
  });
}

/** Briskine's variables that have a counterpart (its help: template variables). */
const BRISKINE: Readonly<Record<string, FactName>> = {
  'to.name': 'buyer',
  'to.first_name': 'buyer',
  'to.last_name': 'buyer',
  'from.name': 'staff',
  'from.first_name': 'staff',
  'from.last_name': 'staff',
  'account.name': 'staff',
  'account.first_name': 'staff',
  'account.last_name': 'staff',
};

/** Rewrites a template of Briskine: HTML with Handlebars placeholders. */
export function briskineText(html: string, latin: string): string {
  const text = textOfHtml(html);
  const language = languageOf(text, latin);
  return rewrite(oneName(text), /\{\{\{?\s*([#/>]?)\s*([^{}]*?)\s*\}?\}\}/g, ([, sign = '', inside = '']) =>
    briskineSlot(sign, inside, language),
  );
}

function briskineSlot(sign: string, inside: string, language: string): string | null {
  const [word = '', ...rest] = inside.split(/\s+/);
  const name = (text: string): string => text.replace(/^to\.\d+\.|^to\.\[\d+\]\./, 'to.');
  const fact = (text: string): FactName | undefined => BRISKINE[name(text)];
  if (sign === '>') return `{模板:${word}}`;
  if (sign === '#' && word === 'if') return `{如果 ${slotName(fact(rest[0] ?? ''), rest[0] ?? '', language)}}`;
  if (sign === '/' && word === 'if') return '{结束}';
  if (sign !== '') return askedSlot(inside);
  if (word === 'else') return '{否则}';
  const quoted = [...inside.matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, a, b]) => a ?? b ?? '');
  if (word === 'choice') return variantSlot((quoted[0] ?? '').split(',').map((each) => each.trim()));
  if (word === 'moment' || word === 'date') return momentSlot(inside, language);
  if (word === 'or' && fact(rest[0] ?? '')) return factSlot(fact(rest[0] ?? '') as FactName, language, quoted[0] ?? '');
  const known = fact(word);
  return known ? factSlot(known, language) : askedSlot(inside);
}

function slotName(fact: FactName | undefined, name: string, language: string): string {
  return (fact ? factSlot(fact, language) : askedSlot(name)).slice(1, -1);
}

/** `moment add='7;days' format='DD MMMM'`: a day so far from today; what prints no day is asked for. */
function momentSlot(inside: string, language: string): string {
  const [, format] = /format=['"]([^'"]*)['"]/.exec(inside) ?? [];
  const [, verb, count = '', unit = ''] = /(add|subtract)=['"](\d+);(days?|weeks?|months?)['"]/.exec(inside) ?? [];
  const isOther = verb === undefined && /(?:add|subtract)=/.test(inside);
  if (isOther || (format !== undefined && !momentPrintsDay(format))) return timeSlot(format ?? '', language);
  const by = Number(count) * (verb === 'subtract' ? -1 : 1);
  return unit.startsWith('month') ? daySlot(by, language, 'month') : daySlot(unit.startsWith('week') ? by * 7 : by, language);
}

/** Asks for a time, named as it is to be written: two of them in one text are two questions. */
function timeSlot(format: string, language: string): string {
  return askedSlot(`${language === 'zh' ? '时间' : 'time'} ${format}`);
}

/**
 * A macro or a placeholder of ProKeys. `100%正品 100%放心` has no place to fill: behind a number only a plain name that ends
 * in no figure is one (`iPhone 15 %color%`), in letters where nothing stands between (`SKU7%color%`).
 */
const PROKEYS_PLACE =
  /\[\[%([a-z])(?:\(([^)]*)\)|\{([^}]*)\})?\]\]|%((?<!\d\s?%)(?:[\p{L}_][\p{L}\d_]{0,38}|(?=[^\s%])[^%\n]{0,38}[^\d\s%])|(?<=\d%)[a-z_]\w{0,38}(?<!\d)|(?<=\d\s%)[\p{L}_][\p{L}\d_]{0,38}(?<!\d))%/giu;

/** Rewrites a snippet of ProKeys: `%name%` is asked for, `[[%d(…)]]` is a day, `[[%p]]` the clipboard, `[[%s(x)]]` a snippet. */
export function proKeysText(body: string, latin: string): string {
  const text = textOfHtml(body);
  const language = languageOf(text, latin);
  return rewrite(text, PROKEYS_PLACE, ([, macro, inside = '', , placeholder]) => {
    if (placeholder !== undefined)
      return /^(?:my_?)?name$/i.test(placeholder) ? proKeysName(placeholder, language) : askedSlot(placeholder);
    if (macro === 'd' || macro === 'D') return dateSlot(inside, language);
    if (macro === 'p' || macro === 'P') return factSlot('clipboard', language);
    if (macro === 's' || macro === 'S') return `{模板:${inside.trim()}}`;
    if (macro === 'c' || macro === 'C') return /^e$/i.test(inside) ? '' : '{光标}';
    return askedSlot(language === 'zh' ? '网址' : 'link');
  });
}

const proKeysName = (placeholder: string, language: string): string =>
  factSlot(/^my/i.test(placeholder) ? 'staff' : 'buyer', language);

/** `D+5 MMMM YYYY`: the day five days on. What prints no day, or counts in months, years or hours, is asked for. */
function dateSlot(macro: string, language: string): string {
  const [whole = '', sign = '+', count = '0'] = /D[Do]?\s*([+-])\s*(\d+)/.exec(macro) ?? [];
  const format = whole ? macro.replace(whole, 'D') : macro;
  const isDay = format.trim() === '' || (momentPrintsDay(format) && !/[a-z]\s*[+-]\s*\d/i.test(format));
  return isDay ? daySlot((sign === '-' ? -1 : 1) * Number(count), language) : timeSlot(macro, language);
}
