import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Order } from '#lib/domain/order.ts';
import { factsFrom, renderTemplate, type FactSources } from '#lib/domain/template-render.ts';
import { slotsOf } from '#lib/domain/template-slots.ts';

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

  it('knows English names, whatever their case and separators, and gives them English values', () => {
    const paid = { minor: 2460, currency: 'USD' };
    expect(text('{Name} {ORDER} {Tracking_Number} {order date} {amount} {status}', { orders: [order({ paid })] })).toBe(
      '林间小雨88 2718281828459045235 75312345678901 2026-11-01 $24.60 shipped',
    );
  });

  it('prints days in the zone of the site', () => {
    expect(text('{今天} {明天} {后天} {昨天} {星期} {现在} {问候}')).toBe('11月3日 11月4日 11月5日 11月2日 星期二 14:05 下午好');
    expect(text('{today} {tomorrow}', { zone: 'America/Los_Angeles' })).toBe('2026-11-02 2026-11-03');
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

  it('lets a person answer, over the fact and over the fallback, and does not read the answer as a template', () => {
    expect(text('{买家昵称|亲}，{赔付金额}', {}, { 买家昵称: '王姐', 赔付金额: '{订单号}' })).toBe('王姐，{订单号}');
    expect(text('{赔付金额}', {}, { 赔付金额: ' \u200b ' })).toBe('!赔付金额');
    expect(text('{constructor}{__proto__}')).toBe('!constructor+__proto__');
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
      slots: [{ name: '快递单号', choices: ['99', '75312345678901'] }],
      partial: '中通快递 ＿＿',
    });
  });

  it('does not give the fact of one open order when the other has none', () => {
    const two = [order(), order({ no: '3000000000000000002', state: 'paid', tracking: undefined })];
    expect(text('{快递单号}', { orders: two })).toBe('!快递单号');
  });

  it('leaves masked addresses out and never cuts an emoji in two', () => {
    expect(text('{收货地址}', { orders: [order({ recipient: { address: '某路**号' } })] })).toBe('!收货地址');
    const long = text(`${'好'.repeat(3999)}😀`);
    expect(long).toBe('好'.repeat(3999));
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

describe('slotsOf', () => {
  it('lists each slot once with the fact it stands for', () => {
    expect(slotsOf('{买家昵称|亲} {订单号} {订单号} {补偿}')).toEqual([
      { name: '买家昵称', fact: 'buyer', fallback: '亲' },
      { name: '订单号', fact: 'orderNo' },
      { name: '补偿', fact: null },
    ]);
  });
});
