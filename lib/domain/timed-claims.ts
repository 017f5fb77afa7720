import { inventedClaims, isDenied, type Claim } from './claims.ts';
import { momentsIn, promisedTimes } from './promise.ts';

/** Where a sentence begins: behind its mark, or behind a dot and a blank. */
const BETWEEN = /(?<=[。！？!?；;\n])|(?<=[.…]\s+)(?=\p{Lu})/u;
const ASKS = /[?？]\s*$|[吗呢么][。！~～\s]*$/u;
/** A parcel that arrives: nothing the shop does itself, but buyers hold the shop to it. */
const ARRIVES =
  /到货|送达|送到|收到|能到|会到|就到|到您|arriv|deliver|reach you|receive|get it|придёт|придет|прибуд|достав|получите|llegar|llega(?!do)|entreg|recibir/iu;

/** Returns until when a sentence promises something (epoch ms). */
function untilIn(sentence: string, now: number, zone: string): number[] {
  const own = promisedTimes(sentence, now, zone);
  if (own.length > 0) return own;
  const arrives = ARRIVES.exec(sentence);
  const isSaid = arrives && !ASKS.test(sentence) && !isDenied(sentence, arrives.index, arrives[0]);
  return isSaid ? momentsIn(sentence, now, zone) : [];
}

/** Returns the sentences of a text that promise something until a moment, which none of the given texts names. */
function inventedTimes(text: string, promised: readonly string[], now: number, zone: string): Claim[] {
  const given = new Set(promised.flatMap((one) => momentsIn(one, now, zone)));
  const claims: Claim[] = [];
  let at = 0;
  for (const part of text.split(BETWEEN)) {
    const raw = part.trim();
    const start = at + part.indexOf(raw);
    at += part.length;
    if (untilIn(raw, now, zone).some((until) => !given.has(until)))
      claims.push({ kind: 'time', start, end: start + raw.length, raw });
  }
  return claims;
}

/**
 * Returns what a machine-written text promises and none of the given texts does: by its words, see `inventedClaims`, and
 * by a time until which something will be done or arrive. `now` in epoch ms, `zone` where its days are meant.
 */
export function promisedBeyond(text: string, promised: readonly string[], now: number, zone: string): Claim[] {
  return [...inventedClaims(text, promised), ...inventedTimes(text, promised, now, zone)].toSorted((a, b) => a.start - b.start);
}
