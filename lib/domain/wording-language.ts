import { mayBeRussian } from './cyrillic.ts';
import type { SeenLanguage } from './wording.ts';

const SCRIPTS = {
  kana: /[\u3041-\u30ff]/g,
  hangul: /[\uac00-\ud7af\u1100-\u11ff]/g,
  han: /\p{Script=Han}/gu,
  cyrillic: /\p{Script=Cyrillic}/gu,
  arabic: /\p{Script=Arabic}/gu,
  latin: /\p{Script=Latin}/gu,
} as const;

/** Short words by which languages of the Latin alphabet are told apart. */
const COMMON: Readonly<Partial<Record<SeenLanguage, string>>> = {
  en: 'the you is are to and for your we it this of not have please can will in with my was i be do',
  es: 'el la los las que de y en por para su usted una no es con del me mi como esta le gracias pedido cuando hola si',
  pt: 'o a os as que de e em por para seu voce uma nao com do da meu minha esta obrigado pedido quando ola um ja',
  fr: 'le la les des de et en pour vous votre une pas est avec du je mon ma bonjour merci commande quand que il sur',
  de: 'der die das und ist nicht sie ihr ihre ich mein wir fur mit ein eine zu auf danke bitte bestellung wann hallo es',
  it: 'il la gli che di e in per lei suo una non con del mi mio ciao grazie ordine quando sono ho questo come un alla al ma se le dei',
  pl: 'nie jest to i w na z do sie czy prosze dziekuje moje zamowienie kiedy dzien dobry mam jak czesc dla ze',
};

/** Letters and signs that say more than a short word: each counts for two. */
const SIGNS: readonly (readonly [SeenLanguage, RegExp])[] = [
  ['es', /[ñ¿¡]/g],
  ['pt', /[ãõ]/g],
  ['fr', /[êœëû]/g],
  ['de', /[äß]/g],
  ['it', /[òì]/g],
  ['pl', /[ąęłśżźń]/g],
];

const WORDS = new Map(Object.entries(COMMON).map(([language, words]) => [language as SeenLanguage, new Set(words.split(' '))]));
/** Characters that are looked at; a language shows early. */
const MOST = 1000;
const MIN_LETTERS = 2;
const MIN_WORDS = 2;

/**
 * Returns the language a text is written in, or null when it cannot be told: too short, too mixed, only numbers. Addresses,
 * order numbers and slots in braces are passed over.
 */
export function languageOf(text: string): SeenLanguage | null {
  const plain = text
    .slice(0, MOST)
    .replace(/[{｛][^{}｛｝\n]{0,80}[}｝]/g, ' ')
    .replace(/\S{0,200}[@/\d]\S{0,200}/g, (word) => (/\p{Script=Han}|[\u3041-\u30ff\uac00-\ud7af]/u.test(word) ? word : ' '));
  // Faces borrow kana from Japanese, `(づ￣3￣)づ`, and Chinese writes の for 的.
  const words = plain.replace(/[(（][^()（）]{0,20}[)）][づつっノ]?|の/g, '');
  const count = (script: keyof typeof SCRIPTS): number => (script === 'kana' ? words : plain).match(SCRIPTS[script])?.length ?? 0;
  const [kana, hangul, han, cyrillic, arabic, latin] = (['kana', 'hangul', 'han', 'cyrillic', 'arabic', 'latin'] as const).map(
    count,
  ) as [number, number, number, number, number, number];
  // A character says as much as some letters, and Chinese texts have names of brands and models in them.
  const eastern = 4 * (kana + hangul + han);
  if (eastern + cyrillic + arabic + latin < 2 * MIN_LETTERS) return null;
  if (eastern > 0 && eastern >= Math.max(latin, cyrillic, arabic)) return kana * 4 > han ? 'ja' : hangul > han ? 'ko' : 'zh';
  if (cyrillic > 0 && cyrillic >= Math.max(latin, arabic)) return cyrillic >= 4 && mayBeRussian(plain) ? 'ru' : null;
  if (arabic > latin) return 'ar';
  return latinLanguage(plain);
}

function latinLanguage(text: string): SeenLanguage | null {
  const words =
    text
      .toLowerCase()
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .match(/[a-z]+/g) ?? [];
  const signs = (of: SeenLanguage): number =>
    SIGNS.reduce((sum, [language, sign]) => sum + (language === of ? 2 * (text.match(sign)?.length ?? 0) : 0), 0);
  const scores = [...WORDS].map(([language, common]) => {
    const score = words.filter((word) => common.has(word)).length;
    // One letter may be that of a name.
    return { language, score: score + (score > 0 ? signs(language) : 0) };
  });
  const [first, second] = scores.toSorted((a, b) => b.score - a.score);
  if (!first || first.score < MIN_WORDS || first.score <= (second?.score ?? 0)) return null;
  return first.language;
}

/** Returns the language in which somebody writes, by the newest of their texts that tell it; the newest text comes last. */
export function languageOfAll(texts: readonly string[]): SeenLanguage | null {
  for (const text of texts.toReversed()) {
    const language = languageOf(text);
    if (language) return language;
  }
  return null;
}

/** Letters from which a text without a known language of its own counts as foreign to a Chinese buyer. */
const FOREIGN = 24;

/**
 * Returns the language of a draft that the buyer probably does not read, or null. English passes for everybody but
 * Chinese buyers: shops answer with it where they have no other words.
 */
export function wrongLanguage(draft: string, buyer: SeenLanguage): SeenLanguage | null {
  const own = languageOf(draft);
  if (own === null || own === buyer) return null;
  if (own !== 'en') return own;
  return buyer === 'zh' && (draft.match(/[a-z]/gi)?.length ?? 0) >= FOREIGN ? 'en' : null;
}
