/**
 * Returns a text in lower case, Latin letters without accents, ё as е, every white space as a blank. Letter by letter: each
 * place in the result is the same place in the text, which must be in the NFC form.
 */
export function foldLetters(text: string): string {
  return text
    .replace(/[\u00c0-\u024fёЁ]/gu, (letter) => letter.normalize('NFD')[0] ?? letter)
    .replace(/[’`´]/gu, "'")
    .replace(/\s/gu, ' ')
    .replace(/\p{Lu}/gu, (letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter));
}
