import type { RefundPlan } from './taobao-aftersales.ts';
import type { OrderPlan } from './types.ts';

const HOUR = 60;
const DAY = 24 * HOUR;
const b = (index: number) => `buyer-${String(index).padStart(4, '0')}`;

/** Hand-written orders of the AliExpress shop; `ago` in minutes before now. */
export const ALIEXPRESS_ORDERS: OrderPlan[] = [
  { buyer: b(3), ago: 5 * HOUR + 3, state: 'paid', id: '8299000000012468', lines: [['lamp', 0, 1]], tags: ['AE/IOSS', '半托管'], memo: 'Demo note' },
  { buyer: b(3), ago: 38 * DAY, state: 'success', lines: [['mug', 1, 2]] },
  { buyer: b(1), ago: 6 * DAY + 95, state: 'shipped', lines: [['earbuds', 0, 1]], tags: ['AE/IOSS'], memo: '已催物流' },
  { buyer: b(1), ago: 52 * DAY, state: 'success', lines: [['charger', 0, 1], ['case', 0, 2]], off: 500 },
  { buyer: b(4), ago: 11 * DAY + 30, state: 'shipped', lines: [['backpack', 0, 1]], tags: ['半托管'] },
  { buyer: b(4), ago: 73 * DAY, state: 'success', lines: [['case', 1, 3]] },
  { buyer: b(5), ago: 2 * HOUR + 20, state: 'paid', lines: [['backpack', 1, 1]], tags: ['AE/IOSS'] },
  { buyer: b(6), ago: 27 * HOUR, state: 'paid', lines: [['mug', 0, 1], ['scarf', 0, 1], ['case', 0, 1]], off: 800, tags: ['AE/IOSS'] },
  { buyer: b(6), ago: 61 * DAY, state: 'success', lines: [['charger', 0, 1]] },
  { buyer: b(7), ago: 17 * DAY, state: 'success', lines: [['watch', 1, 1]], tags: ['AE/IOSS'] },
  { buyer: b(8), ago: 24 * DAY + 500, state: 'shipped', lines: [['watch', 0, 1]] },
  { buyer: b(8), ago: 80 * DAY, state: 'success', lines: [['earbuds', 1, 1]] },
  { buyer: b(9), ago: 9 * DAY, state: 'shipped', lines: [['lamp', 1, 1]], tags: ['AE/IOSS'], memo: '客户要求补发灯臂' },
  { buyer: b(9), ago: 44 * DAY, state: 'closed', lines: [['lamp', 1, 1]] },
  { buyer: b(10), ago: 3 * DAY + 11, state: 'shipped', lines: [['charger', 2, 2], ['earbuds', 1, 1]], off: 1000 },
  { buyer: b(10), ago: 35 * DAY, state: 'success', lines: [['watch', 0, 1]] },
  { buyer: b(10), ago: 66 * DAY, state: 'success', lines: [['mug', 0, 4]], off: 1200 },
  { buyer: b(11), ago: 3 * HOUR + 9, state: 'unpaid', lines: [['earbuds', 1, 1]], tags: ['AE/IOSS'] },
  { buyer: b(12), ago: 14 * DAY, state: 'success', lines: [['scarf', 1, 2]], tags: ['AE/IOSS'] },
  { buyer: b(13), ago: 8 * HOUR, state: 'paid', lines: [['case', 0, 50], ['charger', 0, 20]], off: 41540, memo: '批发，单独打包' },
  { buyer: b(13), ago: 58 * DAY, state: 'success', lines: [['case', 1, 20]], off: 4760 },
  { buyer: b(14), ago: 5 * DAY + 44, state: 'closed', lines: [['lamp', 0, 1]] },
  { buyer: b(14), ago: 5 * DAY, state: 'shipped', lines: [['lamp', 1, 1]], tags: ['半托管'] },
  { buyer: b(14), ago: 88 * DAY, state: 'success', lines: [['mug', 0, 1]] },
  { buyer: b(12), ago: 49 * DAY, state: 'closed', lines: [['watch', 0, 1]] },
];

/** Disputes as plans; `order` is the position in the buyer's orders, newest first. */
export const ALIEXPRESS_DISPUTES: RefundPlan[] = [
  { id: '6302000000019763', buyer: b(1), order: 0, kind: 'REFUND', amount: 19990, reason: '未收到货物', status: '等待卖家处理', open: true, ago: 19 * HOUR + 17, leftMinutes: 3 * DAY, steps: ['买家发起纠纷：未收到货物'] },
  { id: '6301880000066142', buyer: b(7), order: 0, kind: 'RETURN', amount: 124235, reason: '商品与描述不符', status: '等待买家退货', open: true, ago: 4 * DAY + 25, leftMinutes: 6 * DAY, tracking: { carrier: 'Colissimo', number: 'LS100000001NL' }, steps: ['等待买家退货', '卖家同意退货退款', '买家发起纠纷：商品与描述不符'] },
  { id: '6301750000044480', buyer: b(9), order: 0, kind: 'REFUND', amount: 15000, reason: '缺少配件', status: '平台介入处理中', open: true, ago: 3 * DAY + 9, leftMinutes: 2 * DAY, steps: ['平台介入处理中', '卖家拒绝方案', '买家发起纠纷：缺少配件'] },
  { id: '6301310000072073', buyer: b(12), order: 0, kind: 'RETURN', amount: 14520, reason: '质量问题', status: '已结束', open: false, ago: 10 * DAY + 142, leftMinutes: 0, steps: ['已结束：退款成功', '卖家确认收到退货', '买家发起纠纷：质量问题'] },
  { id: '6300920000055531', buyer: b(4), order: 1, kind: 'REFUND', amount: 2380, reason: '数量短缺', status: '已结束', open: false, ago: 60 * DAY + 311, leftMinutes: 0, steps: ['已结束：部分退款', '买家发起纠纷：数量短缺'] },
];
