import type { RepeatUnit } from './recurrence.ts';
import { hasLetters, lettered, type Part } from './when-hit.ts';
import { AMOUNTS, amountOf, NUMBER, numberOf } from './when-number.ts';

/** How often a line says that it comes again, and the line as it is without that: the first moment is read from it. */
export interface RepeatSaid {
  unit: RepeatUnit;
  every: number;
  line: string;
  /** Where in `line` the words stood that were taken out. */
  gap: number;
  /** The first day as those words name it (`周一`, `15号`), to be read by itself. */
  day?: string;
  /** The part of each day that they name. */
  part?: Part;
}

/** `keep` is put in place of the words; null when they say nothing that can be set. */
type Found = (Pick<RepeatSaid, 'unit' | 'every' | 'day' | 'part'> & { keep?: string }) | null;
const word = (source: string): RegExp => lettered(`(?<![\\p{L}\\d])(?:${source})(?![\\p{L}\\d])`);
const N = `(${NUMBER})`;
const WEEKDAY =
  '(mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo)';

/** Not followed by another weekday: `every monday and friday` is more than one repeat. */
const ALONE = `(?!s?(?:,| and| &| y| и)+ (?:on )?${WEEKDAY})`;
const ALONE_ZH = '(?!\\s*[、,，和及到至~-]?\\s*(?:周|星期|礼拜)?[一二三四五六日天](?!\\s*[点點时]))';

/** A time of day in Chinese, right behind something. */
const TIME_ZH = `\\s*(?:[早晚]上?|[上下中]午|傍晚)?\\s*(?:${NUMBER}\\s*[点點时]|\\d{1,2}:\\d{2})`;
/** `隔周一`, every second one; in the middle of a text it is said of something else. */
const ALTERNATE = '(?<=^|[\\s,，])隔';

const UNITS: readonly (readonly [RegExp, RepeatUnit])[] = [
  [/^(?:个?工作日|work|business|рабоч|d[ií]as? h[aá]biles|laborable)/iu, 'workday'],
  [/^(?:天|日|d|д)/iu, 'day'],
  [/^(?:个?(?:周|星期|礼拜)|w|нед|s)/iu, 'week'],
  [/^(?:个?月|m|мес)/iu, 'month'],
  [/^(?:年|y|год|лет|a)/iu, 'year'],
];
const unitOf = (text: string): RepeatUnit => UNITS.find(([pattern]) => pattern.test(text))?.[1] ?? 'day';

const EVERY = '(?:every|each|кажд\\p{L}+|cada)';
const WEST_UNIT =
  '(?:(?:work|business) ?days?|days?|weeks?|months?|years?|рабоч\\p{L}* д\\p{L}+|день|дн\\p{L}*|недел\\p{L}*|месяц\\p{L}*|лет|год\\p{L}*|d[ií]as? h[aá]bil(?:es)?|d[ií]as?|semanas?|mes(?:es)?|años?)';
const partOfWord = (text: string): Part =>
  /早|morning|утр|ma[nñ]ana/iu.test(text) ? 'am' : /afternoon|tarde/iu.test(text) ? 'pm' : 'night';
/** `по средам` and `по четвергам` as the day is called by itself. */
const russianDay = (stem: string): string => stem + (/[кг]$/u.test(stem) ? '' : stem.endsWith('ь') ? 'е' : 'а');

const NTH = '(?:(?:every|each) (?:other|second|2nd)|кажд\\p{L}+ втор\\p{L}+|cada segund[oa])';
const SOME = `(?:${AMOUNTS.en}|${AMOUNTS.ru}|${AMOUNTS.es})`;
/** Every so many weeks, and a day of them, in either order. */
const WEEKS = `(?:${NTH} (?:weeks?|недел\\p{L}+|semanas?)|(?:${EVERY}|раз в|una vez cada|once every) (${SOME}) (?:weeks?|недел\\p{L}+|semanas?)|bi-?weekly|fortnightly|every fortnight)`;
const DAYS = `((?:(?:on|во?|los|el) )?${WEEKDAY}s?|по (?:понедельник|вторник|сред|четверг|пятниц|суббот|воскресень)(?:ам|ям))`;

