import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Order } from '#lib/domain/order.ts';
import { factsFrom, type FactSources } from '#lib/domain/template-facts.ts';
import { faultyConditions } from '#lib/domain/template-condition.ts';
import { renderTemplate } from '#lib/domain/template-render.ts';
import { splitGaps } from '#lib/domain/template-gaps.ts';
import { hasMoreCursors, slotsOf } from '#lib/domain/template-slots.ts';

// 2026-11-03 14:05 in China, still 2 November in California.
const NOW = Date.UTC(2026, 10, 3, 6, 5);

function order(fields: Partial<Order> = {}): Order {
  return {
    no: '2718281828459045235',
    shopId: 'taobao:青禾示例店',
    state: 'shipped',
    stateText: '卖家已发货',
    seenAt: NOW,
    createdAt: Date.UTC(2026, 9, 31, 17, 0),
    paid: { minor: 124235, currency: 'CNY' },
    carrier: '中通快递',
    tracking: ['75312345678901'],
    items: [{ title: '加厚羊毛围巾', sku: '米白', quantity: 2 }],
    ...fields,
  };
}

function facts(fields: Partial<FactSources> = {}) {
  return factsFrom({
    customer: { name: '林间小雨88', masked: false },
    orders: [order()],
    shop: { site: 'taobao', key: '青禾示例店', staff: '青禾示例店:小满' },
    now: NOW,
    zone: 'Asia/Shanghai',
    ...fields,
  });
}

const text = (body: string, fields: Partial<FactSources> = {}, answers: Record<string, string> = {}): string => {
  const rendered = renderTemplate(body, facts(fields), answers);
  return rendered.outcome === 'ready'
    ? rendered.text
    : `!${rendered.outcome === 'missing' ? rendered.slots.map((s) => s.name).join('+') : ''}`;
};

