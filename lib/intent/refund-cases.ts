import type { ReplyCase } from './reply-case.ts';
import { withWordEdges } from './word-edges.ts';

/** Money that is to come back, in one word. */
const ZH = '(?:退款|退的?钱|(?<!付)款|钱)';
const EN = '(?:refund|money|reimbursement)';
const RU = '(?:деньг|средств|возврат)';
const ES = '(?:reembolso|dinero|reintegro|devolucion)';

/** What somebody writes who was refused: whatever else it says, nothing was agreed. */
const REFUSED =
  /拒绝|被拒|拒了|驳回|不(?:肯|给|同意|通过|让|能)|凭什么|reject|refus|declin|den(?:y|ied)|(?:not|n't) (?:agree|accept|approve)|отказ|отклон|не (?:одобр|соглас|приня)|rechaz|deneg|nieg|neg(?:ar|ado)|no (?:acept|aprueb|aprob)/u;

/** Asks whether there can be a refund, or how to get one: none was agreed either. */
const WHETHER = withWordEdges(
  [
    '(?:能|可以|会)[^,，。到]{0,6}(?:退(?!款[^,，。]{0,4}[到久几])|同意|通过)',
    '<(?:i|to) (?:send|return|ask|request|claim)>|<do i have>|<(?:will|would|can) you (?:accept|agree|approve)|<(?:want|need) (?:a|my) (?:refund|money)|<refund me',
    '<можно (?:верн|попрос)|<верните>',
    '<(?:pido|mando|puedo (?:pedir|devolver|mandar)|quiero (?:mi|un))>',
  ].join('|'),
);

/** Asks whether a refund is agreed or done, or when the money arrives. */
const WHEN_PAID = [
  `${ZH}[^,，。]{0,10}(?:到账|到[没了吗么帐]|(?:什么时候|啥时候|何时|几天|多久|哪天|几号|多长时间)[^,，。退]{0,4}(?:到|收|回来|退回来|退[到回]))`,
  `(?:什么时候|啥时候|何时|几天|多久|哪天|几号)[^,，。]{0,5}(?:到账|退款到|收到退款)|(?:到账|退款到)[^,，。]{0,5}(?:什么时候|啥时候|何时|几天|多久|哪天|几号)`,
  `${ZH}[^,，。]{0,6}(?:同意|通过|批准|处理|退|审核|成功|完成|下来)(?:好|完|过|成功)?了?[吗没么]|(?:同意|批准|通过)了?(?:我的?)?退款了?[吗没么]|退了[吗没么]`,
  `${ZH}[^,，。]{0,8}没有?(?:收到|到)|没有?(?:收到|看到)(?:退款|退的?钱)|(?:都|已经?|说)同意了|${ZH}[^,，。]{0,4}(?:是)?(?:退|回|到)[到回]?(?:哪|支付宝|微信|银行|卡|原)`,
  `(?:when|how (?:long|soon|many days)|where)>[^.!?,]{0,45}<(?:${EN}|paid back|reimbursed)`,
  `<${EN}>[^.!?,]{0,30}<(?:arriv|receiv|credited|come|came|reach|get to|approv|accept|agreed|processed|done|complet|issued|yet>|where|still)`,
  `<(?:did|have|has|is|was|will)>(?: \\p{L}+){0,3} (?:approv|accept|agree|process)[^.!?,]{0,20}<${EN}`,
  `(?:not|never|\\p{L}+n't|still no)(?: yet)?(?: (?:receive|received|got|get|gotten|see|seen))?(?: (?:my|the|any|a))? ${EN}>(?: (?:back|yet|so far))*(?=$|[.!?,])`,
  `<still no ${EN}>`,
  `(?<!<why )<(?:did|have) you (?:already )?refund`,
  `<${EN}(?: (?:is|was|has|still|yet))* (?:not|never|isn't|hasn't)(?: (?:yet|been))* (?:arriv|receiv|here|c[ao]me|credited|back|there|shown|visible)`,
  `<(?:когда|сколько|где|через)[^.!?,]{0,30}<(?:${RU}|верн)`,
  `<${RU}\\p{L}*[^.!?,]{0,30}<(?:не вернулись|прид|приш|поступ|зачисл|одобр|подтверж|получ|дойд|дош|принят|оформлен|сделан|когда|где)`,
  `<(?:одобр|соглас|подтверд|принял|оформ)\\p{L}*[^.!?,]{0,20}<${RU}`,
  `<не (?:получ|приш|приход|поступ|виж)\\p{L}*[^.!?,]{0,20}<${RU}`,
  `<cuando[^.!?,]{0,35}<(?:${ES}|devuelv|reembols|reintegr|pagan)`,
  `<(?:cuanto|donde)[^.!?,]{0,25}<${ES}`,
  `<${ES}[^.!?,]{0,25}<(?:lleg|recib|acredit|aprob|acept|proces|hech|aparec|apareci|listo)`,
  `<(?:aprob|acept|hicier|hech|proces|autoriz)\\p{L}*[^.!?,]{0,15}<${ES}`,
  `<no (?:me )?(?:ha |han |he )?(?:lleg|recib|aparec|veo)\\p{L}*(?: (?:el|mi|la|aun|todavia|ningun))* ?${ES}`,
].map(withWordEdges);

const WHEN = `(?!.*(?:${REFUSED.source}|${WHETHER})).*(?:${WHEN_PAID.join('|')})`;
const ASKS_WHEN = new RegExp(`^${WHEN}`, 'su');
/** Whoever asks whether the goods came back has told before what is wrong. */
const ASKS_FOR_IT = new RegExp(`^(?!${WHEN}|.*получили (?:мой )?возврат)`, 'su');

/** Says that a refund was agreed or paid, under whatever title. */
const AGREED =
  /退款[^,，。]{0,4}已经?(?:同意|通过)|已经?(?:同意|[为给帮]您)[^,，。]{0,2}退款|agreed to the refund|(?<!(?:once|when|after|if) \p{L}+ )refund (?:has been|was) (?:approved|issued)|согласились на возврат|aceptado el reembolso/iu;

/** Titles of replies that are for more than one case. */
const REASON = /退款原因|询问退款/u;
const PROGRESS = /退款进度|refund (?:status|progress)/iu;
const REFUND_ONLY = /仅退款/u;
const IN_PART = /补偿|部分退款|partial refund/iu;

/**
 * Replies about a refund. That it was agreed is said to those only who ask whether it was, or when the money arrives: to all
 * others it would promise a payment.
 */
export const REFUND_CASES: readonly ReplyCase[] = [
  {
    reply: /退款已|^退款处理$|(?:已|同意)退款|refund (?:approved|agreed|processed|done)/iu,
    text: AGREED,
    asked: ASKS_WHEN,
    only: true,
  },
  { reply: REASON, asked: ASKS_FOR_IT, wishes: ['refund'] },
  { reply: REASON, wishes: ['refund'], worth: 0.8, only: true },
  {
    reply: PROGRESS,
    asked:
      /进度|处理|通过|申请了|提交|审核|同意|还[没不]|没有?收到|卡里|银行|成功|到账|到[没了吗]|动静|什么时候|啥时候|几天|多久|拒|驳|不(?:给|肯|退)|凭什么|status|when|yet|progress|когда|статус|cuando|estado/u,
  },
  { reply: PROGRESS, wishes: ['refund'], worth: 0.8, only: true },
  { reply: REFUND_ONLY, asked: ASKS_FOR_IT, at: ['paid'] },
  { reply: REFUND_ONLY, asked: /仅退款|没发货|不退货|没收到货/u },
  {
    reply: IN_PART,
    asked:
      /补偿|赔|部分|一半|少[收退]|退[我点]?\d|partial|part of|half|compensat|keep it|discount|частич|часть|половин|компенс|parcial|parte|mitad|compens/u,
  },
  {
    reply: IN_PART,
    wishes: ['damaged', 'quality', 'missing', 'wrong'],
    worth: 0.6,
    only: true,
  },
];
