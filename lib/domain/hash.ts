/** Returns 32 bits of a text (FNV-1a, or with a factor of one's own), not spread evenly yet. */
export function fnv1a(text: string, factor = 0x01000193): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), factor);
  return hash;
}

/** Returns a number from 0 to 2^30 - 1 that spreads texts evenly (FNV-1a); no protection against anybody who wants two alike. */
export function hashOf(text: string): number {
  const hash = fnv1a(text);
  // It stands in ids that are stored, so that it never changes.
  return (hash ^ (hash >>> 15)) & 0x3fffffff;
}
