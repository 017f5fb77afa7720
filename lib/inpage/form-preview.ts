import { previewOf } from './palette-api.ts';
import { answersIn, type SlotFormState } from './palette-state.ts';

/** The form on show. */
interface Shown {
  get(): SlotFormState | null;
  set(form: SlotFormState): void;
}

/** Keeps what a form's text will read like up to what is typed: one question at a time, always the newest one next. */
export class FormPreview {
  readonly #fingerprint: string | null;
  readonly #shown: Shown;
  #wanted: SlotFormState | null = null;
  #asking = false;

  constructor(fingerprint: string | null, shown: Shown) {
    this.#fingerprint = fingerprint;
    this.#shown = shown;
  }

  /** Takes a value, shows the form with it and asks for the text. */
  answer(name: string, value: string): void {
    const now = this.#shown.get();
    if (!now) return;
    const form = { ...now, values: { ...now.values, [name]: value } };
    this.#shown.set(form);
    this.#wanted = form;
    if (!this.#asking) void this.#ask();
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    while (this.#wanted && this.#fingerprint !== null) {
      const form = this.#wanted;
      this.#wanted = null;
      const preview = await previewOf(form.template.id, this.#fingerprint, answersIn(form));
      const now = this.#shown.get();
      if (preview !== null && !this.#wanted && now?.template.id === form.template.id) this.#shown.set({ ...now, preview });
    }
    this.#asking = false;
  }
}
