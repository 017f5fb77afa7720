import { SURNAMES } from './surnames.ts';
import { isGenericName } from './identity.ts';

/** A stretch of a text, in UTF-16 units. */
export type Stretch = [start: number, end: number];

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const LETTER = /[\p{L}\p{N}]/u;
const MIN_CJK = 3;
const MIN_LATIN = 5;
/** Shorter names, of letters only: they may be words like others and count only where somebody is meant. */
const SHORT = /^\p{L}{2,4}$/u;

/** Tells whether a name is one's own enough to be looked for anywhere: not so short that it is a word like others. */
function isTelling(name: string): boolean {
  return CJK.test(name) ? [...name].length >= MIN_CJK : name.length >= MIN_LATIN;
}
/** Words of everyday replies that somebody may have for a nick; as a name they cannot be told from it. */
const COMMON =
  /^(?:宝[贝宝]|亲+|[小大老][猫狗鱼象熊家人朋]|[春夏秋冬]天|春节|夏季|冬季|[今明后前昨每当][天日年晚]|[早晚]上|[上中下]午|客[户人]|顾客|[买卖店商]家|店[铺主]|客服|财务|会计|主管|经理|物流|仓库|厂家|平台|快递员?|顺丰|[中圆申]通|韵达|极兔|邮政|京东|菜鸟|包裹|订单|商品|产品|衣服|裙子|裤子|鞋子|礼物|朋友|同[事学]|家[人里]|妈妈|爸爸|老[公婆师]|孩子|[自本]己|本人|大家|[我你您他她]们|别人|[全所][部有]|[这那哪]个|一个|马上|可以|谢谢|您好|你好|再见|may|june|july|vip|x*l|dhl|ems|ups|sf|sorry|thanks?|well|will|can|yes|not?|ok|sure|fine|good|nice|now|then|so|also|but|and|hi|hey|dear|sir|guys|all|you|team|here|soon|just|this|that|they|same|gift|shop|home|mom|mum|dad|baby|sun|mon|day|да|нет|вот|так|тут|друг|вам|si|sí|pues|bien|vale|ya|hola|otro)$/iu;

const SURNAME = new RegExp(`^[${SURNAMES}]`);
/** Right before and behind a short name that somebody is spoken to by, or spoken of. */
const ADDRESSED =
  /(?:[您你]好|亲爱的|亲|[收寄]件人|收货人|客户|买家|[寄发]?给|(?<!\p{L})(?:hi|hello|hey|dear|hola|estimad[oa]|ol[áa]|bonjour|hallo|ciao|здравствуйте|привет|уважаем(?:ый|ая)|mrs?|ms)\.?)[\s,，:：]*$/iu;
const HONOURED =
  /^ ?(?:[您你]好|先生|女士|小姐|同学|老师|本人|签收|的(?:订单|包裹|快递|地址|货|件|退款)|さん|様|님|씨|['’]s (?:order|parcel|package|address|refund))/iu;
/** Something is done for somebody: 「给王芳退款」. */
const DONE_FOR = /[给帮替]\s?$/;
const DEED = /^ ?(?:(?:重新?|单独|另外)?(?:[补寄发]|换货|退(?!货险|运费险)|改(?:一下|了|好)*(?:地址|收货|备注))|申请|安排|备注)/;
/** The buyer's own things: 「王芳您的货到了」. */
const YOUR = /^ ?[您你]的/;
const COLOUR = /色$/;
const BEGINS = /(?:^|[\n。！？!?;；])\s*$/u;
const ENDS = /^(?:$|[\s,，.。!！?？:：;；])/u;
const COMMA = /^ ?[,，!！:：]/u;

/** A nick that may be a word or a number: where Han touch it, it counts only where somebody is meant. */
const PLAIN = /^(?:\p{L}+|\d+)$/u;

const touches = (text: string, [start, end]: Stretch): boolean => CJK.test(text[start - 1] ?? '') || CJK.test(text[end] ?? '');

const isShort = (name: string): boolean => SHORT.test(name);

/** Tells whether a person is meant where a short name stands. */
function isMeant(text: string, [start, end]: Stretch): boolean {
  const before = text.slice(Math.max(0, start - 24), start);
  const after = text.slice(end, end + 12);
  if (HONOURED.test(after)) return true;
  const name = text.slice(start, end);
  if (DONE_FOR.test(before) && DEED.test(after)) return !COLOUR.test(name);
  if (ADDRESSED.test(before)) return ENDS.test(after);
  if (!BEGINS.test(before)) return false;
  if (YOUR.test(after)) return !CJK.test(name) || (SURNAME.test(name) && !COLOUR.test(name));
  return COMMA.test(after) && (CJK.test(name) ? SURNAME.test(name) : /^\p{Lu}/u.test(name));
}

const isLetter = (char: string | undefined): boolean => LETTER.test(char ?? '') && !CJK.test(char ?? '');

/** Returns where a name stands in a folded text, as a whole word where it is of an alphabet: 「tb123456您好」 has it. */
function placesOf(name: string, folded: string): Stretch[] {
  const places: Stretch[] = [];
  for (let start = folded.indexOf(name); start >= 0; start = folded.indexOf(name, start + name.length)) {
    const end = start + name.length;
    if (CJK.test(name) || !(isLetter(folded[start - 1]) || isLetter(folded[end]))) places.push([start, end]);
  }
  return places;
}

/**
 * Returns where other people's names stand in a text, as whole words where they are of an alphabet; a masked name and one
 * for everybody never, a short one only where somebody is meant. A name that is part of one of the buyer's own (`own`) says
 * nothing.
 */
export function namesIn(text: string, names: readonly string[], own: readonly string[]): Stretch[] {
  const folded = text.toLowerCase();
  // Some characters change their length in lower case; then nothing can be pointed at.
  if (folded.length !== text.length) return [];
  const ours = own.map((name) => name.toLowerCase());
  const found: Stretch[] = [];
  for (const name of new Set(names.map((each) => each.trim().toLowerCase()))) {
    if (name.includes('*') || isGenericName(name) || COMMON.test(name) || !(isTelling(name) || isShort(name))) continue;
    if (ours.some((each) => placesOf(name, each).length > 0 || (isTelling(each) && name.includes(each)))) continue;
    const isOwn = isTelling(name) && (CJK.test(name) || !PLAIN.test(name));
    found.push(
      ...placesOf(name, folded).filter((place) => isOwn || (isTelling(name) && !touches(folded, place)) || isMeant(text, place)),
    );
  }
  return found;
}

/** Digits an order number has, on the platforms that are read. */
const ORDER_NUMBER = /(?<![\dA-Za-z])\d{12,20}(?![\dA-Za-z])/g;
const MOST_NUMBERS = 20;

/** Returns what may be order numbers in a text, with their places; at most twenty. */
export function orderNumbersIn(text: string): { no: string; place: Stretch }[] {
  return [...text.matchAll(ORDER_NUMBER)]
    .slice(0, MOST_NUMBERS)
    .map((match) => ({ no: match[0], place: [match.index, match.index + match[0].length] }));
}
