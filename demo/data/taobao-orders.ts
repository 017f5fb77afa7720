import type { OrderPlan } from './types.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

/** Hand-written orders of the Taobao shop; `ago` in minutes before now. */
export const TAOBAO_ORDERS: OrderPlan[] = [
  { buyer: '1680203945', ago: 96, state: 'paid', id: '4512300187000204539', lines: [['hoodie', 0, 1]], flag: 'red', memo: 'F1 已加急 小竹', note: '请发顺丰' },
  { buyer: '1680203945', ago: 19 * DAY + 130, state: 'success', lines: [['cup', 0, 1], ['mug', 1, 2]], off: 500, memo: '老客 送杯刷', flag: 'purple' },
  { buyer: '1680203945', ago: 64 * DAY, state: 'success', lines: [['bedding', 0, 1]] },
  { buyer: '2214567890123', ago: 26 * HOUR, state: 'shipped', id: '4512288765001892301', lines: [['socks', 0, 1], ['bag', 0, 1]], flag: 'purple' },
  { buyer: '2214567890123', ago: 31 * DAY + 44, state: 'success', lines: [['socks', 2, 2]], off: 200 },
  { buyer: '739104682', ago: 9 * DAY + 300, state: 'success', id: '4511977700004108246', lines: [['lamp', 0, 2]], flag: 'red', memo: '退一盏，等仓库验货' },
  { buyer: '739104682', ago: 47 * DAY, state: 'success', lines: [['candle', 0, 2]] },
  { buyer: '2860417735', ago: 5 * HOUR + 12, state: 'unpaid', lines: [['bedding', 2, 4]], off: 6000, note: '要批发价，等老板改价' },
  { buyer: '3391850264', ago: 7 * HOUR, state: 'paid', lines: [['candle', 0, 3], ['candle', 1, 3], ['mug', 0, 6]], off: 1500, memo: '礼盒包装', flag: 'white' },
  { buyer: '2206718845093', ago: 4 * DAY + 15, state: 'shipped', lines: [['boots', 0, 1]], flag: 'red', memo: '物流停滞 已催快递' },
  { buyer: '2206718845093', ago: 4 * DAY, state: 'shipped', lines: [['boots', 1, 1]] },
  { buyer: '618273940', ago: 15 * DAY + 200, state: 'success', lines: [['scarf', 1, 1]], flag: 'red', memo: '差评客户，已退款，谨慎沟通' },
  { buyer: '618273940', ago: 78 * DAY, state: 'success', lines: [['cup', 1, 1]] },
  { buyer: '1975530618', ago: 52, state: 'paid', lines: [['scarf', 2, 1]], note: '生日礼物，麻烦写张贺卡🎂' },
  { buyer: '1975530618', ago: 22 * DAY, state: 'success', lines: [['hoodie', 1, 1], ['socks', 1, 1]], off: 930 },
  { buyer: '2741096358', ago: 2 * DAY + 77, state: 'shipped', lines: [['bedding', 1, 12]], off: 31080, memo: '民宿采购，需专票', flag: 'purple' },
  { buyer: '2741096358', ago: 55 * DAY, state: 'success', lines: [['cup', 0, 20]], off: 13980 },
  { buyer: '1129947502', ago: 3 * DAY + 60, state: 'closed', lines: [['lamp', 1, 1]] },
  { buyer: '1129947502', ago: 3 * DAY, state: 'shipped', lines: [['lamp', 0, 1]] },
  { buyer: '804416927', ago: 3 * HOUR + 8, state: 'unpaid', lines: [['mug', 0, 2]], post: 800 },
  { buyer: '804416927', ago: 40 * DAY, state: 'closed', lines: [['mug', 1, 1]], post: 800 },
  { buyer: '2213094418602', ago: 11 * DAY, state: 'success', lines: [['hoodie', 2, 1]], memo: '换L码' },
  { buyer: '1550862479', ago: 28 * HOUR, state: 'paid', lines: [['cup', 1, 2]] },
  { buyer: '1550862479', ago: 35 * DAY, state: 'success', lines: [['candle', 1, 1]] },
  { buyer: '3391850264', ago: 83 * DAY, state: 'success', lines: [['mug', 0, 4]], off: 600 },
  { buyer: '1975530618', ago: 71 * DAY, state: 'success', lines: [['cup', 0, 1]] },
];
