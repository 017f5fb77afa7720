import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Observation, Reading } from '../../../lib/domain/observation.ts';
import { aliexpressReaders } from '../../../lib/sites/aliexpress/readers.ts';
import { type Change, changed } from '../changed.ts';
import { pageOf } from './page-of.ts';

/** Reads a saved page with something put into it. */
function read(name: string, ...changes: readonly Change[]): Reading {
  const html = changed(readFileSync(new URL(`${name}.html`, import.meta.url), 'utf8'), changes);
  const { url } = JSON.parse(readFileSync(new URL(`${name}.expected.json`, import.meta.url), 'utf8')) as { url: string };
  const source = pageOf(html, url);
  return aliexpressReaders.find((reader) => reader.recognises(source))!.read(source);
}

type Of<K extends Observation['kind']> = Extract<Observation, { kind: K }>;
const all = <K extends Observation['kind']>(reading: Reading, kind: K): Of<K>[] =>
  reading.observations.filter((each): each is Of<K> => each.kind === kind);

const PANEL = '>Demo Buyer</div>';
const ROW = '>Demo Buyer</b>';
const with_ = (what: string, extra: string): Change => [what, what.replace(/(?=<)/, extra)];

describe('a tag beside the buyer of a chat', () => {
  it.each([
    ['in the panel', [with_(PANEL, '<span class="tag">新</span>')]],
    ['in the row', [with_(ROW, '<i>3</i>')]],
    ['before the name', [[PANEL, '><em>VIP</em>Demo Buyer</div>']]],
    ['a word of a button on both sides', [with_(PANEL, '<a>复制</a>'), with_(ROW, '<a>复制</a>')]],
  ] as [string, Change[]][])('%s is no part of the name', (_where, changes) => {
    const reading = read('chat-2026-open', ...changes);
    expect(all(reading, 'peer')[0]?.peer).toEqual({ name: 'Demo Buyer', country: 'France' });
    expect(all(reading, 'message')).toHaveLength(3);
  });

  it('on both sides leaves it open who the buyer is', () => {
    const reading = read('chat-2026-open', with_(PANEL, '<span>新</span>'), with_(ROW, '<span>新</span>'));
    expect(reading.observations).toEqual([]);
    expect(reading.health['peer.name']).toBe('refused');
  });

  it.each(['<span>FR</span>', '<b>3</b>', '<sup>99+</sup>'])('%s in the country refuses it', (tag) => {
    const reading = read('chat-2026-open', ['>France</div>', `>France${tag}</div>`]);
    expect(all(reading, 'peer')[0]?.peer).toEqual({ name: 'Demo Buyer' });
    expect(reading.health['peer.country']).toBe('refused');
  });

  it('in an order card leaves its number', () => {
    const reading = read('chat-2026-open', ['订单号: 8299000000012468', '订单号: 8299000000012468<i>3</i>']);
    expect(all(reading, 'peer')[0]?.orderNos).toEqual(['8299000000012468']);
  });
});

describe('what stands beside the words of a message', () => {
  const OWN = 'We shipped it yesterday.';
  const said = (inner: string): [unknown, string | undefined] => {
    const reading = read('chat-2026-open', [OWN, inner]);
    const own = all(reading, 'message').find(({ side }) => side === 'seller');
    return [own?.text, own?.type];
  };

  it.each([
    ['a mark of reading', `${OWN}<span class="im-message-status">已读</span>`],
    ['a button', `${OWN}<span role="button">翻译</span>`],
    ['a footer', `${OWN} <span>Translated by Alibaba</span>`],
    ['a wrapper around all', `<span><em>${OWN}</em></span>`],
    ['an expression', `${OWN}<span class="emoji"><img src="//x.png" alt=""></span>`],
  ])('%s is left out', (_what, inner) => expect(said(inner)).toEqual([OWN, 'text']));

  it.each([
    ['name and time', `<span>Demo</span><span>2026-01-02 10:22:00</span>${OWN}`],
    ['a name', `<b>Demo</b>${OWN}`],
    ['a tag', `${OWN}<em>VIP</em>`],
    ['a count', `<sup>3</sup>${OWN}`],
    [
      'name, time and bubble in blocks of their own',
      `<div class="n">Demo</div><div class="t">10:22</div><div class="b">${OWN}</div>`,
    ],
    ['a translation without a mark', `<div>Bonjour</div><div>${OWN}</div><div>Translated by Alibaba</div>`],
  ])('%s refuses the message', (_what, inner) => {
    expect(said(inner)).toEqual([undefined, 'empty']);
    expect(read('chat-2026-open', [OWN, inner]).health['message.text']).toBe('refused');
  });

  it.each([
    ['a link', 'See <a href="https://x.example/a">https://x.example/a</a> please', 'See https://x.example/a please'],
    ['a number', 'Call <a href="tel:+33612345678">+33612345678</a> now', 'Call +33612345678 now'],
    ['a word that was searched for', 'We <mark>shipped</mark> it', 'We shipped it'],
    ['lines', 'One<br>two<br><br>three', 'One\ntwo\nthree'],
    ['paragraphs', '<p>One</p><p>two</p>', 'One\ntwo'],
    ['paragraphs with a footer', '<p>One</p><p>two</p><div>Translated by Alibaba</div>', 'One\ntwo'],
  ])('%s is read with it', (_what, inner, text) => expect(said(inner)).toEqual([text, 'text']));
});

