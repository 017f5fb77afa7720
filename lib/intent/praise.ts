/**
 * What is praised: 「质量很好」, “fast shipping”, «претензий нет». It asks for nothing, while its words are those of complaints
 * and of haste. Over folded text; `>` and `<` stand for the edges of a word. What is asked about, wished or said not to be so
 * is no praise: 「质量好吗」, “fast shipping please”, “not good quality”.
 */
const ZH_VERY = '(?:真的?是?|很|非常|特别|挺|相当|蛮|超级?|太|确实|也|都|还|比较|十分|实在|一直|果然|真心|算|得|够)';
const ZH_GOOD =
  '(?:好(?![差烂坏次贵慢少小大像用吃评])|不错|棒|赞|可以|优秀|过硬|扎实|没得说|没话说|满意|精[致细良美]|细致|用心|到位|杠杠的|一流|香|柔软|舒服)';
const ZH_END = '(?:[了的呢呀哦啊哈啦]|很多)*(?![吗么嘛吧不没?？坏点些一]|的话)';

const ZH: readonly string[] = [
  `(?<!(?:有|要|找|保证|希望|能|是不是)[^,，。]{0,4})(?:质量|品质|味道|气味|做工|用料|材质|面料|料子|手感|包装|服务|态度)(?:什么的|各?方面)?${ZH_VERY}*${ZH_GOOD}${ZH_END}`,
  `(?<!(?:希望|要|能|想|尽量|麻烦|最好|是不是)[^,，。]{0,4})(?:发货|物流|快递|送货|到货|配送|[发寄送到]得|速度)(?:的?速度|时间|都|也)*${ZH_VERY}+(?:快|迅速|及时|神速|给力|准时)(?![递到丢发就能会要])${ZH_END}`,
  `(?<=^|[,，。!~ 、])(?:发货|物流|快递|送货|到货)(?:速度)?(?:快|迅速|及时|神速|给力)(?=$|[,，。!~ 、])`,
  '(?:隔天|第二天|次日|当天)(?:就|都)?(?:收到|到货?|送到)[了啦](?![吗么])',
  `(?:大小|尺码|尺寸|码数)(?:${ZH_VERY}|刚|正)*(?:刚好|正好|合适|合身)${ZH_END}|(?<![不才能更会否])(?:很|挺|非常|特别|蛮|刚好|正好|超)合身${ZH_END}`,
];

const EN_VERY = '(?:(?:very|so|really|super|extremely|quite|pretty|just|absolutely|truly|too|always) )*';
const EN_GOOD =
  '(?:good|great|excellent|amazing|perfect|awesome|superb|wonderful|fantastic|nice|best|top|high|lovely|super|outstanding|decent|brilliant|incredible|impressive)';
const EN_FAST = '(?:fast|quick|rapid|speedy|prompt|lightning fast)';
/** Not in a question, and not where it is wished or denied. */
const NO_QUESTION = '(?![^.!,;]*\\?)';
const EN_BEFORE =
  "(?<!(?:^|[,.!;?] ?)(?:is|are|was|does|do|did|will|can|has|any)(?: \\p{L}+){0,4} )(?<!<(?:not|\\p{L}+n't|no|never|hardly|want|need|hope|hoping|expect\\p{L}*|if|looking for|like|than|please|pls|with|choose|pay)(?: \\p{L}+){0,2} )";

const EN: readonly string[] = [
  `${EN_BEFORE}<${EN_VERY}${EN_GOOD} quality>(?! (?:control|problem|issue))${NO_QUESTION}`,
  `<quality(?: of (?:the |this |my )?\\p{L}+)?(?: (?:is|was|seems|looks|feels|are))? ${EN_VERY}${EN_GOOD}>${NO_QUESTION}(?! (?:but|enough for))`,
  `${EN_BEFORE}<${EN_VERY}${EN_FAST} (?:shipping|delivery|dispatch|shipment|postage)>(?! (?:please|pls|for|to|option|method|cost|available))${NO_QUESTION}`,
  `<(?:shipping|delivery|shipment|dispatch)(?: (?:time|speed))? (?:is|was) ${EN_VERY}(?:${EN_FAST}|${EN_GOOD}|on time)>${NO_QUESTION}`,
  `(?<!(?:not|n't|never|if|has|have|will) )<(?:arrived|came|(?:was )?delivered|received|got)(?: (?:it|here|my order|the order|everything))? ${EN_VERY}(?:fast|quick|quickly|early|on time|in time|promptly|(?:faster|sooner|earlier) than \\p{L}+)>${NO_QUESTION}`,
];

