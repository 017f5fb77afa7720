import { lettered, type Part } from './when-hit.ts';

/** `hour` may be 24: midnight at the end of the day. */
export interface Clock {
  hour: number;
  minute: number;
  /** The hour was not said but taken from a word such as 下午, or `3点` was read as the afternoon. */
  assumed: boolean;
  /** `3点` may be at night. */
  doubt?: 'twelve';
  /** `8点` may be in the evening. */
  spoken?: true;
  /** The part of the day, when no hour was said. */
  part?: Part;
}

/** Hour taken when only a part of the day is said. */
const PART_HOUR: Readonly<Record<Part, number>> = { dawn: 6, am: 10, noon: 12, pm: 15, dusk: 18, night: 20, late: 23 };
/** Hour and minute at which a part of the day is over. */
const PART_END: Readonly<Record<Part, readonly [number, number]>> = {
  dawn: [6, 0],
  am: [12, 0],
  noon: [14, 0],
  pm: [18, 0],
  dusk: [18, 0],
  night: [23, 59],
  late: [23, 59],
};

const PARTS: readonly (readonly [RegExp, Part])[] = [
  [/凌晨/, 'dawn'],
  [/清晨|早|上午|morning|утр|ma[nñ]ana/i, 'am'],
  [/[深半午]夜/, 'late'],
  [/中午|正午|(?<!after)noon|lunch|полдень|mediod[ií]a/i, 'noon'],
  [/傍晚|下班|eod|end of|конц|final/i, 'dusk'],
  [/午后|下午|afternoon|дн[её]м|дня|обед|tarde/i, 'pm'],
  [/晚|夜|evening|night|вечер|ноч|noche/i, 'night'],
];

/** Returns the part of the day a word names. */
export function partOf(text: string | undefined): Part | undefined {
  return text ? PARTS.find(([pattern]) => pattern.test(text))?.[1] : undefined;
}

/** Returns the time of a part of the day without an hour. */
export function clockOfPart(part: Part): Clock {
  return { hour: PART_HOUR[part], minute: 0, assumed: true, part };
}

/** Returns the time at which a part of the day ends: until then is kept what was promised for it. */
export function endOfPart(part: Part): Clock {
  const [hour, minute] = PART_END[part];
  return { hour, minute, assumed: true, part };
}

/** A part of the day that stands by itself in a line. */
export interface PartHit {
  start: number;
  end: number;
  part: Part;
}

const APART = lettered(
  '(?<!\\p{L})(?:in the |at )?(morning|noon|afternoon|evening|night|lunch ?time|утром|дн[её]м|вечером|ночью|в полдень|в обед|после обеда|al? mediod[ií]a|(?:por|de|en) la (?:ma[nñ]ana|tarde|noche)|(?<=\\d )(?:утра|вечера|ночи)|(?<=(?:^|\\s,?\\s|(?:^|\\s)(?:в|ко?|до)\\s)\\d{1,2} )дня)(?!\\p{L})',
);

/** Returns the first part of the day that a line (its day blanked: `3 дня` elsewhere are days) names in English, Russian or Spanish, or null. */
export function partIn(line: string): PartHit | null {
  const m = APART.exec(line);
  return m && { start: m.index, end: m.index + m[0].length, part: partOf(m[1]) ?? 'am' };
}

/** Tells whether a bare figure beside a part of the day is an hour of it: `tomorrow night 11`, not `завтра утром 3 коробки`. */
export function isHourOf(part: Part, hour: number): boolean {
  if (part === 'am' || part === 'night' || part === 'late') return hour >= 5 && hour <= (part === 'am' ? 11 : 12);
  return part === 'noon' ? hour >= 11 || hour <= 2 : hour <= 8;
}
