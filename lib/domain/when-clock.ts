import { hasLetters, lettered, type DayHit, type Part } from './when-hit.ts';
import { NUMBER, numberOf } from './when-number.ts';
import { clockOfPart, isHourOf, partIn, partOf, type Clock, type PartHit } from './when-part.ts';

/** A time of day found in a line. */
export interface ClockHit {
  start: number;
  end: number;
  /** `unclear` when the hour can be two things (晚上 3 点) or does not exist. */
  clock: Clock | 'unclear';
  /** Where the part of the day stands when it stands apart from the hour (`завтра вечером в 8`). */
  part?: PartHit;
}

/** 晚点, 早一点 and 晚两天 name no part of the day. */
const PART = `(凌晨|大?清早|一大?早|清晨|早上|早晨|上午|中午|正午|午后|下午|傍晚|晚上|晚间|深夜|半夜|午夜|夜里|夜间|[早晚](?:[点點些](?=\\s*\\d{1,2}\\s*[点點])|(?![点點些]|一[点點些](?![半钟整\\d])|一?会|半(?:小时|天|个)|(?:几|两三|一两|${NUMBER})(?:[天日周]|分钟|个?小时))))`;

/**
 * Returns the time of an hour that was said with or without a part of the day. `spoken` is for `3点`, `fri 3`: an hour
 * from 1 to 6 then is the afternoon, since hardly any shop calls at night; written `3:00` is what it says.
 */
function clockOf(part: Part | undefined, hour: number, minute: number, spoken: boolean): Clock | 'unclear' {
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return 'unclear';
  const exact = (h: number): Clock => ({ hour: h, minute, assumed: false });
  if (hour > 12) return part === 'dawn' || part === 'am' ? 'unclear' : exact(hour);
  if (part === 'dawn') return exact(hour % 12);
  if (part === 'am') return hour === 12 ? exact(12) : exact(hour);
  if (part === 'noon') return hour >= 11 ? exact(hour) : hour <= 2 ? exact(hour + 12) : 'unclear';
  if (part === 'pm' || part === 'dusk') return exact((hour % 12) + 12);
  // 今晚零点 and 今晚12点 are the midnight that ends the day.
  if (part === 'night' || part === 'late') return hour % 12 === 0 ? exact(24) : hour >= 5 ? exact(hour + 12) : 'unclear';
  if (spoken && hour >= 7 && hour <= 10) return { ...exact(hour), spoken: true };
  return spoken && hour >= 1 && hour <= 6 ? { hour: hour + 12, minute, assumed: true, doubt: 'twelve' } : exact(hour);
}

const HALVES: Readonly<Record<string, number>> = { 半: 30, 一刻: 15, 三刻: 45, 整: 0 };
const edge = '(?![\\p{L}\\d:])';

interface Rule {
  pattern: RegExp;
  clock: (m: RegExpExecArray, hit: { part?: Part } | null, day: string) => Clock | 'unclear';
  /** The words mean a time only right beside the day or at the beginning of the line (`便宜一点` is no hour). */
  beside?: (m: RegExpExecArray) => boolean;
  /** Only after a day in the same script (`fri 10`). */
  western?: boolean;
  /** Only behind a day: without one 晚点 says nothing. */
  dated?: true;
  /** A figure and nothing else. */
  bare?: boolean;
}

const afternoon = (mark: string | undefined): Part | undefined => (mark ? (/^p/i.test(mark) ? 'pm' : 'am') : undefined);
const twelve = (part: Part | undefined, hour: number): number => (part === 'am' && hour === 12 ? 0 : hour);

const HOUR_ZH = `(零|${NUMBER})`;
/** Minutes behind `3点`: 半, 20分, 零五分, 二十, 30. */
const MINUTES_ZH = `(?:钟|\\s*(半|一刻|三刻|整)|\\s*零?(${NUMBER})\\s*分(?!之)|\\s*(零[一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?)(?=[\\s,，。]|$)|\\s*(\\d{2})(?!\\d))`;
const HALVES_WEST: readonly (readonly [RegExp, number])[] = [
  [/^(?:half|y media)/i, 30],
  [/^(?:quarter past|y cuarto)/i, 15],
];
const minuteOf = (figures: string | undefined, words: string | undefined): number =>
  figures ? Number(figures) : (HALVES_WEST.find(([name]) => name.test(words ?? ''))?.[1] ?? 0);

/** What is counted is no hour: `завтра до 12 коробок`. */
const COUNTED =
  '(?:шт|короб|посыл(?:ок|ки)|заказ(?:ов|а(?!\\p{L}))|пар|руб|дней|недел|месяц|кг|boxes|items|orders|pcs|pieces|units|parcels|packs|days|weeks|months|usd|cajas|piezas|unidades|pedidos|d[ií]as|semanas|meses|euros)';

