import { describe, expect, it } from 'vitest';
import type { Order } from '#lib/domain/order.ts';
import { factsFrom, type FactSources } from '#lib/domain/template-facts.ts';
import { faultyConditions } from '#lib/domain/template-condition.ts';
import { renderTemplate } from '#lib/domain/template-render.ts';

// A Sunday, 14:05 in China.
const SUNDAY = Date.UTC(2026, 10, 29, 6, 5);

function said(condition: string, fields: Partial<FactSources> = {}, answers: Record<string, string> = {}): string {
  const facts = factsFrom({ customer: null, orders: [], shop: null, now: SUNDAY, zone: 'Asia/Shanghai', ...fields });
  const rendered = renderTemplate(`{如果 ${condition}}Y{否则}N{结束}`, facts, answers);
  if (rendered.outcome === 'ready') return rendered.text;
  return rendered.outcome === 'missing' ? `!${rendered.slots.map(({ name }) => name).join('+')}` : '';
}

const withOrder = (fields: Partial<Order>): Partial<FactSources> => ({
  orders: [{ no: '1', shopId: 's', state: 'shipped', stateText: '卖家已发货', seenAt: SUNDAY, items: [], ...fields }],
});

describe('a condition reads the words people have for what is known, and asks about others', () => {
  it.each([
    ['欧盟', 'ES', 'Y'],
    ['EU', 'Poland', 'Y'],
    ['EU', 'GB', 'N'],
    ['EU/英国', 'GB', 'Y'],
    ['SP', 'ES', '!国家'],
    ['沙特', 'SA', 'Y'],
    ['阿联酋', 'United Arab Emirates', 'Y'],
    ['沙特/阿联酋', 'ES', 'N'],
    ['欧洲', 'ES', '!国家'],
  ])('国家=%s, %s: %s', (wanted, country, expected) => {
    expect(said(`国家=${wanted}`, { customer: { name: 'Ana', masked: false, country } })).toBe(expected);
  });

  it.each([
    ['退款', 'refunding', '退款中', 'Y'],
    ['取消', 'closed', '交易关闭', 'Y'],
    ['已收货', 'done', '交易成功', 'Y'],
    ['已签收', 'done', '交易成功', 'Y'],
    ['已收货', 'shipped', '卖家已发货', 'N'],
    // The platform does not say whether the parcel has arrived.
    ['已签收', 'shipped', '卖家已发货', '!订单状态'],
    ['退款', 'shipped', '卖家已发货', 'N'],
    ['已退款', 'closed', '交易关闭', '!订单状态'],
    ['火星', 'shipped', '卖家已发货', '!订单状态'],
    ['已发货', 'unknown', '海关查验', '!订单状态'],
  ] as const)('订单状态=%s, %s %s: %s', (wanted, state, stateText, expected) => {
    expect(said(`订单状态=${wanted}`, withOrder({ state, stateText }))).toBe(expected);
  });

  it('takes the opposite of a state that is known, and the word of a person', () => {
    expect(said('订单状态≠退款', withOrder({ state: 'refunding', stateText: '退款中' }))).toBe('N');
    expect(said('订单状态=火星', withOrder({}), { 订单状态: '其他' })).toBe('N');
  });

  it.each([
    ['unpaid', 'unpaid', 'Y'],
    ['paid', 'paid', 'Y'],
    ['paid', 'unpaid', 'N'],
    ['shipped', 'shipped', 'Y'],
    ['done', 'done', 'Y'],
    ['refund', 'refunding', 'Y'],
    ['refunding', 'refunding', 'Y'],
    ['cancelled', 'closed', 'Y'],
    ['lost', 'shipped', '!status'],
  ] as const)('status=%s, %s: %s', (wanted, state, expected) => {
    expect(said(`status=${wanted}`, withOrder({ state, stateText: '' }))).toBe(expected);
  });

  it.each([
    ['周六/周日', 'Y'],
    ['星期天', 'Y'],
    ['Sunday', 'Y'],
    ['Sun', 'Y'],
    ['礼拜日', 'Y'],
    ['周末', 'Y'],
    ['周一、周二', 'N'],
    ['Mon', 'N'],
    ['六/日', 'Y'],
    ['双休日', 'Y'],
    ['周六周日', 'Y'],
    ['星期六和星期日', 'Y'],
    ['周一到周五', 'N'],
    ['周五至周日', 'Y'],
    ['工作日', 'N'],
    ['工作日/周日', 'Y'],
    ['节假日', '!星期'],
    ['周', '!星期'],
  ])('星期=%s on a Sunday: %s', (wanted, expected) => {
    expect(said(`星期=${wanted}`)).toBe(expected);
  });

  it('knows a working day by the calendar of the shop, and asks beyond it', () => {
    const on = (now: number, condition = '星期=工作日'): string => said(condition, { now });
    expect(on(Date.UTC(2026, 10, 30, 6))).toBe('Y');
    expect(on(Date.UTC(2026, 10, 30, 6), '星期≠工作日')).toBe('N');
    // National Day on a Thursday, and the Saturday that makes up for it.
    expect(on(Date.UTC(2026, 9, 1, 6))).toBe('N');
    expect(on(Date.UTC(2026, 9, 10, 6))).toBe('Y');
    expect(on(Date.UTC(2035, 9, 10, 6))).toBe('!星期');
  });

  it.each([
    ['顺丰', '顺丰速运', 'Y'],
    ['顺丰速运', '顺丰', 'Y'],
    ['顺丰', '中通快递', 'N'],
    ['SF', '顺丰速运', 'Y'],
    ['YTO', '圆通速递', 'Y'],
    ['圆通', 'YTO Express', 'Y'],
    ['圆通快递', '圆通速递', 'Y'],
    ['圆通速运', '圆通速递', 'Y'],
    ['顺丰快递', '顺丰速运', 'Y'],
    ['中通快运', '中通快递', '!快递'],
    ['EMS', '圆通速递', 'N'],
    ['DHL', '圆通速递', 'N'],
    ['EMS/邮政', '圆通速递', 'N'],
    ['SF/顺丰', '圆通速递', 'N'],
    ['EMS', '中国邮政', '!快递'],
    ['顺丰', 'AliExpress Standard Shipping', 'N'],
    // Which of its parcels Cainiao carries its name does not say.
    ['菜鸟', 'AliExpress Standard Shipping', '!快递'],
    ['菜鸟', 'FedEx', 'N'],
    ['顺丰', 'DHL', 'N'],
    ['联邦快递', 'FedEx', 'Y'],
    ['J&T', '极兔速递', 'Y'],
    ['顺风', 'DHL', '!快递'],
    ['EMS', '邮政EMS', 'Y'],
    ['dhl', 'DHL Express', 'Y'],
    ['UPS', 'Cups Post', 'N'],
  ])('快递=%s, %s: %s', (wanted, carrier, expected) => {
    expect(said(`快递=${wanted}`, withOrder({ carrier }))).toBe(expected);
  });

  it.each([
    ['红色', '颜色:红色;尺码:M', 'Y'],
    ['颜色:红色', '颜色:红色;尺码:M', 'Y'],
    ['M', '颜色分类：红色；尺码：M【80-100斤】', 'Y'],
    ['蓝色/黑色', '颜色:红色;尺码:M', 'N'],
    ['红色,M', '颜色:红色;尺码:M', 'Y'],
    ['红色,M', '颜色:红色;尺码:L', '!规格'],
    ['红色,蓝色', '红色', 'Y'],
    ['红', '颜色:红色;尺码:M', '!规格'],
    ['L', '颜色:红色;尺码:XL', 'N'],
    ['red', 'Color: Red, Size: L', 'Y'],
    ['红色 M', '颜色分类:红色;尺码:M', 'Y'],
    ['红色M', '颜色分类:红色;尺码:M', 'Y'],
    ['红色+M', '颜色分类:红色;尺码:M', 'Y'],
    ['M-红色', '颜色分类:红色;尺码:M', 'Y'],
    ['红色 L', '颜色分类:红色;尺码:M', 'N'],
    ['红色 L', '颜色分类:红色;尺码:XL', 'N'],
    ['Red L', 'Color: Red, Size: L', 'Y'],
    ['Red Wine', 'Color: Red, Size: L', 'N'],
  ])('规格=%s, %s: %s', (wanted, sku, expected) => {
    expect(said(`规格=${wanted}`, withOrder({ items: [{ title: '围巾', sku, quantity: 2 }] }))).toBe(expected);
  });

  it.each([
    ['颜色分类:红色;尺码:M', 'Y', 'M码|m码|尺码M|尺码:M|红色款|红色M码|红色+M码|红色 M码|红色款M码|M码红色|颜色:红色'],
    ['颜色分类:红色;尺码:M', '!规格', '红|红色加绒|红色加绒M|颜色:M'],
    ['颜色分类:红色;尺码:M', 'N', '大红|红色L|红色L码|蓝色M|蓝色M码|蓝色款|蓝色|L码|XL|浅红色M'],
    ['红色;M', 'Y', '颜色：红色|尺码:M|M码|红色款'],
    ['红色;M', 'N', '红色L'],
    ['颜色分类:黑;尺码:38', 'Y', '38码'],
    ['颜色分类:黑;尺码:38', 'N', '39码|8|白色|白色38'],
    ['颜色分类:黑;尺码:38', '!规格', '黑色|黑色38码'],
    ['颜色分类:黑;尺码:38码', 'Y', '38'],
    ['颜色分类:黑;鞋码:38（标准码）', 'Y', '38|38码'],
    ['颜色分类:红色;尺码:M码', 'Y', 'M'],
    ['颜色分类:红色;尺码:M码', 'N', 'L'],
    ['颜色分类:黑;尺码:XL', 'N', 'L'],
    ['颜色分类:黑;尺码:XL码', 'N', 'L码'],
    ['颜色:白色;尺码:L', 'Y', '白色L码'],
    ['白色;L', 'Y', '白色L码'],
    ['颜色:白色;尺码:XXL', 'N', '白色XL码'],
    ['净含量:500g*2', '!规格', '500g'],
    ['净含量:500g', 'Y', '500g'],
    ['净含量:500g', 'N', '50g'],
    ['Plug:EU plug', 'Y', 'EU'],
    ['Plug:EU plug', 'N', 'US|US plug'],
    ['EU Plug / White', '!规格', 'EU'],
    ['Plug Type:EU plug;Color:White', 'Y', 'EU plug'],
    ['插头:欧规 220V', '!规格', '220V|欧规'],
    ['插头:欧规 220V', 'N', '110V|美规'],
    ['Color:Red;Size:M', 'Y', 'Size M|M size|Red M'],
    ['Color:Red;Size:M', 'N', 'size L|Blue M|Dark Red'],
    ['Color:Dark Red;Size:M', '!规格', 'Red'],
    ['Color: Red, Size: L', 'N', 'Red Wine'],
    ['尺码:L-XL', '!规格', 'L'],
    ['尺码:L-XL', 'Y', 'L-XL'],
    ['口味:原味大份', '!规格', '大份|原味'],
    ['口味:原味大份', 'N', '辣味'],
    ['规格:2件装', 'Y', '2件装'],
    ['规格:2件装', 'N', '3件装'],
    ['套餐类型:套餐一;颜色:白', 'Y', '套餐一'],
    ['套餐类型:套餐一;颜色:白', 'N', '套餐二'],
    ['颜色分类:黑色;尺码:均码', 'Y', '均码'],
    ['颜色分类:黑色;尺码:均码', '!规格', '黑'],
    ['颜色分类:红色;尺码:M(80-100斤)', 'Y', 'M'],
    ['颜色分类:红色;尺码:M【80-100斤】', 'Y', 'M码'],
    ['尺码:加大码', 'Y', '加大码'],
    ['颜色:绿色', 'N', '军绿色'],
    ['颜色:军绿色', '!规格', '绿色'],
    ['内存:8+256G', '!规格', '256G'],
    ['内存:8+256G', 'N', '128G'],
    ['长度:1.5米', 'Y', '1.5米'],
    ['适用型号:iPhone 15 Pro', '!规格', 'iPhone 15'],
    ['颜色分类:红色;款式:长袖', 'N', '红色短袖|短袖|白色长袖'],
    ['颜色分类:红色;款式:长袖', 'Y', '红色长袖|长袖'],
    ['颜色分类:白色;规格:单人', 'N', '白色双人'],
    ['颜色分类:红色;尺码:大码', 'N', '红色小码'],
    ['颜色分类:红色;尺码:大码', '!规格', '加大码'],
    ['颜色分类:红色;套餐:四件套', 'N', '红色三件套'],
    ['颜色:黑;鞋码:42.5', 'N', '42|42码|43'],
    ['颜色:黑;鞋码:42.5', 'Y', '42.5|42.5码'],
    ['颜色分类:粉色;参考身高:110cm', '!规格', '110|110码'],
    ['颜色分类:粉色;参考身高:110cm', 'Y', '110cm|粉色110cm'],
    ['颜色分类:粉色;参考身高:110cm', 'N', '120|120码|120cm|10cm'],
    ['规格:500g', '!规格', '500|500克'],
    ['规格:500g', 'N', '250g|50g|1kg|500ml|500片'],
    ['存储容量:256GB', '!规格', '256|256G'],
    ['存储容量:256GB', 'N', '512GB|56GB|128G'],
    ['尺寸:1.8m床', '!规格', '1.8米'],
    ['尺寸:1.8m床', 'N', '1.5m|1.5米'],
    ['尺码:75B', 'N', '75C|80B|80'],
    ['Plug Type:US;Color:White', 'N', 'EU plug|UK plug|EU'],
    ['Color:Black;Size:EU 42', 'N', 'EU43|US42'],
    ['Color:Black;Ships From:Russian Federation', 'N', 'Spain|China'],
    ['尺码:2XL', 'N', 'XXXL|XL|3XL'],
  ])('a variant %s is said %s to be any of %s', (sku, expected, words) => {
    for (const wanted of words.split('|')) {
      expect(said(`规格=${wanted}`, withOrder({ items: [{ title: '围巾', sku, quantity: 2 }] })), wanted).toBe(expected);
    }
  });

  it('compares amounts and numbers of pieces as numbers, and asks about a part of what it knows', () => {
    const one = withOrder({ items: [{ title: '加厚羊毛围巾', quantity: 2 }], paid: { minor: 10000, currency: 'CNY' } });
    expect(said('实付金额=100', one)).toBe('Y');
    expect(said('数量=2件', one)).toBe('Y');
    expect(said('数量=3', one)).toBe('N');
    expect(said('数量=很多', one)).toBe('!数量');
    expect(said('实付金额=100元', one)).toBe('Y');
    expect(said('实付金额=¥100', one)).toBe('Y');
    expect(said('实付金额=60以上', one)).toBe('Y');
    expect(said('实付金额=大于等于100', one)).toBe('Y');
    expect(said('实付金额=小于或等于100', one)).toBe('Y');
    expect(said('实付金额=大于100', one)).toBe('N');
    expect(said('实付金额=100元以上', one)).toBe('Y');
    expect(said('实付金额=150以上', one)).toBe('N');
    expect(said('实付金额≠150以上', one)).toBe('Y');
    expect(said('实付金额=150以下', one)).toBe('Y');
    expect(said('实付金额=满100', one)).toBe('Y');
    expect(said('实付金额=不到100', one)).toBe('N');
    expect(said('实付金额=超过100', one)).toBe('N');
    expect(said('实付金额=100左右', one)).toBe('!实付金额');
    expect(said('实付金额=100多', one)).toBe('!实付金额');
    expect(said('数量=2件以上', one)).toBe('Y');
    expect(said('数量=3件以上', one)).toBe('N');
    expect(said('数量=1件以上', one)).toBe('Y');
    expect(said('商品=围巾', one)).toBe('!商品');
    expect(said('商品=帽子', one)).toBe('N');
  });
});

