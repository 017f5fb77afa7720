import { newId } from '../domain/ids.ts';

/** What something was sent for. */
export type SentFor = 'message' | 'reply' | 'back' | 'draft' | 'trial';

/** One request that left this computer or went to a program on it, as it is kept until the browser is closed. */
export interface Sent {
  id: string;
  /** Epoch ms. */
  at: number;
  origin: string;
  why: SentFor;
  /** The whole content of the request, without the key. */
  body: string;
  outcome: 'waiting' | 'answered' | 'failed';
  /** Milliseconds until the answer. */
  took?: number;
}

const PREFIX = 'sent:';
/** Requests that stay on the list. */
const MOST = 30;

/** Notes a request before it is made; returns what notes how it ended. */
export async function noteSent(request: Pick<Sent, 'origin' | 'why' | 'body'>): Promise<(ok: boolean) => Promise<void>> {
  const at = Date.now();
  const entry: Sent = { id: newId('s', at), at, ...request, outcome: 'waiting' };
  await chrome.storage.session.set({ [PREFIX + entry.id]: entry });
  const old = (await sentRequests()).slice(MOST);
  if (old.length > 0) await chrome.storage.session.remove(old.map(({ id }) => PREFIX + id));
  return (ok) =>
    chrome.storage.session.set({
      [PREFIX + entry.id]: { ...entry, outcome: ok ? 'answered' : 'failed', took: Date.now() - at },
    });
}

/** Returns the last requests, newest first. */
export async function sentRequests(): Promise<Sent[]> {
  const all = await chrome.storage.session.get(null);
  return Object.entries(all)
    .filter(([key]) => key.startsWith(PREFIX))
    .map(([, entry]) => entry as Sent)
    .toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
}

/** Takes the list away. */
export async function forgetSent(): Promise<void> {
  await chrome.storage.session.remove((await sentRequests()).map(({ id }) => PREFIX + id));
}

/** Calls back when the list changes; returns what stops it. */
export function watchSent(onChange: () => void): () => void {
  const listener = (changes: Record<string, unknown>): void => {
    if (Object.keys(changes).some((key) => key.startsWith(PREFIX))) onChange();
  };
  chrome.storage.session.onChanged.addListener(listener);
  return () => chrome.storage.session.onChanged.removeListener(listener);
}
