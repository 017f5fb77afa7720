import { parseWhen } from './when.ts';

/** Ready-made moments for a follow-up; each is a line that `parseWhen` understands. */
const LINES = [
  ['hour', '1小时后'],
  ['tonight', '今晚8点'],
  ['tomorrow', '明天10点'],
  ['days3', '3天后10点'],
  ['monday', '下周一10点'],
  ['week', '1周后10点'],
] as const;

export type PresetKey = (typeof LINES)[number][0];

/** Returns the ready-made moments (epoch ms) that are still to come, each moment once. */
export function presetsAt(now: number, zone: string): { key: PresetKey; at: number }[] {
  const seen = new Set<number>();
  return LINES.flatMap(([key, line]) => {
    const when = parseWhen(line, now, zone);
    if (when.outcome === 'refused' || seen.has(when.at)) return [];
    seen.add(when.at);
    return [{ key, at: when.at }];
  });
}