describe('a condition with a number asks where it is written with a word for tens or thousands', () => {
  it.each([
    [158, '>=1千元', '!{如果 实付金额'],
    [158, '>=1千', '!{如果 实付金额'],
    [158, '>=1万元', '!{如果 实付金额'],
    [158, '>=1万', '!{如果 实付金额'],
    [158, '>=1百块', '!{如果 实付金额'],
    [158, '>=1百', '!{如果 实付金额'],
    [158, '>=1千以上元', '!{如果 实付金额'],
    [158, '>=1打', '!{如果 实付金额'],
    [158, '>=1k元', '!{如果 实付金额'],
    [158, '>=1k', '!{如果 实付金额'],
    [158, '>=1w', '!{如果 实付金额'],
    [158, '>=1w元', '!{如果 实付金额'],
    [158, '=1千以上', '!实付金额'],
    [158, '=1千元以上', '!实付金额'],
    [158, '=2百以上', '!实付金额'],
    [158, '=5百以内', '!实付金额'],
    [158, '=1万以下', '!实付金额'],
    [158, '=不到1千', '!实付金额'],
    [158, '=满1千', '!实付金额'],
    [158, '=不超过1百元', '!实付金额'],
    [158, '=1千', '!实付金额'],
    [158, '=1百多', '!实付金额'],
    [158, '=1千5以上', '!实付金额'],
    [158, '=1k以上', '!实付金额'],
    [158, '=2w以下', '!实付金额'],
    [158, '=一千以上', '!实付金额'],
    [1000, '>=1,000', 'Y'],
    [158, '>=100元', 'Y'],
    [158, '>=100 yuan', 'Y'],
    [158, '<200人民币', 'Y'],
    [158, '=高于等于158', 'Y'],
    [158, '=高于或等于158', 'Y'],
    [158, '=大于等于158', 'Y'],
    [158, '=多于等于159', 'N'],
    [158, '=低于等于158', 'Y'],
    [158, '=低于或等于158', 'Y'],
    [158, '=小于或者等于158', 'Y'],
    [158, '=少于等于157', 'N'],
    [158, '=高于158', 'N'],
    [158, '=低于158', 'N'],
    [158, '=低于159', 'Y'],
  ])('%d %s: %s', (yuan, limit, expected) => {
    const paid = { minor: yuan * 100, currency: 'CNY' };
    expect(said(`实付金额${limit}`, withOrder({ paid }))).toBe(expected);
  });

  it('leaves units alone that begin like such a word', () => {
    const pieces = (condition: string): string => said(condition, withOrder({ items: [{ title: '围巾', quantity: 2 }] }));
    expect(pieces('数量>=1件')).toBe('Y');
    expect(said('重量>=1千克', {}, { 重量: '2千克' })).toBe('Y');
    expect(said('重量>=1千克', {}, { 重量: '1kg' })).toBe('Y');
    expect(said('重量>=10kg', {}, { 重量: '2kg' })).toBe('N');
    expect(said('价格>=100 Kč', {}, { 价格: '120 Kč' })).toBe('Y');
    expect(said('距离<1千米', {}, { 距离: '3千米' })).toBe('N');
  });
});

