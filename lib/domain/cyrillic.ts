/** Letters that Ukrainian, Belarusian, Serbian, Macedonian or Kazakh have and Russian has not, and ъ where only Bulgarian writes it. */
const FOREIGN = /[іїєґўћђљњџјѓќѕәғқңөұүһ]|ъ(?![еёюя])/g;
/** Frequent words of Ukrainian and Bulgarian that have none of these letters. */
const FOREIGN_WORD = /(?<!\p{L})(?:дякую|коли|що|ще|де|посилка|здравейте|благодаря|моля|кога|това|още|няма)(?!\p{L})/gu;
/** Letters that of all these only Russian has, and Belarusian and Kazakh, which show more by their others. */
const RUSSIAN = /[ыэё]/g;
/** Frequent words of Russian only. */
const RUSSIAN_WORD =
  /(?<!\p{L})(?:что|где|пожалуйста|спасибо|заказ|мне|сколько|когда|если|почему|только|здравствуйте|отправьте|можно|есть|нет|стоит)(?!\p{L})/gu;

/** A name within a sentence: however many letters of another language it has, they count as one. */
const NAME = /(?<=\p{L},? )\p{Lu}\p{Ll}+/gu;

/**
 * Tells whether a text in Cyrillic letters may be Russian. A single name of another language (`Київ`) does not make it
 * another one where Russian words stand around it.
 */
export function mayBeRussian(text: string): boolean {
  const plain = text.replace(NAME, (name) => name.match(FOREIGN)?.[0] ?? name).toLowerCase();
  const count = (pattern: RegExp): number => plain.match(pattern)?.length ?? 0;
  return 2 * (count(FOREIGN) + count(FOREIGN_WORD)) <= count(RUSSIAN) + 3 * count(RUSSIAN_WORD);
}
