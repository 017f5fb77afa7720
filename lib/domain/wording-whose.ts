import { type Span, textOf } from './wording-fold.ts';

/** Units before a number that are looked at; an address is long. */
const BEFORE = 60;
const AFTER = 24;

/** Whose number it is where these words stand before it: our own. */
const OWN =
  '我(?!们?[看查核])|加|微|[打发]到|(?:找|联系)客服| m[ey] |(?:call|text|contact) us |our (?:number|phone)|ите (?:нам|мне)|наш|nuestr';
const CARRIER = '\\b(?:dhl|ups|fedex|usps|ems)\\b|顺丰|[中圆申]通|韵达|极兔|邮政|快递[员公小]|派件员|驿站|carrier|courier|курьер';
/** It is the carrier that can be called. */
const CARRIERS = new RegExp(`(?:${CARRIER})(?:(?!${OWN})[^。!?]){0,24}$`);
/** The carrier is only why to call: 「圆通慢的话打」, 「圆通太慢了，有急事打」, “if DHL is late, call”. */
const IN_CASE = new RegExp(
  `(?:(?:如果|要是|(?:if|если|si)(?: the| your| el)?) ?(?:${CARRIER})|(?:${CARRIER})(?:[^,。]{0,6}的话|[^。]{0,10}(?:慢|急事|有事|有问题)))`,
);
/** Others who bring or keep parcels, or put things up at home: right before their number. */
const HELPER = '快递|派[件送]|取件员|配送员|网点|站点|代收点|丰巢|菜鸟|德邦|京东|物流公司|小哥|司机|师傅';
const OURS = '(?:我们?|本店|店里|我司|厂家|售后|技术|维修|客服|仓库|自己|专车|查|催|经销|服务)';
const HELPERS = new RegExp(
  `(?<!${OURS}[^。!?]{0,6})(?:${HELPER})(?:(?!太慢|丢|破|坏|不|问题|没|[一有]点?慢|慢)[^,。!?我加微店]){0,2}(?:的?(?:客服)?(?:电话|手机|号码|联系方式)号?(?:给[您你])?[是为]?)?[ :]*$|` +
    `(?<!our )(?:\\b(?:driver(?! is ours)|post office|postman|royal mail|delivery company|repartidor|mensajero|cartero|correos)\\b|почтальон|(?:пункта выдачи|сдэк|почты)(?!а))(?:(?!${OWN})[^。!?]){0,24}$`,
);
/** Behind the number of somebody who can be asked: 「打…问他」. */
const THEM = /^[^。!?,]{0,2}(?:[问找催让]|联系)(?:[他她]|网点|师傅|快递|站长)/;
/** The buyer's own address is gone through. */
const CHECKED = new RegExp(`(?:核对|收[货件])(?:(?!${OWN}|[打拨]客服)[^。!?]){0,24}$`);
/** What right before a number asks to call it. */
const CALL =
  /(?:(?<![会来])[打拨](?:电话)?|致电|联系|(?:call|text|write|(?<=^|please |to |or |can |[,.!?] ?)phone)(?: at| on| to)?|(?:пишите|звоните)(?: на)?|(?:llam|escrib)[a-z]*(?: al?)?)[ :]*$/;
const CALL_ME = /^[ ,]*(?:找|联系|加)我/;
const IS_IT = /^[^。!?\d]{0,8}(?:对[吗吧不]|没错|[您你]的|改)/;
/** Right before what is the buyer's own. */
const YOURS = new RegExp(
  `(?:${[
    '[您你](?:预?留|填写?)?的(?:手机|电话|号码|联系|收货)+[是为]?',
    '[您你](?:之前|当时|下单|订单|收货|收件|这边|时候?|[上里])*(?:(?:预?留|填写?|登记|绑定|提供)的?|写的)[那这]?个?(?:手机|电话|号码|联系)+(?:方式|号码?)?[是为]?',
    '[您你](?:的(?:手机|电话|号码)号?)?(?:是不)?是',
    '[您你]家?的?(?:座机|固话)[是为]?',
    '(?:[帮给]?[您你]|收[货件])(?!们)[^,。!?我打加]{0,8}改[成为]了?',
    '(?<!\\b(?:in|to|from|on|with|by|into|at) )\\byour (?:contact )?(?:phone|mobile|cell|telephone|number)(?: number)?(?: in the order| is)*',
    '\\b(?:changed|updated|corrected) your (?:phone|number)(?: number)? to',
    'ваш[а-я]* (?:номер[а-я]*(?: телефона)?|телефон[а-я]*)',
    'вы (?:указали|оставили) (?:номер|телефон)(?: телефона)?',
    '(?<!\\b(?:en|desde|con) )\\b(?:su|tu) (?:numero|telefono|movil)(?: de (?:telefono|movil|contacto))?(?: es)?',
  ].join('|')})[ :]*$`,
);
/** Behind a number that somebody failed to reach, or asks about. */
const STATE =
  /^[^。!?\d]{0,6}(?:打?不通|空号|停机|关机|没人?接|无人接|联系不上|对[吗吧不]|没错[吗吧]|是(?:对的吗|正确的?吗|[您你]|本人|快递|派[件送]|驿站|网点|站点|师傅|司机))(?!的话|就)|^ (?:your (?:correct )?(?:phone|number)|es (?:suyo|correcto))/;
