import { addressed } from './promise-words.ts';

/** What is said to every buyer, and what only counts if something happens: nothing that this buyer was promised. */
const RULES: readonly RegExp[] = [
  // Orders in general: 16点前的订单, 周末的订单; those of this buyer are 您的.
  /^(?!.*您).*(?:前|周末|周六日|节假?日|假期|当天)[^,，]{0,5}(?:订单|单)(?!号)/u,
  /(?:[点时号半午\d晚]|周[一二三四五六日]|[今明后]天)(?:之|以)?前(?:付款?|拍下?|下单|购?买)(?!了|的(?:那|这))/u,
  /点(?:之|以)?后(?:的|拍下?的?|付款?的?|下单的?)*(?:订单|单子?)?(?:明天|次日|隔天|第二天)/u,
  /每(?:天|晚|日|周|个?工作日)|截单|^(?!.*您)(?:.*陆续|\s*(?:之后|以后|过了?[\d一二三四五六七八九十]+点)的?(?:明天|次日|第二天|周一))/u,
  /^(?!.*您).*(?:大促|活动|双十[一二]|双1[12]|618|节假?日|春节|国庆)期间/u,
  /^(?!.*您).*(?:全店|店铺|(?:所有|全部|店里)的?(?:商品|宝贝|产品|现货))|默认/u,
  // How it is done here: 都是48小时内发货的, 48小时内发货的商品.
  /^(?!.*(?:您|[今明后]天|周[一二三四五六日天])).*(?:(?<!只要|但凡)都是(?:当天|隔天|次日|[^,，]{0,8}(?:小时|天|工作日|分钟)(?:之?内)?)[^,，]*[发寄退回复处理安排]|(?:一直|一向|向来|历来|平时)都?是?[\d一二两三四五六七八九十])/u,
  /^(?!.*您).*(?:发货?|寄出|退款|回复)的(?:商品|宝贝|产品|款式?|链接|现货|衣服|标[志识签]|店|商家|服务|都)/u,
  /满\d+|(?:给|写|晒)[^,，]{0,4}(?:好评|评价|图返)|(?:好评|评价)完(?!了)|^(?!.*给您).*(?:收藏|关注|入会|加购|好评|评价)[^,，]{0,6}(?:送|返|赠|领)/u,
  // What happens within a time: 15天内有质量问题, 明天降价.
  /(?:[天周月年]|小时)(?:之?内)?(?:出现|发现)?(?:如?有(?:任何)?(?:质量)?问题|坏|不(?:满意|喜欢|合适|合身|想要)|破损|(?:包|免费)(?:退|换)|无(?:货|理由)|[^,，您我]{0,2}降价)|内[^,，]{0,4}(?:保价|价保)|有(?:任何)?(?:质量)?问题(?!的)[^,，]{0,6}(?:天|小时)内/u,
  /(?:明天|后天|下周|周[一二三四五六日天])(?:再|又|还)?降价/u,
  // And what does not: 三天内没收到, 明天不到; what did not until today is a reason.
  /(?:明天|后天|周[一二三四五六日天]|(?:天|小时)(?:之?内)?|[号日]前?)(?:还|都)?(?:没有?|未|不)(?:能)?(?:收到|到(?![货\d一二三四五六七八九十])|发货?|更新|签收|送到|解决|处理|退款?)(?=我|给|就|再|赔|都|您|[,，]|$)/u,
  /(?<!不|不会|没)超(?:[过出](?=[\d一二两三四五六七八九十])|时(?!了|的|赔付的))/u,
  // What begins to count when something else is done: 发货后3天内.
  /(?<!给您|帮您|为您|我们?|这边)(?:发货|发出|寄出|到货|出库|揽收|审核(?:通过|完成)?|通过|申请(?![^,，]*给您)|(?:好评|评价))(?:成功)?(?:之|以)?后[^,，]{0,4}?[\d一二两三四五六七八九十半]+个?(?:-\d+)?(?:小时|天|工作日|分钟|周)/u,
  /(?<!\p{L})(?:(?:we|i) always|in (?:the )?order of (?:payments?|purchase|orders?)|(?:мы|я) всегда|в порядке очереди|siempre (?:(?:le|les|lo|los|te) )*(?:env|mand|despach|respond|contest|reembols)\p{L}*|por orden de (?:pago|compra))(?!\p{L})/iu,
  /(?<!\p{L})(?:orders (?:paid|placed|made|before|on|over|received|after|that)|any (?:\p{L}+ )?(?:problem|issue|defect)s? (?:with it )?(?:within|in|for))(?!\p{L})/iu,
  /(?<!\p{L})(?:заказы,? (?:оплаченн|сделанн|оформленн|выходн|в выходн|за выходн|после|до)\p{L}*)(?!\p{L})/iu,
  /(?<!\p{L})(?:los pedidos (?:pagados|hechos|realizados|anteriores)|de lunes a (?:viernes|s[aá]bado)|despu[eé]s del (?:env[ií]o|despacho))(?!\p{L})/iu,
  // What holds for all is one buyer's where a day is named: all items together tomorrow.
  /^(?!.*(?<!\p{L})(?:today|tomorrow|tonight|(?:on|by) \p{L}+day|сегодня|завтра|hoy|mañana|\d+ (?:de )?(?:янв|фев|мар|апр|ма[йя]|ию[нл]|авг|сен|окт|ноя|дек|jan|feb|mar|may|jun|jul|sep|oct|nov|dec|dic|ene)\p{L}*)(?!\p{L})).*(?<!\p{L})(?:(?:all|any|every|most) (?:orders?|items?|parcels?|goods)|during (?:the |our )?(?:\p{L}+ )?(?:sales?|promotions?|holidays?|festival|friday)|in case|(?:все|любые) заказы|во время (?:\p{L}+ )?(?:распродаж|акци|праздник)\p{L}*|в случае|todos los pedidos|cualquier pedido|los pedidos (?:del?|que)|durante (?:las?|los|el) (?:ofertas?|rebajas?|promoci\p{L}+|campañ\p{L}+|fiestas?|vacaciones)|en caso de)(?!\p{L})/iu,
];

