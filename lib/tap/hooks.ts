import type { Answer } from '../sites/answers.ts';
import { add, apply, placeOf } from './natives.ts';
import { afterwards, charsetOf, hasRoom, LARGEST, takePayload, takeText, textOf, type Word } from './copies.ts';
import { keepPrinting, putBack, replace, type Replaced } from './disguise.ts';
import { answerAt, mayMatter, socketAt } from './match.ts';
import { takeFrame } from './frames.ts';
import { isRiskAddress, isRiskStatus } from './risk.ts';
import { readAll } from './stream.ts';

type Getter<T> = (owner: object) => T;

/** Returns the getter of a property as it was before any script of the page. */
function getter<T>(prototype: object, key: string): Getter<T> {
  const get = Reflect.getOwnPropertyDescriptor(prototype, key)?.get;
  return (owner) => apply(get as () => T, owner, []) as T;
}

const listen = EventTarget.prototype.addEventListener;
const then = Promise.prototype.then;

const responseUrl = getter<string>(Response.prototype, 'url');
const responseStatus = getter<number>(Response.prototype, 'status');
const responseUsed = getter<boolean>(Response.prototype, 'bodyUsed');
const responseHeaders = getter<Headers>(Response.prototype, 'headers');
const responseBody = getter<ReadableStream | null>(Response.prototype, 'body');
const cloneResponse = Response.prototype.clone;
const headerOf = Headers.prototype.get;

const xhrUrl = getter<string>(XMLHttpRequest.prototype, 'responseURL');
const xhrStatus = getter<number>(XMLHttpRequest.prototype, 'status');
const xhrType = getter<string>(XMLHttpRequest.prototype, 'responseType');
const xhrText = getter<string>(XMLHttpRequest.prototype, 'responseText');
const xhrResponse = getter<unknown>(XMLHttpRequest.prototype, 'response');
const xhrHeader = XMLHttpRequest.prototype.getResponseHeader;
const urlText = getter<string>(URL.prototype, 'href');

const socketUrl = getter<string>(WebSocket.prototype, 'url');
const messageData = getter<unknown>(MessageEvent.prototype, 'data');
const blobBuffer = Blob.prototype.arrayBuffer;
const sliceBuffer = ArrayBuffer.prototype.slice;
const copyValue = structuredClone;

/** Answers of which there is a clone already: a page may ask for the body first and read it later. */
const noted = new WeakSet();
const isNoted = WeakSet.prototype.has;
const note = WeakSet.prototype.add;

type Say = (word: Word) => void;

/** Takes bytes by the charset that their answer declared. */
function takeBytes(row: Answer, url: string, bytes: ArrayBuffer | ArrayBufferView | null, charset: string, say: Say): void {
  const text = bytes === null ? null : textOf(bytes, charset);
  if (text === null) say({ kind: 'refused', id: row.id, why: bytes === null ? 'size' : 'charset' });
  else takeText(row, url, text, say);
}

/** The page is about to read this answer: a clone is put aside and read when the page is idle. */
function noteResponse(response: object, say: Say): void {
  const url = responseUrl(response);
  if (isRiskAddress(url)) return say({ kind: 'risk' });
  const row = answerAt(url);
  if (!row || apply(isNoted, noted, [response]) || responseUsed(response)) return;
  apply(note, noted, [response]);
  if (isRiskStatus(responseStatus(response))) return say({ kind: 'risk' });
  if (!hasRoom(row, say)) return;
  const headers = responseHeaders(response);
  const charset = charsetOf(apply(headerOf, headers, ['content-type']) as string | null, row);
  const stream = responseBody(apply(cloneResponse, response, []) as Response);
  if (stream === null) return;
  afterwards(row, say, () => readAll(stream, (bytes) => takeBytes(row, url, bytes, charset, say)));
}

/** The page's request has its answer. What was parsed is copied at once: the page may change it. */
function noteXhr(xhr: object, say: Say): void {
  const url = xhrUrl(xhr);
  if (isRiskAddress(url)) return say({ kind: 'risk' });
  const row = answerAt(url);
  if (!row) return;
  if (isRiskStatus(xhrStatus(xhr))) return say({ kind: 'risk' });
  if (!hasRoom(row, say)) return;
  const type = xhrType(xhr);
  if (type === '' || type === 'text') {
    const text = xhrText(xhr);
    return afterwards(row, say, () => takeText(row, url, text, say));
  }
  const value = xhrResponse(xhr);
  const charset = charsetOf(apply(xhrHeader, xhr, ['content-type']) as string | null, row);
  if (type === 'json') {
    const copy = apply(copyValue, undefined, [value]) as unknown;
    return afterwards(row, say, () => takePayload(row, url, copy, say));
  }
  if (value instanceof ArrayBuffer && value.byteLength <= LARGEST) {
    const copy = apply(sliceBuffer, value, [0]) as ArrayBuffer;
    return afterwards(row, say, () => takeBytes(row, url, copy, charset, say));
  }
  if (value instanceof Blob && value.size <= LARGEST) takeBlob(row, url, value, charset, say);
}

