import { render } from 'preact';
import { caretRect } from '#lib/dom/caret.ts';
import { isComposing } from '#lib/dom/composing.ts';
import { editorIn } from '#lib/dom/editable.ts';
import { insertText } from '#lib/dom/insert.ts';
import { nextStop, type Stopped } from '#lib/dom/stops.ts';
import { t } from '#lib/i18n-inpage.ts';
import type { KeyFate, PaletteContext, PaletteHook } from '#lib/inpage/bridge.ts';
import { keyFate, isHeld } from '#lib/inpage/palette-keys.ts';
import { wordingReady } from '#lib/inpage/palette-api.ts';
import { PaletteSession } from '#lib/inpage/palette-session.ts';
import type { InpageState } from '#lib/inpage/palette-state.ts';
import { closedTree } from './closed-tree.ts';
import { formAction, submit } from './form-keys.ts';
import { Palette } from './Palette.tsx';
import css from './palette.css?inline';

/** The places left of what was put in last. */
interface Stops {
  editor: HTMLElement;
  next: () => boolean;
}

const GOOD_MS = 1800;
const BAD_MS = 6000;

const ENDING = [
  'input',
  'beforeinput',
  'paste',
  'copy',
  'cut',
  'click',
  'mousedown',
  'mouseup',
  'pointerdown',
  'compositionstart',
  'compositionend',
] as const;

/** Our own tree with the element that the palette is drawn into. */
function attach(document: Document): { host: HTMLElement; root: ShadowRoot; layer: HTMLElement } {
  const { host, root } = closedTree(document, css, ENDING);
  const layer = document.createElement('div');
  root.append(layer);
  return { host, root, layer };
}

/** Draws the palette into a document and returns what opens it and takes its keys. */
export function mountPalette(document: Document): PaletteHook {
  const view = document.defaultView as Window;
  const { host, root, layer } = attach(document);
  const state: InpageState = { panel: null, toast: null };
  let session: PaletteSession | null = null;
  let watching: AbortController | null = null;
  let undo: (() => boolean) | null = null;
  let toastTimer: ReturnType<typeof setTimeout> | undefined;
  let stops: Stops | null = null;

  const placed = (editor: HTMLElement, text: Stopped, allowed: () => boolean): void => {
    stops = text.stops.length > 1 ? { editor, next: nextStop(editor, text, allowed) } : null;
  };
  const paint = (): void => {
    show(document, host, state.panel !== null || state.toast !== null);
    const viewport = { width: view.innerWidth, height: view.innerHeight };
    render(<Palette state={{ ...state }} actions={actions} viewport={viewport} />, layer);
  };
  const actions = {
    select: (index: number) => session?.select(index),
    choose: (index: number) => void session?.choose(index),
    answer: (name: string, value: string) => session?.answer(name, value),
    submit: () => void (session && submit(root, session)),
  };
  const say = (editor: HTMLElement, tone: 'good' | 'bad', text: string, back?: () => boolean): void => {
    undo = back ?? null;
    const caret = editor.isConnected ? caretRect(editor, root) : { left: 16, top: 16, bottom: 32 };
    const hint = [t('palette.undo'), stops && t('palette.nextStop')].filter(Boolean).join(' · ');
    state.toast = { tone, text, caret, ...(back && { hint }) };
    clearTimeout(toastTimer);
    toastTimer = setTimeout(
      () => {
        state.toast = null;
        paint();
      },
      tone === 'good' ? GOOD_MS : BAD_MS,
    );
    paint();
  };
  const open = (context: PaletteContext): void => {
    session?.close();
    undo = null;
    state.toast = null;
    const { editor } = context;
    show(document, host, true);
    const own = new PaletteSession(
      context,
      {
        changed: (panel) => {
          state.panel = panel;
          paint();
        },
        said: (tone, text, back) => say(editor, tone, text, back),
        placed: (text, allowed) => placed(editor, text, allowed),
        closed: () => {
          if (session === own) session = null;
          watching?.abort();
          state.panel = null;
          paint();
        },
      },
      root,
    );
    session = own;
    state.panel = own.panel;
    watching = new AbortController();
    watchDraft(document, host, own, watching.signal);
    paint();
    void wordingReady().then(() => session === own && paint());
  };
  const key = (event: KeyboardEvent): KeyFate => {
    if (isHeld(event)) return 'taken';
    if (stops && isNextStop(event, stops.editor)) {
      undo = null;
      if (stops.next()) return 'taken';
      stops = null;
    }
    const inForm = event.target === host;
    if (session) return keyFate(event, session, inForm ? (pressed) => session && formAction(pressed, root, session) : null);
    const back = undo;
    if (!back || event.type !== 'keydown' || !event.isTrusted || isModifier(event)) return inForm ? 'default' : 'page';
    undo = null;
    const plain = event.key === 'Backspace' && !event.isComposing && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!plain || !back()) return 'page';
    state.toast = state.toast && { tone: 'good', text: t('palette.undone'), caret: state.toast.caret };
    paint();
    return 'taken';
  };
  const insert: PaletteHook['insert'] = async (editor, text, options) => {
    const result = await insertText(editor, text, options);
    if (result.outcome !== 'inserted') return result;
    ({ undo } = result);
    placed(editorIn(editor) ?? editor, result, options.allowed ?? (() => true));
    return result;
  };
  return { open, key, insert };
}

/** Tells whether a key pressed in an editor takes the caret to the next place of what was put in. */
function isNextStop(event: KeyboardEvent, editor: HTMLElement): boolean {
  const { code, key, altKey, ctrlKey, metaKey, shiftKey, isTrusted, type } = event;
  if (type !== 'keydown' || !isTrusted || isComposing(event) || !altKey || ctrlKey || metaKey || shiftKey) return false;
  return (code === 'BracketRight' || key === ']') && event.composedPath().includes(editor);
}

function isModifier({ key }: KeyboardEvent): boolean {
  return key === 'Shift' || key === 'Control' || key === 'Alt' || key === 'Meta';
}

/** Follows what is typed, and closes when the person turns to something else. */
function watchDraft(document: Document, host: HTMLElement, session: PaletteSession, signal: AbortSignal): void {
  const options = { capture: true, signal };
  const refresh = (): void => session.refresh();
  const leave = ({ target }: Event): void => {
    if (target && target !== host && 'nodeType' in target && !session.editor.contains(target as Node)) session.close();
  };
  // The editor may stand in a frame of its own.
  for (const each of new Set([document, session.editor.ownerDocument])) {
    for (const type of ['input', 'compositionend', 'selectionchange']) each.addEventListener(type, refresh, options);
    for (const type of ['focusin', 'pointerdown']) each.addEventListener(type, leave, options);
  }
  document.defaultView?.addEventListener('resize', () => session.close(), options);
}

/** Puts our tree on top of the page, or takes it out again, so that the page is left as it was. */
function show(document: Document, host: HTMLElement, on: boolean): void {
  if (on === host.isConnected) return;
  if (!on) {
    host.remove();
    return;
  }
  document.documentElement.append(host);
  host.showPopover();
}
