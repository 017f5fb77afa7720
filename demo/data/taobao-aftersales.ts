/** Refunds and reviews of the Taobao shop, as plans: buyer + position of the order in that buyer's list (newest first). */
export interface RefundPlan {
  id: string;
  buyer: string;
  order: number;
  kind: string;
  amount: number;
  reason: string;
  status: string;
  open: boolean;
  ago: number;
  leftMinutes: number;
  tracking?: { carrier: string; number: string };
  steps: string[];
}

export interface ReviewPlan {
  buyer: string;
  order: number;
  mood: '正面评价' | '中性评价' | '负面评价' | '情感识别中';
  ago: number;
  text: string;
  pictures?: string[];
  append?: { days: number; text: string };
  reply?: string;
}

const DAY = 24 * 60;

export const TAOBAO_REFUNDS: RefundPlan[] = [
  {
    id: '407310000404203945',
    buyer: '1680203945',
    order: 0,
    kind: '仅退款',
    amount: 10500,
    reason: '拍错/多拍/不想要',
    status: '待商家处理',
    open: true,
    ago: 58,
    leftMinutes: 1 * DAY + 200,
    steps: ['买家申请仅退款，等待商家处理'],
  },
  {
    id: '285380000865108246',
    buyer: '739104682',
    order: 0,
    kind: '退货退款',
    amount: 13400,
    reason: '尺寸拍错/不喜欢/效果不好',
    status: '买家退货 已签收',
    open: true,
    ago: 3 * DAY + 59,
    leftMinutes: 4 * DAY + 75,
    tracking: { carrier: '示例快递', number: 'YT7000000000001' },
    steps: [
      '【示例市】已签收，签收人凭取货码签收',
      '【示例市】快件已到达示例中转站',
      '买家已寄回商品',
      '商家已同意退货申请',
      '买家申请退货退款',
    ],
  },
  {
    id: '285391000771273940',
    buyer: '618273940',
    order: 0,
    kind: '仅退款',
    amount: 8900,
    reason: '做工粗糙/有瑕疵',
    status: '退款成功',
    open: false,
    ago: 6 * DAY + 18,
    leftMinutes: 0,
    steps: ['退款成功，钱款已退回买家', '商家已同意退款', '买家申请仅退款'],
  },
  {
    id: '285402000118094602',
    buyer: '2213094418602',
    order: 0,
    kind: '换货',
    amount: 0,
    reason: '尺码不合适',
    status: '待商家收货',
    open: true,
    ago: 3 * DAY + 1433,
    leftMinutes: 6 * DAY + 15,
    tracking: { carrier: '示例速运', number: 'SF7000000000022' },
    steps: ['买家已寄回商品，等待商家收货', '商家已同意换货申请', '买家申请换货'],
  },
  {
    id: '407322000519862479',
    buyer: '1550862479',
    order: 0,
    kind: '仅退款',
    amount: 13980,
    reason: '未按约定时间发货',
    status: '待商家处理',
    open: true,
    ago: 140,
    leftMinutes: 420,
    steps: ['买家申请仅退款，等待商家处理'],
  },
  {
    id: '285377000390947502',
    buyer: '1129947502',
    order: 0,
    kind: '仅退款',
    amount: 2000,
    reason: '少件/漏发',
    status: '退款关闭',
    open: false,
    ago: 1 * DAY + 24,
    leftMinutes: 0,
    steps: ['买家撤销退款申请', '买家申请仅退款'],
  },
];

export const TAOBAO_REVIEWS: ReviewPlan[] = [
  {
    buyer: '1680203945',
    order: 1,
    mood: '正面评价',
    ago: 10 * DAY,
    text: '收到货了，杯子挺厚实，保温一晚上还是热的，两个马克杯颜色很正',
    pictures: ['cup-r1', 'mug-r2'],
  },
  {
    buyer: '2214567890123',
    order: 1,
    mood: '中性评价',
    ago: 22 * DAY,
    text: '一般般，袜口有点紧',
    append: { days: 5, text: '洗了一次有点缩水，客服态度还可以' },
  },
  {
    buyer: '618273940',
    order: 0,
    mood: '负面评价',
    ago: 7 * DAY,
    text: '围巾起球太严重了，跟图片不是一个东西，客服半天不回！',
    pictures: ['scarf-r3'],
  },
  {
    buyer: '1975530618',
    order: 1,
    mood: '正面评价',
    ago: 13 * DAY,
    text: '卫衣好软好舒服😍 袜子也很好穿，下次还来～',
    pictures: ['shirt-r4', 'sock-r5', 'shirt-r6'],
    reply: '谢谢小满满满的喜欢，天冷记得穿暖一点哦',
  },
  { buyer: '739104682', order: 1, mood: '正面评价', ago: 38 * DAY, text: '味道很淡雅，卧室点一会儿就有，包装也好' },
  {
    buyer: '2741096358',
    order: 1,
    mood: '正面评价',
    ago: 46 * DAY,
    text: '民宿用的，20个都没有破损，客人反馈不错',
    append: { days: 12, text: '用了半个月没有掉漆，准备再订一批' },
  },
  { buyer: '1550862479', order: 1, mood: '情感识别中', ago: 26 * DAY, text: '还没点，先占个位' },
  { buyer: '3391850264', order: 1, mood: '正面评价', ago: 74 * DAY, text: '釉色每只都有点不一样，喜欢手作的感觉' },
  { buyer: '2213094418602', order: 0, mood: '中性评价', ago: 3 * DAY, text: '质量可以，就是偏小一码，正在换货' },
];