function takeBlob(row: Answer, url: string, blob: Blob, charset: string, say: Say): void {
  afterwards(row, say, () => {
    const reading = apply(blobBuffer, blob, []) as Promise<ArrayBuffer>;
    apply(then, reading, [
      (bytes: ArrayBuffer) => takeBytes(row, url, bytes, charset, say),
      () => say({ kind: 'refused', id: row.id, why: 'shape' }),
    ]);
  });
}

function mentions(text: string, signs: readonly string[]): boolean {
  for (let i = 0; i < signs.length; i += 1) if (placeOf(text, signs[i] ?? '') >= 0) return true;
  return false;
}

function noteFrame(row: Answer, data: unknown, say: Say): void {
  if (typeof data === 'string') {
    // Heartbeats and answers to the page's own writing are most of what comes.
    if (mentions(data, row.signs) && hasRoom(row, say)) afterwards(row, say, () => takeFrame(row, data, say));
  } else if (!hasRoom(row, say)) return;
  else if (data instanceof Blob && data.size <= LARGEST) takeBlob(row, '', data, 'utf-8', say);
  else if (data instanceof ArrayBuffer && data.byteLength <= LARGEST) {
    const copy = apply(sliceBuffer, data, [0]) as ArrayBuffer;
    afterwards(row, say, () => takeBytes(row, '', copy, 'utf-8', say));
  }
}

/** Returns an address as the page wrote it, without calling anything of the page's. */
function writtenAddress(value: unknown): string {
  if (typeof value === 'string') return value;
  try {
    return value instanceof URL ? urlText(value) : '';
  } catch {
    return ''; // something that only looks like an address
  }
}

/** Keeps whatever goes wrong in here from the page. */
function quietly(act: () => void): void {
  try {
    act();
  } catch {
    // The page has its answer; a copy less is no harm.
  }
}

type Keep = (one: Replaced | null) => void;

/** Everything that reads the body of a fetched answer; `fetch` itself stays as it is. */
function hookBodies(keep: Keep, isOn: () => boolean, say: Say): void {
  for (const key of ['text', 'json', 'arrayBuffer', 'blob', 'bytes', 'formData', 'body'] as const) {
    keep(
      replace(Response.prototype, key, key === 'body' ? 'get' : 'value', (native, self, args) => {
        if (isOn()) quietly(() => noteResponse(self as object, say));
        return apply(native, self, args);
      }),
    );
  }
}

/** The opening of a request: what is noted is its answer. */
function hookRequests(keep: Keep, isOn: () => boolean, say: Say): void {
  keep(
    replace(XMLHttpRequest.prototype, 'open', 'value', (native, self, args) => {
      const result = apply(native, self, args) as unknown;
      if (isOn()) quietly(() => followXhr(self as object, writtenAddress(args[1]), isOn, say));
      return result;
    }),
  );
}

/** The making of a socket: what is noted is what it receives. */
function hookSockets(keep: Keep, isOn: () => boolean, say: Say): void {
  const follow = (_native: unknown, made: unknown): void => {
    if (isOn()) quietly(() => followSocket(made as object, isOn, say));
  };
  const socket = replace(globalThis, 'WebSocket', 'value', follow, true);
  keep(socket);
  // An instance's class is the one that the page sees.
  if (socket) keep(sameClass(socket));
}

/**
 * Puts stand-ins over what reads answers: the body of a fetched response, the opening of a request, the making of a
 * socket. `say` hears of copies; the returned function puts everything back. Nothing is asked for, sent or delayed.
 */
export function hook(say: Say): () => void {
  let on = true;
  const isOn = (): boolean => on;
  const replaced: Replaced[] = [];
  const keep: Keep = (one) => {
    if (one) add(replaced, one);
  };
  keep(keepPrinting());
  hookBodies(keep, isOn, say);
  hookRequests(keep, isOn, say);
  hookSockets(keep, isOn, say);
  return () => {
    on = false;
    for (let i = replaced.length - 1; i >= 0; i -= 1) quietly(() => putBack(replaced[i] as Replaced));
  };
}

function sameClass({ now, before }: Replaced): Replaced | null {
  const owner = (before.value as { prototype: object }).prototype;
  const held = Reflect.getOwnPropertyDescriptor(owner, 'constructor');
  if (!held) return null;
  const next = { ...held, value: now.value as unknown };
  return Reflect.defineProperty(owner, 'constructor', next) ? { owner, key: 'constructor', now: next, before: held } : null;
}

function followXhr(xhr: object, url: string, isOn: () => boolean, say: Say): void {
  if (!mayMatter(url)) return;
  apply(listen, xhr, ['load', () => isOn() && quietly(() => noteXhr(xhr, say)), { once: true }]);
}

function followSocket(socket: object, isOn: () => boolean, say: Say): void {
  const row = socketAt(socketUrl(socket));
  if (!row) return;
  const heard = (event: Event): void => {
    if (isOn()) quietly(() => noteFrame(row, messageData(event), say));
  };
  apply(listen, socket, ['message', heard]);
}
