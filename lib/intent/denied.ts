/**
 * What is not wished, or is over: 「不用退货了」, “please don't cancel”, 「已收到货」. Only the buyer's own denial counts:
 * 「你们不退款」 is a complaint and 「退款没收到」 a wish. Over folded text; `>` and `<` stand for the edges of a word.
 */
const ZH_WISH =
  '(?:取消|撤单|退货退款|退货|退款|退钱|退回|退(?![货款钱回])|换货|换(?!货)|开(?:具|个|张)?(?:电子|纸质)?(?:发票|票)|发票|收据|补发|赔偿|赔(?!偿)|补偿|催|改地址|投诉)';
const ZH_FILL = '(?:给我|帮我|您|再|去|要|给|你们|着急|现在|先|我|这么|说|想|来|申请|办|是|用|随便|随意|乱)';
/** Whether it must be so is a question about it. */
const ZH_NO_QUESTION = '(?!了?(?:可以|[行好能成])?[吗么嘛])';
/** What stands around a polite no. */
const ZH_POLITE = '(?:好的?|暂时|多谢|感谢|[谢嗯哦那就先了您你亲吧啊哈啦 ,，。!~])*';

const ZH: readonly string[] = [
  `(?:(?<![能要不])别|(?<!要)不要|(?<!用)不用|(?<!需)不需要|(?<!必)不必|无需|没必要|没说|没有?[要想]|(?<!是)不是(?!说))${ZH_FILL}{0,3}${ZH_WISH}(?!不)${ZH_NO_QUESTION}`,
  `(?<!(?:你们?|是不是|[卖商店]家|为什么|为啥|怎么|客服).{0,3})(?:不想|不打算|不准备|没想过?|没打算)${ZH_FILL}{0,3}${ZH_WISH}${ZH_NO_QUESTION}`,
  `(?:^|[ ,，。!；]|我们?(?:就|先|也|又|决定|还是|这次)?|那就?|就|先)不(?:退|换|取消)(?:货|款|钱|单)?(?:了(?![吗么嘛])|(?=$|[ ,，。!]))`,
  `(?<=^${ZH_POLITE})不用了(?=${ZH_POLITE}$)`,
  '(?:发票|收据|换货|补发|退款|退货)(?:就|我|也|先|都)?(?:不用|不需要)(?!.{0,2}[吗么嘛])(?:开|寄|给)?了?',
  '(?<!有|看)没有?(?:少发|漏发|漏寄|发错|寄错|破损|坏|碎|少件|缺件|少)(?=$|[ ,，。!的])',
  '(?<=^|[ ,，。!；…~])(?:你好|亲|嗯|哦|好的|不好意思|抱歉|我|们|刚|今天|昨天|已经?|终于|货|快递|包裹|东西|退款|钱|都|订单|配件|赠品|件|的|是|也|在(?:驿站|门口|家里?|楼下))*(?:收到|拿到|找到|取到|到账|到手)(?:了|货|啦|咯|哈|的|快递|包裹|东西|退款|钱|件)*(?=$|[ ,，。!；…~谢])',
];

const EN_WISH =
  '(?:cancel(?:l?ing|lation)?|refund(?:ing)?|money back|return(?:ing)?|exchang(?:e|ing)|replace(?:ment)?|invoice|receipt|discount|coupon|complain|dispute|compensation|change (?:the|my) address|send it back)>';
const EN_FILL =
  '(?: (?:want|wanna|need|wish|asked|asking|plan|planning|intend|going|mean|like|looking|trying|request|have to|ever|even|just|please|actually|really|to|for|a|an|any|the|my|this|that|it|anymore|your|full|partial|about|open|file|issue|you|me|us)>){0,6} ';
/** Not where one asks whether it must be. */
const EN_SAID = '(?!(?:,? (?:it|them|this|that|the item|back|then|now|right|ok|first|anymore))* ?\\?)';
const EN_THING =
  '(?: (?:it|them|the|my|all|both|package|parcel|order|item|items|refund|money|goods|everything|now|missing|rest|piece|part|already|today|yesterday|here|safely|finally))*';
const EN_EDGE = '(?=$|[,.!;…])';

const EN: readonly string[] = [
  `(?<!why )<(?:i|we|im|i'm)(?: (?:really|still|just|also|now|actually))?(?: (?:do not|don'?t|did not|didn'?t|will not|won'?t|am not|never)| not|'m not)${EN_FILL}${EN_WISH}${EN_SAID}`,
  `(?:^|[,.!;] *|<(?:please|pls|plz|but|so|and|ok|no|hi|hello) )(?:do not|don'?t|dont|never)${EN_FILL}${EN_WISH}${EN_SAID}`,
  `<(?:no need|there is no need|not asking|not looking|no longer)${EN_FILL}${EN_WISH}${EN_SAID}`,
  `<no ${EN_WISH} (?:is )?(?:needed|necessary|required|please)>${EN_SAID}`,
  `<${EN_WISH} (?:is |are )?(?:not|isn'?t) (?:needed|necessary|required)>${EN_SAID}`,
  `(?<=${EN_WISH}(?: (?:it|that|only|please))*)[ ,]*<(?:and )?(?:not|instead of|rather than)(?: (?:an?|the|to|for))* ${EN_WISH}(?: it)?(?=$|[,.!;]| (?:please|pls|thanks))`,
  "<(?:nothing (?:is |was )?|(?:is|was|are|were) ?(?:not|n't) )(?:missing|broken|damaged|wrong)>",
  `(?<=^|[,.!;…] *)(?:(?:ok|yes|sorry|never ?mind|oh|hi|hello|i|we|i've|have|just|already|now|finally) )*(?:got|received|found)${EN_THING}${EN_EDGE}`,
  `(?<=^|[,.!;…] *)(?:the |my |ok |yes |hi )*(?:package|parcel|order|refund|money|it|item)(?: (?:has|have|just|already|finally))* (?:arrived|came|is here)${EN_THING}${EN_EDGE}`,
];

