import type { Span } from './wording-fold.ts';

/*
 * Asking a buyer to drop a refund, a dispute or a complaint, or to confirm receipt before money is paid back, and putting
 * the value of a parcel low: said with other words
 * between than a list can have. What is only told of (「您取消退款了吗」, “you can close the dispute yourself”) does not count.
 */

const VERB = '取消|撤销|撤回|关闭|撤|关(?=[掉了一下])';
const OBJECT = '(?:退货|仅)?退款|退货(?=申请)|纠纷|投诉|售后(?!提醒|通知|消息|弹窗|入口|页|窗口)|维权';
const DROP = new RegExp(
  `(?:${VERB})(?:一?下|掉)?(?:这个|那个|[您你]的)?(?:${OBJECT})(?:申请)?` +
    `|(?:${OBJECT})(?:申请)?(?:[您你亲请]|这边|那边|先|帮忙|麻烦|可以|能不能|能){0,4}(?:${VERB})(?:一?下|掉)?`,
  'g',
);
const EN_VERB = 'close|cancel|withdraw|drop|revoke|remove';
const EN_OBJECT = '(?:refund|return) (?:request|application)|refund|dispute|case|claim(?! (?:sticker|tag|label))|complaint';
const RU_VERB = 'закройте|закрыть|закроете|отмените|отменить|отзовите|отозвать|снимите|снять';
const ES_VERB = 'cerrar|cancelar|retirar|anular|cierre|cierra|cancele|cancela|retire|anule';
const DROP_ABROAD = new RegExp(
  `\\b(?:${EN_VERB}) (?:(?:the|your|this|that) )?(?:${EN_OBJECT})\\b` +
    `|(?<![а-я])(?:${RU_VERB})(?:,? пожалуйста,?)?(?: (?:ваш|свой|этот))? (?:спор|жалобу|претензию|возврат|запрос на возврат)(?![а-я])` +
    `|\\b(?:${ES_VERB})(?: por favor)? (?:la|su|el|esta|este) (?:solicitud de )?(?:disputa|reclamacion|reembolso|devolucion)\\b`,
  'g',
);
const LOW = new RegExp(
  '(?:申报|报关)的?(?:价值?|金额|价格)(?:我们?|这边|可以|能|[给帮][您你]|就|都)+[写填报]' +
    '|(?:申报|报关)的?(?:价值?|金额|价格)[写填](?=低|少|小)' +
    '|报低一?[点些]的?(?:申报)?价值' +
    '|\\b(?:write|put|declare|state) (?:only |just )?(?:us)?\\$? ?\\d+(?:\\.\\d+)?(?: ?(?:usd|dollars?|euros?|eur))?(?: (?:on|for|in|at|as|to avoid)(?: the)?)? (?:customs|declar|tax|dut)[a-z]*(?: (?:declaration|form|label|value))?' +
    '|\\b(?:mark|label)(?:ed)? (?:it|them|this|that|(?:(?:the|your|this|all|every|each) )?(?:parcel|package|packet|order|item|box|shipment|goods)(?:e?s)?) as (?:a )?gifts?\\b(?! (?:bag|wrap|box|card|set|option))(?: with (?:a )?low(?:er)? value)?' +
    '|(?<![а-я])(?:отмет|укаж)[иеу]м? (?:[а-я]+ )?как подарок(?![а-я]| на )' +
    '|\\bmarc(?:ar|amos|aremos|are) (?:(?:el|su) [a-z]+ )?como (?:un )?regalo\\b' +
    '|(?:申报|报关)[^,。!?\\n不别勿]{0,6}[写填报标][成为]?礼[物品](?![名盒袋包])' +
    '|(?:укажем|напишем|укажу|напишу) (?:стоимость|цену|сумму|ценность) \\$?\\d+(?: ?(?:долл[а-я]*|usd|евро|руб[а-я]*))?',
  'g',
);

const FIRST = new RegExp(
  '(?:(?<!无[需须])先|(?:麻烦|请)[您你]?先?)(?:帮忙|去|点击?){0,2}(?:一?下)?确认(?:一下)?收货(?=[,。 ]|一?下|[吧哈哦后再才就我咱给退返补赔转]|了(?!没|吗)|[之以]后)(?:一?下|吧|哈|哦|了|之?以?后|[, ]){0,4}(?:再|才能?)?(?=[^。!?别不没有如联]{0,8}?(?:退(?!货?地址|换)|补[发偿寄您你]|返|赔|打款|转[您你]|换(?!个)|重发)(?!款?是不))' +
    '|(?:\\b(?:(?:can|could|would) you|you (?:should|must|need to|have to)) (?:please )?|\\b(?:please|first),? |(?<!\\b(?:you|to|not|if|once|when|after|before|n.t) )\\b)confirm (?:the |your )?(?:receipt|delivery|goods received)(?: first)?,?(?: and| then)?(?= (?:(?:we|i)(?:.ll| will)? (?:[a-z]+ ){0,3}?(?:refund|resend|return|pay)|you(?:.ll| will| can)? (?:get|receive|have) (?:[a-z]+ ){0,2}(?:refund|money)))',
  'g',
);

