/** Days looked back upon. */
export const HABIT_DAYS = 14;

/** What a person decided about a text that was typed again and again. */
export interface HabitRow {
  id: string;
  /** The text as it was offered, with its slots; what is like it is the same habit. */
  text: string;
  /** Not offered any more, or not before `until` (epoch ms). */
  state: 'never' | 'later';
  until?: number;
  at: number;
}
