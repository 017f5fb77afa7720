import { readDraft, selectDraft } from '../dom/caret.ts';
import { editorIn } from '../dom/editable.ts';
import { insertText } from '../dom/insert.ts';
import { wrongLanguage } from '../domain/wording-language.ts';
import type { SeenLanguage, WordingHit } from '../domain/wording.ts';
import { languageName, w } from '../i18n-wording.ts';
import { sendMessage } from '../messaging.ts';
import type { OpenChat } from './page-watch.ts';
import { isAlive } from './send.ts';
import type { WordingList } from './wording-list.ts';
import type { WordingView } from './wording-view.ts';

/** Milliseconds after the last letter before a draft is looked through. */
const QUIET_MS = 250;
/** Longest draft that is sent to the worker, in UTF-16 units. */
const MOST_SENT = 20_000;
/** Longest draft that is looked through. */
const MOST = 100_000;

/** What is known of the draft in one editor at one moment. */
export interface Found {
  editor: HTMLElement;
  text: string;
  hits: readonly WordingHit[];
  /** A sentence about the whole draft, or empty. */
  whole: string;
  /** Marks of the conversation that the draft is for. */
  marks: string | null;
}

/** Looks through the draft of the open chat after each pause in typing. It tells, and never holds anything up. */
export class WordingSession {
  #openChat: () => OpenChat | null;
  #list: WordingList;
  #view: WordingView;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #found: Found | null = null;
  /** The hit whose card is open, or -1. */
  #at = -1;
  /** What a person let pass in this draft. */
  #passed = new Set<string>();
  #turn = 0;
  #composing = false;

  constructor(openChat: () => OpenChat | null, list: WordingList, view: WordingView) {
    this.#openChat = openChat;
    this.#list = list;
    this.#view = view;
  }

  /** Tells whether something is on show. */
  get showing(): boolean {
    return this.#found !== null;
  }

  get cardOpen(): boolean {
    return this.#at >= 0;
  }

