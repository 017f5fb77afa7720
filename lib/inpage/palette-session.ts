import { caretRect, readDraft } from '../dom/caret.ts';
import type { InsertResult } from '../dom/insert.ts';
import { firstOf } from '../domain/template-messages.ts';
import type { Rendered } from '../domain/chat.ts';
import type { TemplateBrief } from '../domain/template.ts';
import { slotsOf } from '../domain/template-slots.ts';
import { t } from '../i18n-inpage.ts';
import type { TemplateIndex } from '../search/template-index.ts';
import type { PaletteContext } from './bridge.ts';
import { freshTemplates, knownTemplates, renderTemplate, whoIsOpen } from './palette-api.ts';
import { afterText, keepOrCopy, type Chosen } from './after-text.ts';
import { FormPreview } from './form-preview.ts';
import { RowPreview } from './row-preview.ts';
import { HOLD_MS, Offer } from './palette-offer.ts';
import { failureText, refusalText, switchedText } from './palette-texts.ts';
import {
  answersIn,
  firstPanel,
  formFor,
  missingFields,
  withoutOtherShops,
  type ChooseOptions,
  type PanelState,
  type SessionEvents,
  type SlotField,
} from './palette-state.ts';
import { backTo, openedAt, putText, type OpenedAt } from './put-text.ts';
import { typedQuery } from './query.ts';

/** One opening of the palette, from the trigger to the insertion or Esc. */
export class PaletteSession {
  readonly #context: PaletteContext;
  readonly #events: SessionEvents;
  /** The conversation the palette was opened for; nothing is inserted into another one. */
  readonly #fingerprint: string | null;
  readonly #isSame = (): boolean => this.#context.fingerprint() === this.#fingerprint;
  #at: OpenedAt;
  readonly #preview: FormPreview;
  readonly #sample: RowPreview;
  #index: TemplateIndex | undefined = knownTemplates();
  readonly #offer = new Offer();
  #panel: PanelState;
  #over = false;
  #stay = false;
  #inserting = false;
  #unwanted = false;
  /** What was chosen and is on its way into the chat. */
  #chosen: Chosen | null = null;
  /** Counts attempts, so that the answer to one that was given up is ignored. */
  #attempt = 0;

