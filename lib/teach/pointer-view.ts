import { w } from './words.ts';

/** What stands beside the element under the pointer. */
export interface Bubble {
  tone: 'good' | 'bad';
  text: string;
}

declare global {
  /** Set in the window of the layer itself. */
  var __kebanLayer: true | undefined;
}

/** The layer over a page while a person points: it takes every event, and the page gets none. */
export interface PointerView {
  /** Window of the layer, where pointer and keys arrive. */
  window: Window;
  host: HTMLElement;
  /** Draws the frame around a rectangle of the page with what it would be read as; null takes it away. */
  mark(box: DOMRect | null, bubble: Bubble | null): void;
  /** Lets the pointer through to frames inside the page that have a layer of their own. */
  open(holes: readonly DOMRect[]): void;
  /** Says what is to be pointed at; '' takes the bar away. */
  say(text: string, step: string): void;
  remove(): void;
}

const FONT = '13px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

const CSS = `
  :root { color-scheme: light; }
  html, body { margin: 0; height: 100%; overflow: hidden; background: transparent; cursor: crosshair; font: ${FONT}; user-select: none; }
  body { --surface: #fff; --text: #1f2329; --muted: #5c6370; --line: #d5d9e0; --good: #d9480f; --bad: #b42318; outline: none; }
  body[data-theme="dark"] { --surface: #24272d; --text: #eceff4; --muted: #a9b1bd; --line: #434955; --good: #ff8a5c; --bad: #ff8f85; }
  .frame { position: fixed; display: none; box-sizing: border-box; border: 2px solid var(--good); border-radius: 3px; background: color-mix(in srgb, var(--good) 12%, transparent); pointer-events: none; }
  .frame[data-tone="bad"] { border-style: dashed; border-color: var(--bad); background: color-mix(in srgb, var(--bad) 8%, transparent); }
  .bubble { position: fixed; display: none; max-width: min(420px, calc(100vw - 16px)); padding: 4px 8px; border-radius: 4px; background: var(--surface); color: var(--text); border: 1px solid var(--line); box-shadow: 0 2px 8px rgb(0 0 0 / 0.2); pointer-events: none; overflow-wrap: anywhere; }
  .bubble[data-tone="good"] { border-left: 3px solid var(--good); }
  .bubble[data-tone="bad"] { border-left: 3px solid var(--bad); color: var(--bad); }
  .bar { position: fixed; left: 50%; top: 12px; transform: translateX(-50%); display: none; align-items: center; gap: 8px; flex-wrap: wrap; box-sizing: border-box; width: max-content; max-width: calc(100vw - 16px); padding: 8px 12px; border-radius: 8px; background: var(--surface); color: var(--text); border: 1px solid var(--line); box-shadow: 0 4px 16px rgb(0 0 0 / 0.25); cursor: default; }
  .bar[data-low] { top: auto; bottom: 12px; }
  .bar b { font-weight: 600; }
  .bar small { color: var(--muted); font-size: 12px; }
  .step { color: var(--muted); font-variant-numeric: tabular-nums; }
  button { font: inherit; min-height: 26px; padding: 2px 10px; border-radius: 4px; border: 1px solid var(--line); background: transparent; color: inherit; cursor: pointer; }
  button:focus-visible { outline: 2px solid var(--good); outline-offset: 1px; }
`;

function element(document: Document, tag: string, className: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}

/** Puts an empty frame of our own over the page, in a closed tree: what happens in it never reaches the page's document. */
function attach(document: Document): { host: HTMLElement; frame: HTMLIFrameElement } {
  const host = document.createElement('div');
  host.setAttribute('popover', 'manual');
  host.style.cssText =
    'all: initial; position: fixed; inset: 0; width: 100vw; height: 100vh; max-width: none; max-height: none; margin: 0; padding: 0; border: 0; background: transparent; overflow: hidden; pointer-events: none;';
  const root = host.attachShadow({ mode: 'closed' });
  const frame = document.createElement('iframe');
  frame.style.cssText =
    'position: absolute; inset: 0; width: 100%; height: 100%; border: 0; background: transparent; color-scheme: light; pointer-events: auto;';
  frame.title = w('label');
  root.append(frame);
  document.documentElement.append(host);
  host.showPopover();
  return { host, frame };
}