describe('a condition on the hour', () => {
  it.each([
    ['现在<18:00', 'Y'],
    ['现在<14:05', 'N'],
    ['现在<=14:05', 'Y'],
    ['现在>=9点', 'Y'],
    ['现在<9点半', 'N'],
    ['现在<下午3点', 'Y'],
    ['现在<15', 'Y'],
    ['现在≠14:05', 'N'],
    ['现在>中午12点', 'Y'],
    ['现在<晚上12点', '!{如果 现在'],
    ['现在<25:00', '!{如果 现在'],
    ['现在<下班', '!{如果 现在'],
  ])('%s at 14:05: %s', (condition, expected) => {
    expect(said(condition)).toBe(expected);
  });
});

describe('a condition on a day', () => {
  const ordered = (iso: string): Partial<FactSources> => withOrder({ createdAt: Date.parse(`${iso}T04:00:00Z`) });
  it.each([
    ['今天>=12月1日', 'N'],
    ['今天<12月1日', 'Y'],
    ['今天>=11月29日', 'Y'],
    ['今天<=2026-11-29', 'Y'],
    ['today<2026/11/29', 'N'],
    ['今天=11-29', 'Y'],
    ['今天≠11月29号', 'N'],
    ['今天=圣诞', '!今天'],
    // Without a year it is the one nearest to today.
    ['今天<1月5日', 'Y'],
    ['今天>7月1日', 'Y'],
    ['今天>=2月30日', '!{如果 今天'],
    ['今天>5', '!{如果 今天'],
    ['今天>发货日期', '!{如果 今天'],
  ])('%s on 29 November: %s', (condition, expected) => {
    expect(said(condition)).toBe(expected);
  });

  it.each([
    ['今天>=12月20日', '2026-06-15', 'N'],
    ['今天<12月20日', '2026-06-15', 'Y'],
    ['今天>=12月20日', '2026-12-21', 'Y'],
    ['今天>=12月20日', '2027-01-04', 'Y'],
    ['今天<1月5日', '2026-12-30', 'Y'],
    ['今天<1月5日', '2026-06-15', 'N'],
  ])('%s on %s: %s', (condition, on, expected) => {
    expect(said(condition, { now: Date.parse(`${on}T06:00:00Z`) })).toBe(expected);
  });

  it.each([
    ['下单日期<今天-3天', '2026-11-25', 'Y'],
    ['下单日期<今天-3天', '2026-11-26', 'N'],
    ['下单日期>=11月1日', '2026-11-01', 'Y'],
    ['下单日期=昨天', '2026-11-28', 'Y'],
    ['下单日期=今天', '2026-11-28', 'N'],
    // Printed without a year, and yet not this year's.
    ['下单日期>今天-30天', '2025-11-28', 'N'],
    ['orderdate<today-3d', '2026-11-20', 'Y'],
  ])('%s, ordered on %s: %s', (condition, on, expected) => {
    expect(said(condition, ordered(on))).toBe(expected);
  });

  it('asks for a day that is not known, and compares what a person says', () => {
    expect(said('发货日期<今天-3天', withOrder({}))).toBe('!发货日期');
    expect(said('发货日期<今天-3天', withOrder({}), { 发货日期: '2026-11-20' })).toBe('Y');
    expect(said('发货日期<今天-3天', withOrder({}), { 发货日期: '11月28日' })).toBe('N');
    expect(said('发货日期<今天-3天', withOrder({}), { 发货日期: '早就发了' })).toBe('!发货日期');
    expect(said('发货日期=昨天', withOrder({}), { 发货日期: '其他' })).toBe('N');
    expect(said('今天=圣诞', {}, { 今天: '其他' })).toBe('N');
    expect(said('今天=圣诞', {}, { 今天: '圣诞' })).toBe('Y');
    expect(said('发货日期=昨天', withOrder({}), { 发货日期: '昨天' })).toBe('Y');
  });

  it('asks for a day that only a comparison needs in a field for days, and prints it as days are', () => {
    const facts = factsFrom({ customer: null, shop: null, now: SUNDAY, zone: 'Asia/Shanghai', ...withOrder({}), orders: [] });
    const body = '{如果 发货日期<今天-3天}{发货日期}{否则}N{结束}';
    expect(renderTemplate(body, facts)).toMatchObject({ outcome: 'missing', slots: [{ name: '发货日期', kind: 'date' }] });
    expect(renderTemplate(body, facts, { 发货日期: '2026-11-20' })).toMatchObject({ outcome: 'ready', text: '11月20日' });
  });

  it('is at fault in the editor only when it cannot be read', () => {
    const body = ['现在<18:00', '今天>=12月1日', '下单日期<今天-3天', '今天>很久', '现在>12月1日'].map(
      (c) => `{如果 ${c}}A{结束}`,
    );
    expect(faultyConditions(body.join(''))).toEqual(['今天', '现在']);
  });
});
