import { previewOf } from './palette-api.ts';
import type { PanelState } from './palette-state.ts';

/** A selection that has not moved for these milliseconds is looked at. */
const REST_MS = 120;

/**
 * Finds out what the selected row would read like for this buyer, once the selection rests. Asked once for each template of
 * one opening; what is put in never waits for it.
 */
export class RowPreview {
  readonly #fingerprint: string | null;
  readonly #show: (sample: string | null) => void;
  readonly #known = new Map<string, string>();
  #wanted: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(fingerprint: string | null, show: (sample: string | null) => void) {
    this.#fingerprint = fingerprint;
    this.#show = show;
  }

  /** Shows what the selected row would read like, now if that is known, else soon; of what is on its way in, nothing. */
  follow({ busy, form, rows, selected }: Pick<PanelState, 'busy' | 'form' | 'rows' | 'selected'>): void {
    const template = busy || form ? undefined : rows?.[selected]?.template;
    const id = template && /[{｛]/.test(template.body) ? template.id : undefined;
    if (id === this.#wanted) return;
    this.#wanted = id;
    clearTimeout(this.#timer);
    if (id !== undefined) this.#timer = setTimeout(() => void this.#ask(id), REST_MS);
    this.#show(this.#known.get(id ?? '') ?? null);
  }

  /** Asks for nothing any more. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  async #ask(id: string): Promise<void> {
    if (this.#fingerprint === null || this.#known.has(id)) return;
    const text = await previewOf(id, this.#fingerprint, {}, 'named');
    if (text === null) return;
    this.#known.set(id, text);
    if (id === this.#wanted) this.#show(text);
  }
}
