const TIME =
  '(?:(?:[今明当后]|大后)天|周[一二三四五六日天末]|[下本这]个?周|月底|[\\d一二两三四五六七八九十半]+(?:个?(?:小时|工作日|分钟|钟头)|天|号|日|点|周)|[上下]午|早上|晚上|今晚|明早)';

/** What was promised or planned before and is only told of: 上次说好周五给您发的, “I told you we will ship on Friday”. */
const REPORTED = new RegExp(
  [
    `(?:^|[,，])[^,，]{0,6}(?:上次|上回|之前|先前|以前|昨[天晚]|前天|那天|当时)(?:我们?|客服|同事|这边|[跟和给]?[您你]|亲|有|就|也)*(?:说|讲|答应|承诺|保证|约)(?:过|好|了|是|的是|定|[您你])*(?:的|是)?${TIME}[^,，]*`,
    `(?:^|[,，])[^,，]{0,6}(?:本来|原本|原定|本该|本应该?)(?!就)[^,，]{0,6}${TIME}[^,，]*`,
    "(?<!\\p{L})(?:i|we)(?:['’]ve| have| had| already| also| just)* (?:said|told you|promised(?: you)?|mentioned|wrote)(?: you| to you| before| earlier| yesterday| already| last time)*(?:,? that)? (?:i|we|it|your \\p{L}+)(?:['’]ll| will| would|['’]d) [^,;]*",
    '(?<!\\p{L})(?:говорил|сказал|обещал|писал|сообщал)[аи]?(?: же| вам| уже| раньше)*,? что (?:(?!, (?:но|а|сегодня|завтра|сейчас) )[^;])*',
    '(?<!\\p{L})(?:dije|dijimos|coment[eé]|comentamos|promet[ií]|prometimos)(?: ayer| antes| ya)? que [^,;]*',
  ].join('|'),
  'giu',
);

/** Returns a sentence without what it tells of an earlier promise; a new one beside it stays. */
export function withoutReported(sentence: string): string {
  return sentence.replace(REPORTED, '');
}
