import type { PicturesOutcome } from '../domain/chat.ts';
import type { InsertOptions, InsertResult } from '../dom/insert.ts';
import type { TriggerPoint } from '../dom/trigger.ts';

/** What the content script hands to the palette. */
export interface PaletteContext {
  editor: HTMLElement;
  /** Returns the marks of the conversation open right now, or null; read again before anything is inserted. */
  fingerprint(): string | null;
  trigger: TriggerPoint;
  /** Puts the pictures of a template in after its text, as long as these are the marks of the open conversation. */
  pictures(templateId: string, fingerprint: string): Promise<PicturesOutcome>;
  /** Closes the palette, for instance when the chat is switched. */
  signal: AbortSignal;
}

/** What becomes of a key: the page gets it, only the browser's default happens, or nothing but the palette's own act. */
export type KeyFate = 'page' | 'default' | 'taken';

/** The palette as the content script sees it once it is loaded into the same world. */
export interface PaletteHook {
  open(context: PaletteContext): void;
  /** Decides about a key pressed or let go in the page. */
  key(event: KeyboardEvent): KeyFate;
  /** Puts a text into an editor, see `insertText`: what that takes is loaded with the palette. */
  insert(editor: HTMLElement, text: string, options: InsertOptions): Promise<InsertResult>;
}

declare global {
  var __kebanPalette: PaletteHook | undefined;
  var __kebanPendingOpen: PaletteContext | undefined;
  var __kebanWaiting: ((hook: PaletteHook) => void)[] | undefined;
}

/** After this time nobody expects the palette any more, and keys are the page's again. */
const GIVE_UP_MS = 2000;

/**
 * Opens the palette, or leaves the wish for when it is loaded and calls `load`. What is typed until then stays in the
 * editor and is read from there.
 */
export function requestPalette(context: PaletteContext, load: () => void): void {
  // The editor may stand in a frame; the palette's own fields are always here.
  for (const view of new Set([window, context.editor.ownerDocument.defaultView])) if (view) routeKeys(view);
  if (globalThis.__kebanPalette) {
    globalThis.__kebanPalette.open(context);
    return;
  }
  globalThis.__kebanPendingOpen = context;
  setTimeout(() => {
    if (globalThis.__kebanPendingOpen === context) globalThis.__kebanPendingOpen = undefined;
  }, GIVE_UP_MS);
  load();
}

/** Returns the palette without opening it, loaded by `load` unless it is there; null when it does not come in time. */
export function paletteHook(load: () => void): Promise<PaletteHook | null> {
  if (globalThis.__kebanPalette) return Promise.resolve(globalThis.__kebanPalette);
  load();
  return new Promise((resume) => {
    (globalThis.__kebanWaiting ??= []).push(resume);
    setTimeout(() => resume(null), GIVE_UP_MS);
  });
}

/** Makes the loaded palette known and opens it if somebody is waiting for it. */
export function offerPalette(hook: PaletteHook): void {
  globalThis.__kebanPalette = hook;
  for (const resume of globalThis.__kebanWaiting?.splice(0) ?? []) resume(hook);
  const pending = globalThis.__kebanPendingOpen;
  globalThis.__kebanPendingOpen = undefined;
  if (pending && !pending.signal.aborted) hook.open(pending);
}

const routed = new WeakSet<Window>();

/**
 * Offers every key of a window to the palette before the page sees it. While the palette is being loaded Enter is held
 * back: in most chats it would send the half-typed trigger. The sooner this is called, the fewer listeners come first.
 */
export function routeKeys(view: Window): void {
  if (routed.has(view)) return;
  routed.add(view);
  const route = (event: KeyboardEvent): void => {
    const fate = globalThis.__kebanPalette?.key(event) ?? (isHeldBack(event) ? 'taken' : 'page');
    if (fate === 'page') return;
    event.stopImmediatePropagation();
    if (fate === 'taken') event.preventDefault();
  };
  for (const type of ['keydown', 'keypress', 'keyup'] as const) view.addEventListener(type, route, { capture: true });
}

function isHeldBack(event: KeyboardEvent): boolean {
  return globalThis.__kebanPendingOpen !== undefined && event.key === 'Enter' && !event.isComposing && event.keyCode !== 229;
}
