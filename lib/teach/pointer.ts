import { sendMessage } from '../messaging.ts';
import { editorIn } from '../dom/editable.ts';
import { pageAt } from '../sites/registry.ts';
import { isAlive, withRetry } from '../inpage/send.ts';
import { derive, type Derived, type OpenSeen } from './derive.ts';
import { withFormer } from './former.ts';
import type { Pointed, PointStep } from './job.ts';
import { matches } from './find.ts';
import { type Bubble, type PointerView, showPointer } from './pointer-view.ts';
import { asking, w, wAny } from './words.ts';

declare global {
  /** Rows that were pointed at as the open one in this document; what they say never leaves it. */
  var __kebanOpened: OpenSeen[] | undefined;
}

/** Returns what stands beside an element: how it would be read, or why it cannot be taken. */
function bubbleOf(derived: Derived, field: PointStep['field'], document: Document): Bubble {
  if (!derived.ok) return { tone: 'bad', text: derived.open ? w('showOther') : wAny(`why.${derived.why}`) };
  const name = wAny(`field.${field}`);
  const { shown, rule } = derived;
  if (!shown) return { tone: 'good', text: w('readBare', { field: name }) };
  if (rule.row === undefined || field === 'chat.row') return { tone: 'good', text: w('read', { field: name, value: shown }) };
  return { tone: 'good', text: w('readRows', { field: name, value: shown, n: matches(document, rule.row).length }) };
}

/** Tells whether a frame of the page has a layer of its own: one of the same origin that says so, or of a known site. */
function hasLayer(frame: HTMLIFrameElement): boolean {
  if (frame.contentDocument) {
    // A frame that is nothing but an editor belongs to the page around it.
    if (editorIn(frame) === frame.contentDocument.body) return false;
    return (frame.contentWindow as unknown as typeof globalThis | null)?.__kebanPointer !== undefined;
  }
  return URL.canParse(frame.src) && pageAt(new URL(frame.src)) !== null;
}

/** Tells whether this frame shows the kind of page that is asked about: what is shown on another would be applied nowhere. */
function isAsked({ page, print: { site } }: PointStep): boolean {
  return site === 'custom' || pageAt(new URL(location.href))?.kind === page;
}

/** The pointing in one frame: follows pointer and keys, and says what was taken. Nothing is clicked or changed in the page. */
class Pointer {
  #view: PointerView;
  #step: PointStep;
  #at: Element | null = null;
  #derived: Derived | null = null;
  #drawing = 0;
  #busy = false;
  #before: Element | null;
  #entered = false;
  #holes = new Set<HTMLIFrameElement>();

