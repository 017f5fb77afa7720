import { inPart } from './token-time.ts';

const HOURS: readonly string[] = [
  'one|una|une|eins',
  'two|dos|deux|zwei',
  'three|tres|trois|drei',
  'four|cuatro|quatre|vier',
  'five|cinco|cinq|fünf',
  'six|seis|six|sechs',
  'seven|siete|sept|sieben',
  'eight|ocho|huit|acht',
  'nine|nueve|neuf|neun',
  'ten|diez|dix|zehn',
  'eleven|once|onze|elf',
  'twelve|doce|douze|zwölf',
];
const HOUR = `(${HOURS.join('|')}|\\d{1,2})`;
const PART =
  "(?:,? (?:(in the )?(?:morning|afternoon|evening)|at night|[ap]\\.?m\\b|de la (?:mañana|madrugada|tarde|noche)|du (?:matin|soir)|de l['’]après-midi|morgens|nachmittags|abends))?";

/** Half hours and full ones in words; `halb zehn` is half an hour before ten. */
const WORDS: readonly (readonly [minutes: string, regex: RegExp])[] = [
  ['30', `(?<!\\p{L})half past ${HOUR}${PART}`],
  ['30', `(?<!\\p{L})las? ${HOUR} y media${PART}`],
  ['30', `(?<!\\p{L})${HOUR} heures? et demie${PART}`],
  ['-30', `(?<!\\p{L})halb ${HOUR}(?!\\p{L})${PART}`],
  [
    '00',
    `(?<![\\p{L}\\d])${HOUR}(?= (?:o['’]clock|heures?|Uhr|in the (?:morning|afternoon|evening)|at night|de la (?:mañana|madrugada|tarde|noche))|\\s?[ap]\\.?m\\b)(?: (?:o['’]clock|heures?|Uhr))?${PART}`,
  ],
].map(([minutes = '', source = '']) => [minutes, new RegExp(source, 'giu')]);

const NOON =
  /(?<!\p{L})(?:noon|midday|полдень|полудня|mediod[ií]a|meio-dia|midi|mittags?|mezzogiorno|południ[ea]m?|الظهر)(?!\p{L})|正午|정오/giu;
const MIDNIGHT =
  /(?<!\p{L})(?:midnight|полноч[ьи]|medianoche|meia-noite|minuit|mitternacht|mezzanotte|północy?)(?!\p{L})|자정/giu;

/** Returns the times of day (`9:30`) that a text says in words (en, es, fr, de; noon and midnight in more languages). */
export function timesInWords(text: string): string[] {
  const said = WORDS.flatMap(([minutes, regex]) =>
    [...text.matchAll(regex)].map((match) => {
      const [whole, word = ''] = match;
      const named = HOURS.findIndex((words) => words.split('|').includes(word.toLowerCase())) + 1;
      const hour = (/\d/.test(word) ? Number(word) : named) - (minutes === '-30' ? 1 : 0);
      return `${inPart(hour || 12, whole) % 24}:${minutes.slice(-2)}`;
    }),
  );
  const of = (regex: RegExp, value: string): string[] => (text.match(regex) ?? []).map(() => value);
  return [...said, ...of(NOON, '12:00'), ...of(MIDNIGHT, '0:00')];
}
