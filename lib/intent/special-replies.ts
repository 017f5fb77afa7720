import { foldLetters } from '../domain/fold-letters.ts';
import type { Intent } from '../domain/intent.ts';
import { stageFit, type Stage } from '../domain/stage.ts';
import type { TemplateBrief } from '../domain/template.ts';
import { CUSTOMS_CASES } from './customs-cases.ts';
import { PRODUCT_CASES } from './product-cases.ts';
import { REFUND_CASES } from './refund-cases.ts';
import { IF_PICKED, type ReplyCase } from './reply-case.ts';

/** What one writes who ordered another color or size than was meant. */
const MISCHOSEN =
  /[拍选买点下订]错|[改换][成为到]|改一?下|wrong (?:colou?r|size|one|model|option|variant)|by mistake|change (?:it|the|my|this|size|colou?r)|ошиб|не тот|поменя|измени|equivoc|por error|cambi/u;

/** Wants nothing of it any more. */
const GIVEN_UP = '取消|不要了|退款|cancel|refund|отмен|anul';

const ORDERED_WRONG = new RegExp(`^(?!.*(?:${GIVEN_UP})).*(?:${MISCHOSEN.source})`, 'su');

/** About who pays for sending goods back. */
const RETURN_FREIGHT =
  /运费险|^(?=.*(?:退|寄回|换|质量|return|back|возврат|обратн|верн|devol)).*(?:[运邮]费|快递费|邮资|谁[出承付掏]|自[己费][出承付掏]?|到付|包邮|postage|shipping (?:fee|cost)|return shipping|who pays|за (?:чей|обратн)|кто (?:плат|оплач)|quien paga)/su;

/** What a reply for another case is worth of one that fits. */
const OTHER_CASE = 0.8;

const FREIGHT_OF_RETURN = /退.{0,3}[运邮]费|运费险|return (?:shipping|postage)/iu;
const RETURN_ADDRESS = /(?:退货|寄回|回寄)地址|return address/iu;
const SENT = /已发货/u;
const CHANGE_OF_ORDER = /修改规格|改规格|改颜色|改尺码/u;
const EXCHANGE = /^(?!.*(?:未发|没发|发货前)).*(?:换货|换尺码|换颜色|换款|exchange)/iu;

/** Tells of a review that was given, or praises. */
const REVIEWED =
  /[给写评留打发](?:了|完|好|过|出|的).{0,8}(?:评|星|图)|(?:评价?|好评|[五5]星|晒图|追评)[^,，。]{0,8}(?:了|过|完|打|啦)(?![吗么嘛不])|[五5]星已|给你?们?(?:个|了)?(?:好评|五星)[啦了哦哈 ~!]*$|(?:评论|评价|买家秀)区?里?有我的|(?:买家秀|图)[^,，。]{0,3}[传发](?:好|了|完)|stars? from me|my (?:pic|photo|picture)s? (?:is|are) in|subi |enviad[oa]|mi foto|мое фото|left|gave|given|wrote|written|posted|rated|reviewed|my (?:review|feedback|rating)|оставил|поставил|написал|оценил|мо[йю] (?:отзыв|оценк)|deje|dejado|puse|puesto|escribi|valore|di (?:cinco|5)|mi (?:resena|valoracion|opinion)/u;

