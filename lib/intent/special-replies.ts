import { stageFit, type Stage } from '../domain/stage.ts';
import type { TemplateBrief } from '../domain/template.ts';

/**
 * Replies that tell of a case of its own, by their title, with what a buyer writes who is in that case: 「预售说明」 is right for
 * somebody who asks about a presale and wrong for everybody else who asks when something is sent.
 */
const CASES: readonly (readonly [RegExp, RegExp])[] = [
  [/预售|pre-?sale/iu, /预售|定金|尾款|pre-?(?:sale|order)|предзаказ|preventa/iu],
  [/丢失|丢件|遗失|\blost\b/iu, /丢|遗失|不见了|lost|потер|пропал|perdi|extravi/iu],
  [/拒收/u, /拒收|拒签|不想收|refuse/iu],
  [
    /偏远/u,
    /偏远|乡[镇下村]|农村|山[区村]|海岛|岛上|[镇乡村][里上]|[到进]村|(?:新疆|西藏|内蒙|青海|甘肃|宁夏|海南|乌鲁木齐|拉萨|呼和|西宁|银川|兰州)(?![东南西北中]?路)/u,
  ],
  [
    /缺货|断货|补货|out of stock/iu,
    /^(?!.*(?:有没?有?现?货[吗么嘛不没]|有没有?现?货|有现货)).*(?:(?:缺|断|(?<!有)[没无])[货码](?!了?[吗么])|补货|(?:卖[完光]|售罄)(?!了?[吗么])|(?:什么|啥)时候[才能会再可以还]*(?:有|补|上|来货|进货)|还会再?[有补上来]|再上)|restock|(?:sold out|out of stock)(?! ?\?)|(?:when|will) .{0,25}(?:back|in stock|available)|available again|появ|снова|законч|нет в наличии|agotad|vuelv|repon|cu[aá]ndo (?:habr|tendr|haya)/iu,
  ],
  [
    /停滞|较慢|不更新|延误|\bslow|\bdelay/iu,
    /[没不]有?(?:更新|动|变|走|进展)|没有?.{0,2}(?:动静|变化)|丢了吧|(?:是不是|不会).{0,6}丢|停(?:在|了|滞)|卡(?:在|住|了)|[待等]了|慢|[天周月]了|星期了|stuck|(?:not|n't|never)(?: been)? (?:mov|updat|chang)|no (?:movement|update|news|change|progress)|nothing new|\bslow|\bdelay|too long|waiting .{0,25}(?:day|week|month)|(?:days|weeks?|months?) (?:ago|now|already)|не (?:двига|движ|обновл|меня)|нет (?:движ|обновл|измен|новост)|без (?:движ|измен|обновл)|стоит на|завис|застр|долго|(?:недел|месяц)|no se (?:ha )?(?:muev|movi|actuali)|no (?:ha )?(?:avanz|cambi|actuali)|sin (?:mov|cambi|actuali|novedad)|parad|mism[oa] (?:sitio|lugar)|tarda|demora|retras|semanas|\bmes/iu,
  ],
  [
    /赠品/u,
    /赠|有(?:没有)?(?:什么|啥|小|的)*礼[物品](?!盒|包|袋)|[有没能会]送(?:点|个|些|什么|啥|小|东西|礼[物品])|送(?:不送)?[点些个]?(?:什么|啥)|送(?:不送)?小?(?:礼[物品]|东西)[吗么嘛不]/u,
  ],
  [
    /已发货/u,
    /发了|发货了|寄(?:出|走)?了[吗没么]|单号|运单|(?:been|was|already|you) (?:shipped|sent|ship)|tracking n|отправил|номер|envia(?:ron|do)|número/iu,
  ],
  // Only who asks whether we have done it is told that we have.
  [
    /(?:退货|补发|发票|退回).{0,2}已|已(?:寄出|收到|开)/u,
    /(?:补发|补寄|重发)[^,，。 没不能可时]{0,5}[寄发][出走]?去?了[吗没么]|发票[^,，。 没不能可时]{0,4}开(?:了|好了?|出来了?)[吗没么]|(?:退货|退回|寄回|退的)[^,，。 没]{0,8}(?:收到|签收)(?:了[吗么]|了?没)|(?<!没有?)收到了?我?们?(?:寄回|退[货回的])[^,，。 ]{0,6}了[吗没么]|you (?:get|got|receive|received) (?:my|the) return|my return (?:been received|arrived)|вы получили (?:мой )?возврат|recib\p{L}+ mi devoluci/iu,
  ],
  [/仅退款/u, /仅退款|没发货|不退货|没收到货/u],
  [
    /多件|批发|bulk|wholesale/iu,
    /[两二三四五六七八九十几多\d百]+(?:[件条双套箱]|个(?!颜?色|款|码|月|星期|小时|问题))|批发|大批|团购|公司|bulk|wholesale|pieces|штук|опт|mayor/iu,
  ],
  [/资料|证件/u, /资料|(?<![保验])证|材料|文件|上传|document|паспорт|документ|pasaporte/iu],
  [/回复晚|晚回复|久等|late reply/iu, /[不没].{0,3}(?:回|(?<![合处])理)|人呢|answer|reply|respond|отвеча|contest/iu],
  [
    /发货地|从哪里?发|ship from/iu,
    /发货地|从哪|是从(?!下单|付款).{1,8}[发寄]|仓库?[在是]?哪|(?<![到去])哪[里儿]?的?[发寄出](?!票)|哪个?(?:仓|城市|国家|省|地方)|where .{0,30}\bfrom\b|which (?:country|city|warehouse).{0,30}\bfrom\b|from (?:where|which|what)|откуда|из какой|d?e d[oó]nde|de qu[eé] pa[ií]s/iu,
  ],
];

/** What a reply for another case, or another stage, is worth of one that fits, and what one for this case is worth. */
const OTHER_CASE = 0.8;
const THIS_CASE = 1.3;
const BY_STAGE = { '-1': 0.7, '0': 1, '1': 1.05 } as const;

/** Returns by how much a reply that answers a question goes before others that do as well: 1 for one that is for everybody. */
export function preferenceOf(
  { title, stages }: Pick<TemplateBrief, 'title' | 'stages'>,
  said: string,
  stage: Stage | null,
): number {
  const own = CASES.filter(([reply]) => reply.test(title));
  const byCase = own.length === 0 ? 1 : own.some(([, asked]) => asked.test(said)) ? THIS_CASE : OTHER_CASE;
  // Whoever has received an order asks about the next one as well.
  const again = (stage === 'received' || stage === 'aftersales') && stages?.includes('presale');
  return byCase * (again ? BY_STAGE[1] : BY_STAGE[stageFit(stages, stage)]);
}
