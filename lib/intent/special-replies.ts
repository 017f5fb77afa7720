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
  [/偏远/u, /偏远|乡|镇|村|山区|海?岛|新疆|西藏|内蒙|青海|甘肃|宁夏|海南|乌鲁木齐|拉萨|呼和|西宁|银川|兰州/u],
  [
    /缺货|断货|补货|out of stock/iu,
    /缺|断[货码]|补货|[没无]货|卖[完光]|售罄|什么时候|啥时候|还会|再上|появ|снова|законч|agot|vuelv|cuando|restock|sold out|back in|when|again/iu,
  ],
  [
    /停滞|较慢|不更新|延误|\bslow|\bdelay/iu,
    /[没不].{0,2}(?:更新|动|变|走|进展|收到|到货)|没有收到|查不到|丢了吧|(?:是不是|不会).{0,6}丢|停|卡|[待等]了|慢|还在|[天周月]了|星期|update|mov|stuck|nothing new|still|not |n't|no |слиш|долго|не |нет|no |sin |tarda|parad|todavia|todavía|aún/iu,
  ],
  [/赠品/u, /赠|送|礼/u],
  [
    /已发货/u,
    /发了|发货了|寄[了出]|单号|运单|(?:been|was|already|you) (?:shipped|sent|ship)|tracking n|отправил|номер|envia(?:ron|do)|número/iu,
  ],
  [
    /(?:退货|补发|发票|退回).{0,2}已|已(?:寄出|收到|开)/u,
    /收到|签收|寄[了出回]|开好|[了没][吗没么]|received|got|получили|recib/iu,
  ],
  [/仅退款/u, /仅退款|没发货|不退货|没收到货/u],
  [
    /多件|批发|bulk|wholesale/iu,
    /[两二三四五六七八九十几多\d百]+[件条个双套箱]|批|团购|公司|bulk|wholesale|pieces|штук|опт|mayor/iu,
  ],
  [/资料|证件/u, /资料|证|材料|文件|上传|document|паспорт|документ|pasaporte/iu],
  [/回复晚|晚回复|久等|late reply/iu, /[不没].{0,3}[回理]|人呢|answer|reply|respond|отвеча|contest/iu],
  [/发货地|从哪里?发|ship from/iu, /哪|地|城市|国家|where|which country|откуда|d[oó]nde|qu[eé] pa[ií]s/iu],
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
  return byCase * BY_STAGE[stageFit(stages, stage)];
}
