/** What facts are about, by the words of their names, and how texts speak of it in other words and languages. */
interface Topic {
  names: RegExp;
  words: RegExp;
  /** What the words are about something else with: 请寄出退货 is no word of when the shop sends. */
  unless?: RegExp;
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

const FREE =
  /包邮|免邮|免运费|免快递费|free (?:shipping|delivery)|бесплатн\p{L}+ доставк|env[ií]os? gratis|frete gr[áa]tis|livraison (?:gratuite|offerte)|versandkostenfrei|kostenlose\p{L}* (?:versand|lieferung)|spedizione gratuita|شحن مجاني|送料無料|무료 ?배송|darmow\p{L}+ (?:dostaw|wysyłk)/u;

const RETURNS =
  /无理由|(?:退货|退换)(?![之以]?后(?!天))|(?<!after )(?<!(?:receiv\p{L}+|g[eo]t|after) (?:your|the|a) )(?<!\p{L})returns?(?:ed|able)?(?!\p{L}| to your)|возврат(?!\p{L}* (?:денег|средств))|вернуть(?! деньги)|devol[uv](?!\p{L}* (?:del? |o )?(?:dinero|importe|dinheiro|valor))|devuelv|(?<!\p{L})retour|renvoy(?:er|ez|é)|rückgabe|zurückgeben|zurücksenden|(?<!\p{L})res[oi](?!\p{L})|restitu|إرجاع|ارجاع|返品|반품|zwrot(?!\p{L}* (?:pieni|środk))|zwróc/u;

const TOPICS: readonly Topic[] = [
  {
    names: /发货|发出|寄出|出货/,
    words: anyOf(SENDS_ZH, SENDS_EN, SENDS_RU, SENDS_ES_PT, SENDS_FR, SENDS_DE, SENDS_IT, SENDS_PL, SENDS_ASIA),
    unless: /退[货换回]|寄回/,
  },
  { names: /包邮|免邮|免运费/, words: anyOf(FREE) },
  { names: /退货|退换|无理由/, words: anyOf(RETURNS) },
];

function anyOf(...patterns: RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join('|'), 'iu');
}

/**
 * Returns what tells whether a text speaks of what a fact is about in other words than the fact's own (`words`); facts of
 * when parcels are sent, from what amount shipping is free and how long goods may be returned are known.
 */
export function speaksOfTopic(words: readonly string[]): (text: string) => boolean {
  const topics = TOPICS.filter(({ names }) => words.some((word) => names.test(word)));
  return (text) => topics.some((topic) => topic.words.test(text) && !topic.unless?.test(text));
}