describe('a currency in an element of its own', () => {
  it.each(['<span>US</span> <span>$</span><span>24.60</span>', '<span>USD</span> <span>24.60</span>', '<i>USD</i> 24.60'])(
    'is never taken for another: %s',
    (amount) => {
      const [order] = all(read('order-2024', ['US $ 24.60', amount]), 'order');
      expect(['USD', undefined]).toContain(order?.paid?.currency);
    },
  );
});

describe('what stands beside the values of an order', () => {
  const list = (...changes: Change[]): [Of<'order'> | undefined, Reading['health']] => {
    const reading = read('orders-2026', ...changes);
    return [all(reading, 'order')[0], reading.health];
  };

  it.each(['<i class="copy">复制</i>', '<i>3</i>', '<span>新</span>', '<sup>99+</sup>'])('%s leaves the number', (tag) => {
    expect(list(['8299000000012468', `8299000000012468${tag}`])[0]?.no).toBe('8299000000012468');
  });

  it.each([
    ['buyer', '>Nora Testperson', '<span>新买家</span>', 'order.buyer'],
    ['memo', '>Demo note', '<b>急</b>', 'order.memo'],
  ])('refuses the %s', (field, value, tag, health) => {
    const from = field === 'memo' ? '<span class="orderBasic' : value;
    const label: Change[] = field === 'memo' ? [[from, `<span>备注</span>${from}`]] : [];
    const [order, states] = list(...label, [value, value + tag]);
    expect(order).not.toHaveProperty(field);
    expect(states[health]).toBe('refused');
  });

  it('refuses title, code and amount, and keeps the others', () => {
    const [order] = list(
      ['Demo Desk Lamp', 'Demo Desk Lamp<a href="//x.example">会员</a>'],
      ['DEMO-Y10-PRO', 'DEMO-Y10-PRO<i>3</i>'],
      ['>CN￥ 954.91</div>', '>CN￥ <i>3</i> 954.91</div>'],
    );
    expect(order?.items).toEqual([{ sku: 'Color: Black', quantity: 1, price: { minor: 95_491, currency: 'CNY' } }]);
    expect(order).not.toHaveProperty('paid');
  });

  it('keeps a time in several parts', () => {
    const [order] = list(['2026-01-16 15:57:00', '<b>2026-01-16</b> <b>15:57:00</b>']);
    expect(order?.createdAt).toBe(Date.parse('2026-01-16T23:57:00Z'));
  });

  it('keeps an amount in several parts, and a state with the time that is left', () => {
    const [order] = list(
      ['>CN￥ 954.91</div>', '><em>CN￥</em><b>954</b><i>.91</i></div>'],
      ['>等待发货', '>等待发货<span>剩余 3 天</span>'],
    );
    expect(order).toMatchObject({ paid: { minor: 95_491, currency: 'CNY' }, stateText: '等待发货', state: 'paid' });
  });
});

describe('what stands beside the address of an order', () => {
  const recipient = (...changes: Change[]) => all(read('order-2026', ...changes), 'order')[0]?.recipient;

  it('is no part of a label or of a value', () => {
    const marked = recipient(['收件人名称<', '收件人名称<i>?</i><'], ['33122<', '33122<i>复制</i><']);
    expect(marked).toMatchObject({ name: 'Nor********', zip: '33122' });
    expect(recipient(['33122<', '33122<b>新</b><'])).not.toHaveProperty('zip');
  });

  it('is no buyer', () => {
    expect(all(read('order-2026', ['>买家<', '>买家<i>?</i><']), 'order')[0]).not.toHaveProperty('buyer');
  });

  it('keeps the number of the address where a card names an order of another platform', () => {
    const card = '<div><h4>猜你喜欢</h4><div>订单号：4599000000000012345</div></div><h2>';
    expect(all(read('order-2026', ['<h2>', card]), 'order')[0]?.no).toBe('8299000000012468');
  });
});
