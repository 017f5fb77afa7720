import { PRAISE_IN_CHINESE, PRAISE_IN_WORDS } from './praise.ts';
import { withWordEdges } from './word-edges.ts';

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
/** Papers that lie in a parcel, and putting them there. */
const ZH_PAPER = '(?:纸质|电子)?(?:发票|小票|收据|票据|价格单|价签|价格标签|购物清单|发货单)';
const ZH_PUT = '(?:放|附|夹|塞|寄|带|装|贴|写)';

const ZH: readonly string[] = [
  `(?:(?<![能要不])别|(?<!要)不要|(?<!用)不用|(?<!需)不需要|(?<!必)不必|无需|没必要|没说|没有?[要想]|(?<!是)不是(?!说))${ZH_FILL}{0,3}${ZH_WISH}(?!不)${ZH_NO_QUESTION}`,
  `(?<!(?:你们?|是不是|[卖商店]家|为什么|为啥|怎么|客服).{0,3})(?:不想|不打算|不准备|没想过?|没打算)${ZH_FILL}{0,3}${ZH_WISH}${ZH_NO_QUESTION}`,
  `(?:^|[ ,，。!；]|我们?(?:就|先|也|又|决定|还是|这次)?|那就?|就|先)不(?:退|换|取消)(?:货|款|钱|单)?(?:了(?![吗么嘛])|(?=$|[ ,，。!]))`,
  `(?<=^${ZH_POLITE})不用了(?=${ZH_POLITE}$)`,
  `(?<![要能])(?:别|(?<!要)不要|不用|不必|无需|勿)(?:再|给我|帮我|把|在|往|包裹|快递|盒子?|箱子?|袋子?|包装|里面?|里头|中|内|任何|一起)*(?:${ZH_PUT}(?:进|入|上|了|任何|我的|[^,，。]{0,3})?)?${ZH_PAPER}(?!不)(?:[^,，。]{0,6}${ZH_PUT}[^,，。 ]{0,4})?`,
  `${ZH_PAPER}(?:什么的|单|都|也|就|请|麻烦|千万|一律)*(?:别|(?<!要)不要|不用|不必|无需|勿)(?:再|一起|随货|给我)*${ZH_PUT}[^,，。 ]{0,3}`,
  '(?:没有?|无|毫无)(?:什么|任何|啥|半点|一点)?(?:好|可)?(?:投诉|抱怨|不满意?|怨言|挑剔)(?![了的]?(?:渠道|电话|入口|地方|方式|结果|处理))的?(?![吗么嘛])',
  '(?<!有|看|是不是)没有?(?:什么|任何|一点|啥|半点)?(?:异味|怪味|味道|气味|色差|瑕疵|线头|质量问题|掉色|褪色|起球|缩水|变形)(?![吗么嘛吧])',
  '(?:一点|完全|什么)(?:都|也)?没有?(?:坏|破|碎|损|压|变形)',
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
const EN_PAPER = '(?:invoices?|receipts?|bills?|price ?tags?|packing slips?|price lists?)>';

const EN: readonly string[] = [
  `(?<!why )<(?:i|we|im|i'm)(?: (?:really|still|just|also|now|actually))?(?: (?:do not|don'?t|did not|didn'?t|will not|won'?t|am not|never)| not|'m not)${EN_FILL}${EN_WISH}${EN_SAID}`,
  `(?:^|[,.!;] *|<(?:please|pls|plz|but|so|and|ok|no|hi|hello) )(?:do not|don'?t|dont|never)${EN_FILL}${EN_WISH}${EN_SAID}`,
  `<(?:no need|there is no need|not asking|not looking|no longer)${EN_FILL}${EN_WISH}${EN_SAID}`,
  `<no ${EN_WISH} (?:is )?(?:needed|necessary|required|please)>${EN_SAID}`,
  `<${EN_WISH} (?:is |are )?(?:not|isn'?t) (?:needed|necessary|required)>${EN_SAID}`,
  `(?<=${EN_WISH}(?: (?:it|that|only|please))*)[ ,]*<(?:and )?(?:not|instead of|rather than)(?: (?:an?|the|to|for))* ${EN_WISH}(?: it)?(?=$|[,.!;]| (?:please|pls|thanks))`,
  `(?:do not|don'?t|dont|without)(?: please)?(?: (?:put|include|including|add|adding|attach|send|enclose|insert|place|leave|pack|print|give))(?: \\p{L}+){0,3}? ${EN_PAPER}${EN_SAID}`,
  `(?<!(?:was|is|are|were|came|got|received|have|has|had|see|found|find|still|there|it|with|arrived|delivered) )<(?:(?:leave|put|pack|include|want) no|no(?=[^.!?]* (?:please|pls|gift|present)>)|without)(?: (?:any|an?|the|paper|printed))* ${EN_PAPER}${EN_SAID}`,
  '<(?:no|zero|without(?: any)?|not a single|nothing to)(?: (?:real|more|any))? (?:complaints?|complain(?: about)?)>',
  "<(?:nothing (?:is |was )?|(?:is|was|are|were) ?(?:not|n't) )(?:missing|broken|damaged|wrong)>",
  `(?<=^|[,.!;…] *)(?:(?:ok|yes|sorry|never ?mind|oh|hi|hello|i|we|i've|have|just|already|now|finally) )*(?:got|received|found)${EN_THING}${EN_EDGE}`,
  `(?<=^|[,.!;…] *)(?:the |my |ok |yes |hi )*(?:package|parcel|order|refund|money|it|item)(?: (?:has|have|just|already|finally))* (?:arrived|came|is here)${EN_THING}${EN_EDGE}`,
];

const RU_DONE = '(?:я|мы|уже|все|посылк[ауи]|заказ|товар|деньги|возврат|сегодня|вчера|наконец|наконец-то|ура|да|ой|извините)';
const RU_PAPER = '<(?:чек|инвойс|счет|накладн|квитанц|ценник)\\p{L}*';
const RU_PUT =
  '(?:(?:в)?клад(?:и|ите|ывай|ывайте|ывать)|(?:в)?лож(?:и|ите)|класть|(?:прикладыва|добавля|отправля|печата|присыла|указыва)(?:й|йте|ть))>';
const RU: readonly string[] = [
  '<не (?:надо|нужно|нужен|нужна|хочу|хотим|буду|собираюсь|планирую|прошу|стоит|хотел|хотела) (?:(?:мне|вам|его|ее|никакой|никакого|делать|оформлять|открывать|больше|уже|ничего) ){0,3}(?:отмен|возвра|верн|обмен|замен|чек|счет|инвойс|компенс|спор|скидк)\\p{L}*(?!\\p{L}*(?: (?:денег|средств|товара?|заказа?|его|ее|назад|обратно))* ?\\?)(?: (?:денег|средств|товара?|заказа?))?',
  '<а не (?:отмен[ауы]|возврат|обмен|замен[ауы])>|<не (?:отмена|возврат|обмен|замена|обменять|вернуть)(?= ?,? а |$)',
  '<не (?:отменяйте|отменяй|возвращайте|обменивайте|закрывайте заказ)>(?: (?:мой |мне )?(?:заказ|деньги|товар))?',
  '<(?:возврат|чек|счет|инвойс|обмен|замен|отмен|компенсаци)\\p{L}*(?: (?:мне|уже|денег|товара|больше|пока|заказа))* не (?:нуж\\p{L}+|надо|требуется)',
  `<не (?:надо |нужно |стоит )?${RU_PUT}(?: \\p{L}+){0,3}? ${RU_PAPER}`,
  `${RU_PAPER}(?: \\p{L}+){0,4}? не (?:надо |нужно )?${RU_PUT}`,
  `(?<!(?:приш\\p{L}+|прих\\p{L}+|приех\\p{L}+|был\\p{L}*|прислали|получил\\p{L}*|оказал\\p{L}*|посылка|товар|заказ) )<без (?:всяк\\p{L}+ |каких-либо )?${RU_PAPER}`,
  '<(?:претензий|жалоб|нареканий|замечаний)(?: (?:к вам|к товару|вообще|больше))? (?:нет|никаких|не имею|не было)|<(?:нет|без|никаких|не имею)(?: (?:никаких|больше|особых))? (?:претензий|жалоб|нареканий|замечаний)',
  '<ничего не (?:разбит|слома|поврежд|хватает)\\p{L}*',
  `(?<=^|[,.!;…] *)(?:${RU_DONE} )*(?:получил[аи]?|наш[еёл]\\p{L}*|при(?:шел|шла|шло|шли)|дош(?:ел|ла|ло|ли)|вернули)(?: ${RU_DONE})*(?=$|[,.!;…])`,
];

const ES_DONE = '(?:ya|hoy|ayer|por fin|me|lo|la|los|si|el|mi|pedido|paquete|reembolso|dinero|todo|he|ha|hola|perdon|aqui|bien)';
const ES_PAPER = '(?:facturas?|recibos?|tickets?|boletas?|comprobantes?|lista de precios)>';
const ES_PUT =
  '(?:met(?:an|as?|er)|pong(?:an|as?)|poner|incluy(?:an|as?)|incluir|env[ií](?:en|es?|ar)|mand(?:en|es?|ar)|adjunt(?:en|es?|ar)|agregu(?:en|es?)|anad(?:an|as?)|coloqu(?:en|es?)|dej(?:en|es?))>';
const ES: readonly string[] = [
  '<no (?:quiero|queremos|necesito|deseo|busco|pido|hace falta|voy a|hay que|es necesari[oa]) (?:(?:que|me|lo|la|el|un|una|mi|ningun|ninguna|ya|hacer|pedir|solicitar|abrir|emitan|hagan|emitir) ){0,4}(?:cancel|anul|reembols|devol|devuelv|cambi(?:o|ar(?:l[oa])?)>|factur|recibo>|disputa)\\p{L}*(?!\\p{L}*(?: (?:el|mi|la|lo|producto|articulo|pedido|dinero))* ?\\?)(?: el dinero)?',
  '(?<=(?:reembols|devol|cambi|cancel)\\p{L}*)[ ,]*<(?:y )?no (?:un |una |el |la )?(?:cambio|reembolso|devolucion|reemplazo)(?=$|[,.!;])',
  '<no (?:(?:me|lo|la|se) )?(?:(?:cancel|anul)(?:es?|en)|reembolsen?|devuelvan?|cambien?)>(?: (?:mi|el|la) (?:pedido|orden|compra|dinero))?',
  '<(?:la |el |mi )?(?:factura|reembolso|devolucion|cambio|recibo)(?: ya)? no (?:hace falta|es necesari[oa]|l[oa] (?:necesito|quiero))',
  `<no (?:me |le |la |lo )?${ES_PUT}(?: \\p{L}+){0,3}? ${ES_PAPER}`,
  `<${ES_PAPER}(?: \\p{L}+){0,4}? no (?:la |lo )?${ES_PUT}`,
  `(?<!(?:vin\\p{L}+|lleg\\p{L}+|recib\\p{L}+|ven\\p{L}+|esta|estaba|entreg\\p{L}+|mandaron|enviaron) )<sin (?:la |el |ninguna? )?${ES_PAPER}`,
  '<(?:ninguna|sin|ni una|cero|no tengo|no hay)(?: ninguna| ningun)? (?:quejas?|reclamos?)|<nada (?:que|de que) (?:reclamar|quejarme|objetar)|<no me quejo',
  '<no (?:falta nada|esta (?:rot|danad)[oa]|vino (?:rot|danad)[oa])',
  `(?<=^|[,.!;…] *)(?:${ES_DONE} )*(?:recibi(?:do)?|llego|llegado|encontre|encontrado|aparecio)(?: ${ES_DONE})*(?=$|[,.!;…])`,
];

const CHINESE = /\p{Script=Han}/u;
const OTHERS = [...EN, ...RU, ...ES, ...PRAISE_IN_WORDS].map((source) => new RegExp(withWordEdges(source), 'gu'));
const IN_CHINESE = [...ZH, ...PRAISE_IN_CHINESE].map((source) => new RegExp(source, 'gu'));

/** Returns a folded message without what it says is not wished, is done or is praised; what remains may still ask for something. */
export function withoutDenied(folded: string): string {
  const rules = CHINESE.test(folded) ? IN_CHINESE : OTHERS;
  return rules.reduce((rest, rule) => rest.replace(rule, ' '), folded);
}
