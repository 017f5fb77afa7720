import { monthsNamed } from './token-date.ts';
import { timesInWords } from './token-time-words.ts';
import { findTokens, foldDigits, MASK_SIGNS, type Token } from './tokens.ts';

/** A text and the language (BCP 47) it is written in. */
export interface Written {
  text: string;
  language: string;
}

/** What became of the tokens of a text in its translation. */
export interface TokenCheck {
  /** Nothing is missing and nothing was added. A doubtful number may still be there. */
  ok: boolean;
  /** Tokens of the source that the result does not have. */
  missing: Token[];
  /** Tokens of the result that the source does not have. */
  extra: Token[];
  /** Small bare numbers that the source may have written as words (三天, two pieces): a person has to look at them. */
  doubtful: Token[];
}

/** Largest bare number that a text is likely to have written as a word. */
const WORDS_UP_TO = 31;

/**
 * Compares the tokens of a text with those of its translation. Every token must be there exactly as often as before, in
 * any order, equal in value (what is no amount or day: or letter by letter); what came in addition is refused, except small numbers that may have
 * been words.
 */
export function checkTokens(source: Written, result: Written): TokenCheck {
  const wanted = findTokens(source.text, source.language);
  const there = findTokens(result.text, result.language);
  const { left: lost, rest: more } = match(wanted, there);
  const left = notNamed(notInWords(lost, result.text), source.text, result);
  const rest = notInWords(more, source.text);
  const signs = MASK_SIGNS.test(source.text) ? [] : leftoverSigns(result.text);
  const added = rest.filter((token) => !isLetter(token));
  const doubtful = added.filter(isSmall);
  const extra = [...added.filter((token) => !isSmall(token)), ...signs];
  return { ok: left.length === 0 && extra.length === 0, missing: left, extra, doubtful };
}

/** Leaves out times of day that the other text says in words (half past nine, noon). */
function notInWords(tokens: readonly Token[], text: string): Token[] {
  const said = tokens.some(({ kind }) => kind === 'time') ? timesInWords(text) : [];
  return tokens.filter(({ kind, value }) => {
    const at = kind === 'time' ? said.indexOf(value) : -1;
    if (at >= 0) said.splice(at, 1);
    return at < 0;
  });
}

/** Leaves out the numbers of months (2027年3月) that the other text calls by their names (March 2027). */
function notNamed(tokens: readonly Token[], source: string, result: Written): Token[] {
  const named = tokens.length > 0 ? monthsNamed(foldDigits(result.text), result.language) : [];
  const left = [...tokens];
  for (const [, year, month] of foldDigits(source).matchAll(
    /(\d{4})\s?[年년]\s?0?(\d{1,2})\s?[月월](?!\s?\d{1,2}\s?[日号일])/g,
  )) {
    const said = named.indexOf(`${year}-${month}`);
    const at = left.findIndex(({ kind, value }) => kind === 'number' && Number(value) === Number(month));
    if (said < 0 || at < 0) continue;
    named.splice(said, 1);
    left.splice(at, 1);
  }
  return left;
}

function match(wanted: readonly Token[], there: readonly Token[]): { left: Token[]; rest: Token[] } {
  const rest = [...there];
  const take = (same: (token: Token) => boolean): boolean => {
    const at = rest.findIndex(same);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  };
  const byValue = wanted.filter((token) => !take((other) => other.kind === token.kind && other.value === token.value));
  const left = byValue.filter(
    (token) => isAmount(token) || !take((other) => other.kind === token.kind && foldDigits(other.raw) === foldDigits(token.raw)),
  );
  takeLengths(left, rest);
  takeLengths(rest, left);
  return { left: left.filter((token) => !take((other) => isSameHour(token, other))), rest };
}