/** Whose that may be where nobody is named: not the buyer's. */
const SHOPS = /(?:我们?|店|厂|家|客服|老板|售后|经理|热线|公司|同事|[打拨](?![您你])|加)[^,。!?]{0,4}$/;
/** An address written place, name, phone; that of a shop to come to is another matter. */
const PLACE =
  /(?:[省市区县镇]|街道)[^。!?]{0,30}(?:[路街道巷号室栋楼园村镇]|\d)[\s,;:]+(?:[收][件货]人[ :]*)?(?!电话|手机|联系|客服|老板|热线|[^\s,;:。!?\d]{1,3}(?:老板|姐|哥|总|经理|店长|师傅))[^\s,;:。!?\d]{2,4}[\s,;:]*(?:(?:手机|电话)号?[ :]*)?$|(?:退货|[退寄]回|收[件货]人)[^。!?]{0,50}[路街道巷号室栋楼园村镇][\s,;]+(?:收件|联系)?(?:手机|电话)号?[ :]*$/;
const SHOP_AT = /展厅|(?:我们?|店|厂|公司|档口|自提)[^。!?,]{0,4}(?:在|地址|:)|看货|(?<![寄退原本])来/;
/** The same abroad: data are gone through, or say where something is sent to. */
const DATA =
  /(?:\b(?:confirm|check|verify)\b[^!?]{0,20}\b(?:address|data|details)|\b(?:return|shipping|delivery) address|^ ?your address:|(?:проверьте|подтвердите|уточните)[^!?]{0,20}(?:адрес|данн)|\b(?:confirme|verifique|compruebe)\b[^!?]{0,20}\b(?:direccion|datos))(?:(?!\b(?:our|my|us|me|mi)\b|наш|мо[йи]|нам|звон|nuestr)[^!?]){0,50}$/;
const ADDRESS = /^[\s,;]*[^\s\w]{2,7}[省市区县]/;
/** A name, or what else introduces an address. */
const ADDRESSED = /[^\s\d,;。!?][\s,;:]*$/;

/** Tells whether a phone number in folded units is the buyer's own, the carrier's or that of an address. */
export function isOthersPhone(units: Uint16Array, [start, end]: Span): boolean {
  const before = textOf(units, start - BEFORE, start);
  const after = textOf(units, end, end + AFTER);
  const asks = CALL.test(before);
  if (CALL_ME.test(after)) return false;
  if (YOURS.test(before)) return !(/改[成为]了?$/.test(before) && /^[ ,]*联系/.test(after));
  if (CARRIERS.test(before) && !(asks && IN_CASE.test(before) && !THEM.test(after))) return true;
  if (CHECKED.test(before) && (!asks || IS_IT.test(after))) return true;
  if (asks) return false;
  if (HELPERS.test(before) && !after.includes('我')) return true;
  if ((STATE.test(after) && !SHOPS.test(before)) || DATA.test(before)) return true;
  if (/[我打加]/.test(before.slice(-8))) return false;
  return (ADDRESS.test(after) && ADDRESSED.test(before)) || (PLACE.test(before) && !SHOP_AT.test(before));
}

