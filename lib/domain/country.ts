/** Names that pages use and the tables of the browser do not have. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'russian federation': 'RU',
  korea: 'KR',
  'republic of korea': 'KR',
  usa: 'US',
  'united states of america': 'US',
  uk: 'GB',
  'great britain': 'GB',
  uae: 'AE',
  'czech republic': 'CZ',
  'viet nam': 'VN',
  'the netherlands': 'NL',
  'hong kong': 'HK',
  'hong kong,china': 'HK',
  macau: 'MO',
  'taiwan,china': 'TW',
  香港: 'HK',
  澳门: 'MO',
  沙特: 'SA',
  阿联酋: 'AE',
};

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const fold = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

let byName: Map<string, string> | undefined;

function names(): Map<string, string> {
  if (byName) return byName;
  byName = new Map(Object.entries(OTHER_NAMES));
  for (const language of ['en', 'zh', 'ru', 'es']) {
    const named = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    for (const first of LETTERS) {
      for (const second of LETTERS) {
        const code = first + second;
        const name = named.of(code);
        // A code that was given up has the name of its successor ("SU" is Russia).
        if (!name || new Intl.Locale('und', { region: code }).region !== code) continue;
        for (const each of [name, name.replace(/\s*[(（].*$/, '')]) if (!byName.has(fold(each))) byName.set(fold(each), code);
      }
    }
  }
  return byName;
}

/**
 * Returns the ISO 3166-1 code of a country as a page or a person names it: the code itself, or its name in English,
 * Chinese, Russian or Spanish. Null for anything else.
 */
export function countryCode(named: string | undefined): string | null {
  const text = named?.normalize('NFKC').trim() ?? '';
  if (/^[A-Z]{2}$/.test(text)) return text === 'UK' ? 'GB' : text;
  return text ? (names().get(fold(text)) ?? null) : null;
}

/** Tells whether a code is one that some country (or `EU`) has: `SP` is none. */
export function isNamed(code: string): boolean {
  return (codes ??= new Set(names().values())).has(code);
}

let codes: Set<string> | undefined;

const UNION = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE';

/** Tells whether a country (by its code) is in the European Union. */
export function inUnion(code: string): boolean {
  return UNION.split(' ').includes(code);
}
