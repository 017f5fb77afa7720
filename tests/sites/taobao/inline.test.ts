import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Observation, Reading } from '#lib/domain/observation.ts';
import type { PageSource } from '#lib/sites/site.ts';
import { chatReader } from '#lib/sites/taobao/chat.ts';
import { type Change, changed } from '../changed.ts';
import { readingOf } from '../mutation/run.ts';
import { pageOf } from './page-of.ts';

/** Returns a saved page in which something stands otherwise. */
function pageWith(name: string, ...changes: Change[]): PageSource {
  const textOf = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');
  const { url } = JSON.parse(textOf(`${name}.expected.json`)) as { url: string };
  return pageOf(changed(textOf(`${name}.html`), changes), url);
}

/** Reads a saved page with one thing put behind each place where a text stands. */
function read(name: string, at: string, bit: string): Reading {
  const reading = readingOf(pageWith(name, [at, `${at}${bit}`]));
  if (!reading) throw new Error('nobody reads it');
  return reading;
}

const first = <K extends Observation['kind']>(reading: Reading, kind: K): Extract<Observation, { kind: K }> =>
  reading.observations.find((each) => each.kind === kind) as Extract<Observation, { kind: K }>;

describe('who the conversation is with, beside a tag', () => {
  const NICK = { name: '林间小雨88', nick: '林间小雨88' };

  it.each(['<span class="vip">88VIP</span>', '<i>3</i>', '<em>老客</em>'])('%s in header and open row', (bit) => {
    const reading = read('chat-2023', '<div class="name">林间小雨88', bit);
    expect(first(reading, 'peer').peer).toEqual(NICK);
    expect(reading.observations.filter((each) => each.kind === 'message')).toHaveLength(7);
  });

  it('is nobody where header, open row and lines all have it', () => {
    const source = pageWith('chat-2023', [/<div class="(?:name|nick)">林间小雨88/, '$&<span>88VIP</span>']);
    const reading = chatReader.read(source);
    expect(reading.observations.filter((each) => each.kind !== 'conversation')).toEqual([]);
    expect(reading.health['peer.name']).toBe('refused');
    expect(chatReader.fingerprint(source)).toBeNull();
  });

  it('is the name without a mark that is known', () => {
    const source = pageWith('chat-2023', [/<div class="(?:name|nick)">林间小雨88/, '$&<span>在线</span>']);
    expect(chatReader.fingerprint(source)).toBe('林间小雨88');
    expect(chatReader.read(source).observations.filter((each) => each.kind === 'message')).toHaveLength(7);
  });

  it('is told on lines that have a tag by the name in the header', () => {
    const reading = read('chat-2023', '<div class="nick">林间小雨88', '<span>88VIP</span>');
    const messages = reading.observations.filter((each) => each.kind === 'message');
    expect(messages.map(({ side, sender }) => (side === 'buyer' ? sender : NICK))).toEqual(messages.map(() => NICK));
    expect(messages).toHaveLength(7);
  });

  it('has no count in it, in any row', () => {
    const reading = read('chat-2023', '<div class="name">tb583920176', '<span>3</span>');
    expect(reading.observations.flatMap((each) => (each.kind === 'conversation' ? each.peer.name : []))).toEqual([
      '海棠与猫家居旗舰…',
    ]);
    expect(reading.health['conversation.peer']).toBe('refused');
  });
});

describe('messages', () => {
  const SAID = '在吗？我昨天拍的那件什么时候发货';
  const said = (bit: string): [string, string | undefined] => {
    const message = read('chat-2023', `>${SAID}`, bit).observations.filter((each) => each.kind === 'message')[1];
    return [message?.type ?? '', message?.text];
  };

  it.each([
    [
      ' <a href="https://item.taobao.com/item.htm?id=1">https://item.taobao.com/item.htm?id=1</a>',
      `${SAID} https://item.taobao.com/item.htm?id=1`,
    ],
    ['<img alt="[微笑]" width="24">谢谢', `${SAID}[微笑]谢谢`],
    ['<span class="face"><img alt="[微笑]" width="24"></span>', `${SAID}[微笑]`],
    ['<br>订单 4512300187000204539', `${SAID}\n订单 4512300187000204539`],
    ['<span>已读</span>', SAID],
    ['<i>10:22</i>', SAID],
    ['<a>展开</a>', SAID],
    ['，请在<span>10:22</span>前回<em class="keyword">发货</em>时间', `${SAID}，请在10:22前回发货时间`],
    ['<span class="at">@小竹</span>', `${SAID}@小竹`],
  ])('keep what was written: %s', (bit, text) => {
    expect(said(bit)).toEqual(['text', text]);
  });

  it.each(['<span>88VIP</span>', '<sup>3</sup>', '<a href="//vip.taobao.com">会员</a>'])('do not say %s', (bit) => {
    expect(said(bit)).toEqual(['empty', undefined]);
    expect(read('chat-2023', `>${SAID}`, bit).health['message.text']).toBe('refused');
  });

  it('that are taken back may offer to be written again', () => {
    const picture = '<img src="https://img.alicdn.com/imgextra/i1/O1CN01yyyyyyyy_!!0-ampmedia.jpg" width="180">';
    const bubble = '<div class="revoke-tip">你撤回了一条消息<a>重新编辑</a></div>';
    const source = pageWith('chat-2023', [picture, bubble]);
    expect(chatReader.read(source).observations).toContainEqual(
      expect.objectContaining({ kind: 'message', type: 'withdrawn', text: '你撤回了一条消息' }),
    );
  });
});

