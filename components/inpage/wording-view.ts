import { editableText, isField, rangeOf } from '#lib/dom/editable.ts';
import type { WordingHit } from '#lib/domain/wording.ts';
import { w, whatToDo } from '#lib/i18n-wording.ts';
import { placeBeside } from '#lib/inpage/place.ts';
import { HIGHLIGHTS } from '#lib/inpage/wording-hook.ts';
import type { Found } from '#lib/inpage/wording-session.ts';
import type { WordingView } from '#lib/inpage/wording-view.ts';
import { closedTree } from './closed-tree.ts';
import { make, marks, overlay, rectOf, visibleBox } from './wording-boxes.ts';
import css from './wording.css?inline';

/** What a person does with the mouse. */
export interface WordingActions {
  next(): void;
  accept(choice: number): void;
  pass(): void;
}

const WIDTH = 300;
const WANTED = 170;

/**
 * Draws what was found: underlines without a change to the page's own tree (highlights of the browser where the text is
 * in nodes, a copy laid over fields, lines laid over the frame of an editor), a badge at the editor and the card of one
 * hit, all in a closed tree of our own.
 */
export function wordingView(actions: WordingActions): WordingView {
  const { host, root, layer, live } = attach();
  let watched: Element | null = null;
  let last: { found: Found; at: number } | null = null;
  let announced = '';
  let moves = new AbortController();
  const place = (): void => {
    // In a frame that was taken away it is still connected there, with no window around it.
    if (!last?.found.editor.isConnected || !last.found.editor.ownerDocument.defaultView) return view.paint(null, -1);
    draw(last.found, last.at);
  };
  // Only while something is shown; nothing of it runs when nothing moves.
  const sizes = new ResizeObserver(() => last && place());
  const moved = (event: Event): void => {
    if (event.target !== host) place();
  };

  const draw = (found: Found, at: number): void => {
    const { editor, hits } = found;
    const rest: Node[] = [];
    if (isField(editor)) rest.push(overlay(editor, found));
    else if (editor.ownerDocument === document) highlight(found);
    else rest.push(marks(found));
    rest.push(badge(found, actions));
    layer.replaceChildren(...rest, live);
    const hit = hits[at];
    if (hit) layer.append(card(found, at, hit, rectOf(found, hit, root, layer), actions));
  };
  const watch = (editor: Element | null): void => {
    if (editor === watched) return;
    sizes.disconnect();
    moves.abort();
    moves = new AbortController();
    watched = editor;
    if (!editor) return;
    sizes.observe(editor);
    // The editor may stand in a frame, which moves with the page around it.
    for (const each of new Set([document, editor.ownerDocument])) {
      each.addEventListener('scroll', moved, { capture: true, passive: true, signal: moves.signal });
      each.defaultView?.addEventListener('resize', moved, { signal: moves.signal });
    }
  };
  const say = (text: string): void => {
    if (text === announced) return;
    announced = text;
    live.textContent = text;
  };

  const view: WordingView = {
    host,
    paint(found, at) {
      last = found && { found, at };
      watch(found?.editor ?? null);
      clearHighlights();
      if (!found) {
        announced = '';
        layer.replaceChildren(live);
        host.remove();
        return;
      }
      if (!host.isConnected) {
        document.documentElement.append(host);
        host.showPopover();
      }
      draw(found, at);
      say(spoken(found, at));
    },
    stale() {
      // A copy of a text that has changed would underline the wrong words; highlights move with their words.
      layer.querySelector('.over')?.remove();
    },
    say,
  };
  return view;
}

function attach(): { host: HTMLElement; root: ShadowRoot; layer: HTMLElement; live: HTMLElement } {
  const { host, root } = closedTree(document, css, ['click', 'mousedown', 'mouseup', 'pointerdown']);
  const live = make('div', 'live');
  live.setAttribute('role', 'status');
  live.setAttribute('aria-live', 'polite');
  const layer = make('div', 'layer', live);
  layer.lang = 'zh-CN';
  root.append(layer);
  // The editor keeps the focus.
  root.addEventListener('mousedown', (event) => event.preventDefault());
  return { host, root, layer, live };
}