describe('renderTemplate', () => {
  it('fills every fact of a buyer with one order', () => {
    expect(
      text(
        '{买家昵称}，订单{订单号}（{订单状态}）：{商品} {规格}×{数量}，{实付金额}，{快递公司}{快递单号}，{下单日期}，{店铺}{客服}',
      ),
    ).toBe(
      '林间小雨88，订单2718281828459045235（卖家已发货）：加厚羊毛围巾 米白×2，¥1,242.35，中通快递75312345678901，11月1日，青禾示例店小满',
    );
  });

  it.each([
    ['｛买家昵称｝您好', '林间小雨88您好'],
    ['{买家昵称｝您好，｛订单号}已发', '林间小雨88您好，2718281828459045235已发'],
    ['亲，单号｛快递单号｜稍后提供｝', '亲，单号75312345678901'],
    ['亲，单号｛补发单号｜稍后提供｝', '亲，单号稍后提供'],
    ['｛如果 快递单号｝已发出｛否则｝还没发｛结束｝', '已发出'],
    ['｛今天+3天｝前到', '11月6日前到'],
    ['｛ 买家昵称 ｝', '林间小雨88'],
    // What is no fact is asked for, under its name.
    ['｛赔付金额｝元', '!赔付金额'],
    ['｛尺码:单选 S/M/L｝', '!尺码'],
    ['｛尺码：单选 S／M／L｝', '!尺码'],
    // Written twice they are signs, alone they are text; so is what no slot can be.
    ['｛｛新品｝｝亲', '｛新品｝亲'],
    ['｛｛买家昵称｝｝', '｛买家昵称｝'],
    ['亲｛您好', '亲｛您好'],
    ['亲｝您好', '亲｝您好'],
    ['亲｛｝您好', '亲｛｝您好'],
    ['（买家昵称）【订单号】〔商品〕', '（买家昵称）【订单号】〔商品〕'],
    ['{礼盒|｛已加｝}', '｛已加｝'],
  ])('reads the braces that an input method types: %s → %s', (body, read) => {
    expect(text(body)).toBe(read);
  });

  it('knows English names, whatever their case and separators, and gives them English values', () => {
    const paid = { minor: 2460, currency: 'USD' };
    expect(text('{Name} {ORDER} {Tracking_Number} {order date} {amount} {status}', { orders: [order({ paid })] })).toBe(
      '林间小雨88 2718281828459045235 75312345678901 2026-11-01 $24.60 shipped',
    );
  });

  it('says today by the clock of the shop, and days of orders as the site prints them', () => {
    expect(text('{今天} {明天} {后天} {昨天} {星期} {现在} {问候}')).toBe('11月3日 11月4日 11月5日 11月2日 星期二 14:05 下午好');
    const la = { zone: 'America/Los_Angeles' };
    // Monday, 10:00 in China.
    const monday = { ...la, now: Date.UTC(2026, 10, 30, 2) };
    expect(text('{tomorrow} {今天+1个工作日} {问候} {现在} {星期} {今天} {现在+1小时}', monday)).toBe(
      '2026-12-01 12月1日 早上好 10:00 星期一 11月30日 11:00',
    );
    const abroad = { ...la, work: { country: 'US', zone: 'America/Los_Angeles' } };
    expect(text('{today} {tomorrow}', abroad)).toBe('2026-11-02 2026-11-03');
    expect(text('{下单日期} {orderdate} {下单日期+1天}', la)).toBe('10月31日 2026-10-31 11月1日');
    expect(text('{明天}', { now: Date.UTC(2026, 11, 31, 3) })).toBe('1月1日');
  });

  it('never greets with a masked, cut or made-up name', () => {
    const masked = { customer: { name: '林**', masked: true } };
    expect(text('{买家昵称|亲}您好', masked)).toBe('亲您好');
    expect(text('{买家昵称}您好', masked)).toBe('!买家昵称');
    expect(text('{买家昵称|亲}', { customer: { name: '林**', masked: false } })).toBe('亲');
    expect(text('{买家昵称|亲}', { customer: null, peer: { name: '一个很长的名字…' } })).toBe('亲');
    expect(text('Dear {name|friend}', { customer: { name: 'ae123456', masked: false } })).toBe('Dear friend');
    expect(text('Dear {name|friend}', { customer: { name: 'cn1528 user', masked: false } })).toBe('Dear friend');
    expect(text('Dear {name|friend}', { customer: { name: 'Maria Garcia', masked: false } })).toBe('Dear Maria Garcia');
  });

  it('asks for what is neither known nor has a fallback, each slot once, and shows where', () => {
    const rendered = renderTemplate('{快递单号} {赔付金额} {快递单号} {备注| }', facts({ orders: [] }));
    expect(rendered).toEqual({
      outcome: 'missing',
      slots: ['快递单号', '赔付金额', '备注'].map((name) => ({ name, label: name })),
      partial: '＿＿ ＿＿ ＿＿ ＿＿',
    });
  });

  it('names what is missing where that is asked for, so that it can be told from what is written', () => {
    const named = (body: string, fields: Partial<FactSources> = {}): string[] => {
      const rendered = renderTemplate(body, facts(fields), {}, { named: true });
      return rendered.outcome === 'missing' ? splitGaps(rendered.partial) : [];
    };
    expect(named('{买家昵称}：{订单号}，赔付 {赔付金额} 元')).toEqual([
      '林间小雨88：2718281828459045235，赔付 ',
      '赔付金额',
      ' 元',
    ]);
    const two = [order(), order({ no: '3000000000000000002', tracking: ['99'] })];
    expect(named('{快递单号}', { orders: two })).toEqual(['', '快递单号', '']);
    expect(named('{如果 礼盒=要}有{结束}好{模板:没有}')).toEqual(['', '礼盒', '好', '模板:没有', '']);
  });

  it('lets a person answer, over the fact and over the fallback, and does not read the answer as a template', () => {
    expect(text('{买家昵称|亲}，{赔付金额}', {}, { 买家昵称: '王姐', 赔付金额: '{订单号}' })).toBe('王姐，{订单号}');
    expect(text('{赔付金额}', {}, { 赔付金额: ' \u200b ' })).toBe('!赔付金额');
    expect(text('{constructor}{__proto__}')).toBe('!constructor+__proto__');
  });

  it('says that a text is too long instead of cutting it', () => {
    const long = '一'.repeat(3994);
    expect(text(`${long}{买家昵称}`)).toBe(`${long}林间小雨88`);
    const over = { outcome: 'too-long', length: 4001, limit: 4000, partial: `${long}。林间小雨88` };
    expect(renderTemplate(`${long}。{买家昵称}`, facts())).toEqual(over);
    // What is still asked for is asked for first.
    expect(renderTemplate(`${long}。{买家昵称}{尺码}`, facts())).toMatchObject({ outcome: 'missing' });
    // Each message goes by itself; together they may be longer.
    expect(renderTemplate(`${long}\n---\n${long}`, facts())).toMatchObject({ outcome: 'ready', text: `${long}\n\n${long}` });
    expect(renderTemplate(`短\n---\n${long}。{买家昵称}`, facts())).toMatchObject({ outcome: 'too-long', length: 4001 });
  });

  it('cuts no answer and nothing from the clipboard', () => {
    const pasted = '二'.repeat(1800);
    expect(text('{补充}', {}, { 补充: pasted })).toBe(pasted);
    expect(text('{剪贴板}', { clipboard: pasted })).toBe(pasted);
    expect(renderTemplate('{剪贴板}', facts({ clipboard: '三'.repeat(5000) }))).toMatchObject({ outcome: 'too-long' });
  });

  it('writes double braces as one and asks about a brace that was left open', () => {
    expect(text('{{订单号}} 与 {{{订单号}}}')).toBe('{订单号} 与 {2718281828459045235}');
    expect(text('{买家昵称 您好')).toBe('!{');
    expect(text('您好}')).toBe('!}');
    expect(text('{}')).toBe('!{+}');
  });

  it('takes the open order, and asks which when several are open and differ', () => {
    const done = order({ no: '3000000000000000001', state: 'done', createdAt: NOW });
    expect(text('{订单号}', { orders: [done, order()] })).toBe('2718281828459045235');
    expect(text('{订单号}', { orders: [done, order({ state: 'closed' })] })).toBe('3000000000000000001');
    const two = [order(), order({ no: '3000000000000000002', createdAt: NOW, tracking: ['99'] })];
    const rendered = renderTemplate('{快递公司} {快递单号}', facts({ orders: two }));
    expect(rendered).toMatchObject({
      outcome: 'missing',
      slots: [
        {
          name: '订单号',
          kind: 'choice',
          choices: ['3000000000000000002', '2718281828459045235'],
          hints: ['卖家已发货 · 加厚羊毛围巾', '卖家已发货 · 加厚羊毛围巾'],
        },
      ],
      partial: '中通快递 ＿＿',
    });
    expect(text('{快递公司} {快递单号}', { orders: two }, { 订单号: '2718281828459045235' })).toBe('中通快递 75312345678901');
    expect(text('{订单号|最近一单} {快递单号|最近一单}', { orders: two })).toBe('3000000000000000002 99');
  });

  it('does not give the fact of one open order when the other has none', () => {
    const two = [order(), order({ no: '3000000000000000002', state: 'paid', tracking: undefined })];
    expect(text('{快递单号}', { orders: two })).toBe('!订单号');
    expect(text('{快递单号}', { orders: two }, { 订单号: '3000000000000000002' })).toBe('!快递单号');
  });

  it('asks which order is meant when of one only the number is known', () => {
    const stub: Order = { no: '4000000000000000009', shopId: 'taobao:青禾示例店', state: 'unknown', items: [], seenAt: NOW };
    const done = order({ state: 'done', stateText: '交易成功' });
    for (const known of [done, order()]) {
      expect(renderTemplate('{订单号} {快递单号}', facts({ orders: [known, stub] }))).toMatchObject({
        slots: [
          {
            name: '订单号',
            choices: [known.no, stub.no],
            hints: [`${known.stateText} · 加厚羊毛围巾`, '只有编号'],
          },
        ],
      });
    }
    expect(text('{订单号} {快递单号}', { orders: [done, stub] }, { 订单号: done.no })).toBe(`${done.no} 75312345678901`);
    // Which of the two is the newest nobody knows.
    expect(text('{订单号|最近一单}', { orders: [done, stub] })).toBe('!订单号');
    expect(text('{订单号} {快递单号|稍后提供}', { orders: [stub] })).toBe(`${stub.no} 稍后提供`);
  });

  it('does not ask about an order of Taobao of which only the number is known when that is older than what is known', () => {
    const shopId = 'taobao|青禾示例店';
    const known = order({ shopId, no: '4512300187000204539' });
    const stub = (no: string): Order => ({ no, shopId, state: 'unknown', items: [], seenAt: NOW });
    for (const older of ['4512288765001204539', '126520000000316642']) {
      expect(text('{订单号} {快递单号}', { orders: [known, stub(older)] })).toBe(`${known.no} 75312345678901`);
    }
    expect(text('{订单号} {快递单号}', { orders: [known, stub('4512300187001204539')] })).toBe('!订单号');
    const elsewhere = { ...known, shopId: 'aliexpress|100001' };
    expect(text('{订单号}', { orders: [elsewhere, stub('4512288765001204539')] })).toBe('!订单号');
  });

  it('asks which order is meant before it falls back, and takes the newest throughout where that is written', () => {
    const two = [order(), order({ no: '3000000000000000002', createdAt: NOW, tracking: ['99'], shippedAt: NOW })];
    expect(text('您的快递单号：{快递单号|稍后提供}', { orders: two })).toBe('!订单号');
    expect(text('您的快递单号：{快递单号|稍后提供}', { orders: two }, { 订单号: two[0]?.no ?? '' })).toBe(
      '您的快递单号：75312345678901',
    );
    expect(text('{订单号|最近一单}的单号：{快递单号|稍后提供}', { orders: two })).toBe('3000000000000000002的单号：99');
    expect(text('{如果 快递单号}{订单号|最近一单}：{快递单号}{结束}', { orders: two })).toBe('3000000000000000002：99');
    expect(text('{发货日期+7天|最近一单}', { orders: two })).toBe('11月10日');
    const none = two.map((each) => ({ ...each, tracking: undefined }));
    expect(text('您的快递单号：{快递单号|稍后提供}', { orders: none })).toBe('您的快递单号：稍后提供');
  });

  it('fills in sizes that have a star; names, addresses and parcels with one are masked', () => {
    const sized = order({ items: [{ title: '床单 1.8*2.0m', sku: '40*60cm', quantity: 1 }], tracking: ['SF****1234'] });
    expect(text('{商品}，{规格}', { orders: [sized] })).toBe('床单 1.8*2.0m，40*60cm');
    expect(text('{product}/{sku}', { orders: [sized] })).toBe('床单 1.8*2.0m/40*60cm');
    expect(text('{快递单号}{收件人}', { orders: [{ ...sized, recipient: { name: '王*' } }] })).toBe('!快递单号+收件人');
    expect(text('{剪贴板}', { clipboard: '3*4' })).toBe('3*4');
  });

  it('leaves masked addresses out', () => {
    expect(text('{收货地址}', { orders: [order({ recipient: { address: '某路**号' } })] })).toBe('!收货地址');
  });

  it('is ready without braces of its own, or missing with at least one slot, for any body', () => {
    const piece = fc.constantFrom('{', '}', '|', '买家昵称', '订单号', 'x', ' ', '\n', '{{', '}}', '{未知|默认}');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        const body = pieces.join('');
        const rendered = renderTemplate(body, facts());
        if (rendered.outcome === 'missing') return rendered.slots.length > 0;
        const literal = body.split(/\{\{|\}\}/).length - 1;
        return rendered.outcome === 'ready' && rendered.text.replace(/[^{}]/g, '').length <= literal;
      }),
    );
  });
});

