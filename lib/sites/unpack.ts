import { base64Of, bytesOf } from '../domain/base64.ts';
import { isObject } from '../domain/defined.ts';
import { decodeMessagePack } from './goofish/message-pack.ts';

/** What a frame may grow to when it is unpacked; a larger one stays packed and is then said to be unread. */
const MOST_BYTES = 2_000_000;
const DEEPEST = 4;

type Json = Record<string, unknown>;

function unpackable(base64: string): Uint8Array<ArrayBuffer> | null {
  if (base64.length > MOST_BYTES || !/^[\w+/]+=*$/.test(base64) || base64.length % 4 !== 0) return null;
  return bytesOf(base64);
}

/** Returns the bytes that a GZIP stream holds; null when it is damaged or holds more than allowed. */
async function gunzip(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array | null> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.length;
      if (size > MOST_BYTES) {
        await reader.cancel();
        return null;
      }
      parts.push(part.value);
    }
  } catch {
    return null; // damaged: the frame stays as it is, and its reader says that it is unread
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** A frame of the AliExpress push channel with the same content, no longer compressed. */
async function plainFrame(frame: Json): Promise<Json> {
  const packed = unpackable(String(frame['data'] ?? ''));
  const bytes = packed && (await gunzip(packed));
  return bytes ? { ...frame, compressType: 'COMMON', data: base64Of(bytes) } : frame;
}

/** The entries of a push of 闲鱼 with what their MessagePack holds beside it. */
function openedPush(entry: unknown): unknown {
  if (!isObject(entry) || typeof entry['data'] !== 'string') return entry;
  const bytes = unpackable(entry['data']);
  const unpacked = bytes && decodeMessagePack(bytes);
  return isObject(unpacked) ? { ...entry, unpacked } : entry;
}

/**
 * Returns a response or frame with its packed parts opened: GZIP frames of AliExpress's push channel, MessagePack of
 * 闲鱼's. Readers are pure and know only open ones, so this step comes before them. What cannot be opened stays as it is.
 */
export async function unpacked(payload: unknown, depth = 0): Promise<unknown> {
  if (depth > DEEPEST) return payload;
  if (Array.isArray(payload)) return Promise.all(payload.map((each) => unpacked(each, depth + 1)));
  if (!isObject(payload)) return payload;
  if (payload['compressType'] === 'GZIP' && typeof payload['data'] === 'string') return plainFrame(payload);
  const pack = payload['syncPushPackage'];
  if (isObject(pack) && Array.isArray(pack['data'])) {
    return { ...payload, syncPushPackage: { ...pack, data: pack['data'].map(openedPush) } };
  }
  // Only the envelopes of recorded frames are gone through; everything else is handed on as it is.
  const inside = ['frame', 'body', 'data'].filter((key) => isObject(payload[key]));
  if (inside.length === 0) return payload;
  const opened = await Promise.all(inside.map(async (key) => [key, await unpacked(payload[key], depth + 1)] as const));
  return { ...payload, ...Object.fromEntries(opened) };
}