describe('fields of orders, cases and reviews', () => {
  it.each([
    ['orders-2025', '示例商品A 秋冬新款', '<span>[交易快照]</span>'],
    ['orders-2025', '<span>红色 M', '<a>修改</a>'],
    ['orders-2025', '订单号：4512300187000204539', '<i>3</i>'],
    ['orders-2025', '<div>买家已付款', '<span>预售</span>'],
    ['orders-2025', '<strong>￥105.00', '<i>3</i>'],
    ['orders-2025', '<th>实收款', '<i>?</i>'],
    ['order-2023', '4512300187000204539</span>', '<i>复制</i>'],
    ['order-2023', 'F1 已加急 9/27小竹', '<a>修改</a>'],
    ['order-2023', 'F1 已加急 9/27小竹</span>', '<button>修改</button>'],
    ['order-2023', '*****，000000', '<a>复制</a>'],
    ['reviews-2024', '示例初评文字：收到货了，挺厚实，穿着舒服', '<span class="more">展开全文</span>'],
    ['shell-2025', 'subAccount--z9Y8x7W6">青禾示例专卖店:小竹', '<span>在线</span>'],
    ['records-2026', 'chatName--j0k1">青禾示例专卖店:小竹', '<span>已读</span>'],
  ])('of %s stay as they are: %s %s', (name, at, bit) => {
    expect(read(name, at, bit)).toEqual(readingOf(pageWith(name)));
  });

  it.each([
    ['orders-2025', '示例商品A 秋冬新款', '<span>新品</span>', 'item.title'],
    ['orders-2025', '商家编码：A-01-R-M', '<b>急</b>', 'item.code'],
    ['orders-2016', '<p><span>￥</span>', '<i>3</i>', ''],
    ['order-2023', 'F1 已加急 9/27小竹', '<b>急</b>', 'order.memo'],
    ['order-2023', '*****，000000', '<b>急</b>', 'order.recipient'],
    ['case-2025', '退货退款', '<span>极速</span>', 'case.type'],
    ['reviews-2024', '示例初评文字：收到货了，挺厚实，穿着舒服', '<sup>3</sup>', 'review.text'],
  ])('of %s are refused rather than wrong: %s %s', (name, at, bit, field) => {
    const words = /<\w+>([^<]+)/.exec(bit)?.[1] ?? '';
    const reading = read(name, at, bit);
    expect(JSON.stringify(reading.observations)).not.toMatch(new RegExp(`"[^"]*${words}"|3105`));
    if (field) expect(reading.health[field]).toBe('refused');
  });

  it('are one amount in three elements', () => {
    const source = pageWith('orders-2025', ['<strong>￥105.00', '<strong><i>￥</i><b>105</b><sup>.00</sup>']);
    const order = readingOf(source)?.observations[0];
    expect(order).toMatchObject({ paid: { minor: 10500, currency: 'CNY' } });
  });

  it('are an address in parts', () => {
    const parts = '<b>林**，</b><span>*******4539</span><span>，某某省 某某市 某某区 *****，000000</span>';
    const source = pageWith('order-2023', ['林**，*******4539，某某省 某某市 某某区 *****，000000', parts]);
    const order = readingOf(source)?.observations[0];
    expect(order).toMatchObject({ recipient: { phone: '*******4539', zip: '000000', city: '某某市' } });
  });
});

describe('a card of something else in the row of a case', () => {
  const card = '<div><div>创建时间：2025-01-02 03:04:05</div><div>订单状态：交易关闭</div></div>';
  const link = '<div><a href="//item.taobao.com/x">看了又看的宝贝</a><em>7</em></div>';

  it.each([
    ['<td>仅退款</td>', `<td>仅退款${card}</td>`],
    ['<div>待商家处理</div>', `<div>待商家处理</div>${link}`],
    ['<td>仅退款</td><td><div>待商家处理</div>', `<td>${card}</td><td><div>待商家处理</div>${link}`],
    ['<td>仅退款</td><td><div>待商家处理</div>', `<td>仅退款</td><td>${card}`],
  ])('never gives its state: %s', (at, instead) => {
    const reading = readingOf(pageWith('cases-2022', [at, instead])) as Reading;
    expect(['待商家处理', undefined]).toContain(first(reading, 'case').stateText);
    if (!first(reading, 'case').stateText) expect(reading.health['case.stateText']).toBe('refused');
  });
});