const RULES: readonly Rule[] = [
  {
    pattern: new RegExp(`${PART}?\\s*(?<!\\d)(\\d{1,2}):(\\d{2})(?!\\d)\\s*([ap]\\.?m\\b\\.?)?`, 'iu'),
    clock: (m, hit) => {
      const part = partOf(m[1]) ?? afternoon(m[4]) ?? hit?.part;
      return clockOf(part, m[4] ? twelve(part, Number(m[2])) : Number(m[2]), Number(m[3]), false);
    },
  },
  {
    pattern: new RegExp(`${PART}?\\s*(?<!\\d)${HOUR_ZH}\\s*(?:[点點]|时(?![间候段代效尚]))${MINUTES_ZH}?`, 'u'),
    clock: (m, hit) =>
      clockOf(
        partOf(m[1]) ?? hit?.part,
        numberOf(m[2] ?? ''),
        m[3] ? (HALVES[m[3]] ?? 0) : numberOf((m[4] ?? m[5] ?? m[6] ?? '0').replace(/^零/, '')),
        true,
      ),
    beside: (m) => !m[1],
  },
  {
    pattern: /(?<![\p{L}\d])(?:at )?(\d{1,2})(?:[.:](\d{2}))?\s*([ap])\.?m(?!\p{L})\.?/iu,
    clock: (m) => {
      const part = afternoon(m[3]);
      return Number(m[1]) > 12 ? 'unclear' : clockOf(part, twelve(part, Number(m[1])), Number(m[2] ?? 0), false);
    },
  },
  {
    pattern: /(?<!\p{L})(?:at )?(half past|quarter past|quarter to) (\d{1,2})(?![\p{L}\d:])/iu,
    clock: (m, hit) => {
      const to = /to$/i.test(m[1] ?? '');
      return clockOf(hit?.part, Number(m[2]) - (to ? 1 : 0), to ? 45 : minuteOf(undefined, m[1]), true);
    },
  },
  {
    pattern: new RegExp(
      `(?<!\\p{L})(?:at|в|a las?|к(?= \\d{1,2}(?: час\\p{L}*)? (?:утра|дня|вечера|ночи))) (\\d{1,2})(?:[.:h](\\d{2})|(?: час\\p{L}*)? (\\d{1,2}) мин\\p{L}*|( y media| y cuarto| menos cuarto)| час\\p{L}*| ?[hч])?${edge}(?: (?:(утра|de la ma[nñ]ana)|(дня|вечера|de la tarde|de la noche)|(ночи)))?`,
      'iu',
    ),
    clock: (m, hit) => {
      const to = m[4] === ' menos cuarto';
      const minute = to ? 45 : minuteOf(m[2] ?? m[3], m[4]?.trim());
      const night = Number(m[1]) % 12 < 6 ? 'dawn' : 'night';
      const part = m[5] ? 'am' : m[6] ? 'pm' : m[7] ? night : hit?.part;
      return clockOf(part, Number(m[1]) - (to ? 1 : 0), minute, m[2] === undefined);
    },
  },
  { pattern: /(?<!\p{L})(?:в час дня|a la una(?: de la tarde)?)(?!\p{L})/iu, clock: () => clockOf('pm', 1, 0, false) },
  { pattern: new RegExp(PART, 'u'), clock: (m) => clockOfPart(partOf(m[1]) ?? 'am'), beside: (m) => /^[早晚]$/.test(m[0]) },
  {
    pattern: /稍?([早晚])一?[点點些](?:时候)?/u,
    clock: (m) => clockOfPart(m[1] === '早' ? 'am' : 'night'),
    beside: () => true,
    dated: true,
  },
  {
    pattern: /(?<![\p{L}\d.])(\d{1,2})\.([0-5]\d)(?![\d.])/u,
    clock: (m, hit) => clockOf(hit?.part, Number(m[1]), Number(m[2]), false),
    western: true,
    beside: () => true,
  },
  {
    pattern: lettered(
      // Behind до and к more words are things that are counted, unless the next is a verb.
      `(?<!\\p{L})(?:(?:до|ко?)(?= \\d+(?: час\\p{L}*|\\s*(?:$|,|утра|дня|вечера|ночи|\\p{L}+(?:ть(?:ся)?|ти|чь)(?!\\p{L}))))|(?:by|before|until|till)(?! \\d+ (?:\\p{L}+s|percent)(?!\\p{L}))|(?:antes de|para|hasta) las?) ([01]?\\d|2[0-4])(?: час\\p{L}*)?(?![\\p{L}\\d:.%])(?! ?${COUNTED})`,
    ),
    clock: (m, hit) => clockOf(hit?.part, Number(m[1]), 0, true),
    western: true,
    beside: () => true,
  },
  {
    pattern: lettered(`(?<![\\p{L}\\d-])(\\d{1,2})(?=\\s|$)(?! ?${COUNTED})`),
    clock: (m, hit) => clockOf(hit?.part, Number(m[1]), 0, true),
    western: true,
    bare: true,
    beside: () => true,
  },
];

const RU_HOURS = ['перв', 'втор', 'трет', 'четв', 'пят', 'шест', 'седьм', 'восьм', 'девят', 'десят', 'один', 'двен'];
const RU_NAMES = [
  'час',
  'два',
  'три',
  'четыре',
  'пять',
  'шесть',
  'семь',
  'восемь',
  'девять',
  'десять',
  'одиннадцать',
  'двенадцать',
];

