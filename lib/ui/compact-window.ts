import { useEffect } from 'preact/hooks';
import { keepPlace } from '../background/compact-window.ts';
import { isTyping } from './hotkeys.ts';

/** Remembers where the window of this page is, whenever it is moved or sized. Tabs of an ordinary window are none of it. */
export function useKeptPlace(): void {
  useEffect(() => {
    let own: number | undefined;
    const keep = ({ id, left, top, width, height }: chrome.windows.Window): void => {
      if (id !== own || left === undefined || top === undefined || width === undefined || height === undefined) return;
      keepPlace({ left, top, width, height }).catch((error: unknown) => console.warn('place not kept', error));
    };
    void chrome.windows.getCurrent().then((current) => {
      if (current.type === 'popup') own = current.id;
    });
    chrome.windows.onBoundsChanged.addListener(keep);
    return () => chrome.windows.onBoundsChanged.removeListener(keep);
  }, []);
}

interface PictureInPicture {
  requestWindow(size: { width: number; height: number }): Promise<Window>;
}

/** Returns the browser's way to a window that stays on top, or null where there is none. */
function pictureInPicture(): PictureInPicture | null {
  return (globalThis as { documentPictureInPicture?: PictureInPicture }).documentPictureInPicture ?? null;
}

/** Tells whether this browser can keep a page on top of all other programs. */
export function canStayOnTop(): boolean {
  return pictureInPicture() !== null && window.top === window;
}

/**
 * Moves an element of this page, as it is, into a window that stays on top; it comes back when that window closes, and
 * `note` stands in its place meanwhile. Must be called by a click.
 */
export async function moveOnTop(element: HTMLElement, note: HTMLElement, onBack: () => void): Promise<void> {
  const way = pictureInPicture();
  if (!way) throw new Error('no window that stays on top');
  const view = await way.requestWindow({ width: window.innerWidth, height: window.innerHeight });
  const target = view.document;
  target.documentElement.lang = document.documentElement.lang;
  target.title = document.title;
  const theme = document.documentElement.dataset['theme'];
  if (theme) target.documentElement.dataset['theme'] = theme;
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')) {
    const copy = target.createElement('link');
    copy.rel = 'stylesheet';
    copy.href = link.href;
    target.head.append(copy);
  }
  const home = element.parentElement ?? document.body;
  target.body.append(element);
  document.body.append(note);
  passOn(target);
  view.addEventListener('pagehide', () => {
    note.remove();
    home.append(element);
    onBack();
  });
}

/** The page listens to keys and pasting on its own document; those of the other window are repeated there. */
function passOn(from: Document): void {
  const repeat = (event: Event, copy: Event): void => {
    if (!document.dispatchEvent(copy)) event.preventDefault();
  };
  from.addEventListener('keydown', (event) => {
    const { key, code, ctrlKey, metaKey, altKey, shiftKey, isComposing, defaultPrevented } = event;
    if (defaultPrevented || isTyping(event.target)) return;
    const how = { key, code, ctrlKey, metaKey, altKey, shiftKey, isComposing, repeat: event.repeat, cancelable: true };
    repeat(event, new KeyboardEvent('keydown', how));
  });
  from.addEventListener('paste', (event) => {
    if (event.defaultPrevented || isTyping(event.target)) return;
    repeat(event, new ClipboardEvent('paste', { clipboardData: event.clipboardData, cancelable: true }));
  });
}