describe('what a body can do beside slots', () => {
  const rendered = (body: string, fields: Partial<FactSources> = {}, answers: Record<string, string> = {}, options = {}) =>
    renderTemplate(body, facts(fields), answers, options);

  it('moves dates by the calendar of the site', () => {
    // 3 November 2026 is a Tuesday; the order is of 1 November in China.
    expect(text('{今天+3天} {今天-1天} {today+2d} {今天+1周} {下单日期+15天} {orderdate + 1 month}')).toBe(
      '11月6日 11月2日 2026-11-05 11月10日 11月16日 2026-12-01',
    );
    expect(text('{今天+3个工作日} {今天+4个工作日} {今天-2个工作日}')).toBe('11月6日 11月9日 10月30日');
    // The eleventh is a day off in the United States.
    expect(text('{今天+6个工作日}')).toBe('11月11日');
    expect(text('{今天+6个工作日}', { work: { country: 'US', zone: 'Asia/Shanghai' } })).toBe('11月12日');
    const endOfJanuary = { now: Date.UTC(2026, 0, 31, 4) };
    expect(text('{今天+1个月} {今天+13个月}', endOfJanuary)).toBe('2月28日 2月28日');
    expect(text('{发货日期+7天}', {}, { '发货日期+7天': '下周' })).toBe('下周');
    expect(text('{发货日期+7天}')).toBe('!发货日期+7天');
    expect(text('{颜色+3天}')).toBe('!颜色+3天');
  });

  it('moves the clock by hours, and names the day where it is another one', () => {
    const ten = { now: Date.UTC(2026, 10, 3, 2) };
    expect(text('请在{现在+1小时}前付款，{现在-2小时}')).toMatch(/^请在\d\d:\d\d前付款/);
    expect(text('请在{现在+1小时}前付款', ten)).toBe('请在11:00前付款');
    expect(text('{现在+15小时} {现在+1天}', ten)).toBe('11月4日 01:00 11月4日');
  });

  it('keeps the hour over a change of the clocks', () => {
    // 31 October 2026 23:30 in California, two days over the end of daylight saving.
    const la = { now: Date.UTC(2026, 10, 1, 6, 30), work: { country: 'US', zone: 'America/Los_Angeles' } };
    expect(text('{today} {today+1d} {today+2d}', la)).toBe('2026-10-31 2026-11-01 2026-11-02');
  });

  it.each([
    ['ES', 'Europe/Madrid', '2027-03-27T22:30Z', '3月27日 3月28日 3月29日 3月26日 2027-03-28'],
    ['ES', 'Europe/Madrid', '2026-10-24T22:30Z', '10月25日 10月26日 10月27日 10月24日 2026-10-26'],
    ['US', 'America/New_York', '2026-11-01T04:20Z', '11月1日 11月2日 11月3日 10月31日 2026-11-02'],
  ])('counts days by the calendar where clocks change: %s %s %s', (country, zone, now, expected) => {
    const at = { zone, now: Date.parse(now.replace('Z', ':00Z')), work: { country, zone } };
    expect(text('{今天} {明天} {后天} {昨天} {tomorrow}', at)).toBe(expected);
  });

  it('chooses by what is known', () => {
    const body = '{如果 快递单号}单号{快递单号}{否则}还在备货{结束}，{如果 订单状态=卖家已发货/已签收}在路上{结束}。';
    expect(text(body)).toBe('单号75312345678901，在路上。');
    expect(text(body, { orders: [order({ tracking: undefined, stateText: '待发货' })] })).toBe('还在备货。');
    expect(text(body, { orders: [] })).toBe('!订单状态');
    expect(text(body, { orders: [] }, { 订单状态: '其他' })).toBe('还在备货。');
    expect(text('{如果 实付金额>1000}大单{否则}小单{结束}')).toBe('大单');
    // Nothing is left to say: that is asked for, an empty text is never put in.
    expect(text('{如果 实付金额<1000}小单{结束}')).toBe('!内容');
    expect(text('{如果 实付金额<1000}小单{结束}', {}, { 内容: '已为您登记' })).toBe('已为您登记');
    expect(text('{if country=ES/MX}Hola{else}Hello{end}', { peer: { country: 'ES', name: 'x' } })).toBe('Hola');
    const french = { peer: { country: 'France', name: 'x' } };
    expect(text('{如果 国家≠ES}A{如果 快递单号}B{否则}C{结束}{结束}', french)).toBe('AB');
  });

  it('compares countries however they are named', () => {
    const from = (country: string) => ({ peer: { country, name: 'x' } });
    expect(text('{如果 国家=ES/法国}A{否则}B{结束}', from('France'))).toBe('A');
    expect(text('{if country=Spain}A{else}B{end}', from('ES'))).toBe('A');
    expect(text('{如果 国家≠西班牙}A{否则}B{结束}', from('Spain'))).toBe('B');
    // A name that is no country's in any of the four languages may be one of them.
    expect(text('{如果 国家=ES/FR}A{否则}B{结束}', from('Frankreich'))).toBe('!国家');
    expect(text('{如果 国家=ES/FR}A{否则}B{结束}', from('Frankreich'), { 国家: '其他' })).toBe('B');
  });

  it.each([
    ['{如果 实付金额>=100}A{否则}B{结束}', 'A'],
    ['{如果 实付金额≥100}A{否则}B{结束}', 'A'],
    ['{如果 实付金额<=100}A{否则}B{结束}', 'A'],
    ['{如果 实付金额 ≤ ¥100.00}A{否则}B{结束}', 'A'],
    ['{如果 实付金额＞99元}A{否则}B{结束}', 'A'],
    ['{如果 实付金额＜1,000}A{否则}B{结束}', 'A'],
    ['{如果 实付金额＜1，000}A{否则}B{结束}', 'A'],
    ['{如果 实付金额>100}A{否则}B{结束}', 'B'],
    ['{如果 国家==ES}A{否则}B{结束}', 'A'],
    ['{如果 国家＝ES}A{否则}B{结束}', 'A'],
    ['{如果 国家！＝ES}A{否则}B{结束}', 'B'],
    ['{如果 国家=MX,ES}A{否则}B{结束}', 'A'],
    ['{如果 国家=MX，ES}A{否则}B{结束}', 'A'],
    ['{如果 国家=MX|ES}A{否则}B{结束}', 'A'],
    ['{如果 国家≠MX、ES}A{否则}B{结束}', 'B'],
    ['{如果 订单状态=已签收、卖家已发货}A{否则}B{结束}', 'A'],
    // Said shorter than the page says it.
    ['{如果 订单状态=已发货}A{否则}B{结束}', 'A'],
    ['{如果 订单状态=待收货}A{否则}B{结束}', 'A'],
    ['{如果 订单状态=未发货}A{否则}B{结束}', 'B'],
    ['{如果 订单状态!=已发货}A{否则}B{结束}', 'B'],
    // A value may hold such signs itself.
    ['{如果 规格=米白,L}A{否则}B{结束}', 'A'],
    // What is no country, or no number that is certain, is no answer.
    ['{如果 国家=MX FR}A{否则}B{结束}', '!国家'],
    ['{如果 实付金额>1万}A{否则}B{结束}', '!{如果 实付金额'],
    ['{如果 实付金额>1.5w}A{否则}B{结束}', '!{如果 实付金额'],
    ['{if amount>1k}A{else}B{end}', '!{如果 amount'],
    ['{如果 实付金额>100/200}A{否则}B{结束}', '!{如果 实付金额'],
    ['{如果 实付金额>1,5}A{否则}B{结束}', '!{如果 实付金额'],
    ['{如果 国家=}A{否则}B{结束}', '!{如果 国家'],
    ['{如果 国家=>=ES}A{否则}B{结束}', '!{如果 国家'],
  ])('reads %s', (body, whole) => {
    const paid = { minor: 10_000, currency: 'CNY' };
    const orders = [order({ paid, items: [{ title: '围巾', sku: '米白,L', quantity: 1 }] })];
    expect(text(body, { orders, peer: { country: 'Spain', name: 'x' } })).toBe(whole);
  });

  it('takes no amount in ten thousands for one in ones when a person says it', () => {
    const unpaid = { orders: [order({ paid: undefined })] };
    expect(text('{如果 实付金额>100}A{否则}B{结束}', unpaid, { 实付金额: '1万' })).toBe('!实付金额');
    expect(text('{如果 实付金额>100}A{否则}B{结束}', unpaid, { 实付金额: '300 块' })).toBe('A');
  });

  it('refuses a condition with two others', () => {
    const twice = '{如果 快递单号}A{否则}B{否则}C{结束}';
    expect(rendered(twice)).toMatchObject({ outcome: 'missing' });
    expect(faultyConditions(`${twice}{如果 实付金额>1万}{如果 国家=ES}{结束}{结束}{如果 国家=ES}`)).toEqual([
      '快递单号',
      '实付金额',
      '国家',
    ]);
    expect(faultyConditions('{如果 实付金额>1}{如果 国家=ES}A{否则}B{结束}{否则}{如果 加急}C{结束}{结束}')).toEqual([]);
  });

  it('asks for what is to be compared and not known, and says nothing else in its place', () => {
    expect(rendered('{如果 赔付方式=优惠券}送券{否则}退现金{结束}')).toMatchObject({
      outcome: 'missing',
      slots: [{ name: '赔付方式', kind: 'choice', choices: ['优惠券', '其他'] }],
      partial: '＿＿',
    });
    expect(text('{如果 赔付方式=优惠券}送券{否则}退现金{结束}', {}, { 赔付方式: '优惠券' })).toBe('送券');
    expect(text('{如果 赔付方式=优惠券}送券{否则}退现金{结束}', {}, { 赔付方式: '其他' })).toBe('退现金');
    const nested = '{如果 方式=券}A{否则}{如果 方式=现金}B{否则}C{结束}{结束}';
    expect(rendered(nested)).toMatchObject({ slots: [{ choices: ['券', '现金', '其他'] }] });
    expect(rendered('{如果 方式=券}送{方式:单选 券/现金}{结束}')).toMatchObject({ slots: [{ choices: ['券', '现金'] }] });
    // What is none of them is no value to print.
    expect(text('{如果 方式=券}A{结束}{方式}', {}, { 方式: '其他' })).toBe('!方式');
    const unpaid = { orders: [order({ paid: undefined })] };
    expect(text('{如果 实付金额>100}大单{否则}小单{结束}', unpaid)).toBe('!实付金额');
    expect(text('{如果 实付金额>100}大单{否则}小单{结束}', unpaid, { 实付金额: '不多' })).toBe('!实付金额');
    expect(text('{如果 实付金额>100}大单{否则}小单{结束}', unpaid, { 实付金额: '99' })).toBe('小单');
    expect(text('{如果 实付金额>很多}大单{否则}小单{结束}')).toBe('!{如果 实付金额');
  });

  it('asks a yes or no about what is no fact, and about the order when that decides', () => {
    expect(rendered('{如果 加急}今天发{否则}按顺序发{结束}')).toMatchObject({
      outcome: 'missing',
      slots: [{ name: '加急', kind: 'toggle', choices: ['是', '否'] }],
    });
    expect(text('{如果 加急}今天发{否则}按顺序发{结束}', {}, { 加急: '是' })).toBe('今天发');
    expect(text('{如果 加急}今天发{否则}按顺序发{结束}', {}, { 加急: '否' })).toBe('按顺序发');
    const two = [order(), order({ no: '3000000000000000002', state: 'paid', tracking: undefined })];
    expect(text('{如果 快递单号}有{否则}无{结束}', { orders: two })).toBe('!订单号');
    expect(text('{如果 快递单号}有{否则}无{结束}', { orders: two }, { 订单号: '3000000000000000002' })).toBe('无');
  });

  it('leaves no hole where a part is left out', () => {
    const off = { 礼盒: '否' };
    const box = '{礼盒:开关 已加礼盒}';
    for (const [body, whole] of [
      [`Hi ${box} there`, 'Hi there'],
      [`Hi ${box}, thanks`, 'Hi, thanks'],
      [`Merci ${box} !`, 'Merci !'],
      [`您好，${box}。`, '您好。'],
      [`您好，${box}，请稍等`, '您好，请稍等'],
      [`${box} 您好`, '您好'],
      [`您好 ${box}`, '您好'],
      [`您好\n${box}\n请稍等`, '您好\n请稍等'],
      [`您好\n\n${box}\n\n请稍等`, '您好\n\n请稍等'],
      [`您好\n${box}`, '您好'],
      [`${box}\n\n您好`, '您好'],
      [`您好 ${box} ${box} 请稍等`, '您好 请稍等'],
      [`Hi {如果 运单号} with {运单号} {结束} bye`, 'Hi with 75312345678901 bye'],
      [`Hi {如果 收件人} to {收件人} {结束} bye`, 'Hi bye'],
      [`列表\n{如果 运单号}\n单号 {运单号}\n{结束}\n完`, '列表\n单号 75312345678901\n完'],
      [`亲：\n　　{如果 运单号}您的单号是{运单号}{结束}\n　　祝好`, '亲：\n　　您的单号是75312345678901\n　　祝好'],
      [`亲：\n　　${box}祝好`, '亲：\n　　祝好'],
      [`单号：  {如果 运单号}{运单号}{结束}`, '单号：  75312345678901'],
      [`有：\n- {如果 运单号}单号{结束}\n- ${box}\n1. ${box}\n完`, '有：\n- 单号\n完'],
      [`已发出，${box}`, '已发出'],
      [`已发出，{如果 运单号}请查收，{结束}{如果 运单号}\n谢谢{结束}`, '已发出，请查收，\n谢谢'],
      [`Gift (${box}) end`, 'Gift end'],
      [`礼物（${box}）好`, '礼物好'],
      [`مرحبا ${box}، شكرا`, 'مرحبا، شكرا'],
      [`مرحبا، ${box}؟`, 'مرحبا؟'],
      // What a person has written apart stays apart.
      ['a  b\n\n\nc ，d', 'a  b\n\n\nc ，d'],
    ] as const)
      expect([body, text(body, {}, off)]).toEqual([body, whole]);
  });

  it('asks about a condition that is left open or ended twice', () => {
    expect(text('{如果 快递单号}有')).toBe('!{如果 快递单号');
    expect(text('好{结束}')).toBe('!{结束}');
    expect(text('{否则}')).toBe('!{否则}');
  });

  it('asks for free slots in their way', () => {
    expect(rendered('{尺码:单选 S/M/L} {到货:日期} {礼盒:开关 已为您加礼盒}')).toMatchObject({
      outcome: 'missing',
      slots: [
        { name: '尺码', kind: 'choice', choices: ['S', 'M', 'L'] },
        { name: '到货', kind: 'date' },
        { name: '礼盒', kind: 'toggle' },
      ],
    });
    expect(text('{尺码:单选 S/M/L}{礼盒:开关 ，已加礼盒}', {}, { 尺码: 'M', 礼盒: '是' })).toBe('M，已加礼盒');
    expect(text('{尺码:单选 S/M/L}{礼盒:开关 ，已加礼盒}', {}, { 尺码: 'M', 礼盒: '否' })).toBe('M');
    expect(text('{到货:日期}到', {}, { 到货: '2026-12-05' })).toBe('12月5日到');
    expect(text('{到货:日期}', { zone: 'UTC' }, { 到货: '2026-12-05' })).toBe('2026-12-05');
    expect(text('{时间:14:05}')).toBe('!时间:14:05');
  });

  it('varies by its seed and always alike for the same one', () => {
    const body = '{随机:您好/亲/在的}';
    const seen = new Set(
      Array.from({ length: 60 }, (_, i) => rendered(body, {}, {}, { seed: String(i) })).map((r) => JSON.stringify(r)),
    );
    expect(seen.size).toBe(3);
    expect(rendered(body, {}, {}, { seed: 'a' })).toEqual(rendered(body, {}, {}, { seed: 'a' }));
  });

  it('takes other templates in, three deep, and asks about one that is not there', () => {
    const bodies: Record<string, string> = { qm: '——{店铺}', a: 'A{模板:b}', b: 'B{模板:c}', c: 'C{模板:a}' };
    const lookUp = (code: string): string | null => bodies[code] ?? null;
    expect(rendered('您好{模板:qm}', {}, {}, { lookUp })).toEqual({ outcome: 'ready', text: '您好——青禾示例店' });
    expect(rendered('{模板:a}', {}, {}, { lookUp })).toMatchObject({ outcome: 'missing', partial: 'ABC＿＿' });
    expect(rendered('{模板:没有}', {}, {}, { lookUp })).toMatchObject({ slots: [{ name: '模板:没有' }] });
  });

  it('offers what conditions in the texts taken in compare with, as if they stood in the text itself', () => {
    const bodies: Record<string, string> = {
      gs: '{如果 国家=ES}Hola{否则}Hi{结束}{模板:end}',
      end: '{如果 国家=FR}Merci{结束}',
      form: '{关税:单选 买家付/我们付}',
    };
    const lookUp = (code: string): string | null => bodies[code.toLowerCase()] ?? null;
    const choices = (body: string): unknown => {
      const out = rendered(body, { peer: null, customer: null, orders: [] }, {}, { lookUp });
      return out.outcome === 'missing' ? out.slots.map(({ name, choices: own }) => [name, own]) : out;
    };
    expect(choices('亲，{模板:gs}')).toEqual([['国家', ['ES', 'FR', '其他']]]);
    expect(choices('{如果 国家=IT}Ciao{结束}{模板:GS}')).toEqual([['国家', ['IT', 'ES', 'FR', '其他']]]);
    expect(choices('{如果 关税=我们付}好{结束}{模板:form}')).toEqual([['关税', ['买家付', '我们付']]]);
  });

  it('does not drown in a text that takes itself in hundreds of times', () => {
    const self = '{模板:a}'.repeat(500);
    expect(rendered(self, {}, {}, { lookUp: () => self })).toMatchObject({ outcome: 'missing', slots: [{ name: '模板:a' }] });
    const many = rendered('{模板:a}'.repeat(19), {}, {}, { lookUp: () => '好'.repeat(200) });
    expect(many).toMatchObject({ outcome: 'ready', text: '好'.repeat(3800) });
  });

  it('says where the caret goes and where the next message begins', () => {
    expect(rendered('您好{光标}，请稍等')).toEqual({ outcome: 'ready', text: '您好，请稍等', cursors: [2] });
    expect(rendered('{光标}您好{如果 订单号}，{光标}{结束}\n---\n再见{光标}')).toMatchObject({
      text: '您好，\n\n再见',
      cursors: [0, 3, 7],
    });
    expect(rendered('第一句\n---\n{买家昵称}，第二句')).toEqual({
      outcome: 'ready',
      text: '第一句\n\n林间小雨88，第二句',
      messages: ['第一句', '林间小雨88，第二句'],
    });
    // Only a whole line parts messages.
    expect(rendered('第一句\n---{买家昵称}')).toEqual({ outcome: 'ready', text: '第一句\n---林间小雨88' });
    expect(rendered('{买家昵称}---\n再见\n---')).toEqual({ outcome: 'ready', text: '林间小雨88---\n再见' });
    expect(rendered('a --- b\n----')).toEqual({ outcome: 'ready', text: 'a --- b\n----' });
  });
});

describe('places for the caret', () => {
  it.each([
    ['您好{光标}', false],
    ['您好{光标}，再见{cursor}', true],
    ['{如果 国家=ES}Hola{光标}{否则}Hi{光标}{结束}', false],
    ['您好', false],
  ])('%s: more than one is %s', (body, more) => {
    expect(hasMoreCursors(body)).toBe(more);
  });
});

describe('slotsOf', () => {
  it('lists each slot once with the fact it stands for', () => {
    expect(slotsOf('{买家昵称|亲} {订单号} {订单号} {补偿}')).toEqual([
      { name: '买家昵称', fact: 'buyer', fallback: '亲' },
      { name: '订单号', fact: 'orderNo' },
      { name: '补偿', fact: null },
    ]);
  });
});