const GAPS = { asked: DROP, wanted: DROP_ABROAD, low: LOW, first: FIRST } as const;

/** Returns where a text (its folded units as one string) may ask for that, or put a value low. */
export function gapsIn(text: string, only: keyof typeof GAPS): Span[] {
  const pattern = GAPS[only];
  return [...text.matchAll(pattern)].map(({ index, 0: { length } }) => [index, index + length]);
}

/** Right before what one asks for: 「请取消纠纷」, 「把纠纷取消」. */
const ASKED = /(?:(?:(?<!申)请|麻烦)[您你]?|需要[您你]|帮忙|先|(?<!已经?|会)把)$/;
/** The same further off: 「能麻烦您把退款…」. */
const BEGGED =
  /(?:(?<!申)请(?!问)|麻烦|辛苦|劳烦|拜托|帮忙|帮我|(?<!(?<!请)问[您你]?[一下]*|[看说]下?)(?:能不能|可不可以|可否|能否)|方便)(?:(?!等|能不能|可否|能否|如|若|谨慎|确认|注意|系统|平台|自动|会|已|被|看|联系|在|怎么|为什么|不|别|勿)[^,。!?;\n]){0,10}$/;
/** Nobody is asked: it happens, has happened, or one is told how. */
const HAPPENS = /(?:会|将|已经?|自动|平台|(?:谢谢|感谢)[您你]?)$/;
const TOLD = /(?:会|将|已|自动|系统|平台|被|想|要|如|怎么|为什么|不小心|自行|重新|我们|[帮给替][您你])[^,。!?;\n]{0,6}$/;
/** It is said who did it: 「您把退款取消了」. */
const DONE_BY = /(?:[您你]|是不是|系统|平台|客户|买家)(?:这边|那边|自己|刚才?|之前|都|又)*把$/;
/** Behind what is rewarded: 「取消纠纷我给您退款」. */
const REWARDED =
  /^(?:申请)?[掉了之以后的话]*[ ,]*[我们这边就会再都马上立即刻可以直接私下立马另外单独全额]*(?:给[您你]|补[偿您你发]|[退赔][您你]|退给|(?<=我们?|边|马上|就)退(?!款))/;
/** Behind what is only suggested. */
const SUGGESTED = /^(?:掉|一?下)?(?:吧|呗|好[吗么不]|行[吗不]|可以[吗不]|可不可以|了好[吗不])/;
/** It is said on what that depends: 「能不能取消退款要看平台」, 「可以取消退款吗？可以的」. */
const ANSWERED =
  /^(?:申请)?(?:(?:要|得)[看问]|看|由|取决|请?咨询|[我这]们?也?不|[吗呢]?[?,。 ]+(?:不?可以|不?能|不?行)的?(?=[,。!亲哦]|$))/;
const MAY = /(?:可以|能)(?:先|帮忙)?$/;
/** 「您撤一下退款」 asks by itself. */
const SOFT = /[撤销消回闭关]一?下|(?<!申)请|麻烦|帮忙|能不能/;

/** Tells whether a buyer is asked in Chinese to drop something, by what stands before it, what it is and what follows. */
export function isAsked(before: string, said: string, after: string): boolean {
  if (!HAPPENS.test(before) && REWARDED.test(after)) return true;
  const done = /^(?:掉)?了(?!吧|[,，]?好|[,，]?可以|就)/.test(after);
  if (ASKED.test(before) && !(done && DONE_BY.test(before))) return true;
  if (ANSWERED.test(after)) return false;
  if (BEGGED.test(before)) return true;
  if (TOLD.test(before)) return false;
  if (SUGGESTED.test(after) || (/先|把$/.test(said + before) && after.startsWith('了吧'))) return true;
  return (MAY.test(before) && after.startsWith('吗')) || (SOFT.test(said) && !done && !/^就(?:可以|行|好)/.test(after));
}

/** What is said of it in English, Russian and Spanish while nobody is asked. */
const TOLD_ABROAD =
  /(?:\b(?:you (?:can|may|might)(?: also| always| still)?|(?:if|whether|when|once|after|before) you(?: already| can| want to| wish to| decide to)?|how to|up to you to|^ ?to|(?:did|have|do) you(?: want to)?|will|(?:we|i|they|aliexpress|platform|system)(?: can| may)?)|(?<![а-я])(?:вы (?:можете|сможете|вправе)|(?:если|когда|прежде чем)(?: вы)?(?: хотите)?|чтобы|как|можно|хотите)|\b(?:(?:puede|podra|si|cuando|(?:hasta|puede|antes de|despues de|una vez) que)(?: usted)?|antes de|se|para|(?:quiere|desea)|aliexpress|plataforma|sistema)) $/;
