import { promiseWords } from './promise-words.ts';

/** What the buyer has yet to do before a promise begins to count: `付款后24小时内`, “within 24 hours after payment”. */
const AWAITED: readonly RegExp[] = [
  /(?<!(?:已经?|刚刚?|昨天|今天)(?:收到)?)(?:付[完了尾清]?款|支付|拍下|下单|收到(?![您你]?的?(?:反馈|留言|消息|来信|咨询|提问|疑问|问题|投诉|评价))[^,，。]{0,10}|(?:您|你|亲)[^,，。]{0,4}(?:确认|提供|申请|退货|付清)[^,，。]{0,4}|签收|寄回来?|退回来?|退货|确认收货)(?:成功|完成)?(?:之|以)?后(?!天|的[^,，。]{1,4}(?:我|今|明))/u,
  // Without 后 as well: 现在拍今天能发, 今天下单，明天发货; what somebody 拍 for the buyer is a photograph.
  /(?<!(?:已经?|刚刚?|昨天|前天|看到|收到|的|我|视频|照片|图片?|前)[^,，]{0,4})(?<![赔退代])(?:拍下?|下单|付[了尾]?款?)(?:了|完)?(?=今天|明天|后天|当天|次日|就|马上|立刻|立即|[\d一二两三四五七]+个?(?:小时|天|工作日))|(?<!(?:已经?|刚刚?|昨天|前天|看到|收到|的|我|视频|照片|图片?)[^,，]{0,4})(?:今天|现在|今晚)(?:拍下?|下单|付款?)(?=[,，])/u,
  /(?<!让您|久|不用|稍)等(?:[您你](?!半天|[^,，。]{0,3}久|[^,，。]{0,4}前)|收到|退货|货到|东西)(?!消息|回复|电话)/u,
  /(?<!\p{L})(?:(?:after|upon|following) (?!(?:(?:we|i|have) ){0,2}(?:receiv|g[eo]t)\p{L}* (?:your|the) (?:message|question|inquiry|request|complaint|feedback|review))|(?:(?<=(?:hours?|days?|weeks?) )from|from (?=(?:the )?(?:date|day|time|moment))) )(?:(?:the|your|you|we|i|have|date|day|time|moment|of|a|an|full|successful|receive|receiving|getting|get|placing|place|it|is|are) ){0,5}(?:pay(?:ment|ing)?|paid|order|purchase|return(?:ed|ing)?|receipt|receiv\p{L}+|arriv\p{L}+|confirm\p{L}*|(?:goods|item|parcel|package|photos?|pictures|video) (?:arrives?|(?:is|are) (?:received|returned)))(?!\p{L})|(?<=(?:hours?|days?|weeks?) )of (?:your |the )?(?:payment|receipt|receiving)(?!\p{L})/iu,
  // По оплате and по возврату only say what it is about.
  /(?<!\p{L})(?:(?:после|с момента|со дня)(?: (?:вашей|вашего|нами|вами|того как вы|того как мы))? (?:оплат|получени|получим|возврат|подтверждени|поступлени|заказа|оформления заказа|покупк)\p{L}*|по (?:получени[июею]|подтверждении|поступлении))(?!\p{L})/iu,
  /(?<!\p{L})(?:despu[eé]s del?|tras|luego del?|desde (?:que|(?:el|la) (?:fecha|momento|d[ií]a))|(?<=(?:horas?|d[ií]as?|semanas?|h[aá]bil(?:es)?|laborables?) )desde|una vez) (?:(?:el|la|su|tu|que|del?|hacer|realizar|haber|recibido|usted|nos) ){0,4}(?:pag|recib|recepci[oó]n|devoluci[oó]n|devuelv|compra|pedido|confirm)\p{L}*/iu,
];

/**
 * Returns a sentence without the clauses that wait for the buyer: nobody knows when they begin. A clause that only names
 * what is awaited (`收到退货后，`) takes the next one along.
 */
export function withoutAwaited(sentence: string): string {
  if (!AWAITED.some((pattern) => pattern.test(sentence))) return sentence;
  let names = false;
  const left = sentence.split(/(?<=[,，])/u).filter((clause) => {
    const waits = names || AWAITED.some((pattern) => pattern.test(clause));
    names =
      waits &&
      !names &&
      (/\p{Script=Han}/u.test(clause) ? /(?:后|拍下?|下单|付款?)[,，]$|^\s*等/u.test(clause) : !promiseWords(clause));
    return !waits;
  });
  return left.join('');
}
