import { isPassing } from '../domain/passing.ts';
import { factNamed } from '../domain/template-slots.ts';
import { shopFactIn } from '../domain/shop-facts.ts';
import type { Rendered } from '../domain/chat.ts';
import { WHOLE_TEXT } from '../domain/template-render.ts';
import { LIMITS } from '../domain/text.ts';
import { db, type KebanDatabase } from './database.ts';

/** Values that are remembered of one customer, and how long, in milliseconds. */
const MAX_ANSWERS = 40;
const KEEP = 180 * 86_400_000;

/** Facts, days, amounts and whole texts are never remembered: what was true of one parcel is not of the next. */
function isKept(name: string, value: string): boolean {
  return (
    name !== WHOLE_TEXT &&
    factNamed(name) === null &&
    shopFactIn(name) === null &&
    !/[+＋\-−]\s*\d/.test(name) &&
    !isPassing(name, value)
  );
}

/** Remembers what a person filled into the slots of a text for a customer. */
export async function noteAnswers(
  customerId: string,
  answers: Readonly<Record<string, string>>,
  database: KebanDatabase = db,
): Promise<void> {
  const kept = Object.entries(answers).filter(
    ([name, value]) => value.trim() && value.length <= LIMITS.title && isKept(name, value),
  );
  if (kept.length === 0) return;
  await database.transaction('rw', database.answers, async () => {
    const stored = await database.answers.get(customerId);
    // Newest last, so that the oldest go first.
    const others = Object.entries(stored?.answers ?? {}).filter(([name]) => !kept.some(([each]) => each === name));
    const all = Object.fromEntries([...others, ...kept].slice(-MAX_ANSWERS));
    await database.answers.put({ id: customerId, answers: all, at: Date.now() });
  });
}

/** Returns what was filled in for a customer last, by the slot's name. */
export async function lastAnswers(customerId: string | null, database: KebanDatabase = db): Promise<Record<string, string>> {
  return (customerId && (await database.answers.get(customerId))?.answers) || {};
}

/** Puts what was filled in for this customer last beside the slots that are asked for, to be taken or changed. */
export function withLast(rendered: Rendered, last: Readonly<Record<string, string>>): Rendered {
  if (rendered.outcome !== 'missing') return rendered;
  const slots = rendered.slots.map((slot) => {
    const value = Object.hasOwn(last, slot.name) ? last[slot.name] : undefined;
    const offered = value && isKept(slot.name, value) && (!slot.choices || slot.choices.includes(value));
    return offered ? { ...slot, last: value } : slot;
  });
  return { ...rendered, slots };
}

/** Forgets what was filled in more than half a year ago. */
export async function dropOldAnswers(now: number, database: KebanDatabase = db): Promise<void> {
  await database.answers
    .where('at')
    .below(now - KEEP)
    .delete();
}
