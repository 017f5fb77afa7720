import { pinyin, polyphonic } from 'pinyin-pro';
import { titleTokens } from './tokens.ts';

/** Most spellings kept of one title. The search combines them, so one per reading of a character is enough. */
const MAX_SPELLINGS = 16;

/** Search keys of a title: full spellings, one word per unit of the title (`fa huo shi xiao`), and their initials (`fhsx`). */
export interface PinyinKeys {
  pinyin: string[];
  initials: string[];
}

/**
 * Returns how a title can be spelt in pinyin without tones (ü as v): the likeliest spelling first, then one for every
 * other reading of a character (重, 行, 长 …). Latin words stay as they are, in lower case. Carries the dictionary, so
 * it is for pages only.
 */
export function pinyinKeys(title: string): PinyinKeys {
  const tokens = titleTokens(title);
  const likely = inContext(title);
  const first = tokens.map((token) => (token.chinese ? (likely.get(token.start) ?? token.text) : token.text));
  const spellings = [first];
  for (const [index, token] of tokens.entries()) {
    if (!token.chinese) continue;
    for (const other of readingsOf(token.text)) {
      if (other !== first[index] && spellings.length < MAX_SPELLINGS) spellings.push(first.with(index, other));
    }
  }
  return {
    pinyin: [...new Set(spellings.map((spelling) => spelling.join(' ')))],
    initials: [...new Set(spellings.map((spelling) => spelling.map((syllable) => [...syllable][0] ?? '').join('')))],
  };
}

/** Returns the reading of each Chinese character that fits its neighbours, by its place in the title. */
function inContext(title: string): Map<number, string> {
  const readings = new Map<number, string>();
  let at = 0;
  for (const unit of pinyin(title, { type: 'all', toneType: 'none', v: true })) {
    readings.set(at, (unit.pinyin || unit.origin).toLowerCase());
    at += unit.origin.length;
  }
  return readings;
}

function readingsOf(character: string): string[] {
  const [readings = []] = polyphonic(character, { type: 'array', toneType: 'none', v: true });
  return readings;
}