  constructor(view: PointerView, step: PointStep) {
    this.#view = view;
    this.#step = step;
    this.#before = document.activeElement;
    const { window: layer } = view;
    layer.addEventListener('pointermove', (event) => this.#over(event));
    layer.addEventListener('click', (event) => this.#clicked(event));
    layer.addEventListener('keydown', (event) => this.#key(event));
    layer.document.addEventListener('pointerleave', () => this.#look(null));
    this.show(step);
  }

  /** Goes on to the next step. */
  show(step: PointStep): void {
    this.#step = step;
    this.#busy = false;
    this.#at = null;
    this.#derived = null;
    this.#view.mark(null, null);
    this.#say();
  }

  /** The bar stands in the frame the pointer is in; before it moves, in the outermost. */
  #say(): void {
    const { field, step, steps } = this.#step;
    const here = this.#entered && this.#holes.size === 0;
    const shown = here || (window === window.top && this.#holes.size === 0);
    this.#view.say(shown ? asking(field) : '', steps > 1 ? w('step', { at: step, n: steps }) : '');
  }

  /** Lets the pointer through to a frame that has a layer of its own, and tells so. */
  #through(frame: HTMLIFrameElement): void {
    if (!hasLayer(frame)) return;
    this.#holes.add(frame);
    this.#view.open([...this.#holes].filter((each) => each.isConnected).map((each) => each.getBoundingClientRect()));
    this.#look(null);
    this.#say();
  }

  /** Takes the layer away and gives the focus back. */
  end(): void {
    cancelAnimationFrame(this.#drawing);
    this.#view.remove();
    if (this.#before instanceof HTMLElement && this.#before.isConnected) this.#before.focus({ preventScroll: true });
  }

  #over({ clientX, clientY, target }: PointerEvent): void {
    if (!this.#entered) {
      this.#entered = true;
      this.#say();
    }
    if (target instanceof this.#elementOfLayer && target.closest('.bar')) return this.#look(null);
    const under = this.#under(clientX, clientY);
    if (under instanceof HTMLIFrameElement) return this.#through(under);
    if (under && under !== this.#at) this.#look(under);
  }

  /** What of the page is at a place. A frame that is a part of this page (an editor's) is taken for what holds it. */
  #under(x: number, y: number): Element | undefined {
    const under = document.elementsFromPoint(x, y).find((element) => element !== this.#view.host);
    const holder = under instanceof HTMLIFrameElement && under.contentDocument && !hasLayer(under) ? under.parentElement : null;
    return holder ?? under;
  }

  get #elementOfLayer(): typeof Element {
    return (this.#view.window as unknown as typeof globalThis).Element;
  }

  #look(element: Element | null): void {
    this.#at = element;
    cancelAnimationFrame(this.#drawing);
    this.#drawing = requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    const at = this.#at;
    if (!at || at === document.documentElement || at === document.body) {
      this.#derived = null;
      this.#view.mark(null, null);
      return;
    }
    const { field, page, print } = this.#step;
    const asked = isAsked(this.#step);
    this.#derived = asked
      ? derive(at, { field, page, print, at: Date.now(), opened: globalThis.__kebanOpened })
      : { ok: false, why: 'other-page' };
    const shown = this.#derived.ok ? this.#derived.element : at;
    this.#view.mark(shown.getBoundingClientRect(), bubbleOf(this.#derived, field, document));
  }

  #clicked(event: MouseEvent): void {
    if (!event.isTrusted || this.#busy) return;
    if (event.target instanceof this.#elementOfLayer && event.target.closest('.bar')) return;
    const under = this.#under(event.clientX, event.clientY);
    if (!under || under instanceof HTMLIFrameElement) return;
    this.#at = under;
    this.#draw();
    this.#take();
  }

  #take(): void {
    const derived = this.#derived;
    if (derived && !derived.ok && derived.open) return this.#note(derived.open);
    if (!derived?.ok || this.#busy) return;
    const { token, field, page, print, former } = this.#step;
    const rule = withFormer(derived, former?.[location.hostname], { field, page, print, at: Date.now() }) ?? derived.rule;
    this.#tell({ token, outcome: 'taken', rule });
  }

  /** Keeps in mind which row is open, until another one is shown that is. */
  #note(open: OpenSeen): void {
    (globalThis.__kebanOpened ??= []).push(open);
    const box = this.#at?.getBoundingClientRect();
    if (box) this.#view.mark(box, { tone: 'good', text: w('noted') });
  }

  /** Says what the person did; the worker answers by the next step, or by taking the layer away. */
  #tell(pointed: Pointed): void {
    this.#busy = true;
    if (!isAlive()) return this.end();
    withRetry(() => sendMessage('pointed', pointed)).catch((error: unknown) => {
      console.debug('not taken', error);
      if (pointed.outcome === 'cancelled') return this.end();
      this.#busy = false;
      const box = this.#at?.getBoundingClientRect() ?? new DOMRect(8, 8, 0, 0);
      this.#view.mark(box, { tone: 'bad', text: w('lost') });
      return undefined;
    });
  }

  skip(): void {
    this.#tell({ token: this.#step.token, outcome: 'skipped' });
  }

  cancel(): void {
    this.#tell({ token: this.#step.token, outcome: 'cancelled' });
  }

  #key(event: KeyboardEvent): void {
    if (!event.isTrusted || event.isComposing) return;
    const onButton = event.target instanceof this.#elementOfLayer && event.target.closest('button');
    if (event.key === 'Escape') this.cancel();
    else if (event.key === 'Enter' && !onButton) this.#take();
    else if (event.key.startsWith('Arrow')) this.#look(this.#neighbour(event.key));
    else return;
    event.preventDefault();
  }

  /** Up to what is around, down into it, and to what stands beside it; the first key begins in the middle of the page. */
  #neighbour(key: string): Element | null {
    const at = this.#at;
    if (!at)
      return document.elementsFromPoint(innerWidth / 2, innerHeight / 2).find((element) => element !== this.#view.host) ?? null;
    const moves: Record<string, Element | null> = {
      ArrowUp: at.parentElement === document.body ? at : at.parentElement,
      ArrowDown: at.firstElementChild,
      ArrowLeft: at.previousElementSibling,
      ArrowRight: at.nextElementSibling,
    };
    const next = moves[key] ?? at;
    return next === this.#view.host ? at : next;
  }
}

/** Begins the pointing that was handed over to this frame, or goes on with its next step. */
export function beginPointing(): void {
  const step = globalThis.__kebanPointStep;
  if (!step || globalThis.__kebanLayer) return;
  if (globalThis.__kebanPointer) {
    globalThis.__kebanPointer.show(step);
    return;
  }
  // Frames too small to be pointed into (trackers, counters) stay as they are.
  if (window !== window.top && (innerWidth < 120 || innerHeight < 60)) return;
  let pointer: Pointer | null = null;
  const view = showPointer(document, { skip: () => pointer?.skip(), cancel: () => pointer?.cancel() });
  if (!view) return;
  pointer = new Pointer(view, step);
  globalThis.__kebanPointer = {
    show: (next) => pointer?.show(next),
    end: () => {
      pointer?.end();
      globalThis.__kebanPointer = undefined;
    },
  };
}
