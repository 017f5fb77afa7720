import { cleanLine, LIMITS } from './text.ts';

/** One way to take what a person pasted; `by` says what it is where the text itself does. */
export interface SearchReading {
  text: string;
  by?: 'order' | 'phone';
}

/** Returns what a person pasted as it is looked for: one line, no site prefix, digits without blanks. */
export function queryOf(text: string): string {
  const line = cleanLine(text.normalize('NFKC'), LIMITS.nick * 2).replace(/^cntaobao(?=.)/, '');
  const bare = line.replace(/^#(?=\d)/, '');
  return /^[\d\s-]+$/.test(bare) ? bare.replace(/[\s-]/g, '') : bare;
}

const ORDER =
  /^(?:(?:(?:主|子|父|关联)?订单(?:编?号|id)?|单号)(?:尾[号数]|后[四4六6]位)?是?|order ?(?:id|no\.?|number)?)\s*:?\s*#?(?=\d)/i;
const PHONE = /^(?:(?:收货人?|联系|买家|客户)?(?:手机|电话)(?:号码?)?的?(?:尾[号数]|后[四4]位)?是?|转)\s*:?\s*(?=[\d+])/;
const TAIL = /^(?:尾[号数]|后[四4六6]位)是?\s*:?\s*(?=\d)/;
const NAME =
  /^(?:(?:买家|客户|会员|用户|旺旺|淘宝)?昵称\s*:?\s*|(?:(?:买家|客户|顾客|用户|(?:买家|淘宝)?会员)(?:旺旺|账号|名称?|id)?|旺旺(?:账?号|名|id)?|[账帐]号|id|收[货件]人|姓名|(?:buyer|customer)(?: name)?|(?:nick|user)?name)(?:\s*:\s*|\s+))(?=\S)/i;
/** When something was said or paid, behind a nick; the desktop client copies it without a blank between. */
const MOMENT =
  /\s*\(?(?:(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/]\d{1,2}(?= )|(?= \d{1,2}:\d{2}))\s*(?:\d{1,2}:\d{2}(?::\d{2})?)?\)?:?$/;
/** When something was said, in front of a nick or with the words behind it, as the client copies them. */
const SAID =
  /^(?:19|20)\d{2}-\d{1,2}-\d{1,2} \d{1,2}:\d{2}:\d{2} (?=\S)|(?<=\S)\s*\(?(?:19|20)\d{2}-\d{1,2}-\d{1,2} \d{1,2}:\d{2}:\d{2}.*/;
/** A telephone number in a text, whole or masked, perhaps with the extension a parcel's label shows. */
const WHOLE_PHONE = /(?<!\d)1\d{2}(?:\d{4}|\*+)\d{4}(?:[-转]\d{1,6})?(?!\d)/g;
const WHOLE_NUMBER = /(?<!\d)\d{15,20}(?!\d)/g;

/** Returns what is left of a text when one thing is taken off that is not what is looked for. */
function peeled({ text, by }: SearchReading): SearchReading[] {
  const off = (part: RegExp, says = by): SearchReading[] =>
    part.test(text) ? [{ ...as(queryOf(text.replace(part, ''))), ...(says ? { by: says } : {}) }] : [];
  return [
    ...only(text, WHOLE_PHONE).map((phone) => ({ text: endOf(phone), by: 'phone' as const })),
    ...only(text, WHOLE_NUMBER).map((no) => ({ text: no, by: 'order' as const })),
    ...off(ORDER, 'order'),
    ...off(PHONE, 'phone'),
    ...off(/^\+?86 ?(?=1[\d -]{10,}$)/, 'phone'),
    ...off(TAIL),
    ...off(NAME),
    ...off(MOMENT),
    ...off(SAID),
    ...off(/^[@【]\s*(?=\S)/),
    ...off(/(?<=\S)\s*[:,;、。】]$/),
  ];
}

/** Returns what a text shows once of a kind, as a list of one or none. */
function only(text: string, kind: RegExp): string[] {
  const found = [...new Set(text.match(kind) ?? [])];
  return found.length === 1 ? found : [];
}

/** What is masked is not known: only the digits after the mask count. */
const endOf = (phone: string): string =>
  phone
    .slice(phone.lastIndexOf('*') + 1)
    .replace(/\D/g, '')
    .slice(-11);

const as = (text: string): SearchReading => ({ text });

/**
 * Returns the ways to take what a person pasted, the text as it is first: a nick may itself begin with 买家. After it
 * come the texts without a label, a mention's `@`, a time behind it, or what stands around the only order number.
 */
export function readingsOf(text: string): SearchReading[] {
  const all = new Map<string, SearchReading>();
  let next = [as(queryOf(text))];
  for (let depth = 0; depth < 4; depth += 1) {
    next = next.filter((each) => each.text !== '' && !all.has(each.text));
    for (const each of next) all.set(each.text, each);
    next = next.flatMap(peeled);
  }
  return [...all.values()];
}

/** Returns the digits a telephone number may end with, or null when what was pasted is none. */
export function phoneTailOf(text: string): string | null {
  return readingsOf(text).find(({ text: digits, by }) => by !== 'order' && isPhoneTail(digits))?.text ?? null;
}

/** Tells whether what was typed can be a telephone number or its end. */
function isPhoneTail(query: string): boolean {
  return /^\d{4,11}$/.test(query);
}