const SEVERITIES = ['stop', 'care'] as const;

function clearHighlights(): void {
  for (const severity of SEVERITIES) CSS.highlights.delete(HIGHLIGHTS[severity]);
}

function highlight({ editor, hits }: Found): void {
  const whole = editableText(editor);
  for (const severity of SEVERITIES) {
    const ranges = hits.filter((hit) => hit.severity === severity).map(({ start, end }) => rangeOf(editor, whole, start, end));
    if (ranges.length > 0) CSS.highlights.set(HIGHLIGHTS[severity], new Highlight(...ranges));
  }
}

function badge({ editor, hits, whole }: Found, actions: WordingActions): HTMLElement {
  const stop = hits.some(({ severity }) => severity === 'stop');
  const text = [hits.length > 0 ? w('badge', { n: hits.length }) : '', whole].filter(Boolean).join(' · ');
  const button = make('button', stop ? 'badge' : 'badge care', `⚠ ${text}`);
  button.type = 'button';
  button.tabIndex = -1;
  if (hits.length > 0) button.append(make('kbd', '', w('badgeKey')));
  button.addEventListener('click', () => actions.next());
  const box = visibleBox(editor);
  // In the corner where a text comes last; over the editor where it is only a line high.
  const inside = box.bottom - box.top >= 56;
  Object.assign(button.style, {
    right: `${Math.max(4, window.innerWidth - box.right + 6)}px`,
    top: `${Math.max(2, inside ? box.bottom - 30 : box.top - 28)}px`,
  });
  return button;
}

function card(
  found: Found,
  at: number,
  hit: WordingHit,
  rect: { left: number; top: number; bottom: number },
  actions: WordingActions,
): HTMLElement {
  const { text, hits } = found;
  const kind = make('span', hit.severity === 'stop' ? 'kind' : 'kind care', `${w(`kind.${hit.kind}`)} · ${w(hit.severity)}`);
  const head = make(
    'div',
    'head',
    make('b', '', text.slice(hit.start, hit.end)),
    make('span', 'soft', w('more', { at: at + 1, n: hits.length })),
  );
  const choices = make('div', 'choices');
  // What is only left out may leave half a sentence: it is said what belongs there.
  choices.append(make('span', 'soft', hit.better.some(Boolean) ? w('change') : whatToDo(hit)));
  for (const [i, better] of hit.better.slice(0, 3).entries())
    choices.append(choice(better || w('remove'), '', () => actions.accept(i)));
  choices.append(choice(w('ignore'), 'quiet', () => actions.pass()));
  const element = make('section', 'card', head, kind, choices, make('div', 'soft', w('keys')));
  element.setAttribute('aria-label', w('label'));
  const width = Math.min(WIDTH, window.innerWidth - 16);
  const { side, left, offset, maxHeight } = placeBeside(rect, width, WANTED, {
    width: window.innerWidth,
    height: window.innerHeight,
  });
  Object.assign(element.style, {
    left: `${left}px`,
    width: `${width}px`,
    maxHeight: `${maxHeight}px`,
    [side === 'below' ? 'top' : 'bottom']: `${offset}px`,
  });
  return element;
}

function choice(text: string, name: string, act: () => void): HTMLElement {
  const button = make('button', name, text);
  button.type = 'button';
  button.tabIndex = -1;
  button.addEventListener('click', act);
  return button;
}

function spoken({ text, hits, whole }: Found, at: number): string {
  const hit = hits[at];
  if (hit) {
    const [better] = hit.better;
    const advice = better
      ? w('liveBetter', { better })
      : [whatToDo(hit), better === '' ? w('liveBetter', { better: w('remove') }) : ''].filter(Boolean).join('。');
    return w('liveOne', { what: w(`kind.${hit.kind}`), text: text.slice(hit.start, hit.end), better: advice });
  }
  const list = hits.slice(0, 5).map(({ start, end }) => text.slice(start, end));
  return [whole, hits.length > 0 ? w('live', { n: hits.length, list: list.join('、') }) : ''].filter(Boolean).join('。');
}