/** Times in words: their figures must not be read by themselves. */
const WORD_RULES: readonly Rule[] = [
  {
    // в половине третьего is half past two.
    pattern: lettered(`(?<!\\p{L})(?:в )?(?:половин[еу] |пол-?)((?:${RU_HOURS.join('|')})\\p{L}*(?:ого|его))(?!\\p{L})`),
    clock: (m, hit) => {
      const hour = RU_HOURS.findIndex((name) => m[1]?.toLowerCase().startsWith(name));
      return clockOf(hit?.part, hour === 0 ? 12 : hour, 30, true);
    },
  },
  {
    pattern: lettered(`(?<!\\p{L})без (?:четверти|15(?: минут)?) (?:(\\d{1,2})|(${RU_NAMES.join('|')}))(?![\\p{L}\\d])`),
    clock: (m, hit) => {
      const hour = m[1] ? Number(m[1]) : RU_NAMES.indexOf(m[2]?.toLowerCase() ?? '') + 1;
      return clockOf(hit?.part, hour === 1 ? 12 : hour - 1, 45, true);
    },
  },
];

/** Noon and the ends of a day, where no other time is said. */
const END_RULES: readonly Rule[] = [
  {
    pattern: lettered('(?<!\\p{L})(?:(?:at|в|al?) )?(?:noon|полдень|mediod[ií]a)(?!\\p{L})'),
    clock: () => ({ hour: 12, minute: 0, assumed: false }),
  },
  {
    // Of any other day it is open whether its beginning or its end is meant.
    pattern: lettered('(?<!\\p{L})(?:(?:at|в|a) )?(?:midnight|полночь|medianoche)(?!\\p{L})'),
    clock: (_m, _hit, day) =>
      day === '' || /today|tonight|сегодня|hoy|esta noche|今/iu.test(day) ? { hour: 24, minute: 0, assumed: false } : 'unclear',
  },
  {
    pattern: lettered(
      '下班[之以]?前|(?<!\\p{L})(?:(?:at|by|before) )?(?:eod|cob|(?:the )?end of (?:the )?(?:business |working )?day)(?!\\p{L})|(?<!\\p{L})(?:в|к|до) конц[еау] (?:рабочего )?дня(?!\\p{L})|(?<!\\p{L})(?:al|antes del) final del d[ií]a(?!\\p{L})',
    ),
    clock: () => clockOfPart('dusk'),
  },
];

/** The first that fits is taken. */
const IN_ORDER: readonly Rule[] = [...WORD_RULES, ...RULES, ...END_RULES];

/** Returns the time of day a line names, given the day found in it; null when none is named. */
export function findClock(line: string, hit: DayHit | null): ClockHit | null {
  // The day is blanked, not cut, so that places stay and its figures are not read again.
  const rest = hit ? blanked(line, hit) : line;
  const part = hasLetters(line) ? partIn(rest) : null;
  if (!part) return clockIn(line, rest, hit, hit);
  if (hit && isBeside(line, part, hit)) {
    const both = { ...hit, start: Math.min(hit.start, part.start), end: Math.max(hit.end, part.end), part: part.part };
    const found = clockIn(line, blanked(rest, part), both, hit);
    if (found) return { ...found, part };
  } else {
    const found = clockIn(line, rest, hit, hit);
    if (found && (found.end <= part.start || found.start >= part.end) && isBeside(line, part, found)) {
      return { ...found, ...clockIn(line, rest, hit, hit, part.part), part };
    }
    if (found) return found;
  }
  return hit?.western ? { start: part.start, end: part.end, clock: clockOfPart(part.part) } : null;
}

const blanked = (line: string, { start, end }: { start: number; end: number }): string =>
  line.slice(0, start) + ' '.repeat(end - start) + line.slice(end);

/** Returns the hour in `rest`, which must stand beside `near` where its words need that; `part` is the part of the day that is known. */
function clockIn(line: string, rest: string, near: DayHit | null, hit: DayHit | null, part = near?.part): ClockHit | null {
  for (const rule of IN_ORDER) {
    if (rule.western && !hit?.western) continue;
    const m = rule.pattern.exec(rest);
    if (!m) continue;
    const start = m.index + (m[0].length - m[0].trimStart().length);
    // The blanks behind may be a day that was read.
    const found = { start, end: m.index + m[0].trimEnd().length };
    if (rule.dated && (!hit || start < hit.end)) continue;
    if (rule.beside?.(m) && !isBeside(line, found, near)) continue;
    if (rule.bare && part && near !== hit && !isHourOf(part, Number(m[1]))) continue;
    return { ...found, clock: rule.clock(m, part ? { part } : null, hit ? line.slice(hit.start, hit.end) : '') };
  }
  return null;
}

/** Tells whether only blanks, commas or small words lie between the time and the day, or the line begins with it. */
function isBeside(line: string, at: { start: number; end: number }, hit: { start: number; end: number } | null): boolean {
  if (!hit) return line.slice(0, at.start).trim() === '';
  const between = at.start >= hit.end ? line.slice(hit.end, at.start) : at.end <= hit.start ? line.slice(at.end, hit.start) : '';
  return /^[\s,，的]*$/u.test(between);
}
