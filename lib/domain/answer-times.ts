import type { Round } from './wait-rounds.ts';

/** How fast the shop answered in the newest conversation. Lengths are milliseconds by the clock; closing hours are not taken out. */
export interface AnswerTimes {
  /** From the first question to its answer; absent where one of the two times is not known. */
  first?: number;
  /** The questions after the first that were answered within a known time; null without any. */
  later: { n: number; mean: number; longest: number } | null;
  /** Answered questions of which a time, or whether they were the first, is not known. */
  unknown: number;
}

/**
 * Returns the answer times of the newest conversation in the rounds (oldest first, see `roundsOf`), or null when nothing
 * was answered in it. It begins with the last question after a day of silence, or
 * with the last one of which nobody knows whether it is such a one: its answer counts neither as the first nor as a later one.
 */
export function answerTimes(rounds: readonly Round[]): AnswerTimes | null {
  const newest = rounds.slice(rounds.findLastIndex((round) => round.opening || round.unsure));
  const answered = newest.filter((round) => round.answer !== undefined);
  if (answered.length === 0) return null;
  const unsure = newest[0]?.unsure === true;
  const first = unsure ? undefined : newest[0]?.took;
  const took = newest.slice(1).flatMap((round) => round.took ?? []);
  return {
    ...(first === undefined ? {} : { first }),
    later:
      took.length > 0
        ? { n: took.length, mean: took.reduce((sum, ms) => sum + ms, 0) / took.length, longest: Math.max(...took) }
        : null,
    unknown: answered.filter((round) => round.took === undefined || round.unsure).length,
  };
}
