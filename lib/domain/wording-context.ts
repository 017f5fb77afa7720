import type { WordingContext } from './wording.ts';
import { isAsked, isWanted } from './wording-drop.ts';
import { textOf } from './wording-fold.ts';
import { isHan } from './wording-negation.ts';

/** Units that are looked at on either side. */
const WINDOW = 20;
/** The same for a list of apps. */
const REACH = 60;

/** A value that one puts down oneself; 「写低了会被扣」 warns. */
const LOW = /^[成为个]?(?:[低少小](?!了|会|的)|\$?\d|[一二两三四五六七八九十几]+[美元块刀欧])/;
const LOW_SAID = /^报低|礼[物品]$/;

/** What goods can do: “works with WhatsApp”, “shows Telegram and …”; not what we do. */
const FEATURE =
  /(?<!(?:\b(?:we|i|us|let's|to|shop|store|sellers?|vendor|service|support|managers?|team|staff|boss|office|tienda|vendedor|equipo|gerente|soporte)|\bour [a-z]+|(?<![а-я])(?:мы|магазин|продавец|менеджер|поддержка)) (?:can |also |will )?)(?<![\p{L}])(?:works? with|compatible with|supports?|(?:shows?|displays?|receives?|reads)(?: new| your)?|(?<!check |see )notifications? (?:from|of|for)|поддержива(?:ет|ют)|показыва(?:ет|ют)|уведомлени[а-я]*|reciben?|muestran?|compatibles? con|funcionan? con|notificaciones de|(?<!mos |\brecibe )mensajes de) (?:\p{L}+(?: ?[,/&] ?| (?:and|or|и|y) )|(?:messages|notifications|calls) (?:from|of) |(?:сообщени|уведомлени)[а-я]* (?:из |от )?|(?:mensajes|notificaciones) de )*$/u;
/** “You can see WhatsApp messages” on it; “see WhatsApp for details” invites. */
const CAN_SEE = /(?<!\b(?:we|i|staff|team|support|managers?)) (?:can|will) (?:see|read|answer)(?: new| your)? $/;
const SEEN = /^ (?:messages|calls|notifications|chats)\b/;
/** Somebody is to write there all the same. */
const INVITES =
  /(?<![\p{L}])(?:me|us|my|our|write|contact|add|text|нам|мне|наш|пишите|nos|mi|escr\p{L}*|channel|group|bot|канал\p{L}*|canal|grupo)(?![\p{L}])|[+\d@]/u;

/** It is the shop that gets goods back: 「我们先确认收货，再给您退款」. */
const RECEIVES =
  /(?:(?:(?<!帮)我们?|(?<![您你])[这那]边|仓库|[商卖厂]家|工厂)(?:会|要|得|需要?|[这那]边|(?:收到|签收)(?:退货|货|包裹)?[, ]?){0,3}|\b(?:we|i|they|warehouse|team)(?:'ll| will| must| have to| need to| can| also| first)* )$/;

/** Tells whether what has to stand around a wording (a stretch of folded units) is there. */
export function hasContext(only: WordingContext, units: Uint16Array, start: number, end: number): boolean {
  if (only === 'first') return !RECEIVES.test(textOf(units, start - WINDOW, start));
  const after = textOf(units, end, end + WINDOW);
  if (only === 'low') return !isHan(units[start]) || LOW.test(after) || LOW_SAID.test(textOf(units, start, end));
  const before = textOf(units, start - REACH, start);
  const said = textOf(units, start, end);
  if (only === 'reach' && isHan(units[start])) return !isAside(said, before.slice(-WINDOW), after);
  if (only === 'reach')
    return !(FEATURE.test(before) || (CAN_SEE.test(before) && SEEN.test(after))) || INVITES.test(textOf(units, end, end + REACH));
  if (only === 'wanted') return isWanted(before, said, textOf(units, end, end + REACH));
  return isAsked(before.slice(-WINDOW), said, after);
}

/** Somebody gives or takes money, or is to be written to: then 微信 is what it says. */
const DEALS = /[我转加找号补发咱]|收款|客服|差价|联系|沟通|咨询|店|多少|便宜|优惠|返[您你]|不了|吧/;
/** The platform gives back what was paid: 「已原路退回微信」. */
const GIVEN_BACK =
  /(?:原路|系统|已|平台|会|自动|退款|款项?|钱|就|付的?)[^。!?;给]{0,8}(?:[退返到回])(?:[回到至还])*(?:[您你]的?)?$|^[退返]回?[到至][您你]的$/;
const PAID = /^还是支付宝(?:[付支]|[^,。]{0,2}[付支]款?)/;
/** How one pays on the order's page: 「可以用微信付款吗？可以的」; 「直接用微信付款」 is another matter. */
const PAY_WITH = /(?:用|支持|选|可以|能|和|或)$/;
const PAYS = /^付款?(?:[吗的哦哈呢了也就都,。!?~ ]|$)/;
const PRIVATELY = /直接|私|扫|线下|给/;
/** What goods can do: 「手表支持微信消息提醒」. */
const SHOWS = /[表环机]|显示|设备|耳|提醒|推送|播报|震动/;
const TERM = /^期(?:[内是为有过已]|[半一两二三四五六七八九十\d]+个?[年月天])/;
const ON_TIME = /^[^,。!?;]{0,5}到(?!货|付)/;

/** Tells whether a Chinese wording is about something else than what is not to be said. */
function isAside(said: string, before: string, after: string): boolean {
  if (said === '返现') return before.endsWith('不') && !/[送返给领]|红包/.test(after);
  if (said === '保证') return TERM.test(after) || (/为了?$/.test(before) && !ON_TIME.test(after));
  if (said !== '微信' || DEALS.test(before + after)) return false;
  if (GIVEN_BACK.test(before) || /^(?:零钱|钱包)/.test(after)) return true;
  if (/支付宝(?:还是|或者?)$/.test(before) ? after.startsWith('付') : PAID.test(after)) return true;
  if (/[用是]$/.test(before) && /^付款?的(?:[,。呢吗?]|$)/.test(after)) return true;
  if (!PRIVATELY.test(before + after) && PAY_WITH.test(before) && PAYS.test(after)) return true;
  return before.endsWith('方式是') || (/^(?:消息|来电)/.test(after) && SHOWS.test(before + after));
}

const BEST = [...'最好'].map((each) => each.charCodeAt(0));
/** Behind 「面料最好手洗」 what had better be done; 「面料最好的」 and 「质量最好耐用」 praise. */
const ADVISED =
  /^(?:还?是|[您你亲]|都)*(?:先(?!到)|深|\d+度|看[一下看实清说尺详]|不要|不能|别|勿|避免|防止|少[洗晒用]|[手干机水清]洗|[冷温凉清]水?洗?|常温|反面|翻|里|[低中高]温|单独|分开|用(?!$|[的哒了,。!?~ ])|在(?!我|本|全)|配合?|搭配|确认|检查|核对|量|摸|[晾阴挂平]|泡|浸|轻|洗|熨|烫|蒸|晒|收到|存|密封|套|隔|按|参考|等|拍|以|自[己行]|每|定期|当面|验|联系|问|咨询|放(?!心)|早|晚|饭|坚持|连续|长期|多[用喝泡试])/;

/** Tells whether a wording that ends with 最好 says, by the folded units behind it, what the buyer had better do. */
export function isAdvice(own: Uint16Array, units: Uint16Array, end: number): boolean {
  return own.at(-2) === BEST[0] && own.at(-1) === BEST[1] && ADVISED.test(textOf(units, end, end + 8));
}

const PACK = '包'.charCodeAt(0);
/** Before 包 that is a bag, a parcel or a pack: 「书包不」; 「包不掉色」 promises. */
const BAG = /[面书钱背红打包挎沙这那整外发单小大礼承]$/;
/** The same unless a fault is denied: 「双肩包不含」, 「这款包不重」; 「真皮的包不裂」 promises. */
const MAYBE_BAG = /[款个只裹寄退的提肩皮腰手女男桶咪胸妆]$|(?:公文|礼品|电脑|旅行|急救|快递)$/;
const FAULT = /^包不(?:会|容?易)?(?:褪色?|起[球毛皱]|生?锈|碎|破|坏|裂|变[形质色]|漏|过敏|脱|烂|开胶|缩水|勾丝|透|假|断)/;
const SHED = /^包不掉/;

/** Tells whether a wording that begins with 包 is about a thing, by the folded units around. */
export function isBag(own: Uint16Array, units: Uint16Array, start: number): boolean {
  if (own[0] !== PACK) return false;
  const before = textOf(units, start - 2, start);
  const after = textOf(units, start, start + WINDOW);
  if (BAG.test(before)) return after.startsWith('包不') || (/^包[过到]/.test(after) && /[^沙这那整外发单小大承]$/.test(before));
  if (!MAYBE_BAG.test(before)) return false;
  if (after.startsWith('包不')) return !FAULT.test(after) && (!SHED.test(after) || /[款个只]$/.test(before));
  return /^包[过到]/.test(after) && (/[款个只裹寄退]$/.test(before) || /^包(?:过[两几一二三\d]|到[驿门楼快])/.test(after));
}
