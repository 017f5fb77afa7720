import { type Signal, signal } from '@preact/signals';
import type { LanguageSettings } from '../domain/service.ts';
import { problemOf, type LanguageProblem } from '../language/error.ts';
import { translate, type Translation } from '../language/translate.ts';

/** What stands beside a message. */
export type ShownTranslation =
  | { state: 'waiting' }
  | { state: 'done'; translation: Translation }
  | { state: 'failed'; problem: LanguageProblem };

/** Staff read Chinese. */
export const STAFF_LANGUAGE = 'zh';

/** Translations beside messages are on, by what the user allowed; null while they are off. */
export const translatingBy = signal<LanguageSettings | null>(null);

/** A message that would be the first to go to an endpoint: it is shown, and waits for the user to agree. */
export const waitsForConsent = signal<{ text: string; from: string } | null>(null);
/** One is asked for at a time, and not again when it was declined, until the user tries again. */
let askedForConsent = false;

/** Messages of this page by language and text: what was translated once is not asked for again. */
const known = new Map<string, Signal<ShownTranslation>>();
const MOST_KNOWN = 500;
/** Newest wishes first: what came into sight last is read now. */
let waiting: (() => Promise<void>)[] = [];
let running = 0;
const AT_ONCE = 2;

/** After these nothing else will do better. */
const FATAL: ReadonlySet<LanguageProblem> = new Set([
  'off',
  'no-engine',
  'no-permission',
  'key-refused',
  'not-found',
  'quota',
  'unreachable',
]);

/** Returns what stands beside a message in a foreign language, and asks for it when it is not known. */
export function translationOf(text: string, from: string, settings: LanguageSettings): Signal<ShownTranslation> {
  const key = `${from} ${text}`;
  const there = known.get(key);
  if (there) return there;
  const shown = signal<ShownTranslation>({ state: 'waiting' });
  known.set(key, shown);
  if (known.size > MOST_KNOWN) known.delete(known.keys().next().value ?? '');
  waiting.push(() => fetchInto(shown, text, from, settings));
  next();
  return shown;
}

/** Forgets a failure, so that the message is asked for once more. */
export function forgetTranslation(text: string, from: string): void {
  askedForConsent = false;
  known.delete(`${from} ${text}`);
}

/** Forgets what waited for the user to agree; it is asked for once more where it is on screen. */
export function forgetUnagreed(): void {
  waitsForConsent.value = null;
  askedForConsent = false;
  for (const [key, { value }] of known) if (value.state === 'failed' && value.problem === 'not-agreed') known.delete(key);
}

/** Forgets all translations of this page. */
export function forgetTranslations(): void {
  known.clear();
  waiting = [];
  translatingBy.value = null;
  forgetUnagreed();
}

async function fetchInto(shown: Signal<ShownTranslation>, text: string, from: string, settings: LanguageSettings): Promise<void> {
  // Switched off meanwhile: what still waits is not sent.
  if (!translatingBy.value) return void (shown.value = { state: 'failed', problem: 'off' });
  try {
    const translation = await translate({ text, from, to: STAFF_LANGUAGE, why: 'message' }, settings);
    shown.value = { state: 'done', translation };
  } catch (error) {
    const problem = problemOf(error);
    shown.value = { state: 'failed', problem };
    if (problem === 'not-agreed' && !askedForConsent) {
      askedForConsent = true;
      waitsForConsent.value = { text, from };
    }
    if (FATAL.has(problem)) giveUp(problem);
  }
}

function giveUp(problem: LanguageProblem): void {
  waiting = [];
  for (const shown of known.values()) if (shown.value.state === 'waiting') shown.value = { state: 'failed', problem };
}

function next(): void {
  while (running < AT_ONCE && waiting.length > 0) {
    running += 1;
    void waiting
      .pop()?.()
      .finally(() => {
        running -= 1;
        next();
      });
  }
}