/** Right before a mailbox that is the buyer's own. */
const YOUR_MAIL = new RegExp(
  `(?:${[
    '[您你](?:的|[这那]个|登记|预留|(?:之前|刚才?|上次|下单时?)?(?:留|填写?|发|给|提供|登记|写)的)*(?:电子|qq|企业|公司|接收)?(?:邮箱|信箱)(?:地址)?(?:是(?:不是)?|为|里)?了?',
    '[到至][您你]的?',
    '(?:确认|核对)一?下?[^,。!?我客店]{0,4}(?:邮箱|信箱)(?:地址)?是',
    '\\byour (?:e-?mail|mail|mailbox|inbox)(?: address)?(?: is)?',
    'ваш[а-я]* (?:электронн[а-я]* )?(?:почт[а-я]*|адрес[а-я]*|e-?mail|ящик[а-я]*)(?: -)?',
    '\\b(?:su|tu) (?:correo(?: electronico)?|e-?mail|mail|buzon)(?: es)?',
  ].join('|')})[ :]*$`,
);
/** Something goes to the buyer's own mailbox; nobody is asked to send it, nor is the mailbox ours. */
const SENT = new RegExp(
  `(?:${[
    '(?:已(?:(?!(?:请|麻烦)(?!财务|会计|同事|仓)|的[话请把]|的发(?!票)|问题)[^。!?]){0,14}[到至给往]|(?<!\\bbe )(?:sent|emailed) to|(?<!быть )отправ(?:лен|или|ил)[^ ]*(?: вам)? на|(?<!\\bser )envia(?:do|da|mos) a)(?:(?!我|本店|客服| our | my )[^.。!?\\d@]){0,12}',
    '发票发[您你][ :]*',
    '给[您你](?:单独|重新|又|再)?[发传]送?[到至去]了?[ :]*',
    '(?<!请|找|问|给)(?:财务|会计)(?:稍后|等下|今天|明天|这边)?会发送?[到至]?[ :]*',
    '[让叫](?:财务|会计)[^,。!?@我您你]{0,8}发送?[到至]?[ :]*',
    '(?<![要开错旧]|[边错旧]的)(?:发票|说明书)(?!信息|问题|抬头|资料|要求|申请|内容)(?:(?!税号|公司|名称|扫描|照|[我您你请把有要写错没不问拍]|本店|客服|麻烦|的话|如|联系|截图|照片)[^。!?@的]){0,16}发送?[到至]?了?[ :]*',
    "\\b(?:we|i)(?:'ve|'ll| have| will| just| already| can)* (?:re-?sent|sent|send|emailed?|forward(?:ed)?)\\b(?:(?!\\b(?:our|my|please|when|if|write|reply|answer|after|before|who|everyone|all|those)\\b)[^.,!?@]){0,40} to(?:(?!\\b(?:our|my)\\b)[^.!?@]){0,16}",
    '\\b(?:invoice|receipt)\\b(?! (?:details|info|data|request|question|problem))(?:(?!\\b(?:our|my|please|you|if|must|should|needs?)\\b)[^.!?@]){0,24}\\b(?:sent|emailed) to(?:(?!\\b(?:our|my)\\b)[^.!?@]){0,12}',
    '(?<!(?<![а-я])вы [^.!?]{0,20})(?:отправил[иа]?|отправим|отправлю|отправляем|выслал[иа]?|вышлем|вышлю)(?:(?!наш|мо[йюе]|пишите|если|после|когда)[^.,!?@]){0,30} на(?:(?!наш|мо[йюе])[^.!?@]){0,16}',
    '\\b(?:hemos enviado|he enviado|enviamos|enviaremos|le (?:envio|enviare|mando)|mandamos)\\b(?:(?!nuestr|\\bmi\\b|escrib|despues|cuando)[^.,!?@]){0,40} a(?:(?!nuestr|\\bmi\\b)[^.!?@]){0,16}',
  ].join('|')})$`,
);
/** It is there by now: 「发到…了」, “…, please check”. */
const ARRIVED = /^ ?(?:邮箱|信箱)?里?了(?![吗没么再就]|的话|之?后|[^。!?]{0,4}(?:告诉|跟我|说))/;
const SENDS = /[发传]送?[到至]?[ :]*$/;
const TO_US = /[您你请把我]|麻烦|本店|客服|截图|照片/;
/** Behind a mailbox that somebody asks about, or that did not take what was sent. */
const MAIL_STATE =
  /^ ?(?:这个)?(?:邮箱|信箱|地址)?[ ,]*(?:是[您你]|对[吗吧不]|没错|正确吗|有没有写错|收不到|收到没|满了|退信|请?您?(?:注意)?查收(?!后)|верно|правильн|это ваш|(?:es )?(?:correcto|su correo)|your (?:correct |right )?(?:e-?mail|mail)|the (?:correct|right) (?:e-?mail|mail)|correct\?|right\?)/;
const OUR_MAIL =
  /(?:我们?|本店|客服|店铺?|财务|公司)的?(?:邮箱|信箱)?[是:发到 ]*$|(?:our|my|наш[аи]?|nuestro|mi) [a-zа-я-]+(?: is| es)?[ :-]*$/;

/** Tells whether a mailbox in folded units is the buyer's own. */
export function isOthersMail(units: Uint16Array, [start, end]: Span): boolean {
  const before = textOf(units, start - BEFORE, start);
  const after = textOf(units, end, end + AFTER);
  if (/^ ?(?:给?我们|吗?,?没收到)/.test(after)) return false;
  if (YOUR_MAIL.test(before) || SENT.test(before)) return true;
  if (MAIL_STATE.test(after) && !OUR_MAIL.test(before) && !/(?:^|[,。!?])发文件[到至]?$/.test(before)) return true;
  if (/(?<!我们?的?)(?:邮箱|信箱)是$/.test(before) && after.startsWith('吗')) return true;
  return ARRIVED.test(after) && SENDS.test(before) && !TO_US.test(before);
}
