import pack from '#assets/wording/pack.json' with { type: 'json' };
import type { WordingPack } from './wording.ts';

/** The list that comes with the product, without where it comes from: pages of sites need no more. */
export const WORDING_ENTRIES = pack as unknown as Omit<WordingPack, 'sources'>;
