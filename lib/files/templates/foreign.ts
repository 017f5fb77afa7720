import { askedSlot, daySlot, factSlot, rewrite, textOfHtml, variantSlot } from '../../domain/foreign-text.ts';
import { languageByScript } from '../../domain/template-record.ts';
import type { FactName } from '../../domain/template-slots.ts';

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

/** Rewrites a canned response: `{{ contact.name | default: "friend" }}` becomes `{name|friend}`; unknown ones are asked for. */
export function chatwootText(text: string, latin: string): string {
  const language = languageOf(text, latin);
  return rewrite(
    text,
    /\{\{\s*([\w.]+)\s*(?:\|\s*default:\s*["']([^"']*)["']\s*)?(?:\|[^{}]*)?\}\}/g,
    ([, name = '', fallback]) => {
      const fact = CHATWOOT[name];
      return fact ? factSlot(fact, language, fallback ?? '') : askedSlot(name, fallback ?? '');
    },
  );
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
  return rewrite(text, /\{\{\{?\s*([#/>]?)\s*([^{}]*?)\s*\}?\}\}/g, ([, sign = '', inside = '']) =>
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

/** `moment add='7;days' format='DD MMMM'`: a day so far from today. */
function momentSlot(inside: string, language: string): string {
  const [, verb, count = '', unit = ''] = /(add|subtract)=['"](\d+);(days?|weeks?|months?)['"]/.exec(inside) ?? [];
  if (!verb) return daySlot(0, language);
  const days = Number(count) * (unit.startsWith('week') ? 7 : unit.startsWith('month') ? 30 : 1);
  return daySlot(verb === 'add' ? days : -days, language);
}

/** Rewrites a snippet of ProKeys: `%name%` is asked for, `[[%d(…)]]` is a day, `[[%p]]` the clipboard, `[[%s(x)]]` a snippet. */
export function proKeysText(body: string, latin: string): string {
  const text = textOfHtml(body);
  const language = languageOf(text, latin);
  const pattern = /\[\[%([a-z])(?:\(([^)]*)\)|\{([^}]*)\})?\]\]|%([^\s%][^%\n]{0,38})%/gi;
  return rewrite(text, pattern, ([, macro, inside = '', , placeholder]) => {
    if (placeholder !== undefined)
      return /^(?:my_?)?name$/i.test(placeholder) ? proKeysName(placeholder, language) : askedSlot(placeholder);
    if (macro === 'd' || macro === 'D') return daySlot(daysIn(inside), language);
    if (macro === 'p' || macro === 'P') return factSlot('clipboard', language);
    if (macro === 's' || macro === 'S') return `{模板:${inside.trim()}}`;
    if (macro === 'c' || macro === 'C') return /^e$/i.test(inside) ? '' : '{光标}';
    return askedSlot(language === 'zh' ? '网址' : 'link');
  });
}

const proKeysName = (placeholder: string, language: string): string =>
  factSlot(/^my/i.test(placeholder) ? 'staff' : 'buyer', language);

/** `D+5 MMMM YYYY`: the day five days on. Months and years have no counterpart and stay out. */
function daysIn(macro: string): number {
  const [, sign = '+', count = '0'] = /D[Do]?\s*([+-])\s*(\d+)/.exec(macro) ?? [];
  return (sign === '-' ? -1 : 1) * Number(count);
}
