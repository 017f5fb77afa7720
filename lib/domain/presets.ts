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

/** Returns the moment (epoch ms) that one of them stands for, null when it is over, as tonight is at midnight. */
export function presetAt(key: PresetKey, now: number, zone: string): number | null {
  const line = LINES.find(([each]) => each === key)?.[1];
  const when = line === undefined ? null : parseWhen(line, now, zone);
  return when?.outcome === 'ok' ? when.at : null;
}

/** Returns the ready-made moments (epoch ms) that are still to come, each moment once. */
export function presetsAt(now: number, zone: string): { key: PresetKey; at: number }[] {
  const seen = new Set<number>();
  return LINES.flatMap(([key]) => {
    const at = presetAt(key, now, zone);
    if (at === null || seen.has(at)) return [];
    seen.add(at);
    return [{ key, at }];
  });
}
