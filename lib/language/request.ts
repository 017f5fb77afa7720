import type { Endpoint, LanguageSettings } from '../domain/service.ts';
import { addressOf, hasAgreed, originOf, permissionOf } from './endpoint.ts';
import { LanguageError, type LanguageProblem } from './error.ts';
import { noteSent, type SentFor } from './sent.ts';
import { bodyFor, headFor, type Wire } from './wire.ts';

/** Most characters of one request, and most bytes of an answer. */
const MOST_OUT = 24_000;
const MOST_IN = 256_000;

/** What a request is for, how long it may take (ms), and what ends it early. */
export interface Asking {
  why: SentFor;
  timeout: number;
  signal?: AbortSignal;
}

const BY_STATUS: Readonly<Record<number, LanguageProblem>> = {
  400: 'bad-request',
  401: 'key-refused',
  402: 'quota',
  403: 'key-refused',
  404: 'not-found',
  405: 'not-found',
  413: 'too-long',
  422: 'bad-request',
  429: 'quota',
  456: 'quota',
};

/** Returns what a request to an endpoint would hold: what is shown before it is sent. */
export const previewOf = (endpoint: Endpoint, wire: Wire): string => bodyFor({ ...endpoint, key: '' }, wire);

/**
 * Asks the user's endpoint: the only place of the extension that speaks to the outside. The user must have seen what is
 * sent and agreed (but for the fixed sentence of a trial), and the browser must have granted the host; no cookies, no referrer, no redirects, bounded in length and time. `onPart` gets the answer as it comes in. Returns the
 * answer; throws `LanguageError`.
 */
export async function ask(
  settings: LanguageSettings,
  wire: Wire,
  { why, timeout, signal }: Asking,
  onPart?: (part: string) => void,
): Promise<{ type: string; text: string }> {
  const { endpoint } = settings;
  if (!endpoint) throw new LanguageError('no-engine');
  if (why !== 'trial' && !hasAgreed(settings)) throw new LanguageError('not-agreed');
  const body = bodyFor(endpoint, wire);
  if (body.length > MOST_OUT) throw new LanguageError('too-long');
  const granted = await chrome.permissions.contains({ origins: [permissionOf(endpoint)] });
  if (!granted) throw new LanguageError('no-permission');
  const clock = AbortSignal.timeout(timeout);
  const done = await noteSent({ origin: originOf(endpoint), why, body: previewOf(endpoint, wire) });
  try {
    const answer = await answerOf(endpoint, body, signal ? AbortSignal.any([signal, clock]) : clock, onPart);
    await done(true);
    return answer;
  } catch (error) {
    await done(false);
    if (signal?.aborted) throw new LanguageError('cancelled');
    if (clock.aborted) throw new LanguageError('timeout');
    throw error instanceof LanguageError ? error : new LanguageError('unreachable');
  }
}

async function answerOf(
  endpoint: Endpoint,
  body: string,
  signal: AbortSignal,
  onPart: ((part: string) => void) | undefined,
): Promise<{ type: string; text: string }> {
  const response = await fetch(addressOf(endpoint), {
    method: 'POST',
    headers: headFor(endpoint),
    body,
    signal,
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    redirect: 'error',
    cache: 'no-store',
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new LanguageError(
      BY_STATUS[response.status] ?? (response.status >= 500 ? 'server' : 'bad-answer'),
      String(response.status),
    );
  }
  return { type: response.headers.get('content-type') ?? '', text: await textOf(response, onPart) };
}

async function textOf(response: Response, onPart: ((part: string) => void) | undefined): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) throw new LanguageError('bad-answer');
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    const part = decoder.decode(value, { stream: !done });
    text += part;
    if (part) onPart?.(part);
    if (done) return text;
    size += value.byteLength;
    if (size > MOST_IN) {
      await reader.cancel();
      throw new LanguageError('too-large');
    }
  }
}
