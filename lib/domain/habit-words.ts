import { isSameCarrier } from './carriers.ts';
import { type MaskPart, MASK_SLOTS } from './habit-mask.ts';
import { SURNAMES } from './surnames.ts';
import { foldText } from './text.ts';

/** A piece of a message, or a word that is another one in messages built alike: its slot, and the words seen, the own first; none for a fact. */
export type WordPart = MaskPart | { slot: string; choices: string[] };

interface Token {
  /** `H` Chinese characters, `W` a word in letters, `-` signs, `#` what is masked. */
  kind: string;
  text: string;
  part: MaskPart;
}

const TOKENS = /(\p{Script=Han}+)|((?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}'’])+)|[^\p{L}\p{M}\p{N}]+/gu;
const WHERE = '哪里';
/** Slots without choices: who and where somebody is, is of one buyer. */
const OPEN: readonly string[] = [MASK_SLOTS.buyer, MASK_SLOTS.recipient, WHERE];
/** Longest word that changes, in characters: Chinese, and in letters. */
const LONGEST_HAN = 4;
const LONGEST = 12;
const MOST_CHOICES = 8;
/** Different words after which it is no other way of saying the same, but something else each time. */
const SURELY = 4;
/** Words in letters from which on they are a sentence, and no names or sizes in a Chinese one. */
const FEW_WORDS = 4;
/** Letters that are left beside what changes, so that it is worth a template. */
const FEWEST_LETTERS = 3;

function tokensOf(parts: readonly MaskPart[]): Token[] {
  const tokens = parts.flatMap((part): Token[] => {
    if ('kind' in part) return [{ kind: `#${part.kind}`, text: '', part }];
    return [...part.text.matchAll(TOKENS)].map(([text, han, word]) => ({
      kind: han ? 'H' : word ? 'W' : '-',
      text,
      part: { text },
    }));
  });
  return tokens.at(-1)?.kind === '-' ? tokens.slice(0, -1) : tokens;
}

/** What is the same before and behind, and what is not, of texts that are not all the same. */
function apart(texts: readonly string[]): { before: string; behind: string; words: string[] } {
  const [first = ''] = texts;
  const shortest = Math.min(...texts.map((text) => text.length));
  let [from, to] = [0, 0];
  while (from < shortest && texts.every((text) => text[from] === first[from])) from += 1;
  while (to < shortest - from && texts.every((text) => text.at(-1 - to) === first.at(-1 - to))) to += 1;
  const words = texts.map((text) => text.slice(from, text.length - to));
  return { before: first.slice(0, from), behind: to > 0 ? first.slice(-to) : '', words };
}

/** Tells whether two messages are built alike: the same but for a few short words. */
function areAlike(a: readonly Token[], b: readonly Token[]): boolean {
  if (a.length !== b.length) return false;
  const written = a.flatMap(({ kind, text }, i) => (kind === 'W' ? [text === b[i]?.text] : []));
  // As many words that are others as are the same is another sentence.
  if (written.length >= FEW_WORDS && written.filter(Boolean).length * 2 < written.length) return false;
  return a.every(({ kind, text }, i) => {
    const other = b[i] as Token;
    if (kind !== other.kind) return false;
    if (text === other.text || kind === '-') return true;
    return (kind === 'H' ? apart([text, other.text]).words : [text, other.text]).every(
      (word) => word !== '' && word.length <= (kind === 'H' ? LONGEST_HAN : LONGEST),
    );
  });
}

/**
 * Returns a message with the words as slots that are others in messages built alike: sizes, colours, days, carriers, names
 * after a greeting, or any word that was a fourth one by then. `all` are the messages that count as the same, `own` among them.
 */
export function withWordSlots(own: readonly MaskPart[], all: readonly (readonly MaskPart[])[]): WordPart[] {
  const tokens = tokensOf(own);
  const alike = all.map(tokensOf).filter((each) => areAlike(tokens, each));
  if (alike.length < 2) return [...own];
  const parts = tokens.flatMap((token, i): WordPart[] => {
    if (token.kind !== 'H' && token.kind !== 'W') return [token.part];
    const texts = [token.text, ...alike.map((each) => each[i]?.text ?? '')];
    return new Set(texts).size > 1 ? wordSlot(texts, tokens, i) : [token.part];
  });
  const end = own.at(-1);
  const signs = end && 'text' in end ? /[^\p{L}\p{M}\p{N}]*$/u.exec(end.text)?.[0] : '';
  const whole = signs ? [...parts, { text: signs }] : parts;
  const kept = whole.map((part) => ('text' in part ? part.text : '')).join('');
  return (kept.match(/\p{L}/gu)?.length ?? 0) < FEWEST_LETTERS ? [...own] : whole;
}

function wordSlot(texts: readonly string[], tokens: readonly Token[], at: number): WordPart[] {
  const split = tokens[at]?.kind === 'H' ? apart(texts) : { before: '', behind: '', words: [...texts] };
  const { before, behind, words } = wider(split);
  const choices = [...new Set(words)];
  const slot = choices.some((word) => word === '' || word.length > LONGEST) ? null : slotFor(choices, before, behind, tokens, at);
  const same = { text: texts[0] ?? '' };
  if (slot === null) return [same];
  const named: WordPart = { slot, choices: OPEN.includes(slot) ? [] : choices.slice(0, MOST_CHOICES) };
  return [{ text: before }, named, { text: behind }].filter((part) => !('text' in part) || part.text !== '');
}

/** 红|色, 中|通, 明|天 and 周|三 are one word each. */
function wider({ before, behind, words }: ReturnType<typeof apart>): ReturnType<typeof apart> {
  const day = /(?:周|星期|礼拜)$/.exec(before)?.[0] ?? '';
  if (day && words.every((word) => /^[一二三四五六日天末]$/.test(word)))
    return { before: before.slice(0, -day.length), behind, words: words.map((word) => day + word) };
  const ends = words.every((word) => /^[今明后昨]$/.test(word)) ? /^天/ : /^[色通]/;
  const end = ends.exec(behind)?.[0] ?? '';
  return end ? { before, behind: behind.slice(1), words: words.map((word) => word + end) } : { before, behind, words };
}

const DAY = /^[这本下上]?个?(?:周|星期|礼拜)[一二三四五六日天末]$|^(?:[今明后]天|[上中下]午|晚上)$/;
const KINDS: readonly (readonly [string, (word: string) => boolean])[] = [
  ['尺码', (word) => /^(?:\d{0,2}x{0,4}[sml]|均|[加特]?[大中小])$/i.test(word)],
  ['颜色', (word) => word.endsWith('色')],
  ['什么时候', (word) => DAY.test(word)],
  ['数字', (word) => /^[一二两三四五六七八九十]{1,3}$/.test(word)],
  ['哪家快递', (word) => isSameCarrier(foldText(word), foldText(word)) !== undefined],
];
/** Characters of words that are only another way of speaking, and of the contrary; and articles, whose, who and how much. */
const MANNER =
  /[您你亲请哦哈呢呀啊吧了的不没有在就都会已将还很这那]|[/|{}:：]|^(?:the|an?|this|that|your?|my|our|i|we|it|so|very|too|really|el|la|los|las|una?|su|tu|est[ea]|ваш\p{L}?|тво[йяею]|эт\p{L}{1,2}|очень)$/iu;

/** Returns the name of the slot for a word that changes, or null where it may be the same thing in other words. */
function slotFor(words: readonly string[], before: string, behind: string, tokens: readonly Token[], at: number): string | null {
  const lead = before || (tokens[at - 2]?.text ?? '');
  if (/(?<![转交])给$|收[货件]人[是叫]?$/.test(lead) && words.every((word) => FULL_NAME.test(word))) return MASK_SLOTS.recipient;
  if (isName(words, before, behind, tokens, at)) return MASK_SLOTS.buyer;
  if (words.some((word) => MANNER.test(word))) return null;
  const kind = KINDS.find(([, isOf]) => words.every(isOf));
  if (kind) return kind[0];
  if (words.length > 2 && /地址[改换]?[是成为到]$/.test(before)) return WHERE;
  return words.length >= SURELY ? '哪个' : null;
}

const GREETED = /^(?:您好|你好|先生|女士|小姐)/;
const NO_NAME =
  /您|你|亲|^(?:大家|各位|顾客|客户|买家|朋友|宝[宝贝]|家人|客官|掌柜|老板|店主|[上中下]午|早[上安]|[午晚]安|晚上|新年|周末|节日|(?:sir|madam|friends?|customer|client\p{L}?|buyer|all|everyone|amig[oa]s?|друг|покупатель)$)/iu;
/** A Chinese name by its frequent surnames, but for those that other words begin with (黄色, 周三, 谢谢). */
const FULL_NAME = new RegExp(`^(?![黄周高林何谢程许余田任石江史顾段钱武乔贺龚])[${SURNAMES}]\\p{Script=Han}{1,2}$`, 'u');
const GREETING =
  /^(?:hi|hello|dear|hey|hola|estimad[oa]|querid[oa]|d[ií]as?|tardes|здравствуйте|привет|день|уважаем\p{L}{2}|bonjour|ch[eè]re?|olá|hallo|ciao)$/iu;

/** Tells whether words stand where a greeting has a name: 王小明您好, `Dear Anna`; or are names before what is told the buyer. */
function isName(words: readonly string[], before: string, behind: string, tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]?.text ?? '';
  if (words.some((word) => word.length < 2 || NO_NAME.test(word) || MANNER.test(word))) return false;
  if (tokens[at]?.kind === 'W') {
    // Behind a sign a sentence may begin with any word: `Hello, we …`.
    const isCalled = !/[,!.]/.test(tokens[at - 1]?.text ?? '') || /[,!.]/.test(next);
    return isCalled && GREETING.test(tokens[at - 2]?.text ?? '') && words.every((word) => /^\p{Lu}/u.test(word));
  }
  const isDear = /(?:亲爱|尊敬)的$/.test(before);
  const isFirst = isDear || (before === '' && (at === 0 || tokens[at - 1]?.kind === '-'));
  const isGreeted = isDear || GREETED.test(behind) || (behind === '' && GREETED.test(tokens[at + 2]?.text ?? ''));
  const isCalled = behind === '' ? tokens[at + 2]?.text.includes('您') : behind.startsWith('您的');
  return isFirst && (isGreeted || (isCalled === true && words.every((word) => FULL_NAME.test(word))));
}
