/** What facts are about, by the words of their names, and how texts speak of it in other words and languages. */
interface Topic {
  names: RegExp;
  words: RegExp;
  /** What the words are about something else with: 请寄出退货 is no word of when the shop sends. */
  unless?: RegExp;
  /** What a clause states the number of something else with: when parcels arrive, when money comes back. */
  aside?: RegExp;
  /** What was done already is no promise: 已寄出，3天后见. */
  over?: RegExp;
}

const SENDS_ZH =
  /(?:发[货出走]|寄出|寄走|出货|出库)(?![之以]?后(?!天))|(?:内|小时|天)(?:[就可都能]|会|我们|给您|尽快)*发(?=[哦呢的哈啦]*(?:[，。！!~～、]|\s|$))/;
const SENDS_EN =
  /(?<!(?:after|once|when) (?:it |we |you |the (?:order|parcel|item) )?(?:is |was |has been |have |been )?)(?<!\p{L})(?:ships?|shipped|dispatch(?:ed|es)?|sen[dt] out|sent(?= (?:within|in) )|leaves? (?:our|the) warehouse)(?!\p{L})/u;
const SENDS_RU = /(?<!после )(?<!\p{L})(?:отправ(?:им|ля\p{L}+|лен[аоы]?|к[аиу])|вышл(?:ем|ю)|высыла\p{L}+)(?!\p{L})/u;
const SENDS_ES_PT =
  /(?<!despu[ée]s de |ap[óo]s )(?<!\p{L})(?:enviamos|enviaremos|enviar[áa]|enviad[oa]|se env[ií]an?|despach(?:amos|ad[oa])|posta(?:mos|d[oa]))(?!\p{L})/u;
const SENDS_FR =
  /(?<!après (?:être |avoir été )?)(?<!\p{L})(?:expédi(?:ée?s?|ons|erons)|expédition (?:sous|dans|en)|envoy(?:ée?s?|ons)|enverrons)(?!\p{L})/u;
const SENDS_DE =
  /(?<!\p{L})(?:versand (?:erfolgt )?(?:innerhalb|binnen|in)|versend(?:en|et)|versandt|verschick(?:en|t)|abgeschickt)(?!\p{L})/u;
const SENDS_IT =
  /(?<!dopo (?:che è stato )?)(?<!\p{L})(?:spedi(?:amo|remo|t[oaie])|spedizione (?:entro|in)|invi(?:amo|eremo))(?!\p{L})/u;
const SENDS_PL = /(?<!\p{L})(?:wysyłamy|wyślemy|wysłan[aey]?|wysyłka (?:w ciągu|w)|nada(?:my|jemy))(?!\p{L})/u;
const SENDS_ASIA =
  /(?:発送|出荷)(?!\s*(?:後|から|して))|(?:발송|출고)(?!\s*(?:된 |한 |하신 )?(?:후|뒤|이후|일로))|(?:نشحن|سنشحن|شحن|نرسل|سنرسل)/;

const ARRIVES =
  /(?:[天日时]|左右|[内就能可])(?:[就可能会]|可以)*到(?!账|款|\s*\d)|送[达到]|抵达|到货|妥投|派送|(?<!\p{L})(?:arriv|reach|deliver(?:ed|y (?:time|takes?|within|in)(?!\p{L})))|(?<!\p{L})(?:при(?:д[её]|буд|ходит)|достав|lieferzeit|ankommen|kommt|lleg|cheg|entreg|livr|consegn|giunge|dotrze|dotar|dostarcz)|届|着き|到着|도착|배송|يصل|تصل|الوصول/u;
/** What is sent once more is no order, and the number of a parcel comes later than the parcel goes. */
const OTHERWISE =
  /补发|重发|重新发|(?<!\p{L})(?:again|de nuevo|otra vez|ещё раз|еще раз|повторно|ponownie|jeszcze raz|de novo|novamente|nochmals?|erneut|à nouveau|di nuovo)(?!\p{L})|再送|다시|(?:i|y|e|и) (?:te |vi |le |lo )?(?:podam|pas[oa]|сообщ|inform)|التتبع/u;