/** Takes lengths of time (`2h30`) out of one list that are two numbers of the other (2小时30分钟), and these too. */
function takeLengths(lengths: Token[], numbers: Token[]): void {
  for (const length of lengths.filter(({ kind }) => kind === 'time')) {
    const parts = /^(\d{1,2})h(\d{2})$/i.exec(foldDigits(length.raw))?.slice(1).map(Number) ?? [];
    const found = parts.map((part) => numbers.find(({ kind, value }) => kind === 'number' && Number(value) === part));
    if (new Set(found).size < 2 || found.includes(undefined)) continue;
    for (const number of found) numbers.splice(numbers.indexOf(number as Token), 1);
    lengths.splice(lengths.indexOf(length), 1);
  }
}

const AMOUNTS: ReadonlySet<Token['kind']> = new Set(['price', 'number', 'percent', 'date']);

/** What is written alike may be read differently: `¥199` in Japanese, `1,299` in German. Only the value counts. */
const isAmount = ({ kind }: Token): boolean => AMOUNTS.has(kind);

/**
 * `下午3点` may be written as a 3 with words that are not known as a part of the day, or as `15 Uhr`; a 3 PM for a 3 AM is
 * wrong.
 */
function isSameHour(a: Token, b: Token): boolean {
  const [time, number] = a.kind === 'time' ? [a, b] : [b, a];
  if (time.kind !== 'time' || number.kind !== 'number') return false;
  const full = time.value.endsWith(':00') && Number(time.value.slice(0, -3)) === Number(number.value) % 24;
  return full || (isBareHour(time) && figureOf(time) === number.value);
}
const isBareHour = ({ kind, raw }: Token): boolean => kind === 'time' && !/[:：]/.test(raw);
const figureOf = ({ raw }: Token): string => /\d+/.exec(foldDigits(raw))?.[0] ?? raw;

const isSmall = (token: Token): boolean =>
  isBareHour(token) || (token.kind === 'number' && /^\d{1,2}$/.test(token.value) && Number(token.value) <= WORDS_UP_TO);

/** A single capital that looks like a size is as often a name's or a word's letter; only its loss counts. */
const isLetter = ({ kind, raw }: Token): boolean => kind === 'size' && raw.length === 1;

/** What stood for a token and was not put back: never to be shown to a buyer. */
function leftoverSigns(text: string): Token[] {
  const found = [...text.matchAll(/⟦[^⟦⟧]{0,20}⟧|[⟦⟧]/g)];
  return found.map((hit) => ({
    kind: 'code',
    start: hit.index,
    end: hit.index + hit[0].length,
    raw: hit[0],
    value: hit[0],
  }));
}

/**
 * What the writer of a text may rely on: `trusted` for tokens of all kinds, `said` (what a buyer wrote) for numbers and
 * days only; `promised` for promises: what the staff want to say now, not titles of items or what was said before.
 */
export interface Grounds {
  trusted: readonly Written[];
  promised: readonly string[];
  said: readonly Written[];
}

const keys = (token: Token): string[] =>
  isAmount(token) ? [`${token.kind} ${token.value}`] : [`${token.kind} ${token.value}`, `${token.kind} ${foldDigits(token.raw)}`];

const NEEDS_TRUST: ReadonlySet<Token['kind']> = new Set(['link', 'email', 'price', 'percent']);

/**
 * Returns the tokens of a machine-written text that nothing it was given contains. Links, addresses, prices and
 * percentages count as given only when the shop's own side has them: what a buyer wrote is no promise of the shop.
 */
export function inventedTokens(written: Written, { trusted, said }: Grounds): Token[] {
  const keysOf = (texts: readonly Written[]): Set<string> =>
    new Set(texts.flatMap(({ text, language }) => findTokens(text, language).flatMap((token) => keys(token))));
  const own = keysOf(trusted);
  const all = new Set([...own, ...keysOf(said)]);
  return findTokens(written.text, written.language).filter((token) => {
    if (isLetter(token)) return false;
    const given = NEEDS_TRUST.has(token.kind) ? own : all;
    return !keys(token).some((key) => given.has(key));
  });
}