const RU_DONE = '(?:я|мы|уже|все|посылк[ауи]|заказ|товар|деньги|возврат|сегодня|вчера|наконец|наконец-то|ура|да|ой|извините)';
const RU: readonly string[] = [
  '<не (?:надо|нужно|нужен|нужна|хочу|хотим|буду|собираюсь|планирую|прошу|стоит|хотел|хотела) (?:(?:мне|вам|его|ее|никакой|никакого|делать|оформлять|открывать|больше|уже|ничего) ){0,3}(?:отмен|возвра|верн|обмен|замен|чек|счет|инвойс|компенс|спор|скидк)\\p{L}*(?!\\p{L}*(?: (?:денег|средств|товара?|заказа?|его|ее|назад|обратно))* ?\\?)(?: (?:денег|средств|товара?|заказа?))?',
  '<а не (?:отмен[ауы]|возврат|обмен|замен[ауы])>|<не (?:отмена|возврат|обмен|замена|обменять|вернуть)(?= ?,? а |$)',
  '<не (?:отменяйте|отменяй|возвращайте|обменивайте|закрывайте заказ)>(?: (?:мой |мне )?(?:заказ|деньги|товар))?',
  '<(?:возврат|чек|счет|инвойс|обмен|замен|отмен|компенсаци)\\p{L}*(?: (?:мне|уже|денег|товара|больше|пока|заказа))* не (?:нуж\\p{L}+|надо|требуется)',
  '<ничего не (?:разбит|слома|поврежд|хватает)\\p{L}*',
  `(?<=^|[,.!;…] *)(?:${RU_DONE} )*(?:получил[аи]?|наш[еёл]\\p{L}*|при(?:шел|шла|шло|шли)|дош(?:ел|ла|ло|ли)|вернули)(?: ${RU_DONE})*(?=$|[,.!;…])`,
];

const ES_DONE = '(?:ya|hoy|ayer|por fin|me|lo|la|los|si|el|mi|pedido|paquete|reembolso|dinero|todo|he|ha|hola|perdon|aqui|bien)';
const ES: readonly string[] = [
  '<no (?:quiero|queremos|necesito|deseo|busco|pido|hace falta|voy a|hay que|es necesari[oa]) (?:(?:que|me|lo|la|el|un|una|mi|ningun|ninguna|ya|hacer|pedir|solicitar|abrir|emitan|hagan|emitir) ){0,4}(?:cancel|anul|reembols|devol|devuelv|cambi(?:o|ar(?:l[oa])?)>|factur|recibo>|disputa)\\p{L}*(?!\\p{L}*(?: (?:el|mi|la|lo|producto|articulo|pedido|dinero))* ?\\?)(?: el dinero)?',
  '(?<=(?:reembols|devol|cambi|cancel)\\p{L}*)[ ,]*<(?:y )?no (?:un |una |el |la )?(?:cambio|reembolso|devolucion|reemplazo)(?=$|[,.!;])',
  '<no (?:(?:me|lo|la|se) )?(?:(?:cancel|anul)(?:es?|en)|reembolsen?|devuelvan?|cambien?)>(?: (?:mi|el|la) (?:pedido|orden|compra|dinero))?',
  '<(?:la |el |mi )?(?:factura|reembolso|devolucion|cambio|recibo)(?: ya)? no (?:hace falta|es necesari[oa]|l[oa] (?:necesito|quiero))',
  '<no (?:falta nada|esta (?:rot|danad)[oa]|vino (?:rot|danad)[oa])',
  `(?<=^|[,.!;…] *)(?:${ES_DONE} )*(?:recibi(?:do)?|llego|llegado|encontre|encontrado|aparecio)(?: ${ES_DONE})*(?=$|[,.!;…])`,
];

const CHINESE = /\p{Script=Han}/u;
const OTHERS = [...EN, ...RU, ...ES].map(wordwise);
const IN_CHINESE = ZH.map((source) => new RegExp(source, 'gu'));

function wordwise(source: string): RegExp {
  return new RegExp(source.replace(/(?<!\(\?)<(?![=!])/g, "(?<![\\p{L}'])").replace(/>/g, "(?![\\p{L}'])"), 'gu');
}

/** Returns a folded message without what it says is not wished or is done; what remains may still ask for something. */
export function withoutDenied(folded: string): string {
  const rules = CHINESE.test(folded) ? IN_CHINESE : OTHERS;
  return rules.reduce((rest, rule) => rest.replace(rule, ' '), folded);
}
