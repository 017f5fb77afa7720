/** Returns a number from 0 to 2^30 - 1 that spreads texts evenly (FNV-1a); no protection against anybody who wants two alike. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  // Below 2^30, so that a map of a million of them needs no object for each.
  return (hash ^ (hash >>> 15)) & 0x3fffffff;
}
