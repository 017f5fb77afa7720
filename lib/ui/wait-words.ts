import type { QueueLine, Why } from '../domain/wait-queue.ts';
import { waitingSince } from '../domain/wait-queue.ts';
import { elapsed, spanOf } from '../domain/wait-clock.ts';
import { exactTime, moneyLine } from '../format.ts';
import { t } from '../i18n.ts';

/** Returns a length of time (ms) as people read it: 2:13, 1 小时 05 分, 2 天 3 小时. */
export function spanText(ms: number): string {
  const span = spanOf(ms);
  if (span.kind === 'ms') return span.text;
  return span.kind === 'hm' ? t('waiting.hm', { h: span.h, m: span.m }) : t('waiting.dh', { d: span.d, h: span.h });
}

/** Returns a reason in words. */
export function whyText({ kind, what = '', money = [], n = 0 }: Why): string {
  return t(`waiting.why.${kind}`, { what, n, money: moneyLine(money) });
}

/** How much of the limit is gone. */
type Tone = 'calm' | 'warn' | 'late';

/** What a clock shows. */
export interface ClockFace {
  /** How long the buyer has waited. */
  waited: string;
  /** What is left, or by how much it is over. */
  limit: string;
  tone: Tone;
  /** The exact moment, for a hover. */
  title: string;
}

/** From this share of the limit on a clock warns. */
const WARN_FROM = 2 / 3;

/** Returns what the clock of one who waits shows at `now` (epoch ms). A time that is not known is said to be at least so long. */
export function clockFace({ wait, judged }: Pick<QueueLine, 'wait' | 'judged'>, now: number): ClockFace {
  const since = waitingSince({ wait });
  const known = wait.since !== undefined;
  const time = spanText(elapsed(since, now));
  const title = known ? t('waiting.since', { at: exactTime(since) }) : t('waiting.atLeastLong', { at: exactTime(since) });
  const waited = known ? time : t('waiting.atLeast', { time });
  const { dueAt, verdict } = judged;
  if (dueAt === undefined)
    return { waited, limit: t(verdict === 'outside' ? 'waiting.outside' : 'waiting.noLimit'), tone: 'calm', title };
  if (now > dueAt) {
    const over = spanText(elapsed(dueAt, now));
    return { waited, limit: t(known ? 'waiting.over' : 'waiting.overAtLeast', { time: over }), tone: 'late', title };
  }
  const left = spanText(-elapsed(dueAt, now));
  const tone = now - since >= (dueAt - since) * WARN_FROM ? 'warn' : 'calm';
  return { waited, limit: t(known ? 'waiting.left' : 'waiting.leftAtMost', { time: left }), tone, title };
}

/** Returns the moments a clock counts from and to. */
export const momentsOf = ({ wait, judged }: Pick<QueueLine, 'wait' | 'judged'>): number[] =>
  judged.dueAt === undefined ? [waitingSince({ wait })] : [waitingSince({ wait }), judged.dueAt];
