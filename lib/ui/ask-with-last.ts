import { lastAnswers, withLast } from '../db/last-answers.ts';
import type { Rendered } from '../domain/chat.ts';

type Missing = Rendered & { outcome: 'missing' };

/** Returns what is to be asked, with what was filled in for this customer last. */
export async function askWithLast(rendered: Missing, customerId: string | null): Promise<Missing> {
  return withLast(rendered, await lastAnswers(customerId)) as Missing;
}
