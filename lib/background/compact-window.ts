const PAGE = '/compact.html';
const PLACE = 'compactPlace';
const OPEN = 'compactWindow';

/** Where the compact window was last, in screen pixels. */
export interface Place {
  left: number;
  top: number;
  width: number;
  height: number;
}

const SIZE = { width: 380, height: 560 } as const;

/**
 * Opens the compact window where it was last, or brings the open one to the front. It is a window of its own, so it can
 * stand beside any other program.
 */
export async function openCompact(): Promise<void> {
  // Pages and worker share this lock: a key pressed twice opens one window.
  await navigator.locks.request('compact-window', async () => {
    const open = await openWindow();
    if (open?.id !== undefined) {
      await chrome.windows.update(open.id, { focused: true, ...(open.state === 'minimized' ? { state: 'normal' } : {}) });
      return;
    }
    const place = await lastPlace();
    const made = await createAt(place).catch(() => createAt(SIZE));
    if (made?.id !== undefined) await chrome.storage.session.set({ [OPEN]: made.id });
  });
}

function createAt(place: Partial<Place>): Promise<chrome.windows.Window | undefined> {
  const url = chrome.runtime.getURL(PAGE);
  return chrome.windows.create({ url, type: 'popup', focused: true, ...place });
}

async function openWindow(): Promise<chrome.windows.Window | null> {
  const id = (await chrome.storage.session.get(OPEN))[OPEN];
  if (typeof id !== 'number') return null;
  // A window that was closed has no such id any more.
  return chrome.windows.get(id).catch(() => null);
}

async function lastPlace(): Promise<Partial<Place>> {
  const place = (await chrome.storage.local.get(PLACE))[PLACE];
  return isPlace(place) ? place : SIZE;
}

function isPlace(value: unknown): value is Place {
  if (typeof value !== 'object' || value === null) return false;
  const place = value as Record<string, unknown>;
  const whole = (['left', 'top', 'width', 'height'] as const).every((key) => Number.isInteger(place[key]));
  return whole && Number(place['width']) >= 200 && Number(place['height']) >= 200;
}

/** Remembers where the compact window is. */
export async function keepPlace(place: Place): Promise<void> {
  if (isPlace(place)) await chrome.storage.local.set({ [PLACE]: place });
}
