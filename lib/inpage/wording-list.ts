import { WordingChecker } from '../domain/wording-check.ts';
import { WORDING_ENTRIES } from '../domain/wording-entries.ts';
import { wordingInForce, type WordingEntry, type WordingHit } from '../domain/wording.ts';
import { w } from '../i18n-wording.ts';
import { sendMessage } from '../messaging.ts';
import { withRetry } from './send.ts';

/** Milliseconds for which the list counts as the shop's present one. */
const FRESH_MS = 30_000;

/** The shop's list as this page has it, ready to look through texts. */
export class WordingList {
  #revision: string | undefined;
  #checked = 0;
  #on = false;
  #checker: WordingChecker | undefined;
  #entries: readonly WordingEntry[] = [];

  /** Brings the list up to date when it is not of these moments. Returns whether drafts are to be looked through. */
  async refresh(): Promise<boolean> {
    const now = Date.now();
    if (this.#revision !== undefined && now - this.#checked < FRESH_MS) return this.#on;
    const answer = await withRetry(() =>
      sendMessage('wording', this.#revision === undefined ? {} : { revision: this.#revision }),
    );
    this.#checked = now;
    this.#on = answer.on;
    if (answer.edits || !this.#checker) {
      this.#entries = wordingInForce(WORDING_ENTRIES, answer.edits ?? []);
      this.#checker = new WordingChecker(this.#entries);
    }
    this.#revision = answer.revision;
    return this.#on;
  }

  /** Returns what a text says that it had better not; nothing until the list is there. */
  check(text: string): WordingHit[] {
    return this.#on ? (this.#checker?.check(text) ?? []) : [];
  }

  /** Returns the entry that looks for other buyers or for the wrong language, unless it is switched off. */
  entryFor(detect: 'other-buyer' | 'language'): WordingEntry | undefined {
    return this.#on ? this.#entries.find((entry) => entry.detect === detect) : undefined;
  }

  /** Returns in one line what a text says that it had better not, or an empty string. */
  lineOf(text: string): string {
    return lineOfHits(text, this.check(text));
  }
}

/** Returns what was found in a text in one line, at most three of them. */
function lineOfHits(text: string, hits: readonly WordingHit[]): string {
  const [first] = hits;
  if (!first) return '';
  const list = hits
    .slice(0, 3)
    .map(({ start, end, better }) => `“${text.slice(start, end)}”${better[0] ? ` → ${better[0]}` : ''}`)
    .join('、');
  const same = hits.every(({ kind }) => kind === first.kind);
  return w('line', { kind: w(same ? `kind.${first.kind}` : 'label'), list });
}
