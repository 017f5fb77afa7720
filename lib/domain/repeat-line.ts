import type { RepeatUnit } from './recurrence.ts';
import { NUMBER, numberOf } from './when-days.ts';

/** How often a line says that it comes again, and the line as it is without that: the first moment is read from it. */
export interface RepeatSaid {
  unit: RepeatUnit;
  every: number;
  line: string;
}

type Found = Pick<RepeatSaid, 'unit' | 'every'> & { leave?: string };
const word = (source: string): RegExp => new RegExp(`(?<![\\p{L}\\d])(?:${source})(?![\\p{L}\\d])`, 'iu');
const N = `(${NUMBER})`;
const WEEKDAY =
  '(mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo)';

const UNITS: readonly (readonly [RegExp, RepeatUnit])[] = [
  [/^(?:个?工作日|work|business|рабоч|d[ií]as? h[aá]biles|laborable)/iu, 'workday'],
  [/^(?:天|日|d|д)/iu, 'day'],
  [/^(?:个?(?:周|星期|礼拜)|w|нед|s)/iu, 'week'],
  [/^(?:个?月|m|мес)/iu, 'month'],
  [/^(?:年|y|год|лет|a)/iu, 'year'],
];
const unitOf = (text: string): RepeatUnit => UNITS.find(([pattern]) => pattern.test(text))?.[1] ?? 'day';

const RULES: readonly (readonly [RegExp, (m: RegExpExecArray) => Found])[] = [
  [/按(?:TA|他|她|买家|客户)?的?(?:购买|回购|复购)周期/iu, () => ({ unit: 'cycle', every: 1 })],
  [/每(?:个)?工作日/u, () => ({ unit: 'workday', every: 1 })],
  [new RegExp(`每隔?${N}(个?工作日|天|日|个?(?:周|星期|礼拜)|个?月|年)`, 'u'), (m) => spanOf(m[1], m[2])],
  [/每(?:个)?(?:周|星期|礼拜)([一二三四五六日天末])/u, (m) => ({ unit: 'week', every: 1, leave: `周${m[1]}` })],
  [new RegExp(`每(?:个)?月${N}[号日]`, 'u'), (m) => ({ unit: 'month', every: 1, leave: `${numberOf(m[1] ?? '')}号` })],
  [new RegExp(`每年${N}月${N}[号日]`, 'u'), (m) => ({ unit: 'year', every: 1, leave: m[0].slice(2) })],
  [
    /每(天|日|(?:个)?(?:周|星期|礼拜)(?![一二三四五六日天末\d])|(?:个)?月(?!\d)|年)/u,
    (m) => ({ unit: unitOf((m[1] ?? '').replace('个', '')), every: 1 }),
  ],
  [word(`(?:every|кажд\\p{L}+|(?:cada|todos los)) ${WEEKDAY}s?`), (m) => ({ unit: 'week', every: 1, leave: m[1] ?? '' })],
  [
    word(
      '(?:every|кажд\\p{L}+|cada) (\\d{1,3}) ((?:work|business) ?days?|days?|weeks?|months?|years?|рабоч\\p{L}* дн\\p{L}*|дн\\p{L}*|недел\\p{L}*|месяц\\p{L}*|лет|год\\p{L}*|d[ií]as? h[aá]biles|d[ií]as?|semanas?|mes(?:es)?|años?)',
    ),
    (m) => spanOf(m[1], m[2]),
  ],
  [word('every (?:work|business) ?day|weekdays|каждый рабочий день|cada d[ií]a h[aá]bil'), () => ({ unit: 'workday', every: 1 })],
  [
    word('(?:every|кажд\\p{L}+|cada) (day|week|month|year|день|недел\\p{L}+|месяц|год|d[ií]a|semana|mes|año)'),
    (m) => ({ unit: unitOf(m[1] ?? ''), every: 1 }),
  ],
  [word('daily|ежедневно|diariamente|todos los d[ií]as'), () => ({ unit: 'day', every: 1 })],
  [word('weekly|еженедельно|semanalmente'), () => ({ unit: 'week', every: 1 })],
  [word('monthly|ежемесячно|mensualmente'), () => ({ unit: 'month', every: 1 })],
  [word('yearly|annually|ежегодно|anualmente'), () => ({ unit: 'year', every: 1 })],
];

function spanOf(amount: string | undefined, unit: string | undefined): Found {
  return { unit: unitOf(unit ?? ''), every: Math.max(1, numberOf(amount ?? '1')) };
}

/**
 * Finds in a line that it comes again: `每周一 10点 例会`, `每3个工作日`, `every friday`, `каждый день`, `cada 2 semanas`,
 * `按购买周期`. Returns null when it says nothing of the kind.
 *
 * @example repeatIn('每周一 10点 例会') //=> {unit: 'week', every: 1, line: '周一 10点 例会'}
 */
export function repeatIn(input: string): RepeatSaid | null {
  const line = input.normalize('NFKC').trim();
  for (const [pattern, found] of RULES) {
    const m = pattern.exec(line);
    if (!m) continue;
    const { unit, every, leave = '' } = found(m);
    return {
      unit,
      every,
      line: `${line.slice(0, m.index)} ${leave} ${line.slice(m.index + m[0].length)}`.replace(/\s+/gu, ' ').trim(),
    };
  }
  return null;
}
