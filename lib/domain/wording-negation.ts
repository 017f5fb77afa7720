import { textOf } from './wording-fold.ts';
/** Units before a wording in which a negation counts, Han and others. */
const WINDOW_HAN = 16;
const WINDOW = 44;

/** Forbid or refuse what follows, with such words between as `HAN_BETWEEN` has. */
const HAN = [
  '不要',
  '不能',
  '不可',
  '不会',
  '不让',
  '不支持',
  '不提供',
  '不允许',
  '不得',
  '不敢',
  '不接受',
  '不做',
  '不参与',
  '不存在',
  '不建议',
  '不索要',
  '切勿',
  '勿',
  '禁止',
  '拒绝',
  '严禁',
  '谨防',
];
/** Say as often that something is missing: “没有收到就打…”. They count with at most two words between. */
const HAN_NEAR = ['没有', '无法', '没法', '不方便', '难以', '避免', '不需要', '不用', '不必', '不是', '不收', '别'];
/** Words that end with 别, 不是, 没有 or 不能 and deny nothing. */
const HAN_OTHER = /(?:[特区性分个级差类送告]别|是不是|要不是|有没有|能不能|会不会|要不要)$/;

const PEOPLE = '我们|咱们|你们|您|你|我|客户|顾客|买家|商家|卖家|店家|店铺|客服|任何人|别人|他人|有人|陌生人?|骗子';
const SMALL =
  '以任何形式|任何形式的?|任何|一切|所谓的?|什么|各种|类似|让|叫|给|为|向|跟|和|与|在|把|去|来|再|都|也|以|用|做|有|能|会|敢|要|是|过|说|这里|这边|直接|私下|私自|主动|随便|轻易|添加|加|通过|使用|进行|参与|相信|引导|要求|索要|提供|接受|支持|平台|站外';
const HAN_BETWEEN = new RegExp(`^(?: ?(?:${PEOPLE}|${SMALL}))* ?$`);
const HAN_FEW = new RegExp(`^(?: ?(?:${PEOPLE}|${SMALL})){0,2} ?$`);
/** “不能用加我微信”: what is denied ends before a wording that begins with a verb. */
const HAN_DONE = /[用做有能会要是过]$/;
const HAN_VERB = /^[加打给发扫留私转换求删改帮记麻+➕]/;

interface Negator {
  pattern: RegExp;
  /** What may stand between it and the wording. */
  between: RegExp;
}

const words = (...lists: string[]): RegExp => new RegExp(`^(?:(?:${lists.join('|')})\\s+)*$`);

const EN_FORM = 'please|ever|to|you|us|we|i|ask|want|need|have|be|should|just|also|even|always|anyone|buyers?|customers?';
const EN_NOUN =
  'accept|use|using|offer|provide|support|allow|allowed|take|do|make|say|call|claim|promise|add|leave|give|send|share|write|pay|paying|contact|give|any|a|an|the|our|your|my|it|this|is|are|of|by|on|via|with|for|in|through|or|and|payments?|messages?|only|kind|transactions?|exactly|really|necessarily|at';
const RU =
  '(?:принима|использ|прос|предлага|да[её]м|дава|пиш|писать|перевод|добавл|опла[тч]|плат[её]ж|деньги|отправл|нуж|надо|стоит|буд|мож|совет|счита|обеща|обща)[а-я]*|вам|вас|нам|нас|мне|вы|мы|через|по|в|на|за|с|к|для|от|и|или|это|никак[а-я]*|наш[а-я]*|ваш[а-я]*';
const ES =
  'acept[a-z]*|us[aeo][a-z]*|ofrec[a-z]*|pid[a-z]*|pedi[a-z]*|pued[a-z]*|pode[a-z]*|haga|haz|hacemos|envi[a-z]*|pag[a-z]*|damos|tenemos|permit[a-z]*|decimos|es|son|somos|se|le|les|lo|nos|ningun[a-z]*|el|la|los|las|un|una|de|por|con|en|a|ni|o|y|fuera|mediante|su|nuestr[a-z]*|que|sea';

