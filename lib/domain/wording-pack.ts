import sources from '#assets/wording/sources.json' with { type: 'json' };
import { WORDING_ENTRIES } from './wording-entries.ts';
import type { WordingPack } from './wording.ts';

/** The list that comes with the product; a shop's changes lie beside it, see `WordingEdit`. */
export const WORDING_PACK: WordingPack = { ...WORDING_ENTRIES, sources };
