import { foldText } from './text.ts';

/** Longer texts say more than goodbye. */
const MOST_CHARS = 60;

/** What ends a conversation and asks for nothing. A yes ("可以", "да", "sí") answers a question and is none of them. */
const CLOSINGS = [
  '好|好滴|好嘞|好吧|好的吧|好der|挺满意|挺喜欢|好勒|嗯|恩|哦|噢|喔|知道了|知道啦|晓得了|了解|明白|收到|没事|没关系',
  '没问题|不用了|不客气|不用谢|辛苦|谢谢|谢啦|谢了|多谢|感谢|麻烦了|拜拜|再见|回见|晚安|3q',
  '麻烦你|麻烦您|麻烦你们|那行|那行吧|先这样|就这样|生意兴隆|想想|想一想|考虑一下|再考虑考虑|不急|不着急|你忙|您忙|先忙',
  '很满意|很喜欢|非常满意|非常喜欢|没有问题了|挺好|不错|明天见|生活愉快|不打扰了|no rush|no hurry|take your time|не спешите',
  'sin prisa|okok|ok|okay|okey|okk|k|kk|thanks|thank you|thank u|thx|tks|ty|many thanks',
  'got it|understood|i see|great|perfect|no problem|alright|all right|bye|goodbye|good night|have a nice day|you too|never mind',
  'fine|nice|good|cool',
  'ок|окей|хорошо|ладно|спасибо|спс|пасиб|благодарю|понятно|понял|поняла|ясно|всё понятно',
  'все понятно|всё хорошо|все хорошо|отлично|супер|до свидания|договорились|угу|не за что|ничего страшного|хорошего дня',
  'gracias|mil gracias|vale|de acuerdo|perfecto|entendido|está bien|esta bien|genial|bien|de nada|adiós',
  'adios|todo bien|todo perfecto|hasta luego|saludos|obrigado|obrigada|muito obrigado|tudo bem',
  "merci|merci beaucoup|d'accord|danke|vielen dank|grazie|grazie mille|dziękuję|dzięki|شكرا|ありがとう|ありがとうございます|感謝",
  '감사합니다|고마워요|teşekkürler',
];

/** Words that may stand around a closing and say nothing by themselves. */
const FILLERS = [
  '亲|亲亲|哈|啊|呀|啦|呢|哟|哒|的|了|哦|噢|那|就|先|我|您|你|老板|店家|客服|小姐姐|嘿|呵|太|很|挺|蛮|非常|真的|再|行|没有了|没了|你们|祝',
  'for your help|for the help|for your reply|for your time|dear|friend|my friend|so|very|much|a lot|you|and|then|sir|madam|seller',
  'за помощь|за ответ|за быстрый ответ|за всё|за все|огромное|por su ayuda|por la ayuda|por responder',
  'жду|ждём|буду ждать|подожду|я подожду|espero|esperaré|большое|очень|вам|и|тогда|muchas|muy|amable|por|todo|amigo|amiga|y',
];

/** Small pictures that end a conversation. Any other picture may want something. */
const CLOSING_EMOJI = /👍|👌|🙏|😊|😀|😃|😄|😁|🙂|☺|😉|😍|🥰|😘|❤|♥|💕|💖|🌹|🌸|💐|🤝|💪|👏|✅|✔|🎉|😎|🤗|👋/gu;
const EMOJI_EXTRAS = /\p{Emoji_Modifier}|\p{Variation_Selector}|\u200d/gu;
/** Taobao writes some expressions as words in brackets. */
const BRACKETED = /\[(?:微笑|强|赞|ok|OK|好的|抱拳|玫瑰|握手|鼓掌|爱心|比心|呲牙|愉快|谢谢|胜利)\]|\/:\^_\^|\/:-?\)/g;

/** `你们不急`, said of the shop, is no goodbye, nor is `我等着呢`. */
const NONE = /[你您]们?[真的先再太很就都也]*(?:不着?急|满意|喜欢)|[你您]好.*等|等.*[呢啊]/u;
/** Whoever looks by themselves asks for nothing, nor does 那我等等, nor who only laughs; `看看` alone may ask for much. */
const ITSELF =
  /那我[先再自己去]*等[着等]?(?:[你您]们?)?(?:回复|消息|通知|快递|物流|[到收]货|发货)?吧?|那?我[先再自己去]*(?:看看|试试|自己看)吧?|^满意的?$|^(?:哈{3,20}|(?:[hj]a|ха){3,9})$/gu;
