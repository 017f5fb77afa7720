import { useEffect, useState } from 'preact/hooks';

/** Milliseconds after the last key press until what is being typed is kept. */
export const DRAFT_DELAY = 400;

/**
 * Texts that are being typed, each bound to what it belongs to (`note:<customerId>`). They are kept in `storage.session`,
 * which outlives the page, not the browser, and which content scripts cannot read.
 */
const texts = new Map<string, string>();
const timers = new Map<string, ReturnType<typeof setTimeout>>();
const storageKey = (key: string): string => `draft:${key}`;

function write(key: string): void {
  clearTimeout(timers.get(key));
  timers.delete(key);
  const text = texts.get(key);
  const done = text ? chrome.storage.session.set({ [storageKey(key)]: text }) : chrome.storage.session.remove(storageKey(key));
  // Nothing can be done about a full or closing store; the text is still in the field.
  done.catch((error: unknown) => console.warn('draft not kept', error));
}

/** Takes over what is in the field; it is kept after a pause, or at once when it was emptied. */
function saveDraft(key: string, text: string): void {
  texts.set(key, text);
  clearTimeout(timers.get(key));
  if (text)
    timers.set(
      key,
      setTimeout(() => write(key), DRAFT_DELAY),
    );
  else write(key);
}

/** Returns the draft of a key, an empty text if none. */
async function loadDraft(key: string): Promise<string> {
  const known = texts.get(key);
  if (known !== undefined) return known;
  const stored = (await chrome.storage.session.get(storageKey(key)))[storageKey(key)];
  return texts.get(key) ?? (typeof stored === 'string' ? stored : '');
}

/** Puts something before what stands in a draft, unless it is there already. */
export async function prefixDraft(key: string, prefix: string): Promise<void> {
  const text = await loadDraft(key);
  if (!text.includes(prefix.trim())) saveDraft(key, `${prefix}${text}`);
}

/** Puts a text that could not be saved back, before what was typed since it left the field; returns what stands there then. */
export function giveBack(key: string, text: string, joint = '\n'): string {
  const whole = [text, texts.get(key)].filter(Boolean).join(joint);
  saveDraft(key, whole);
  return whole;
}

/** Moves the drafts of other keys behind that of a key; returns it as it is then, or null when there was nothing to move. */
async function takeOver(key: string, from: readonly string[], joint: string): Promise<string | null> {
  let moved: string | null = null;
  for (const other of from) {
    const text = await loadDraft(other);
    if (!text) continue;
    const own = await loadDraft(key);
    // What was typed meanwhile stands in the map.
    moved = [texts.get(key) ?? own, text].filter(Boolean).join(joint);
    saveDraft(key, moved);
    saveDraft(other, '');
  }
  return moved;
}

/** Keeps all drafts now, before the page goes away. */
function flushDrafts(): void {
  for (const key of timers.keys()) write(key);
}

/** Forgets what this page holds of drafts, not what is stored; for tests, which share one page. */
export function forgetDrafts(): void {
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
  texts.clear();
}

/**
 * A field whose text survives the page. `key` must not change while the component lives: give the component the same
 * `key`, so that a text can never be saved to another customer than the one it was typed for. Drafts of the keys `from`,
 * of what was joined into this, go over to it, each behind what stands here with `joint` between them.
 */
export function useDraft(key: string, from: readonly string[] = [], joint = '\n'): [string, (text: string) => void] {
  const [text, setText] = useState(() => texts.get(key) ?? '');
  useEffect(() => {
    let gone = false;
    // What was typed before the stored text came back wins.
    void loadDraft(key).then((stored) => {
      if (!gone && !texts.has(key) && stored) setText(stored);
    });
    void takeOver(key, from, joint).then((joined) => {
      if (!gone && joined !== null) setText(joined);
    });
    window.addEventListener('pagehide', flushDrafts);
    return () => {
      gone = true;
      window.removeEventListener('pagehide', flushDrafts);
      if (timers.has(key)) write(key);
    };
  }, [key, from.join(' ')]);
  const change = (next: string): void => {
    setText(next);
    saveDraft(key, next);
  };
  return [text, change];
}