/** Returns a day of the week as it is called by itself: `on mondays`, `по пятницам`, `los sábados`. */
function dayNamed(text: string): string {
  const russian = /^по (.+)[ая]м$/iu.exec(text)?.[1];
  if (russian) return russianDay(russian);
  return text.replace(/^(?:on|во?|los|el) /iu, '').replace(/(?<=day|[sS][aáAÁ]bado|[dD]omingo)s$/u, '');
}

/** From the most to the least particular; the first that fits is taken. */
const RULES_ZH: readonly (readonly [RegExp, (m: RegExpExecArray) => Found])[] = [
  [/按(?:TA|他|她|买家|客户)?的?(?:购买|回购|复购)周期/iu, () => ({ unit: 'cycle', every: 1 })],
  [
    /每(?:个)?工作日|工作日的?每天|每天\s*\((?:仅|只|限)?工作日\)|每?(?:周|星期)一[到至~-](?:周|星期)?五[,，]?每天|每(?:周|星期)一[到至~-](?:周|星期)?五/u,
    () => ({ unit: 'workday', every: 1 }),
  ],
  // With a time behind them they say when, not on which days something happens.
  [
    new RegExp(`(?:(?<![\\p{L}\\d])工作日的?|(?:周|星期)一[到至~-](?:周|星期)?五[,，]?)(?=${TIME_ZH})`, 'u'),
    () => ({ unit: 'workday', every: 1 }),
  ],
  [/每(?:个)?(天|日|周|星期|礼拜|月|年)[一1]次/u, (m) => ({ unit: unitOf(m[1] ?? ''), every: 1 })],
  [
    new RegExp(`${ALTERNATE}(?:周|星期|礼拜)的?(?:周|星期|礼拜)?([一二三四五六日天])${ALONE_ZH}`, 'u'),
    (m) => ({ unit: 'week', every: 2, day: `周${m[1]}` }),
  ],
  [new RegExp(`${ALTERNATE}月的?\\s*${N}[号日]`, 'u'), (m) => ({ unit: 'month', every: 2, day: `${numberOf(m[1] ?? '')}号` })],
  [/每个?季度?(?!节)/u, () => ({ unit: 'month', every: 3 })],
  [/每半年/u, () => ({ unit: 'month', every: 6 })],
  [/每半个月/u, () => ({ unit: 'day', every: 15 })],
  [new RegExp(`每?(${AMOUNTS.zh})(天|个?(?:周|星期|礼拜)|个?月|年)一次`, 'u'), (m) => spanOf(m[1], m[2])],
  // 每隔一天 is every second day; with larger numbers people say 每隔10天 for every ten.
  [/每隔[一1]?(?:个)?(天|日|周|星期|礼拜|月|年)/u, (m) => ({ unit: unitOf(m[1] ?? ''), every: 2 })],
  [new RegExp(`每隔?${N}(个?工作日|天|日|个?(?:周|星期|礼拜)|个?月|年)`, 'u'), (m) => spanOf(m[1], m[2])],
  [
    new RegExp(`每(?:个)?(?:周|星期|礼拜)([一二三四五六日天末])${ALONE_ZH}`, 'u'),
    (m) => ({ unit: 'week', every: 1, day: `周${m[1]}` }),
  ],
  [new RegExp(`每(?:个)?月的?\\s*${N}[号日]`, 'u'), (m) => ({ unit: 'month', every: 1, day: `${numberOf(m[1] ?? '')}号` })],
  [/每(?:个)?月的?(?:[底末]|最后一天)/u, () => ({ unit: 'month', every: 1, day: '月底' })],
  [/每(?:个)?月初/u, () => ({ unit: 'month', every: 1, day: '1号' })],
  [
    new RegExp(`每年的?\\s*(${NUMBER}月(?:${NUMBER}[号日]?|[底末初]))`, 'u'),
    (m) => ({ unit: 'year', every: 1, day: m[1] ?? '' }),
  ],
  [/每([早晚])上?/u, (m) => ({ unit: 'day', every: 1, day: '今天', part: partOfWord(m[1] ?? '') })],
  [
    /每(天|日|(?:个)?(?:周|星期|礼拜)(?!\s*[一二三四五六日天末\d])|(?:个)?月(?!\d)|年)/u,
    (m) => ({ unit: unitOf((m[1] ?? '').replace('个', '')), every: 1 }),
  ],
];

