/** Words by which a language tells a promise: any of `says`, none of `not`. */
interface Words {
  script: RegExp;
  says: RegExp;
  not: RegExp;
}

/** 呢 only softens what it stands behind (`明天给您发货呢`), unless something is asked. */
const ASKS =
  /[?？¿]|(?:吗|么|[好行]不[好行]?|可不可以)[\s。!！~～]*$|(?:(?:^|[,，])\s*(?:那|您)(?![的这])[^,，]*|(?:什么|怎么|哪|几[天点个]|谁|多少|还是|是不是|要不要|能不能|[好行]不[好行]).*)呢[\s。!！~～]*$/u;

/** What the shop does. */
const ZH_DOES =
  /(?:发货|发出|发顺丰|寄出|寄新|补发|补寄|补上|退款|退您|退给|退还|退运费|退差价|补偿|赔付|换货|换新|处理|回复|答复|反馈|回您|回访|核实|查询|联系(?!我)|跟进|安排|改好|改价|上传|开好|打电话|发给您|发过来|发视频|发单号|给您(?:发|寄|补|退|查|换|改|拍|送|开|催|申请)|能发|都发|给您回|回(?:话|音|电)|打(?:给|回给)您|退回|补给您|出库|退到|(?:跟|和|同)您确认|给您?个?(?:消息|信|结果|答案|说法)|打款|返现|解决|搞定|弄好|出货|重发|走(?:快递|顺丰|圆通|中通|申通|韵达|邮政)|更新(?:快递|物流)?单号|单号更新)/u;
/** What is done for the buyer, whatever it is. */
const ZH_TO_YOU =
  /给您(?:重新|再|先|加急|尽快|单独|免费|优先|一起){0,2}(?:发|寄|补|退|查|换|改|拍|送|开|催|申请|打款|打\d+(?![\d.折])|转|返|出货|弄|找(?!个?合适)|问|做|录|赔|报(?!个价)|看(?![^,，]{0,5}[新款])|取消|备注|(?<=重新)派|(?:快递|物流)?单号)(?![^,，]{0,3}(?:了|过(?![去来])))|(?<!已经?)帮您(?:催|查|问|看|找|盯|改|换|申请|登记|备注|取消|打包|寄|发|退|补|开|跟)(?![^,，]{0,3}(?:了|过(?![去来])))|(?:(?:寄|退|补|回|赔|转|返)(?:给|到)?您|(?:发|告诉|通知)(?:给|到)?您(?!的\p{Script=Han}))(?!的时候|[^,，]{0,3}(?:了|过(?![去来])))|[跟和同](?:您|顾客)(?:说|讲|联系|沟通|反馈)(?![^,，]{0,3}(?:了|过(?![去来]))|的)|(?:发|寄|补|退|换|拍|开|打|转|返|赔|录|传|弄|找|改)[^,，。您我]{0,8}给您(?!了)|(?<![\d价宜元块折送还是]|这个?价[^,，]*)给您(?:哈|哦|啊|呀|啦)?[。!！~～\s]*(?=[,，]|$)/u;
/** A bare verb at the end of a clause: 明天发, 最晚周五发, 10号前发完. */
const ZH_SHORT =
  /(?<!(?:应该|大概|估计|争取|尽量|或者?|还是|(?<!我[^,，]*)说|让[您他她]|[别他她]家|快递(?=[^,，]*统一))[^,，]*|您[今明后晚早上下中]?)(?:[天晚早午上号日点内前就会能再]|周[一二三四五六末]|[钟时天]后|可以|一定|肯定|统一|一起|重新|加急)(?:先|再|都|全部|一起|统一)*(?:发|寄|赔|去查|去催|(?<![内后](?:[^,，]*都)?[会能可以]*|[都还就]能)退|(?<=(?:我|[今明后]天|会|定|就|重新|能|可以|周[一二三四五六日天])[^,，]*)(?<![内后](?:[^,，]*都)?[会能可以]*|[都还就]能)[补换改])(?:完|走|掉|齐|出去|出来|过去|过来|一[个件份套双条])?(?:哈|哦|噢|啊|呀|呢|啦|嗷|(?<=[会能定]\p{L}{1,3}|[明后]天\p{L}{1,3})的)*[。.!！~～\s]*(?=[,，]|$)/u;

