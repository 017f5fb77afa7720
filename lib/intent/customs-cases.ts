import { BOUGHT, type ReplyCase } from './reply-case.ts';
import { withWordEdges } from './word-edges.ts';

/** Duties and taxes. */
const TAX =
  '税|dut(?:y|ies)|<tax|<vat>|<iva>|impuest|arancel|<tasas?>|пошлин|налог|<ндс>|pay[^.!?]{0,20}customs|customs[^.!?]{0,15}(?:fee|charge|cost|included)|плат[^.!?]{0,20}тамож|тамож[^.!?]{0,20}(?:плат|сбор)|pag[^.!?]{0,20}aduan|aduan[^.!?]{0,20}(?:pag|cost|cargo)';
/** Customs as such. */
const CUSTOMS = '清关|海关|通关|报关|扣关|customs|clearance|clearing|<border|тамож|<на оформлен|aduan|<despacho';
/** That a parcel is held there. */
const HELD = '卡|扣|滞|查验|清关中|stuck|held|detain|seized|застр|вис[ия]т|завис|держ|задерж|retenid|detenid|bloquead';
/** That a parcel is there now, whatever the page says of the order. */
const THERE = `${HELD}|停|不动|[几\\d]天|周了|正在|到了?海关|hold|stopped|waiting|arrived|is (?:at|in)|стоит|лежит|находится|parad|esta en|sigue en`;
/** Asks what might be. */
const MIGHT =
  '[会怕严]|[扣卡查][^,，。 ]{0,3}[吗么]|扣[税钱]|容易|可能|如果|一般|will|would|could|might|if>|могут|может|будет|если|puede|podr';
/** What customs ask for. */
const PAPERS =
  '资料|材料|文件|身份|护照|(?<![保验凭])证|上传|补充|document|passport|<id>|paper|upload|паспорт|документ|инн>|pasaporte|document';
/** A value lower than the true one, or goods named as a gift. */
const DECLARED =
  '申报|低报|货值|报[价值低少]|写[^,，。]{0,6}(?:礼[物品]|低|少|样品)|declar|(?:low|less)\\p{L}* (?:value|price|amount)|value (?:low|less|down)|as (?:a )?gift|деклар|(?:стоимост|цен)\\p{L}* (?:пониже|меньш|ниже)|меньш\\p{L}* (?:стоимост|цен|сумм)|подар|valor|regalo';

const words = (source: string): RegExp => new RegExp(withWordEdges(source), 'su');

const DUTIES = /关税|税费|dut(?:y|ies)|\btax|пошлин|налог|arancel|impuest/iu;
const TITLE = /清关(?!资料|费|税|[时多要须流])|通关|海关(?!资料|税)|customs(?! (?:doc|dut|tax|fee))|тамож|aduana/iu;

/** Replies about customs. That a parcel is there now is said to nobody whose parcel is not under way. */
export const CUSTOMS_CASES: readonly ReplyCase[] = [
  {
    reply: TITLE,
    asked: words(`^(?!.*(?:${TAX}|${DECLARED})).*(?:${CUSTOMS})`),
    at: ['shipped', 'aftersales', null],
    worth: 1.2,
    only: true,
  },
  { reply: TITLE, asked: words(`^(?=.*(?:${CUSTOMS})).*(?:${THERE})`), at: BOUGHT, worth: 1.2, only: true },
  // What is held there was sent, even if no order is seen.
  { reply: TITLE, asked: words(`^(?!.*(?:${MIGHT}))(?=.*(?:${CUSTOMS})).*(?:${HELD})`), only: true },
  { reply: /(?:清关|海关|报关)资料|customs doc/iu, asked: words(PAPERS), at: BOUGHT, only: true },
  { reply: DUTIES, asked: words(TAX) },
  { reply: DUTIES, at: ['presale', 'unpaid'], worth: 1 },
  { reply: /申报|declar|деклар/iu, asked: words(DECLARED) },
];