const RULES_WEST: readonly (readonly [RegExp, (m: RegExpExecArray) => Found])[] = [
  [word(`${WEEKS},? ${DAYS}${ALONE}`), (m) => everyWeeks(m[1], m[2])],
  [word(`${DAYS},? ${WEEKS}`), (m) => everyWeeks(m[3], m[1])],
  [
    word('(?:every|each) (?:work|business) ?day|(?:on |every )?weekdays|(?:every|each) weekday'),
    () => ({ unit: 'workday', every: 1 }),
  ],
  [
    word(
      'mon(?:day)?s? ?(?:-|–|to|through|thru) ?fri(?:day)?s?|from monday to friday|с понедельника по пятницу|пн ?[-–] ?пт|lun ?[-–] ?vie|' +
        'кажд\\p{L}+ (?:рабочий|будний) день|по (?:будням|рабочим дням)|cada d[ií]a (?:h[aá]bil|laborable)|entre semana|de lunes a viernes',
    ),
    () => ({ unit: 'workday', every: 1 }),
  ],
  [word(`${NTH} ${WEEKDAY}${ALONE}`), (m) => ({ unit: 'week', every: 2, day: m[1] ?? '' })],
  [word(`${NTH} (${WEST_UNIT})`), (m) => ({ unit: unitOf(m[1] ?? ''), every: 2 })],
  [word(`(?:${EVERY}|todos los) ${WEEKDAY}${ALONE}s?`), (m) => ({ unit: 'week', every: 1, day: m[1] ?? '' })],
  [word(`(?:on )?(mon|tues|wednes|thurs|fri|satur|sun)days`), (m) => ({ unit: 'week', every: 1, day: `${m[1]}day` })],
  [
    word('по (понедельник|вторник|сред|четверг|пятниц|суббот|воскресень)(?:ам|ям)'),
    (m) => ({ unit: 'week', every: 1, day: russianDay(m[1] ?? '') }),
  ],
  [
    word('los (lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado(?=s)|domingo(?=s))s?'),
    (m) => ({ unit: 'week', every: 1, day: m[1] ?? '' }),
  ],
  [
    word(
      `(?:every|each) (morning|afternoon|evening|night)|каждое (утро)|каждый (вечер)|(?:cada|todas las) (ma[nñ]ana|tarde|noche)s?`,
    ),
    (m) => ({ unit: 'day', every: 1, day: 'today', part: partOfWord(m[0]) }),
  ],
  [word(`${EVERY} (${AMOUNTS.en}|${AMOUNTS.ru}|${AMOUNTS.es}) (${WEST_UNIT})`), (m) => spanOf(m[1], m[2])],
  [
    word(`every (\\d{1,2}(?:st|nd|rd|th))(?! ${WEST_UNIT})(?: of (?:the|each|every) month)?`),
    (m) => ({ unit: 'month', every: 1, day: `the ${m[1]}` }),
  ],
  [word(`раз в (${AMOUNTS.ru}) (${WEST_UNIT})`), (m) => spanOf(m[1], m[2])],
  [word('bi-?weekly|fortnightly|every fortnight'), () => ({ unit: 'week', every: 2 })],
  [
    word(
      'once (?:a|every) (day|week|month|year)|раз в (день|неделю|месяц|год)|una vez (?:al?|por|a la) (d[ií]a|semana|mes|año)|tod[oa]s l[oa]s (d[ií]as|semanas|meses|años)',
    ),
    (m) => ({ unit: unitOf(m[1] ?? m[2] ?? m[3] ?? m[4] ?? ''), every: 1 }),
  ],
  [word('of (?:every|each) month'), () => ({ unit: 'month', every: 1, keep: 'of month' })],
  [word('de cada mes'), () => ({ unit: 'month', every: 1, keep: 'del mes' })],
  [word('каждого месяца'), () => ({ unit: 'month', every: 1, keep: 'месяца' })],
  [
    word('(?:every|each) quarter|quarterly|кажд\\p{L}+ квартал|ежеквартально|cada trimestre'),
    () => ({ unit: 'month', every: 3 }),
  ],
  [
    word(`${EVERY} (day|week|month|year|день|недел\\p{L}+|месяц|год|d[ií]a|semana|mes|año)`),
    (m) => ({ unit: unitOf(m[1] ?? ''), every: 1 }),
  ],
  [word('daily|ежедневно|diariamente'), () => ({ unit: 'day', every: 1 })],
  [word('weekly|еженедельно|semanalmente'), () => ({ unit: 'week', every: 1 })],
  [word('monthly|ежемесячно|mensualmente'), () => ({ unit: 'month', every: 1 })],
  [word('yearly|annually|ежегодно|anualmente'), () => ({ unit: 'year', every: 1 })],
];

