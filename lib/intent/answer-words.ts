import type { Intent } from '../domain/intent.ts';

/** Words in the title, the tags or the folder of a reply that tell which question it answers. */
const WORDS: Readonly<Record<Intent, string>> = {
  discount: '优惠|议价|砍价|折扣|满减|多件|赠品|discount|bargain|coupon|скидк|descuento|rebaja',
  stock: '有货|现货|缺货|库存|补货|断货|in stock|out of stock|налич|stock|agotad',
  size: '尺码|尺寸|身高|size|размер|talla',
  shipping:
    '发货时[效间]|预计发|今天发出|已发货|何时发|发货说明|预售说明|发货$|delivery time|shipping time|when we ship|срок|отправк|plazo|tiempo de env',
  tracking: '物流|丢失|丢件|快递单号|运单|追踪|track|посылк|трек|seguimiento|rastreo',
  customs: '清关|关税|海关|税费|申报|customs|duty|tax|тамож|пошлин|aduana|arancel|impuesto',
  address: '地址(?!$)|修改地址|核对地址|改地址|address|адрес|direcci',
  cancel: '取消|拒收|关闭订单|cancel|отмен|cancelar|anular',
  invoice: '发票|开票|专票|invoice|receipt|сч[её]т|чек|factura',
  return: '退货|无理由|寄回|return|возврат товара|devoluci',
  exchange: '换货|换尺码|换颜色|换款|改规格|改颜色|改尺码|修改规格|exchange|обмен|cambio de',
  refund: '退款|仅退款|补偿|refund|возврат денег|возврат средств|reembolso',
  wrong: '发错|错发|wrong item|не тот|equivocad',
  missing: '补发|漏发|少发|缺件|missing|resend|недовлож|довлож|falta|reenv',
  damaged: '破损|损坏|碎|damage|broken|поврежд|разбит|dañad|roto',
  quality: '质量|瑕疵|请提供照片|取证|quality|defect|качеств|брак|calidad|defecto',
  price_protection: '价保|保价|差价|降价|price protection|price match|разниц[аыу] в цене|diferencia de precio',
  complaint: '安抚|投诉|致歉|升级|转交|跟进到底|承诺跟进|complain|apolog|жалоб|извин|queja|disculpa',
  review: '评价|好评|差评|追评|晒图|review|feedback|отзыв|rese[ñn]a|valoraci',
  thanks: '不客气|结束语|感谢|thank|welcome|пожалуйста|спасибо|gracias|de nada',
  bye: '结束语|再见|道别|祝您|bye|свидан|despedida|adi[óo]s',
  greeting: '打招呼|欢迎|问候语|开场|您好|接待|greeting|welcome|hello|приветств|saludo|bienvenid',
  payment: '付款|催付|支付|拍下未付|payment|pay|оплат|pago',
  product: '材质|规格|参数|色差|对比|用法|使用方法|保养|说明书|安装|material|spec|материал|характерист|caracter',
  urgency: '催发货|加急|催单|延迟发货|着急|hurry|urgent|срочн|поторо|urgente|prisa',
  fee: '快递(?!单|公司)|默认快递|运费|包邮|偏远|运输方式|邮费|shipping fee|carrier|postage|доставк|env[íi]o',
  signed: '签收未收到|未收到|已签收|代收|包裹丢失|丢件|signed|not received|не получ|вручен|no recibido|entregado',
};

/** Words of replies that calm somebody. */
const SOOTHING = /安抚|致歉|道歉|抱歉|安慰|calm|apolog|sorry|извин|disculp/iu;

const REGEXES = Object.entries(WORDS).map(([intent, words]) => [intent as Intent, new RegExp(words, 'iu')] as const);

/** What of a reply is read. */
export interface Titled {
  title: string;
  folder: string;
  tags?: readonly string[];
}

/** Returns which questions a reply answers by its title and tags, most likely ones first; by its folder only if those say nothing. */
export function answeredBy({ title, folder, tags = [] }: Titled): Intent[] {
  const named = hits([title, ...tags].join(' '));
  // Postage among the replies about returns is that of a return.
  if (named.includes('fee') && hits(folder).includes('return')) return ['return', ...named.filter((each) => each !== 'return')];
  return named.length > 0 ? named : hits(folder);
}

function hits(text: string): Intent[] {
  return REGEXES.flatMap(([intent, regex]) => {
    const at = text.search(regex);
    return at < 0 ? [] : [{ intent, at }];
  })
    .toSorted((a, b) => a.at - b.at)
    .map(({ intent }) => intent);
}

/** Tells whether a reply is there to calm somebody. */
export function isSoothing({ title, tags = [] }: Titled): boolean {
  return SOOTHING.test([title, ...tags].join(' '));
}