/** What the buyer should do first; it takes the rest of the sentence along. */
const FIRST =
  /^\s*(?:please )?(?:(?:pay|order|buy) (?:now|today|it|for|before|by|within)|place (?:the|your|an) order|(?:оплатите|закажите|купите|оформите заказ)(?!\p{L})|(?:pague|compre|haga (?:el|su) pedido|realice)(?!\p{L}))|(?<!\p{L})(?:заказы, (?:оплаченн|сделанн|оформленн)\p{L}+|(?:не пришл[оа]|not received) (?:in|within|за) \d+)(?!\p{L})|(?:明天|后天|内)(?:还|都)?(?:没有?|未|不)(?:收到|到|更新|签收|送到)[,，]|(?<!您)[跟和]我说(?:一?声|下)?[,，]|(?:您(?:要|需要?|得)先(?:把[^,，]{0,6})?(?:寄|退|拍|付|申请|提供|确认))(?!.*[今明]天[^,，]*给您)/iu;

/** One after another; it takes what holds for all of them along: 按付款顺序发货，3天内都会发. */
const IN_TURN = /^(?!.*您).*按照?[^,，]{0,8}(?:顺序|先后|排队)/u;

/** Who does it, as a clause begins: makers, who only have that clause, and those whose doing the next clauses tell as well. */
const MAKERS =
  /^\s*(?:那边|这边)?(?:厂家|工厂|供应商|品牌方?|厂商)(?:那边|说|方)*(?=.)|^\s*(?:la f[aá]brica|the factory|фабрика|correos|dhl|сдэк)(?!\p{L})(?![^,]*(?<!\p{L})(?:i|we|я|мы|\p{L}+(?:им|[ае]м|[ae]mos))(?!\p{L}))/iu;
const OTHERS =
  /^\s*(?:亲[,，]?)?(?:(?:淘宝|天猫|官方(?!旗舰)|平台|小二|支付宝(?=会|将|\d|[一二三]天|那边)|银行(?!卡)|运费险|驿站|保险公司)(?=[^,，]*(?:会|将|说|显示|审核|您|[\d一二三]个?(?:天|小时|工作日)))|(?:快递|物流|顺丰|圆通|中通|申通|韵达|极兔|邮政|京东|德邦|菜鸟)(?:公司|员|小哥|那边|快递)*(?=[^,，]*(?:送|派|到|打电话|联系|上门|取件|说)))/u;
const OWN = /我|帮您|补发|重发|(?<!(?:会|将)[^,，]*)给您(?:退|补|改|换|重|申请|发[货出]|跟进|处理|回复)/u;

/** Returns a sentence without the clauses that are said to every buyer, wait for something, or tell of others. */
export function withoutRules(sentence: string): string {
  const said = addressed(sentence);
  if (FIRST.test(said)) return '';
  let [others, inTurn] = [false, false];
  const clauses = said.split(/(?<=[,，])/u);
  const left = clauses.filter((clause) => {
    const own = OWN.test(clause);
    inTurn = IN_TURN.test(clause) || (inTurn && /都|全部/u.test(clause) && !clause.includes('您'));
    if (own || OTHERS.test(clause)) others = !own;
    return (
      !others &&
      !inTurn &&
      !(MAKERS.test(clause) && !/(?<!(?:会|将)[^,，]*)给您/u.test(clause)) &&
      !RULES.some((pattern) => pattern.test(clause))
    );
  });
  return left.length === clauses.length ? sentence : left.join('');
}