const SENT_ALREADY =
  /(?:已经?|[昨前]天|刚刚?)(?:[帮给为替]?[您你亲]|安排|全部)*(?:发|寄|出[货库])|(?<!\p{L})(?:(?:was|were|(?:has|have|had|['’]ve)(?: been)?) (?:already )?(?:shipped|dispatched|sent)|(?:shipped|dispatched|sent) (?:it|out)? ?(?:today|yesterday|already))(?!\p{L})|(?<!буд[еу]т )(?<!\p{L})отправлен[аоы]?(?!\p{L})|(?<!\p{L})(?:(?:ha(?:n|s)? sido|fue(?:ron)?|foi|foram) (?:enviad|despachad|postad)|(?:hemos|he) (?:enviado|despachado))|(?<!\p{L})(?:(?:a|ont) (?:déjà )?été|avons|ai) (?:expédi|envoy)|(?<!\p{L})(?:habe|haben|hat|wurde|wurden|ist bereits) (?:[\p{L}]+ ){0,5}(?:versandt|versendet|verschickt|abgeschickt)|(?<!\p{L})(?:stat[oaie]|abbiamo|ho) (?:spedit|inviat)|(?<!\p{L})został[aoy]? (?:wysłan|nadan)/u;

const FREE =
  /包邮|免邮|免运费|免快递费|free (?:shipping|delivery)|бесплатн\p{L}+ доставк|env[ií]os? gratis|frete gr[áa]tis|livraison (?:gratuite|offerte)|versandkostenfrei|kostenlose\p{L}* (?:versand|lieferung)|spedizione gratuita|شحن مجاني|送料無料|무료 ?배송|darmow\p{L}+ (?:dostaw|wysyłk)/u;

const RETURNS =
  /无理由|(?:退货|退换)(?![之以]?后(?!天))|(?<!after )(?<!(?:receiv\p{L}+|g[eo]t|after) (?:your|the|a) )(?<!\p{L})returns?(?:ed|able)?(?!\p{L}| to your)|возврат(?!\p{L}* (?:денег|средств))|вернуть(?! деньги)|devol[uv](?!\p{L}* (?:del? |o )?(?:dinero|importe|dinheiro|valor))|devuelv|(?<!\p{L})retour|renvoy(?:er|ez|é)|rückgabe|zurückgeben|zurücksenden|(?<!\p{L})res[oi](?!\p{L})|restitu|إرجاع|ارجاع|返品|반품|zwrot(?!\p{L}* (?:pieni|środk))|zwróc/u;

const REFUNDS =
  /到账|审核|处理|打款|回复|内(?:会|就|将|给您?|为您|帮您|安排)*退款|(?<!\p{L})(?:we|i)(?:['’]ll| will| shall)? (?:process|refund|check|handle|review|reply|contact|inspect|get back)|(?:processed|refunded|days? ago|returned to us)(?!\p{L})|деньг|средств|(?<!\p{L})(?:de retour (?:dans|sous|le|en)|rembours|reembols|rimbors|erstatt|melden?|bearbeit|pieniądz|środk)/u;
const CAME_BACK = /已经?(?:收到|退[回货])|(?:was|been|have|['’]ve) (?:received|returned)|возврат\p{L}* получен|退货已/u;

const TOPICS: readonly Topic[] = [
  {
    names: /发货|发出|寄出|出货/,
    words: anyOf(SENDS_ZH, SENDS_EN, SENDS_RU, SENDS_ES_PT, SENDS_FR, SENDS_DE, SENDS_IT, SENDS_PL, SENDS_ASIA),
    unless: /退[货换回]|寄回|(?<!\p{L})returns?(?!\p{L})/iu,
    aside: anyOf(ARRIVES, OTHERWISE, /退[货换回]|寄回/),
    over: anyOf(SENT_ALREADY),
  },
  { names: /包邮|免邮|免运费/, words: anyOf(FREE) },
  { names: /退货|退换|无理由/, words: anyOf(RETURNS), aside: anyOf(REFUNDS), over: anyOf(CAME_BACK) },
];

function anyOf(...patterns: RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join('|'), 'iu');
}

/** What texts say of what a fact is about. */
export interface Speech {
  /** In other words than the fact's own. */
  speaks: (text: string) => boolean;
  /** The number in a clause is that of something else. */
  isAside: (clause: string) => boolean;
  /** A sentence tells what was done, it promises nothing. */
  isOver: (sentence: string) => boolean;
}

/**
 * Returns what tells whether a text speaks of what a fact is about in other words than the fact's own (`words`); facts of
 * when parcels are sent, from what amount shipping is free and how long goods may be returned are known.
 */
export function speechAbout(words: readonly string[]): Speech {
  const topics = TOPICS.filter(({ names }) => words.some((word) => names.test(word)));
  return {
    speaks: (text) => topics.some((topic) => topic.words.test(text) && !topic.unless?.test(text)),
    isAside: (clause) => topics.some(({ aside, over }) => aside?.test(clause) || over?.test(clause)),
    isOver: (sentence) => topics.some(({ over }) => over?.test(sentence)),
  };
}