  constructor(context: PaletteContext, events: SessionEvents, scratch: ParentNode & Node) {
    this.#context = context;
    this.#events = events;
    this.#fingerprint = context.fingerprint();
    this.#at = openedAt(context);
    this.#preview = new FormPreview(this.#fingerprint, { get: () => this.#panel.form, set: (form) => this.#show({ form }) });
    this.#sample = new RowPreview(this.#fingerprint, (sample) => this.#show({ sample }));
    this.#panel = firstPanel(caretRect(context.editor, scratch), this.#fingerprint !== null, this.#at.typed.query);
    context.signal.addEventListener('abort', () => this.#abort(), { once: true });
    if (this.#at.typed.query || this.#fingerprint === null) this.#search();
    else setTimeout(() => this.#panel.rows ?? this.#search(), HOLD_MS);
    void this.#load();
  }

  /** What is shown now. */
  get panel(): PanelState {
    return this.#panel;
  }

  get editor(): HTMLElement {
    return this.#context.editor;
  }

  /** Closes and leaves what was typed. */
  close(): void {
    if (this.#over) return;
    this.#over = true;
    this.#attempt += 1;
    this.#sample.stop();
    this.#events.closed();
  }

  /** Reads the query again after something was typed or the caret moved. */
  refresh(): void {
    if (this.#over || this.#panel.form || this.#panel.busy) return;
    const typed = this.editor.isConnected ? typedQuery(readDraft(this.editor), this.#context.trigger, this.#at.head) : null;
    if (!typed || !this.#isSame()) return this.close();
    const same = typed.query === this.#at.typed.query;
    this.#at = { ...this.#at, typed };
    if (same) return;
    this.#search();
    // A blank after something that fits nothing: this is a sentence, not a query.
    if (this.#panel.rows?.length === 0 && /\s/.test(typed.query)) this.close();
  }

  /** Moves the selection to a row; beyond the ends it goes around. */
  select(index: number): void {
    const count = this.#panel.rows?.length ?? 0;
    if (count > 0) this.#show({ selected: ((index % count) + count) % count, problem: null });
  }

  /** Inserts the template of a row, or asks for what is missing. */
  async choose(index: number, options: ChooseOptions = {}): Promise<void> {
    const template = this.#panel.rows?.[index]?.template;
    if (!template) return this.#panel.rows ? this.#show({ problem: t('palette.noMatchEnter') }) : undefined;
    this.#stay = options.stay === true;
    this.#chosen = { templateId: template.id };
    this.#show({ selected: index, busy: true, problem: null });
    await this.#proceed(template, await this.#render(template), options.form === true && slotsOf(template.body).length > 0);
  }

  /** Whether a text is being put in and read back at this moment. */
  get inserting(): boolean {
    return this.#inserting;
  }

  /** Takes the text that is being put in back as soon as it has been read back. */
  takeBack(): void {
    this.#unwanted = this.#inserting;
  }

  /** Takes a value of the form. */
  answer(name: string, value: string): void {
    this.#preview.answer(name, value);
  }

  /** Inserts with the values of the form, unless a required one is empty. Returns the field that still is, or null. */
  async submit(): Promise<SlotField | null> {
    const { form, busy } = this.#panel;
    if (!form || busy) return null;
    const [missing] = missingFields(form);
    if (missing) {
      this.#show({ form: { ...form, complaint: true } });
      return missing;
    }
    this.#show({ busy: true, problem: null });
    this.#chosen = { templateId: form.template.id, answers: answersIn(form) };
    await this.#proceed(form.template, await this.#render(form.template, this.#chosen.answers), false);
    return null;
  }

  /** Goes back from the form to the list, with the caret where it was. */
  leaveForm(): void {
    this.#attempt += 1;
    this.#show({ form: null, busy: false, problem: null });
    backTo(this.editor, this.#at);
  }

  async #load(): Promise<void> {
    try {
      const [peer, index] = await Promise.all([
        this.#fingerprint === null ? (false as const) : whoIsOpen(this.#fingerprint),
        freshTemplates(),
      ]);
      if (this.#over) return;
      this.#show({ peer });
      // What is on show does not change under the finger, but for what is not for this shop; a newer list is for the next opening.
      const left = this.#index?.items.length ? withoutOtherShops(this.#panel) : null;
      if (left) return this.#show(left);
      this.#index = index;
      if (peer) this.#offer.take(peer, index);
      this.#search();
    } catch (error) {
      console.debug('keban: palette cannot reach the extension', error);
      if (!this.#over) this.#show({ problem: t('palette.lost'), peer: this.#panel.peer ?? null, rows: this.#panel.rows ?? [] });
    }
  }

  #search(): void {
    const { query } = this.#at.typed;
    const rows = this.#index && this.#offer.rows(this.#index, query, this.#panel.peer);
    this.#show({ rows, query, total: this.#index?.items.length ?? 0, selected: 0, problem: null });
  }

  /** Has the template filled; null: it came to nothing, and that has been said. */
  async #render(template: TemplateBrief, answers?: Record<string, string>): Promise<Rendered | null> {
    const attempt = ++this.#attempt;
    if (this.#fingerprint === null) {
      this.#show({ busy: false, problem: t('palette.noChat') });
      return null;
    }
    if (this.#isSwitched()) return null;
    try {
      const rendered = await renderTemplate(template.id, this.#fingerprint, answers);
      return attempt === this.#attempt ? rendered : null;
    } catch (error) {
      console.debug('keban: template not filled', error);
      if (attempt === this.#attempt) this.#show({ busy: false, problem: t('palette.lost') });
      return null;
    }
  }

  async #proceed(template: TemplateBrief, rendered: Rendered | null, withForm: boolean): Promise<void> {
    if (!rendered) return;
    if (rendered.outcome === 'gone' || rendered.outcome === 'too-long')
      this.#show({ busy: false, problem: refusalText(rendered) });
    else if (rendered.outcome === 'ready' && !withForm) await this.#put(template, rendered);
    else {
      this.#chosen = null;
      this.#show({ busy: false, form: formFor(template, rendered, this.#panel.form, withForm) });
    }
  }

  /** Inserts: between the last look at the conversation and the change of the draft nothing else can run. */
  async #put(template: TemplateBrief, rendered: Rendered & { outcome: 'ready' }): Promise<void> {
    if (this.#isSwitched(rendered.text)) return;
    this.#inserting = true;
    const putting = putText(this.#context, this.#at, rendered, this.#isSame);
    const result = putting && this.#offer.counted(template.id, await putting);
    this.#inserting = false;
    if (!result) return this.#finish('bad', t('palette.changed'));
    if (result.outcome === 'not-allowed') return this.#switched(rendered.text);
    const followed = result.outcome === 'inserted' && !this.#unwanted ? result : null;
    if (result.outcome === 'inserted') this.#events.placed(result, this.#isSame);
    this.#tell(result, firstOf(rendered).rest);
    if (!followed) return;
    const inserted = { template, rendered, chosen: this.#chosen, to: this.#fingerprint, result: followed };
    void afterText(this.#context, this.#events, inserted);
  }

  #tell(result: Exclude<InsertResult, { outcome: 'not-allowed' }>, rest: number): void {
    const done = rest > 0 ? t('palette.insertedFirst', { n: rest }) : t('palette.inserted');
    if (result.outcome === 'too-long') this.#show({ busy: false, problem: failureText(result) });
    else if (result.outcome !== 'inserted') this.#finish('bad', failureText(result));
    else if (this.#unwanted && result.undo()) this.#finish('good', t('palette.undone'));
    else if (this.#stay) this.#goOn(done, result.undo);
    else this.#finish('good', done, result.undo);
  }

  /** Opens again right where the text ended. */
  #goOn(done: string, undo: () => boolean): void {
    this.#context.trigger = { kind: 'keys', at: readDraft(this.editor).start, length: 0 };
    this.#at = openedAt(this.#context);
    this.#events.said('good', done, undo);
    this.#show({ busy: false, form: null });
    this.#search();
  }

  #isSwitched(text: string | null = null): boolean {
    if (!this.#isSame()) this.#switched(text);
    return !this.#isSame();
  }

  /** What was chosen is not lost: it waits beside the chat it was for, or is on the clipboard. */
  #switched(text: string | null = null): void {
    const { peer } = this.#panel;
    if (!this.#chosen || this.#fingerprint === null) return this.#finish('bad', switchedText(peer, 'lost'));
    const fate = keepOrCopy(this.editor, this.#fingerprint, this.#chosen, text);
    this.#finish('bad', null);
    void fate.then((become) => this.#events.said('bad', switchedText(peer, become)));
  }

  #abort(): void {
    // A text that is being put in stays; what became of it is told in a moment.
    if (this.#over || this.#inserting) return;
    if (this.#panel.busy) this.#switched();
    else this.close();
  }

  /** Closes and says why, unless that is said later. */
  #finish(tone: 'good' | 'bad', text: string | null, undo?: () => boolean): void {
    if (this.#over) return;
    if (this.#panel.form && !undo) backTo(this.editor, this.#at);
    this.close();
    if (text !== null) this.#events.said(tone, text, undo);
  }

  #show(change: Partial<PanelState>): void {
    if (this.#over) return;
    this.#panel = { ...this.#panel, ...change };
    this.#sample.follow(this.#panel);
    this.#events.changed(this.#panel);
  }
}