/** What goes with a goodbye and is none: who only waits chases, a bare yes answers. */
const BESIDE =
  /(?:我[先再自己去]*等[着等]?|等(?=[你您回消通快物到]))(?:[你您]们?)?(?:回复|消息|通知|快递|物流|[到收]货|发货)?吧?|等?收到货?(?:以?后)?再[看说]吧?|的(?:帮助|回复)|(?:i.?)?(?:wi)?ll (?:be )?wait(?:ing)?\b|(?:^可以|没有问题|满意|喜欢)(?=的?[\s,，]*感?谢)(?!.*麻烦)/gu;

/** What has come or is settled goes with thanks: 「收到货了谢谢」. Alone it may be the beginning of a complaint. */
const THANKS = /谢|\b(?:thank|thx|tks|ty\b)|спасибо|спс|благодарю|gracias/u;
const DONE = new RegExp(
  [
    '(?:已经?|都|刚刚?|今天|现在)*(?:收到了?(?:货|东西|快递|包裹|退款|钱)|(?:货|东西|快递|包裹|退款|钱)(?:已经?|都|今天)*(?:收到|到账?)了|(?:可以|解决|搞定|[弄改修]好|签收|[查看找]到)了|(?<=已经?)(?:收到|签收))',
    "(?:(?:i(?:'ve)?|it|(?:the |my )?(?:parcel|package|order)) )?(?:has |have |just )*(?:received|got|arrived)(?: it| (?:the|my) (?:parcel|package|order|money|refund)| today| safely)*(?!\\p{L})",
    '(?:посылк[ау] |заказ |товар |деньги |я |уже |вс[её] )*(?:получ(?:ил[аи]?|ен[аоы]?)|забрал[аи]?|(?:при|до)ш(?:[её]л|л[аои]))(?: посылку| заказ| товар| деньги)?(?!\\p{L})',
    '(?:ya |l[oa] |he )*(?:recibid[oa]s?|recib[ií]|lleg[oó])(?: ya| hoy| bien| (?:el|mi) (?:paquete|pedido|reembolso))*(?!\\p{L})',
  ].join('|'),
  'gu',
);

const byFirst = new Map<string, { text: string; closes: boolean }[]>();
for (const [list, closes] of [[CLOSINGS, true] as const, [FILLERS, false] as const]) {
  for (const text of list.join('|').split('|')) {
    const first = text[0] ?? '';
    byFirst.set(first, [...(byFirst.get(first) ?? []), { text, closes }]);
  }
}

const LETTER = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\p{N}]/u;

/**
 * Tells whether a buyer's text only ends the conversation (好的, 谢谢, ok, спасибо, gracias, a thumb up) and waits for
 * nothing. In doubt it does not: better an answer too many than a buyer forgotten.
 *
 * @example isClosing('好的谢谢亲') //=> true
 * @example isClosing('好的，那什么时候发货') //=> false
 */
export function isClosing(raw: string): boolean {
  if (raw.length > MOST_CHARS * 2) return false;
  const plain = raw.replace(BRACKETED, '👍');
  const bare = plain.replace(EMOJI_EXTRAS, '');
  const said = foldText(bare.replace(CLOSING_EMOJI, ' '));
  if (said === '') return bare !== said && bare.trim() !== '';
  if (said.length > MOST_CHARS || /[?？¿]/.test(said) || NONE.test(said)) return false;
  const text = (THANKS.test(said) && !said.includes('麻烦') ? said.replace(DONE, ' 的 ') : said)
    .replace(ITSELF, ' ok ')
    .replace(BESIDE, ' 的')
    .replace(/[^\p{L}\p{N}'\s]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return text !== '' && !/[\p{So}\p{Sk}]/u.test(said) && consistsOfClosings(text);
}

/** Walks over the text once: which places can be reached by known words, and whether a closing was among them. */
function consistsOfClosings(text: string): boolean {
  const reached: (boolean | undefined)[] = [];
  reached[0] = false;
  for (let i = 0; i < text.length; i++) {
    const closed = reached[i];
    if (closed === undefined) continue;
    if (text[i] === ' ') reached[i + 1] = reached[i + 1] || closed;
    for (const { text: word, closes } of byFirst.get(text[i] ?? '') ?? []) {
      if (!text.startsWith(word, i) || !endsWord(text, i + word.length)) continue;
      reached[i + word.length] = reached[i + word.length] || closed || closes;
    }
  }
  return reached[text.length] === true;
}

/** Words of alphabets end where their letters end; Chinese ones anywhere. */
function endsWord(text: string, end: number): boolean {
  return !(LETTER.test(text[end - 1] ?? '') && LETTER.test(text[end] ?? ''));
}