const CHINESE: Words = {
  script: /\p{Script=Han}/u,
  says: new RegExp(`${ZH_DOES.source}|${ZH_TO_YOU.source}|${ZH_SHORT.source}`, 'u'),
  not: /不(?:能|会|可(?!能)|了|敢|承诺|保证|一定|见得)|不(?:给|帮|为|跟|和|再|打算|准备|想|同意|接受)?(?:您|你|亲)?(?:安排)?(?:发|寄|退|补|换|赔|处理|回|答复|反馈|安排|联系|跟进|改|开票|打电话|送|出库|核实|确认|办理|受理|营业|上班)|来不及|没(?:空|人|时间|来得及)|未必|说不定|也许|(?<!尽)可能|发不|没(?:办)?法|无法|没有?(?:办法|货)|如果|要是|假如|若(?:是|您)|的话|一旦|(?<!登记|申请)已经(?!登记|申请)|(?:昨天|前天)(?!(?:早上|上午|下午|晚上)?(?:拍下?|付款?|下单|买|订|问|申请|反馈)的)|(?:[发退换寄补]|给您)[^,，]{0,6}还是[^,，]{0,8}(?:[发退换寄补]|给您)|周[一二三四五六日天](?:[发寄退补换]的[。!！~～\s]*$|(?:给您)?[发寄退补换]的[,，])|(?:发|退|寄|卖|处理|回复|补发)[完出]?(?:给?您)?了(?:$|[,，。])|请您|麻烦您|您(?:可以|需要|什么时候|是说|希望|要|方便|有空|寄回)|(?:平台|系统|快递(?:员)?|物流|菜鸟|海关|买家|银行|官方|厂家|供应商|工厂)(?!核实|处理好|单|费)(?=.*(?:会|将|给我们|显示|审核|说|更新|派送|一般|明天|就到|打电话))|支持.{0,6}(?:退|换)|(?:可以?|能)(?:无理由)?退换|内[都均]?(?:可以?|能)(?:无理由)?[退换]货?[。!！~～\s]*$|给我们?(?:这边)?(?:发|回|寄|补|退|答|反馈|打|拍|说|送|个)|^\s*(?:(?:那|就)?|亲[,，]?(?![^,，]*(?:给您|帮您|我)))您(?:今|明|后|周|这两|\d|收到|签收|先|再|自己|直接)|发货率|自动|一般|预计|以.{1,6}为准|记得|联系我|优惠|活动|(?:是|按|照|根据|符合).{0,8}(?:规定|规则|要求|政策)|(?:平台|店铺|公司|官方)的?(?:规定|规则|要求|政策)|公告|(?:写|标)的是|没有(?:的|这|说|过)|没(?:说|答应|承诺|保证)过|[您你](?:之前|刚才|上次)?(?:说|提到?)的/u,
};

