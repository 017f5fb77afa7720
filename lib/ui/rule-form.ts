import type { SiteId } from '../domain/observation.ts';
import type { Hours } from '../domain/wait-hours.ts';
import type { RuleField, Sourced, WaitRules } from '../domain/wait-rules.ts';
import { t } from '../i18n.ts';

const two = (n: number): string => String(n).padStart(2, '0');

/** Returns `08:00` of minutes after midnight; 1440 is `24:00`. */
export const clockOf = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

/** Returns the minutes after midnight of `8:00`, `08:00` or `24:00`; NaN for anything else. */
export function minutesOf(text: string): number {
  const [, hour = '', minute = ''] = /^\s*(\d{1,2})[:：](\d{2})\s*$/.exec(text) ?? [];
  const value = Number(hour) * 60 + Number(minute);
  return hour !== '' && Number(minute) < 60 && value <= 1440 ? value : Number.NaN;
}

const DAYS = ['when.mon', 'when.tue', 'when.wed', 'when.thu', 'when.fri', 'when.sat', 'when.sun'] as const;

/** Returns the name of a day, 1 Monday to 7 Sunday. */
export const dayName = (day: number): string => t(DAYS[day - 1] ?? 'when.mon');

function minutesText(value: number | null): string {
  if (value === null) return t('waiting.rules.noLimit');
  const whole = value >= 60 && value % 60 === 0;
  return whole ? t('waiting.rules.hours', { n: value / 60 }) : t('waiting.rules.minutes', { n: value });
}

function hoursText(hours: Hours | null): string {
  if (!hours) return t('waiting.rules.allDay');
  const end = hours.to <= hours.from ? t('waiting.rules.nextDay', { time: clockOf(hours.to) }) : clockOf(hours.to);
  const days = hours.days.length === 7 ? '' : ` ${hours.days.map(dayName).join('、')}`;
  return `${clockOf(hours.from)}–${end}${days}`;
}

/** Returns the value of a rule in words. */
export function ruleText(field: RuleField, rules: WaitRules): string {
  if (field === 'first' || field === 'later') return minutesText(rules[field].value);
  if (field === 'target') return `${rules.target.value}%`;
  return field === 'hours' ? hoursText(rules.hours.value) : t(`waiting.outside.${rules.outside.value}`);
}

/** What stands in the form of one rule, as text. */
export interface RuleDraft {
  text: string;
  from: string;
  to: string;
  days: readonly number[];
  allDay: boolean;
  outside: 'skip' | 'pause';
  source: string;
  asOf: string;
}

const ZONES: Partial<Record<SiteId, string>> = {
  taobao: 'Asia/Shanghai',
  goofish: 'Asia/Shanghai',
  alibaba1688: 'Asia/Shanghai',
};

/** Returns the form of a rule as it is now, dated `today`; the source is to be written. */
export function draftOf(field: RuleField, rules: WaitRules, today: string): RuleDraft {
  const hours = rules.hours.value;
  const value = field === 'first' || field === 'later' || field === 'target' ? rules[field].value : null;
  return {
    text: value === null ? '' : String(value),
    from: clockOf(hours?.from ?? 480),
    to: clockOf(hours?.to ?? 1380),
    days: hours?.days ?? [1, 2, 3, 4, 5, 6, 7],
    allDay: hours === null,
    outside: rules.outside.value,
    source: rules[field].own ? rules[field].source : '',
    asOf: today,
  };
}

/** Returns the rule that a form says; wrong numbers become NaN and are refused where it is checked. `zone` is this computer's. */
export function ruleOf(field: RuleField, draft: RuleDraft, site: SiteId, zone: string): Sourced<unknown> {
  const about = { source: draft.source.trim().slice(0, 200), asOf: draft.asOf.trim(), own: true as const };
  if (field === 'outside') return { value: draft.outside, ...about };
  if (field === 'hours') {
    const { from, to, days, allDay } = draft;
    const value = { from: minutesOf(from), to: minutesOf(to), days: days.toSorted(), zone: ZONES[site] ?? zone };
    return { value: allDay ? null : value, ...about };
  }
  const text = draft.text.trim();
  const number = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  return { value: text === '' && field !== 'target' ? null : number, ...about };
}
