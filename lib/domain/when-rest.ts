import { cleanLine, LIMITS } from './text.ts';
import type { DayHit } from './when-hit.ts';
import { namesDate } from './when-month.ts';
import { BEHIND, withoutLeading } from './when-named.ts';

/** Returns the line without the pieces that were understood and without what joined them. */
export function restOf(line: string, pieces: readonly { start: number; end: number }[]): string {
  let rest = line;
  for (const { start, end } of pieces.toSorted((a, b) => b.start - a.start)) {
    const before = withoutLeading(rest.slice(0, start), rest.slice(start, end));
    rest = `${before} ${(start === end ? rest.slice(end).trimStart() : rest.slice(end)).replace(BEHIND, '')}`;
  }
  const trimmed = rest
    .replace(/^[\s,，。、:：;；的-]+|[\s,，、:：;；-]+$/gu, '')
    .replace(/(?:^|\s)(?:at|on|в|во|к|до|a las|el)$|^(?:at|on|в|к|до|a las|el)(?=\s|$)/iu, '');
  return cleanLine(trimmed, LIMITS.note);
}

/** In `一个月后的15号` the date is part of when; in `11月20日签收 10天后回访` it is what the line is about. */
export function dateBehind(line: string, { end }: DayHit): boolean {
  const behind = /^(?:的|(?=\d))([^\s,，。]+)/u.exec(line.slice(end));
  return behind !== null && namesDate(behind[1] ?? '');
}

/** A year that stands beside a day and was not read with it belongs to it, and so does another calendar. */
export function yearBeside(line: string, { start, end }: DayHit): boolean {
  return (
    /^,?\s*(?:(?:de |del )?(?:20\d\d(?![\d:])|next year|следующ\p{L}+ год\p{L}*|año que viene)|明年|后年)/iu.test(
      line.slice(end),
    ) || /(?:明年|后年|20\d\d年?|农历|阴历|旧历)\s*$/u.test(line.slice(0, start))
  );
}