const ENGLISH: Words = {
  script: /[a-z]/i,
  says: /\b(?:(?:i|we)(?:'ll|’ll| will| shall|'m going to| am going to|'re going to| are going to)|(?:order|parcel|package|refund|replacement|item|it|tracking|money) will be|(?:replacement|parcel|package|order|item|it) will (?:go out|leave)|replacement will|my colleague will|^will|i promise to|i(?:'ll| will) have)\b.*?\b(?:ship|sen[dt]|resend|refund|reply|answer|get back|check|contact|update|dispatch|issue|upload|ask|call|change|confirm|return|follow up|let you know|pack|cancel|arrange|compensate|look into|message|shipped|dispatched|processed|refunded|resent|get it out|have (?:an|the) answer|have it|get (?:this|it|that) (?:fixed|sorted|solved)|fix|resolve|promise|go out|leave|over to you|to you by|make sure|process|(?:replace|exchange|provide|mail|email|write|forward|pay you back|(?:give|offer) you(?! (?:an? )?(?:\p{L}+ )?(?:\d+ ?%|discount|coupon|price|deal))|tell you|have the tracking|(?:post|share)(?! on|.* new )|do (?:it|this|that))(?!\p{L}))|\b(?:i|we) can (?:ship|send|dispatch)\b(?! to (?!you)|.* or )|\bwe (?:ship|send|dispatch) (?:it|your (?:order|parcel|package))\b(?=[^,]*(?:today|tomorrow|tonight|day|hours))|^(?:shipping|sending) (?:it|your)\b|\byour (?:order|parcel|package) (?:ships|goes out)\b|\b(?:i|we)(?:'m|’m|'re|’re| am| are) (?:sending|shipping|dispatching|refunding|resending|processing|replacing|returning)\b|\bexpect (?:an? |the |our |my )?(?:answer|reply|update|refund|call) from (?:me|us)\b|\b(?:refund|replacement|parcel|package) is (?:coming your way|going out)\b/iu,
  not: /\b(?:can(?:'|’)?t|cannot|won(?:'|’)?t|will not|not able|unable|not possible|never|normally|nothing|no longer|maybe|perhaps|probably|might|don(?:'|’)?t know|do not|does not|doesn(?:'|’)?t|if|unless|once|when|whether|already|yesterday|was|were|please|you(?:'ll| will| can| have to| need|r bank)|(?<!(?:contact|ask|chase|call|with) the )(?:carrier|courier|platform|supplier)|aliexpress|customs|they|nobody|no one|automatically|usually|should|would you)\b/iu,
};

const RUSSIAN: Words = {
  script: /\p{Script=Cyrillic}/u,
  says: /(?<!\p{L})(?:отправ(?:им|лю)|выш(?:лем|лю)|пришл(?:ю|[её]м)|верн(?:[её]м|у|усь)|отдадим|передадим|отве(?:чу|тим|тить)|свяжемся|свяжусь|сообщ(?:у|им)|позвон(?:ю|им)|уточн(?:ю|им)|провер(?:ю|им)|оформим|оформлю|измен(?:им|ю)|компенсируем|узна(?:ю|ем)|замен(?:им|ю)|поменя(?:ем|ю)|уйд[её]т|напиш(?:у|ем)|подготов(?:им|лю)|сдела(?:ем|ю)|дадим|дам|передам|скин(?:у|ем)|сброш(?:у|им)|перезвон(?:ю|им)|дошл(?:ю|[её]м)|переотправ(?:лю|им)|реш(?:у|им)(?!.* (?:или|ли) )|отпи(?:шусь|шемся)|(?:под)?скаж(?:у|ем)(?! (?:так|честно|сразу)(?!\p{L})|[^,]*:)|разбер(?:усь|[её]мся)|доплат(?:им|лю)|оплат(?:им|лю)|возмест(?:им|у)|(?:отправля|высыла|возвраща|переда)(?:ем|[её]м|ю)(?! (?:все )?(?:заказы|посылки))(?=[^,]*(?:сегодня|завтра))|(?<=(?:сегодня|завтра)[^,]*)(?:отправля|высыла|возвраща|переда)(?:ем|[её]м|ю)|будет (?:отправлен|оформлен|выслан|возвращ)\p{L}*)(?!\p{L})/iu,
  not: /(?<!\p{L})(?:не (?:(?:вам|вас|его|е[её]|их|это|этого|пока) )?(?:смо\p{L}+|мо\p{L}+|отправ\p{L}+|обеща\p{L}+|работа\p{L}+|получ\p{L}+|будет|ран(?:ьше|ее)|\p{L}{2,}(?:им|[её]м|[юу]))|невозможно|обычно|возможно|может быть|наверное|если|когда|как только|уже|вчера|был[аои]?|пожалуйста|вы|платформа|курьер|банк|таможня|они|никто|автоматически|сообщите|напишите|подтвердите|хотите|должн\p{L}+)(?!\p{L})/iu,
};

const SPANISH: Words = {
  script: /[a-záéíóúñ]/i,
  says: /(?<!\p{L})(?:(?:(?:le|te|se|lo|la|los|las|nos|me)\s+)*(?:enviar(?:emos|é|á)|enviamos|env[ií]o|mando|mandamos|mandar(?:emos|é)|reembolsar(?:emos|é)|respond(?:o|emos|er(?:é|emos))|pondremos|devolver(?:emos|é)|devolvemos|devuelvo|pasar(?:emos|é)|(?<=(?:le|te|lo|la|se) )(?:ofrecemos(?! (?:una? )?(?:descuento|oferta|precio|rebaja|\d))|paso|pasamos|cambio|cambiamos|reembolso|(?:hago|ofrezco)(?! (?:una? )?(?:descuento|oferta|pregunta|precio|rebaja|\d))|atiendo|atendemos|atender(?:é|emos)|digo|decimos|informo|informamos)(?! (?:de )?que)|reembolsamos|contest(?:o|amos|ar(?:emos|é))|damos(?! (?:un )?descuento)|informar(?:é|emos)|(?<!(?:el|del|su|un) )despach(?:o|amos|ar(?:é|emos))(?! en )|solucion(?:o|amos|ar(?:é|emos))|repon(?:go|emos|dr(?:é|emos))|sale (?:su|tu) (?:paquete|pedido|reembolso)|llamar(?:é|emos)|llamo|llamamos|reenv[ií](?:o|amos|ar(?:é|emos))|revis(?:o|amos|aremos)|avis(?:o|amos|aremos|aré)|preguntar?(?:é|o)|hacemos(?! env[ií]os)|har(?:emos|é|á)|cambiar(?:emos|é)|compensar(?:emos|é)|escrib(?:o|ir(?:é|emos))|preparar(?:emos|é)|dar(?:emos|é)|confirm(?:o|ar(?:é|emos))|ser[áa] enviado)|prometo|(?:vamos|voy) a \p{L}+)(?!\p{L})/iu,
  not: /(?<!\p{L})(?:no (?:(?:le|te|les|os|nos|se|lo|la|los|las|me) )*(?!preocup|hay|pasa|olvid|m[aá]s |(?:le|te|les|os|nos|se|lo|la|los|las|me) )\p{L}+|nunca|normalmente|generalmente|habitualmente|jam[aá]s|quiz[aá]s?|tal vez|imposible|si|cuando|en cuanto|ya|ayer|fue|por favor|usted (?:debe|lo)|puede|confirme|d[ií]ganos|escr[ií]bame|tiene|mensajero|plataforma|banco|aduana|ellos|nadie|autom[aá]ticamente|quer[ií]a|debe)(?!\p{L})/iu,
};

/** Returns a sentence with every way in which Chinese staff speak to a buyer as 您. */
export const addressed = (sentence: string): string =>
  sentence.replace(/[你妳]/gu, '您').replace(/(?<=[给帮为跟和向])亲/gu, '您');

/** Tells whether a sentence promises something of the shop's own, whatever its time: the language is told by the letters. */
export function promiseWords(said: string): boolean {
  const sentence = addressed(said).trim();
  if (ASKS.test(sentence)) return false;
  const tells = ({ says, not }: Words): boolean => says.test(sentence) && !not.test(sentence);
  if (CHINESE.script.test(sentence)) return tells(CHINESE);
  if (RUSSIAN.script.test(sentence)) return tells(RUSSIAN);
  // English and Spanish share their letters; a refusal in either counts.
  return tells(ENGLISH) || (tells(SPANISH) && !/\b(?:the|you|will|please)\b/iu.test(sentence));
}

/** What a clause says is not meant by itself where the sentence says one of these: conditions, rules, what is usual. */
const WHOLE =
  /周[一二三四五六日天](?:给[您你])?[发寄退补换]的[,，]|如果|要是|假如|若(?:是|您)|的话|一旦|规定|规则|政策|公告|一般|预计|自动|[您你](?:之前|刚才|上次)?(?:说|提|答应)|没(?:说|答应|承诺|保证)|不(?:能|敢)?(?:保证|承诺)|以.{1,8}为准|(?<!\p{L})(?:if|unless|once|when|whether|policy|rules?|usually|normally|never|maybe|perhaps|возможно|может быть|quiz[aá]s?|tal vez|said|wrote|told|can(?:no|['’])?t promise|не (?:\p{L}+ )?обеща\p{L}+|no (?:\p{L}+ )?promet\p{L}+|если|когда|как только|правил\p{L}*|обычно|сказал\p{L}*|или нет|ли|si|cuando|en cuanto|normas|normalmente|dije|dijo)(?!\p{L})/iu;

/** Who else may be meant, unless the shop turns to them. */
const OTHERS =
  /(?<!(?:联系|咨询|催促|催|问|找|跟|和|向|与|让|通知)(?:一?下)?)(?:平台|系统|快递|物流|菜鸟|海关|银行|官方|厂家|供应商|工厂|驿站)(?!单|费)|(?<!\p{L})(?:(?<!(?:contact|ask|chase|call|with) (?:the |your )?)(?:bank|platform|carrier|courier|supplier|factory|customs|aliexpress)|they|it(?:'s| was| is| has)|платформа|курьер|банк|таможня|они|почта|поставщик|mensajero|plataforma|banco|aduana|ellos|proveedor|transportista)(?!\p{L})/iu;
const OWN = /我|补发|重发|给[您你](?:补|换|重)|(?<!\p{L})(?:i|we|my|our|я|мы|nosotros|yo)(?!\p{L})/iu;
/** In Russian and Spanish it is the verb that says who: these are not the shop's for certain. */
const ANYBODYS = /(?<!\p{L})(?:буд[еу]т|уйд[её]т|\p{L}+á)(?!\p{L})/iu;
const PAID_BACK = /已经?(?:给您|帮您|为您)?退/u;
const ARRIVES = /退到|退回|到账|返还/u;

/**
 * Returns the clauses that speak of the shop's own doing: what one says of somebody else goes on in the next, until the
 * shop is named again (`平台还在审核，明天退款到账`).
 */
export function ownClauses(sentence: string): string[] {
  let [others, paid] = [false, false];
  return sentence.split(/[,，;；]|(?<=\p{L}) (?:and|but|so|y|pero|и|а|но) /u).filter((clause) => {
    const byVerb = /[а-яё]|[áéíóúñ]/iu.test(sentence) && promiseWords(clause) && !ANYBODYS.test(clause);
    if (OWN.test(clause) || byVerb) others = false;
    else if (OTHERS.test(clause)) others = true;
    const late = paid && ARRIVES.test(clause) && !OWN.test(clause);
    paid ||= PAID_BACK.test(clause);
    return !others && !late;
  });
}

/** `不是明天发货，是后天` and `не завтра, а послезавтра` as they are meant: without the time that is denied. */
export function withoutDenied(sentence: string): string {
  const m = /不是([^,，]+)[,，]\s*而?是([^,，]+)/u.exec(sentence);
  const verb = m ? CHINESE.says.exec(m[1] ?? '') : null;
  if (m && verb) return sentence.replace(m[0], `${m[2]}${(m[1] ?? '').slice(verb.index)}`);
  return sentence.replace(/(?<!\p{L})(?:не [^,]{2,20}, а|no [^,]{2,20}, sino|not [^,]{2,20},? but) /iu, '');
}

/** Tells whether a sentence that as a whole promises nothing can have a clause that does. */
export function clausesCount(sentence: string): boolean {
  return !ASKS.test(addressed(sentence)) && !WHOLE.test(sentence);
}
