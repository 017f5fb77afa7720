import type { PicturesOutcome } from '../domain/chat.ts';
import { readDraft } from '../dom/caret.ts';
import type { InsertOptions, InsertResult } from '../dom/insert.ts';
import type { TriggerPoint } from '../dom/trigger.ts';
import { typedQuery } from './query.ts';

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

/** A palette that was asked for before its script was there. */
interface Wish {
  context: PaletteContext;
  /** The draft before the trigger, and the conversation, when it was asked for. */
  head: string;
  marks: string | null;
  /** Asked for so recently that a person has not turned to anything else. */
  fresh: boolean;
  timers: ReturnType<typeof setTimeout>[];
}

declare global {
  var __kebanPalette: PaletteHook | undefined;
  var __kebanWish: Wish | undefined;
  var __kebanWaiting: ((hook: PaletteHook) => void)[] | undefined;
}

/** After this time keys are the page's again, and the palette opens only where the caret still waits for it. */
const GIVE_UP_MS = 2000;
/** After this time nobody expects the palette any more. */
const FORGET_MS = 10_000;

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
  const head = readDraft(context.editor).text.slice(0, context.trigger.at);
  const wish: Wish = { context, head, marks: context.fingerprint(), fresh: true, timers: [] };
  const forget = (): void => {
    if (globalThis.__kebanWish === wish) globalThis.__kebanWish = undefined;
  };
  wish.timers.push(
    setTimeout(() => (wish.fresh = false), GIVE_UP_MS),
    setTimeout(forget, FORGET_MS),
  );
  takeWish();
  globalThis.__kebanWish = wish;
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
  const wish = takeWish();
  if (wish && !wish.context.signal.aborted && (wish.fresh || isStillWanted(wish))) hook.open(wish.context);
}

/** Returns the wish that is open, and closes it. */
function takeWish(): Wish | undefined {
  const wish = globalThis.__kebanWish;
  globalThis.__kebanWish = undefined;
  for (const timer of wish?.timers ?? []) clearTimeout(timer);
  return wish;
}

/** Tells whether the caret still stands behind the trigger in the same chat, with nothing but one word typed there. */
function isStillWanted({ context: { editor, trigger, fingerprint }, head, marks }: Wish): boolean {
  if (!editor.isConnected || fingerprint() !== marks) return false;
  const { activeElement } = editor.getRootNode() as Document | ShadowRoot;
  if (activeElement !== editor && !editor.contains(activeElement)) return false;
  const typed = typedQuery(readDraft(editor), trigger, head);
  return typed !== null && !/\s/.test(typed.query);
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
  return globalThis.__kebanWish?.fresh === true && event.key === 'Enter' && !event.isComposing && event.keyCode !== 229;
}
