/** Moods that ask for care, the strongest first. */
export const MOODS = ['threatening', 'angry', 'anxious'] as const;
export type Mood = (typeof MOODS)[number];

/**
 * Words that show a mood, as parts of regular expressions over folded text (lower case, Latin letters without accents,
 * ё as е). `plain` ones mean the opposite after a negation ("not angry"); `whole` ones hold their own or have none.
 */
interface MoodWords {
  plain: readonly string[];
  whole: readonly string[];
}

/** The words of one language. */
export type MoodsOf = Record<Mood, MoodWords>;