const PLEASE =
  /\b(?:please|kindly|(?:can|could|would|will) you|(?:ask|need)(?: you)? to|want you to|por favor|le ped?imos)\b|пожалуйста|(?:прос[а-я]+|могли бы|можете ли)(?: вас| вы)?(?= )/;
/** It is wished for: “we hope that you can”, “it would be great if you”. */
const WISHED =
  /(?:\b(?:hope|be (?:so |very )?(?:great|better|good|nice|best|grateful|thankful|happy|glad)|(?:is|it's) (?:better|best)|appreciate(?: it)?|grateful|thank you|maybe|perhaps|want|need)(?: if| that)?(?: for)? you(?: can| could| will| would| may)?|(?<![а-я])(?:наде[ею]|было бы|буд[еу][тм]|лучше)(?:(?!прежде)[^.!?]){0,30}|^ ?if you can|(?<!\bno |\bsi )\b(?:tiene que|debe)) $/;
const QUESTION = /^(?:,? (?:please|por favor|пожалуйста))?\?/;
const POLITE = /^,? (?:please|por favor|пожалуйста)(?! ?[a-zа-я])/;
/** It is only asked whether, or why. */
const WONDERS =
  /\b(?:did|do|have|why|how|(?:can|may|could|should) (?:i|we)|you want|quiere|desea|puedo|podemos)\b|хотите|почему|зачем|могу|можем/;
const REWARD_ABROAD =
  /^[^.!?]{0,12}[ ,](?:(?:and|then|so|и|то|y|e) )?(?:(?:we|i)(?:'ll| will| can)?(?: also| then| immediately)? (?:refund|send|resend|return|give|pay|compensate|reship|ship|offer|issue)|(?:мы|я)(?: сразу| тут же)? (?:верн|отправ|выш|компенс|перев|оплат)|(?:nosotros |ya |luego )?(?:le|te|les|lo) (?:reembols|devolv|envi|reenvi|mand|compens|damos|pag))|^(?: first)?,?(?: (?:and|then|so))?(?: you(?:'ll| will| can)?)? (?:get|receive) (?:[a-z]+ ){0,2}(?:\$|refund|money|gift|coupon|discount|compensation|replacement)|^ can we help/;
/** The reward stands before: “we will send a new one if you”. */
const REWARDS_ABROAD =
  /(?:\b(?:(?:we|i)(?:'ll| will| can| would)?(?: also| then| immediately| only| gladly)? (?:refund|send|resend|return|give|pay|compensate|reship|ship|offer|issue|help)|you(?:'ll| will| can)?(?: only)? (?:get|receive) (?:[a-z]+ ){0,2}(?:\$|refund|money|gift|coupon|discount))\b[^.!?]{0,36} (?:if|when|once|after) you(?: can)?|(?<![а-я])(?:верн|отправ|выш[лю]|компенс|перев[ео]д|оплат)[^.!?]{0,36} (?:если|когда|как только)(?: вы)?|\b(?:le|te|les|lo) (?:reembols|devolv|envi|reenvi|mand|compens|damos|pag)[^.!?]{0,36} (?:si|cuando)(?: usted)?) $/;
/** Asks by itself; a case, a refund or a claim may be another matter. */
const IMPERATIVE =
  /^(?:(?:close|cancel) (?:the|your) dispute|(?:закройте|отмените|отзовите|снимите|закрыть)[, ].*спор|(?:cierre|cierra|cancele|retire|anule).* disputa)$/;

/** The same in English, Russian and Spanish. Wordings that are not read here are found as they are. */
export function isWanted(before: string, said: string, after: string): boolean {
  if (/[\u3400-\u9fff]/.test(said)) return true;
  const clause = before.slice(Math.max(...['.', '!', '?', '\n'].map((sign) => before.lastIndexOf(sign))) + 1);
  if (REWARD_ABROAD.test(after)) return true;
  if (said.endsWith(' case')) return false;
  if (REWARDS_ABROAD.test(clause) || WISHED.test(clause)) return true;
  if (QUESTION.test(after) && !WONDERS.test(clause)) return true;
  if (/^ only if\b/.test(after)) return false;
  if (TOLD_ABROAD.test(clause)) return /\byou [a-z ]*$/.test(clause) && /^ (?:now|first|please)\b/.test(after);
  if (PLEASE.test(clause + said) || POLITE.test(after)) return true;
  return new RegExp(DROP_ABROAD.source).test(said) ? IMPERATIVE.test(said) : true;
}