const CASES: readonly ReplyCase[] = [
  { reply: /预售|pre-?sale/iu, asked: /预售|定金|尾款|pre-?(?:sale|order)|предзаказ|preventa/iu, only: 'unpicked' },
  {
    reply: /丢失|丢件|遗失|\blost\b/iu,
    asked: /^(?!.*(?:[是会]不[是会]|怕|不会|丢了[吗吧么])).*(?:丢|遗失|不见了)|lost|потер|пропал|perdi|extravi/su,
    only: true,
  },
  { reply: /拒收/u, asked: /拒收|拒签|拒绝签收|不想收|refuse|не (?:буду|хочу) (?:забир|получ)|rechaz/u },
  {
    reply: /偏远/u,
    asked:
      /偏远|乡[镇下村]|农村|山[区村]|海岛|岛上|[镇乡村][里上]|[到进]村|(?:新疆|西藏|内蒙|青海|甘肃|宁夏|海南|乌鲁木齐|拉萨|呼和|西宁|银川|兰州)(?![东南西北中]?路)/u,
  },
  {
    reply: /缺货|断货|补货|out of stock/iu,
    asked:
      /^(?!.*(?:有没?有?现?货[吗么嘛不没]|有没有?现?货|有现货)).*(?:(?:缺|断|(?<!有)[没无])[货码](?!了?[吗么])|补货|(?:卖[完光]|售罄)(?!了?[吗么])|(?:什么|啥)时候[才能会再可以还]*(?:有|补|上|来货|进货)|还会再?[有补上来]|再上)|restock|(?:sold out|out of stock)(?! ?\?)|(?:when|will) .{0,25}(?:back|in stock|available)|available again|появ|снова|законч|нет в наличии|agotad|vuelv|repon|cu[aá]ndo (?:habr|tendr|haya)/iu,
  },
  {
    reply: /停滞|较慢|不更新|延误|\bslow|\bdelay/iu,
    asked:
      /[没不]有?(?:更新|动|变|走|进展)|没有?.{0,2}(?:动静|变化)|丢了吧|(?:是不是|不会).{0,6}丢|停(?:在|了|滞)|卡(?:在|住|了)|[待等]了|慢|[天周月]了|星期了|stuck|(?:not|n't|never)(?: been)? (?:mov|updat|chang)|no (?:movement|update|news|change|progress)|nothing new|\bslow|\bdelay|too long|waiting .{0,25}(?:day|week|month)|(?:days|weeks?|months?) (?:ago|now|already)|не (?:двига|движ|обновл|меня)|нет (?:движ|обновл|измен|новост)|без (?:движ|измен|обновл)|стоит на|завис|застр|долго|(?:недел|месяц)|no se (?:ha )?(?:muev|movi|actuali)|no (?:ha )?(?:avanz|cambi|actuali)|sin (?:mov|cambi|actuali|novedad)|parad|mism[oa] (?:sitio|lugar)|tarda|demora|retras|semanas|\bmes/iu,
  },
  { reply: /延长收货|extend/iu, asked: /延长|超时|自动确认|extend|protect|expir|продл|защит|ampli|protecci/u },
  {
    reply: /赠品/u,
    asked:
      /赠|有(?:没有)?(?:什么|啥|小|的)*礼[物品](?!盒|包|袋)|[有没能会]送(?:点|个|些|什么|啥|小|东西|礼[物品])|送(?:不送)?[点些个]?(?:什么|啥)|送(?:不送)?小?(?:礼[物品]|东西)[吗么嘛不]/u,
  },
  { reply: SENT, at: ['shipped'], worth: 0.8 },
  {
    reply: SENT,
    asked:
      /发了|发货了|寄(?:出|走)?了[吗没么]|单号|运单|(?:been|was|already|you) (?:shipped|sent|ship)|tracking n|отправил|номер|envia(?:ron|do)|numero/iu,
    at: ['shipped', 'received', 'aftersales', null],
    only: true,
  },
  // Only who asks whether we have done it is told that we have.
  {
    reply: /(?:退货|补发|发票|退回).{0,2}已[寄收开发签]|已(?:寄出|收到(?:退|$)|开(?:好|具|票|发票|$))/u,
    asked:
      /(?:补发|补寄|重发)[^,，。 没不能可时]{0,5}[寄发][出走]?去?了[吗没么]|发票[^,，。 没不能可时]{0,4}开(?:了|好了?|出来了?)[吗没么]|(?:退货|退回|寄回|退的)[^,，。 没]{0,8}(?:收到|签收)(?:了[吗么]|了?没)|(?<!没有?)收到了?我?们?(?:寄回|退[货回的])[^,，。 ]{0,6}了[吗没么]|you (?:get|got|receive|received) (?:my|the) return|my return (?:been received|arrived)|вы получили (?:мой )?возврат|recib\p{L}+ mi devoluci/iu,
    only: true,
  },
  {
    reply: /多件|批发|bulk|wholesale/iu,
    asked:
      /[两二三四五六七八九十几多\d百]+(?:[件条双套箱]|个(?!颜?色|款|码|月|星期|小时|问题))|批发|大批|团购|公司|bulk|wholesale|pieces|штук|опт|mayor/iu,
  },
  { reply: /资料|证件/u, asked: /资料|(?<![保验])证|材料|文件|上传|document|паспорт|документ|pasaporte/iu },
  {
    reply: /回复晚|晚回复|久等|late reply/iu,
    asked: /[不没].{0,3}(?:回|(?<![合处])理)|人呢|answer|reply|respond|отвеча|contest/iu,
  },
  {
    reply: /发货地|从哪里?发|ship from/iu,
    asked:
      /发货地|从哪|是从(?!下单|付款).{1,8}[发寄]|仓库?[在是]?哪|(?<![到去])哪[里儿]?的?[发寄出](?!票)|哪个?(?:仓|城市|国家|省|地方)|where .{0,30}\bfrom\b|which (?:country|city|warehouse).{0,30}\bfrom\b|from (?:where|which|what)|откуда|из какой|d?e d[oó]nde|de qu[eé] pa[ií]s/iu,
  },
  { reply: /催付|未付款|付款提醒|unpaid|payment reminder/iu, at: ['unpaid'], worth: 1, only: true },
  {
    reply: /催付|未付款|付款提醒/u,
    asked: /拍下|下了?单|my order|i ordered|заказал|мой заказ|mi pedido|pedi /u,
    at: [null],
    worth: 1,
  },
  { reply: FREIGHT_OF_RETURN, asked: RETURN_FREIGHT, only: 'unpicked' },
  { reply: FREIGHT_OF_RETURN, wishes: ['return', 'exchange'], worth: OTHER_CASE },
  { reply: /运费|邮费|postage/iu, folder: /退|return/iu, asked: RETURN_FREIGHT, only: 'unpicked' },
  {
    reply: RETURN_ADDRESS,
    asked:
      /^(?=.*(?:退|寄回|返回|return|back|возврат|обратно|devol|devuelv)).*(?:地址|[寄退发邮][回到去]*(?:哪|什么地方|谁)|哪[里儿]?[寄退]|where|address|адрес|куда|direccion|donde)/su,
    only: true,
  },
  { reply: RETURN_ADDRESS, wishes: ['return', 'exchange', 'refund', 'wrong', 'damaged', 'quality'], worth: 1 },
  {
    reply: CHANGE_OF_ORDER,
    asked: ORDERED_WRONG,
    at: ['unpaid', 'paid'],
    only: true,
  },
  // An order that is not seen may be one that is not sent.
  { reply: CHANGE_OF_ORDER, asked: ORDERED_WRONG, at: ['presale', null], worth: 1 },
  // Who has ordered the wrong thing has nothing yet to send back.
  { reply: EXCHANGE, at: ['presale', 'shipped', 'received', 'aftersales', null], worth: 1, only: true },
  { reply: EXCHANGE, asked: new RegExp(`^(?!.*(?:${MISCHOSEN.source}))`, 'su'), at: ['unpaid', 'paid'], worth: 1 },
  {
    reply: /好评感谢|评价感谢|thanks? for (?:the|your) review/iu,
    asked: REVIEWED,
    only: true,
  },
  {
    reply: /[中差]评|公开回复/u,
    asked: /差评|中评|[一二两12]星|bad|negative|[12] ?stars?|плох|негатив|mal[ao]|negativ/u,
    only: true,
  },
  // An apology for what did not happen is none.
  { reply: /补发(?!已)|漏发|少发/u, wishes: ['missing', 'wrong', 'damaged', 'quality', 'signed'], worth: 1, only: true },
  { reply: /发错|错发/u, wishes: ['wrong', 'missing'], worth: 1, only: true },
  { reply: /破损|碎/u, wishes: ['damaged'], worth: 1, only: true },
  { reply: /签收未收到/u, wishes: ['signed'], worth: 1, only: true },
  ...REFUND_CASES,
  ...CUSTOMS_CASES,
  ...PRODUCT_CASES,
];

/** What a reply for this case is worth, and one by its stage. */
const THIS_CASE = 1.3;
const BY_STAGE = { '-1': 0.7, '0': 1, '1': 1.05 } as const;

/** What is known of who asks. */
export interface Asker {
  /** What the buyer wrote, as it was written. */
  said: string;
  /** What it asks for. */
  wishes: readonly Intent[];
  /** Where the purchase stands; null: not known. */
  stage: Stage | null;
}

type Told = Pick<TemplateBrief, 'title' | 'folder' | 'body' | 'stages'>;

/**
 * Returns a function that tells by how much a reply that answers a question goes before others that do as well: 1 for one
 * that is for everybody, 0 for one that says something that is not true of who asks.
 */
export function preferencesOf(asker: Asker): (template: Told) => number {
  const { stage } = asker;
  const folded = { ...asker, said: foldLetters(asker.said.normalize('NFKC')) };
  const seen = new Map<ReplyCase, boolean>();
  const holds = (each: ReplyCase): boolean => {
    const before = seen.get(each) ?? isIn(each, folded);
    seen.set(each, before);
    return before;
  };
  return (template) => {
    const byCase = worthOf(template, holds);
    // Whoever has received an order asks about the next one as well.
    const again = (stage === 'received' || stage === 'aftersales') && template.stages?.includes('presale');
    return byCase * (again ? BY_STAGE[1] : BY_STAGE[stageFit(template.stages, stage)]);
  };
}

function worthOf({ title, folder, body }: Told, holds: (each: ReplyCase) => boolean): number {
  const own = CASES.filter(
    ({ reply, text, folder: where }) => (reply.test(title) && (where?.test(folder) ?? true)) || text?.test(body),
  );
  if (own.length === 0) return 1;
  const here = own.filter(holds);
  if (here.length > 0) return Math.max(...here.map(({ worth = THIS_CASE }) => worth));
  if (own.some(({ only }) => only === true)) return 0;
  return own.some(({ only }) => only) ? IF_PICKED : OTHER_CASE;
}

function isIn({ asked, wishes, at }: ReplyCase, asker: Asker): boolean {
  return (
    (at?.includes(asker.stage) ?? true) &&
    (wishes?.some((wish) => asker.wishes.includes(wish)) ?? true) &&
    (asked?.test(asker.said) ?? true)
  );
}