const RU_GOOD =
  '(?:отличн|хорош|прекрасн|супер|замечательн|шикарн|великолепн|классн|достойн|высок|превосходн|добротн|идеальн)\\p{L}*';
const RU_VERY = '(?:(?:очень|просто|самое|самая|действительно|вполне|реально|все|супер|довольно|достаточно) )*';
const RU: readonly string[] = [
  `(?<!<(?:не|если|нужно|нужна|нужен|хочу|хотел\\p{L}*|ли) )<${RU_VERY}${RU_GOOD} качеств\\p{L}*${NO_QUESTION}`,
  `<качеств\\p{L}*(?: (?:товара|ткани|пошива|материала|тоже))* ${RU_VERY}(?:${RU_GOOD}|огонь|топ|класс|на высоте|на уровне|радует|порадовало|понравилось|устраивает)${NO_QUESTION}`,
  `(?<!<не )<(?:качеств\\p{L}+ (?:очень )?(?:довол|рад)\\p{L}*|(?:очень )?(?:довол|рад)\\p{L}* качеств\\p{L}+)`,
  `(?<!<(?:нужн\\p{L}+|хочу|надо|есть|можно|за|если|ли) )<${RU_VERY}быстр(?:ая|ую|ой|ое) (?:доставк|отправк)\\p{L}*${NO_QUESTION}`,
  `<(?:доставк|отправк|посылк|заказ|товар)\\p{L}*(?: (?:была|был|пришл\\p{L}*|пришел|дош\\p{L}*|приехал\\p{L}*|доставили))? ${RU_VERY}(?:быстро|быстрая|вовремя|раньше срока)>${NO_QUESTION}`,
  `(?<!<не )<(?:пришл\\p{L}*|пришел|дош\\p{L}*|приехал\\p{L}*|доехал\\p{L}*|доставили|отправили|получил\\p{L}*) ${RU_VERY}(?:быстро|вовремя|раньше срока)>${NO_QUESTION}`,
];

const ES_GOOD =
  '(?:buen[oa]|excelente|genial|gran|perfect[oa]|increible|magnific[oa]|estupend[oa]|maravillos[oa]|super|optim[oa]|fantastic[oa]|espectacular|inmejorable|alta)';
const ES_VERY = '(?:(?:muy|tan|super|bastante|realmente|mas que|de) )*';
const ES_FAST = '(?:rapid[oa]|rapidisim[oa]|veloz|puntual)';
const ES: readonly string[] = [
  `(?<!<(?:no|sea|ser|quiero|busco|si)(?: \\p{L}+){0,2} )<${ES_VERY}${ES_GOOD} calidad${NO_QUESTION}`,
  `<calidad(?: (?:del producto|de la tela|del material))?(?: (?:es|esta|fue))? ${ES_VERY}${ES_GOOD}>${NO_QUESTION}`,
  `(?<!<(?:quiero|necesito|prefiero|hay|tienen|un|con)(?: \\p{L}+){0,2} )<(?:envio|entrega|despacho)(?: (?:es|fue))? ${ES_VERY}${ES_FAST}>(?! (?:por favor|porfa|para))${NO_QUESTION}`,
  `(?<!<(?:no|no me|si) )<(?:llego|llegaron|lo recibi|vino)(?: todo)? ${ES_VERY}(?:${ES_FAST}|pronto|a tiempo|antes de (?:lo previsto|tiempo))>${NO_QUESTION}`,
];

export const PRAISE_IN_CHINESE = ZH;
export const PRAISE_IN_WORDS: readonly string[] = [...EN, ...RU, ...ES];