/** Several days or times, the n-th weekday of a month, days of the lunar year: none of them can be set as one repeat. */
const MANY: readonly RegExp[] = [
  new RegExp(`每(?:个)?月的?\\s*${NUMBER}[号日]?\\s*[和、,，及]\\s*${NUMBER}[号日]`, 'u'),
  /每(?:个)?(?:周|星期|礼拜)[一二三四五六日天末][^,，。]{1,12}[和、及](?:每)?(?:周|星期|礼拜)[一二三四五六日天末]/u,
  /每\S*[点點:]\S{0,3}[和、及]\S{0,3}\d?[点點:]/u,
  /每(?:个)?(?:天|日|周|星期|礼拜|月|年)\s*(?:[二两三四五六七八九十]|[2-9]|1\d)\s*次/u,
  // The day after, or every second day.
  new RegExp(`${ALTERNATE}[天日](?!本)`, 'u'),
  /每年\s*(?:农历|阴历|旧历|正月|腊月)/u,
  /(?:最后一|第[一二三四五1-5])个?(?:周|星期|礼拜)[一二三四五六日天末]/u,
];
const MANY_WEST: readonly RegExp[] = [
  word('(?:twice|(?:two|three|four|five|\\d+) times) (?:a|per|each|every) (?:day|week|month|year)'),
  word('(?:дважды|(?:два|три|четыре|\\d+) раза?) в (?:день|неделю|месяц|год)'),
  word('(?:dos|tres|cuatro|\\d+) veces (?:al|por|a la|cada) (?:d[ií]a|semana|mes|año)'),
  word(`(?:${EVERY}|todos los) ${WEEKDAY}s?[^,.]{1,14} (?:and|&|y|и) (?:(?:on|el|в) )?${WEEKDAY}s?`),
  // A day of the week in every so many months is none that can be set.
  word(`(?:${EVERY}|раз в) (?:${SOME} )?(?:months?|years?|месяц\\p{L}*|год\\p{L}*|лет|mes(?:es)?|años?) ${DAYS}`),
  word(`(?:first|second|third|fourth|last|[1-4](?:st|nd|rd|th)) ${WEEKDAY} (?:of|in)`),
  word(`(?:перв|втор|трет|четверт|четвёрт|последн)\\p{L}+ ${WEEKDAY} (?:каждого )?месяца`),
  word(`(?:primer|segundo|tercer|cuarto|[uú]ltimo) ${WEEKDAY} (?:del|de cada) mes`),
  word('(?:mon|tues|wednes|thurs|fri|satur|sun)days(?:,| and| &)+ (?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)days'),
  word('по (?:понедельник|вторник|сред|четверг|пятниц|суббот|воскресень)(?:ам|ям)(?:,| и)+ (?:по )?\\p{L}+[ая]м'),
  word(`los ${WEEKDAY}s?(?:,| y)+ (?:los )?${WEEKDAY}s?`),
];