  /** Looks through the draft when nothing more has been typed for a moment. */
  later(): void {
    if (this.#composing) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), QUIET_MS);
  }

  /** While an input method composes nothing is looked through; afterwards the draft is. */
  composing(on: boolean): void {
    this.#composing = on;
    clearTimeout(this.#timer);
    this.#turn += 1;
    if (!on) this.later();
  }

  /** Ends with the page's chat. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#show(null);
  }

  /** Opens the card of the next hit behind the caret, or of the one after the open card. Returns whether there is one. */
  next(): boolean {
    const found = this.#found;
    if (!found || !this.#isCurrent(found)) return false;
    if (found.hits.length === 0) return found.whole !== '';
    const caret = readDraft(found.editor).start;
    const behind = found.hits.findIndex(({ end }) => end > caret);
    const index = this.cardOpen ? (this.#at + 1) % found.hits.length : Math.max(behind, 0);
    this.#openCard(index);
    return true;
  }

  /** Opens the card of the hit in which the caret stands, if it does; closes another one. */
  openAtCaret(): void {
    const found = this.#found;
    if (!found || !this.#isCurrent(found)) return;
    const { start, end } = readDraft(found.editor);
    const index = found.hits.findIndex((hit) => start === end && hit.start < start && start < hit.end);
    if (index >= 0) this.#openCard(index, false);
    else this.closeCard();
  }

  closeCard(): void {
    if (!this.cardOpen) return;
    this.#at = -1;
    this.#paint();
  }

  /** Lets the hit of the open card pass for as long as it is in the draft. */
  pass(): void {
    const hit = this.#found?.hits[this.#at];
    if (!hit || !this.#found) return;
    this.#passed.add(passKey(this.#found.text, hit));
    this.#at = -1;
    this.#show({ ...this.#found, hits: this.#found.hits.filter((each) => each !== hit) });
  }

  /** Writes a better wording in place of the open card's hit, unless the draft is another one by now. */
  async accept(choice = 0): Promise<void> {
    const found = this.#found;
    const hit = found?.hits[this.#at];
    const better = hit?.better[choice];
    if (!found || !hit || better === undefined) return;
    this.#at = -1;
    const said = found.text.slice(hit.start, hit.end);
    const current = readDraft(found.editor).text;
    if (current.slice(hit.start, hit.end) !== said) return void this.#look();
    const text = /^[A-ZА-ЯЁ]/.test(said) ? better.charAt(0).toUpperCase() + better.slice(1) : better;
    const allowed = (): boolean => (this.#openChat()?.fingerprint ?? null) === found.marks;
    const { start, end } = hit;
    const result = await insertText(found.editor, text, { replace: { start, end }, restore: said, allowed });
    this.#view.say(result.outcome !== 'inserted' ? w('failed') : better ? w('done', { better }) : w('gone'));
    await this.#look();
  }

  async #look(): Promise<void> {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    const chat = this.#openChat();
    const editor = editorIn(chat?.reader.editor(document) ?? null);
    const text = editor ? readDraft(editor).text : '';
    if (!chat || !editor || !text.trim() || text.length > MOST || !isAlive()) {
      this.#passed.clear();
      return this.#show(null);
    }
    const on = await this.#list.refresh().catch(() => false);
    if (turn !== this.#turn) return;
    const found = {
      editor,
      text,
      hits: on ? this.#unpassed(text, this.#list.check(text)) : [],
      whole: '',
      marks: chat.fingerprint,
    };
    // What is on show already gives way to the whole answer at once, so that nothing goes and comes again.
    if (!this.#found) this.#show(found);
    const whole = on && chat.fingerprint !== null ? await this.#ask(chat.fingerprint, found) : found;
    if (turn === this.#turn && editor.isConnected && readDraft(editor).text === text) this.#show(whole);
  }

  #unpassed(text: string, hits: readonly WordingHit[]): WordingHit[] {
    return hits.filter((hit) => !this.#passed.has(passKey(text, hit)));
  }

  /** Has the worker look for other buyers and for the language; without an answer it stays at what was found here. */
  async #ask(fingerprint: string, found: Found): Promise<Found> {
    const { text } = found;
    const [other, language] = [this.#list.entryFor('other-buyer'), this.#list.entryFor('language')];
    if (text.length > MOST_SENT || (!other && !language)) return found;
    const answer = await sendMessage('checkDraft', { fingerprint, text }).catch(() => null);
    if (!answer) return found;
    const more = answer.others.flatMap(([start, end]): WordingHit[] => {
      if (!other) return [];
      const { id, kind, severity, better } = other;
      return [{ start, end, entry: id, kind, severity, better }];
    });
    const wrong = language && answer.buyer ? wrongLanguage(text, answer.buyer.slice(0, 2) as SeenLanguage) : null;
    const whole = wrong ? w('language', { buyer: languageName(answer.buyer ?? ''), draft: languageName(wrong) }) : '';
    return { ...found, hits: apart([...found.hits, ...this.#unpassed(text, more)]), whole };
  }

  #isCurrent({ editor, text }: Found): boolean {
    if (editor.isConnected && readDraft(editor).text === text) return true;
    this.later();
    return false;
  }

  #openCard(index: number, select = true): void {
    const found = this.#found;
    const hit = found?.hits[index];
    if (!found || !hit) return;
    this.#at = index;
    if (select) {
      found.editor.focus({ preventScroll: true });
      selectDraft(found.editor, hit.start, hit.end);
    }
    this.#paint();
  }

  #show(found: Found | null): void {
    const something = found && (found.hits.length > 0 || found.whole) ? found : null;
    if (!something && !this.#found) return;
    const same = something && this.#found?.text === something.text && this.#found.hits.length === something.hits.length;
    if (!same) this.#at = -1;
    this.#found = something;
    this.#paint();
  }

  #paint(): void {
    this.#view.paint(this.#found, this.#at);
  }
}

const passKey = (text: string, { entry, start, end }: WordingHit): string => `${entry} ${text.slice(start, end)}`;

function apart(hits: readonly WordingHit[]): WordingHit[] {
  const sorted = hits.toSorted((a, b) => a.start - b.start || b.end - a.end);
  return sorted.filter((hit, i) => sorted.slice(0, i).every((before) => before.end <= hit.start));
}
