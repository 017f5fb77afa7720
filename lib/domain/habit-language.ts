import { detectLanguage } from './language-detect.ts';
import { languageOf } from './wording-language.ts';

const SLOTS = /\{[^{}\n]{0,80}\}/g;
const LINKS = /https?:\/\/[!-~]+/gi;
const HAN = /\p{Script=Han}/u;
/** Words beside which the language of the chats says more. */
const FEW = 2;
const SURE = 0.6;

/**
 * Returns the language (BCP 47) of a text that was typed again and again. What is too short to tell it is in the language of
 * the chats it was typed in (`chats`, one for each time), Chinese only where there are characters of it or no letters at all.
 */
export function habitLanguage(text: string, chats: readonly string[]): string {
  const plain = text.replace(SLOTS, ' ').replace(LINKS, ' ');
  const own = languageOf(plain);
  if (own) return own;
  if (HAN.test(plain)) return 'zh';
  const isWordless = !/\p{L}/u.test(plain);
  const chat = mostOf(chats.filter((each) => isWordless || !each.startsWith('zh')));
  if (isWordless) return chat ?? 'zh';
  const found = detectLanguage(plain);
  const isTold = found !== null && found.sure >= SURE && plain.split(/\s+/).filter(Boolean).length > FEW;
  return (isTold ? found.language : (chat ?? found?.language)) ?? 'en';
}

function mostOf(texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}