/** Wordings that begin so say what to do; what may be denied before them is only that it is asked for. */
const VERB = /^(?:add|contact|text|call|send|e-?mail|reach|leave|give|transfer|delete|change|remove|pay|write)\b/;
const EN = /(?<!\b(?:why|if|or) )\b(?:not(?! only)|cannot|never|without|avoid|nor) |(?<!\bwhy (?:do|did|wo))n't /g;
const ENGLISH: Negator = { pattern: EN, between: words(EN_FORM, EN_NOUN) };
const ENGLISH_VERB: Negator = { pattern: EN, between: words(EN_FORM) };
const OTHERS: readonly Negator[] = [
  { pattern: /(?<![\p{L}])(?:не|нельзя|ни) /gu, between: words(RU) },
  { pattern: /(?<![\p{L}])(?:без|нет) /gu, between: /^$/ },
  // In English “no” denies the next word only: “no problem add me”.
  { pattern: /(?<![\p{L}])(?:no|nunca|ni|tampoco) /gu, between: words(ES) },
  { pattern: /(?<![\p{L}])sin /gu, between: /^$/ },
];

const ENDS = new Set([...',.!?;\n，。！？；…~'].map((sign) => sign.charCodeAt(0)));

/** Tells whether a clause ends before a folded unit: a sign, a line break, or nothing more. */
export function endsClause(unit: number | undefined): boolean {
  return unit === undefined || ENDS.has(unit);
}

/** Tells whether a folded unit is a Chinese character. */
export function isHan(unit: number | undefined): boolean {
  return unit !== undefined && unit >= 0x3400 && unit <= 0x9fff;
}

/** A blank between Han is where a comma was left out: “没有货了 加我微信”. */
function isBreak(units: Uint16Array, at: number): boolean {
  const unit = units[at];
  return endsClause(unit) || (unit === 32 && isHan(units[at - 1]) && isHan(units[at + 1]));
}

/**
 * Tells whether a wording of a folded text is denied right before it, in the same clause: “请不要加微信” says nothing wrong.
 * Only words that belong to the denial may stand between; in “没有问题麻烦给个好评” something else is denied.
 */
export function isNegated(units: Uint16Array, start: number, end: number): boolean {
  let from = start;
  while (from > 0 && start - from < WINDOW && !isBreak(units, from - 1)) from -= 1;
  if (from === start) return false;
  const before = textOf(units, from, start);
  const wording = textOf(units, start, Math.min(end, start + 20));
  if (isHan(units[start - 1]) || before.endsWith(' ')) {
    if (isNegatedHan(before.slice(-WINDOW_HAN), wording)) return true;
  }
  const negators = [VERB.test(wording) ? ENGLISH_VERB : ENGLISH, ...OTHERS];
  return negators.some(({ pattern, between }) => between.test(behindLast(before, pattern) ?? '-'));
}

function isNegatedHan(near: string, wording: string): boolean {
  const denied = (list: readonly string[], between: RegExp): boolean =>
    list.some((word) => {
      const at = near.lastIndexOf(word);
      if (at < 0 || HAN_OTHER.test(near.slice(0, at + word.length))) return false;
      const rest = near.slice(at + word.length);
      return between.test(rest) && !(HAN_VERB.test(wording) && HAN_DONE.test(rest.trimEnd()));
    });
  return denied(HAN, HAN_BETWEEN) || denied(HAN_NEAR, HAN_FEW);
}

/** Returns what stands behind the last match of a pattern, or null. */
function behindLast(text: string, pattern: RegExp): string | null {
  let behind: string | null = null;
  for (const match of text.matchAll(pattern)) behind = text.slice(match.index + match[0].length);
  return behind;
}

/** Between wordings that one denial is about: “不支持微信、QQ 或电话”. */
const LINKS = /^(?: ?(?:、|\/|和|或者?|与|及|以及|还是|and|or|nor|и|или|y|o|ni) ?)$/;

/** Tells whether a wording goes on with a list whose last one ends at a place and is denied. */
export function goesOn(units: Uint16Array, end: number, start: number): boolean {
  return start > end && start - end < 6 && LINKS.test(textOf(units, end, start));
}