/** Feasts whose date is another one each year. */
const MOVING =
  /春节|大年|小年|除夕|元宵|清明|冬至|端午|七夕|中秋|重阳|农历|阴历|旧历|正月|腊月|母亲节|父亲节|感恩节|复活节|斋月|开斋节|宰牲节|黑五|黑色星期五/u;
const MOVING_WEST = word(
  "thanksgiving|easter|good friday|(?:mother|father)(?:['’]?s)?['’]? day|black friday|(?:chinese|lunar) new year|spring festival|mid-?autumn|ramadan|eid(?: \\p{L}+)?|" +
    'пасх\\p{L}*|маслениц\\p{L}*|д(?:ень|ня) матери|черн\\p{L}+ пятниц\\p{L}+|рамадан\\p{L}*|pascua|semana santa|carnaval|d[ií]a (?:de la madre|del padre|de acci[oó]n de gracias)|acci[oó]n de gracias|ramad[aá]n',
);

/** Tells whether a line is to come again each year on a feast that moves; not where it names a date of the calendar besides. */
export function ofMovingFeast(input: string, said: RepeatSaid | 'unread'): boolean {
  const line = input.normalize('NFKC');
  const dated = said === 'unread' ? !/每年|year|год|año/iu.test(line) : said.unit !== 'year' || said.day !== undefined;
  return !dated && !/\d月\d|\d{1,2}[-/.]\d/u.test(line) && (MOVING.test(line) || (hasLetters(line) && MOVING_WEST.test(line)));
}

/** Words that say that something comes again: when no rule takes them, the line is not understood. */
const AGAIN: readonly RegExp[] = [/每[^\s,，件个人单次张位]{0,2}?(?:天|日(?!常)|周|星期|礼拜|月|年|小时|分钟|季)/u];
const AGAIN_WEST: readonly RegExp[] = [
  word(
    `${EVERY} (?:[\\p{L}\\d]+ )?(?:${WEST_UNIT}|hours?|minutes?|half|час\\p{L}*|минут\\p{L}*|полчаса|horas?|minutos?|${WEEKDAY}s?)`,
  ),
];

function spanOf(amount: string | undefined, unit: string | undefined): Found {
  const every = amountOf(amount ?? '1');
  return every !== null && Number.isInteger(every) && every > 0 ? { unit: unitOf(unit ?? ''), every } : null;
}

function everyWeeks(amount: string | undefined, day: string | undefined): Found {
  const found = amount === undefined ? ({ unit: 'week', every: 2 } as const) : spanOf(amount, 'week');
  return found && { ...found, day: dayNamed(day ?? '') };
}

/**
 * Finds in a line that it comes again: `每周一 10点 例会`, `每3个工作日`, `every friday`, `каждый день`, `cada 2 semanas`,
 * `按购买周期`. Returns null when it says nothing of the kind, `unread` when it does but in a way that cannot be set
 * (`每周一三五`, `every third friday`).
 *
 * @example repeatIn('每周一 10点 例会') //=> {unit: 'week', every: 1, line: ' 10点 例会', gap: 0, day: '周一'}
 */
export function repeatIn(input: string): RepeatSaid | 'unread' | null {
  const line = input.normalize('NFKC').trim();
  const west = hasLetters(line);
  const says = (patterns: readonly RegExp[]): boolean => patterns.some((pattern) => pattern.test(line));
  if (says(MANY) || (west && says(MANY_WEST))) return 'unread';
  for (const [pattern, found] of west ? [...RULES_ZH, ...RULES_WEST] : RULES_ZH) {
    const m = pattern.exec(line);
    const said = m && found(m);
    if (!m || !said) continue;
    const { keep = '', ...rest } = said;
    return { ...rest, line: `${line.slice(0, m.index)} ${keep} ${line.slice(m.index + m[0].length)}`, gap: m.index + 1 };
  }
  return says(AGAIN) || (west && says(AGAIN_WEST)) ? 'unread' : null;
}
