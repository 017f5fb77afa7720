import { signal } from '@preact/signals';
import { lastSnooze, rememberSnooze } from '../db/last-snooze.ts';
import type { SnoozeChoice } from '../domain/snooze.ts';

/** What was last chosen when a follow-up was put off, null before it is read and when there is none. */
export const lastChoice = signal<SnoozeChoice | null>(null);

/** Reads what was last chosen; once for a page, since hundreds of menus ask. */
async function readLastChoice(): Promise<void> {
  lastChoice.value = await lastSnooze();
}

/** Keeps a choice for the next time. */
export async function keepChoice(choice: SnoozeChoice): Promise<void> {
  lastChoice.value = choice;
  await rememberSnooze(choice);
}

// A page that cannot read it has other troubles, which it shows.
readLastChoice().catch((error: unknown) => console.debug('last choice', error));