function style(frame: HTMLIFrameElement, inner: Document): void {
  const { CSSStyleSheet: Sheet } = frame.contentWindow as unknown as typeof globalThis;
  const sheet = new Sheet();
  sheet.replaceSync(CSS);
  inner.adoptedStyleSheets = [sheet];
}

/** Shows the layer; null when the page lets no frame be shown. */
export function showPointer(document: Document, acts: { skip: () => void; cancel: () => void }): PointerView | null {
  const { host, frame } = attach(document);
  const inner = frame.contentDocument;
  const view = frame.contentWindow;
  if (!inner || !view) {
    host.remove();
    return null;
  }
  style(frame, inner);
  // Scripts are put into all frames of a tab, and this is one.
  (view as unknown as typeof globalThis).__kebanLayer = true;
  const dark = document.defaultView?.matchMedia('(prefers-color-scheme: dark)').matches ?? false;
  inner.documentElement.lang = 'zh-CN';
  inner.body.dataset['theme'] = dark ? 'dark' : 'light';
  inner.body.tabIndex = -1;
  const box = element(inner, 'div', 'frame');
  const bubble = element(inner, 'div', 'bubble');
  bubble.setAttribute('role', 'status');
  const bar = element(inner, 'div', 'bar');
  bar.setAttribute('role', 'dialog');
  bar.setAttribute('aria-label', w('label'));
  const [step, ask, keys] = [element(inner, 'span', 'step'), inner.createElement('b'), inner.createElement('small')];
  keys.textContent = w('keys');
  bar.append(step, ask, keys, button(inner, w('skip'), acts.skip), button(inner, w('cancel'), acts.cancel));
  inner.body.append(box, bubble, bar);
  view.focus();
  inner.body.focus({ preventScroll: true });
  return {
    window: view,
    host,
    mark: (at, said) => drawMark({ box, bubble, bar }, at, said, view),
    open: (holes) => {
      const outer = `M0 0H${view.innerWidth}V${view.innerHeight}H0Z`;
      const inside = holes.map(({ left, top, right, bottom }) => `M${left} ${top}H${right}V${bottom}H${left}Z`);
      frame.style.clipPath = holes.length > 0 ? `path(evenodd, "${[outer, ...inside].join('')}")` : '';
    },
    say: (text, at) => {
      ask.textContent = text;
      step.textContent = at;
      bar.style.display = text ? 'flex' : 'none';
    },
    remove: () => host.remove(),
  };
}

function button(inner: Document, text: string, act: () => void): HTMLElement {
  const made = inner.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.addEventListener('click', (event) => {
    event.stopPropagation();
    if (event.isTrusted) act();
  });
  return made;
}

interface Parts {
  box: HTMLElement;
  bubble: HTMLElement;
  bar: HTMLElement;
}

function drawMark({ box, bubble, bar }: Parts, at: DOMRect | null, said: Bubble | null, view: Window): void {
  for (const part of [box, bubble]) part.style.display = at && said ? 'block' : 'none';
  if (!at || !said) return;
  box.dataset['tone'] = said.tone;
  bubble.dataset['tone'] = said.tone;
  Object.assign(box.style, {
    left: `${at.left - 3}px`,
    top: `${at.top - 3}px`,
    width: `${at.width + 6}px`,
    height: `${at.height + 6}px`,
  });
  bubble.textContent = said.text;
  const { width, height } = bubble.getBoundingClientRect();
  const above = at.top - height - 8;
  const top = above >= 4 ? above : Math.min(at.bottom + 8, view.innerHeight - height - 4);
  bubble.style.left = `${Math.max(8, Math.min(at.left - 3, view.innerWidth - width - 8))}px`;
  bubble.style.top = `${Math.max(4, top)}px`;
  // The bar makes room for what is pointed at.
  bar.toggleAttribute('data-low', at.top < 96);
}
