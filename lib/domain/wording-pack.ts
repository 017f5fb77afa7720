import pack from '#assets/wording/pack.json' with { type: 'json' };
import type { WordingPack } from './wording.ts';

/** The list that comes with the product; a shop's changes lie beside it, see `WordingEdit`. */
export const WORDING_PACK = pack as unknown as WordingPack;
