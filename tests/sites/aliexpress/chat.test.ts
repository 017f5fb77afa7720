import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chat2019, chat2024, chat2026 } from '../../../lib/sites/aliexpress/chat.ts';
import type { Reading } from '../../../lib/domain/observation.ts';
import { pageOf } from './page-of.ts';

const URL_ = 'https://csp.aliexpress.com/m_apps/ai-im/im?channelId=100001#/window';
const fixture = (name: string): string => readFileSync(new URL(`${name}.html`, import.meta.url), 'utf8');

interface Chat {
  rows?: readonly { name: string; mark?: string }[];
  panel?: string;
  orders?: readonly string[];
  messages?: string;
}

function chat({ panel, rows = [{ name: panel ?? 'Somebody' }], orders = [], messages = '' }: Chat): string {
  const list = rows.map(
    ({ name, mark = '' }) =>
      `<div class="im-session-item ${mark}"><div class="im-session-item-name-content"><b>${name}</b></div></div>`,
  );
  const cards = orders.map((no) => `<div class="im-order-card"><span class="im-order-card-subtitle">${no}</span></div>`);
  return `<div id="root">${list.join('')}${messages}<textarea class="im-message-input-no-auto-height"></textarea>
    ${panel === undefined ? '' : `<div class="user-name__1a2">${panel}</div>`}${cards.join('')}</div>`;
}

const read = (html: string, url = URL_): Reading => chat2026.read(pageOf(html, url));
const print = (html: string, url = URL_): string | null => chat2026.fingerprint(pageOf(html, url));

describe('who a conversation is with', () => {
  it('is nobody while the panel still shows the buyer before', () => {
    const html = chat({
      rows: [{ name: 'Petra', mark: 'im-session-item--current' }, { name: 'Anna' }],
      panel: 'Anna',
      orders: ['8299000000012468'],
      messages: '<div class="im-message-item">Hallo</div>',
    });
    expect(read(html)).toMatchObject({ observations: [], health: { 'peer.name': 'refused' } });
    expect(print(html)).toBeNull();
  });

  it.each(['', '?sessionId=s-1'])('is nobody where no row tells which one is open: the panel may lag (%s)', (session) => {
    const rows = [{ name: 'Petra' }, { name: 'Anna' }];
    const html = chat({
      rows,
      panel: 'Anna',
      orders: ['8299000000012468'],
      messages: '<div class="im-message-item">Hallo</div>',
    });
    expect(read(html, URL_ + session)).toMatchObject({ observations: [], health: { 'peer.name': 'refused' } });
    expect(print(html, URL_ + session)).toBeNull();
  });

  it('is nobody where a class of one row only may mean anything', () => {
    const rows = [{ name: 'Petra' }, { name: 'Anna', mark: 'im-session-item-zw8' }, { name: 'Nora' }];
    expect(read(chat({ rows, panel: 'Anna' }))).toMatchObject({ observations: [], health: { 'peer.name': 'refused' } });
  });

  it('is nobody where two rows look open', () => {
    const rows = [
      { name: 'Petra', mark: 'active' },
      { name: 'Anna', mark: 'active' },
    ];
    expect(read(chat({ rows, panel: 'Anna' }))).toMatchObject({ observations: [], health: { 'peer.name': 'refused' } });
  });

  it('is the panel’s where the list has one row, and its name', () => {
    expect(read(chat({ panel: 'Anna' })).observations[0]).toMatchObject({ peer: { name: 'Anna' } });
    expect(read(chat({ rows: [{ name: 'Petra' }], panel: 'Anna' })).observations).toEqual([]);
  });

  it('is nobody while only the open row says so: the panel and the messages may be another buyer’s still', () => {
    const reading = read(chat({ rows: [{ name: 'Petra', mark: 'active' }], orders: ['8299000000012468'] }));
    expect(reading).toMatchObject({ observations: [], health: { 'peer.name': 'missing' } });
  });

  it('is nobody while there is no list that could say that the panel lags behind', () => {
    expect(read(chat({ rows: [], panel: 'Anna' }))).toMatchObject({ observations: [], health: { 'peer.name': 'refused' } });
  });

  it('is nobody when the panel shows two names', () => {
    const rows = [{ name: 'Anna' }, { name: 'Petra' }];
    const html = chat({ rows, panel: 'Anna' }) + '<div class="user-name__1a2">Petra</div>';
    expect(read(html)).toMatchObject({ observations: [], health: { 'peer.name': 'refused' } });
  });

  it('flags a masked name and takes markup in a name as text', () => {
    expect(read(chat({ panel: 'J**n' })).observations[0]).toMatchObject({ peer: { name: 'J**n', masked: true } });
    const name = '&lt;img src=x onerror=alert(1)&gt;\u202eevil';
    expect(read(chat({ panel: name })).observations[0]).toMatchObject({ peer: { name: '<img src=x onerror=alert(1)>evil' } });
  });

  it('never takes an id from the page', () => {
    const [peer] = read(chat({ panel: 'Anna', orders: ['8299000000012468'] })).observations;
    expect(peer).toMatchObject({ peer: { name: 'Anna' } });
    expect(Object.keys((peer as { peer: object }).peer)).toEqual(['name']);
  });
});

describe('order cards', () => {
  const cards = (html: string): Reading => read(chat({ panel: 'Anna' }) + html);

  it('are counted by the outermost element, by its first line only', () => {
    const { observations, health } = cards(`<div class="im-order-card__x"><div class="im-order-card-body">
      <span class="im-order-card-subtitle">8299000000012468</span></div><span class="im-order-card-subtitle">8299000000034680</span></div>`);
    expect(observations[0]).toMatchObject({ orderNos: ['8299000000012468'] });
    expect(health['peer.orderNos']).toBe('found');
    const nested = '<div class="im-order-card"><span class="im-order-card-subtitle">8299000000034680</span></div>';
    const outer = cards(`<div class="im-order-card"><span class="im-order-card-subtitle">8299000000012468</span>${nested}</div>`);
    expect(outer.observations[0]).toMatchObject({ orderNos: ['8299000000012468'] });
  });

  it.each(['82990000000124', '829900000001246899', '8299****00012468', ''])('give no order for the number %s', (no) => {
    const { observations, health } = cards(`<div class="im-order-card"><span class="im-order-card-subtitle">${no}</span></div>`);
    expect(observations[0]).toMatchObject({ orderNos: [] });
    expect(health['peer.orderNos']).toBe('refused');
  });
});

describe('the fingerprint of a conversation', () => {
  const anna = (mark: [string, string], orders: string[]): string =>
    chat({
      rows: [
        { name: 'Anna', mark: mark[0] },
        { name: 'Anna', mark: mark[1] },
      ],
      panel: 'Anna',
      orders,
    });

  it('tells two buyers of the same name apart by their row and by their orders', () => {
    const first = print(anna(['active', ''], ['8299000000012468']));
    expect(first).not.toBeNull();
    expect(print(anna(['', 'active'], ['8299000000012468']))).not.toBe(first);
    expect(print(anna(['active', ''], ['3099000000023579']))).not.toBe(first);
  });

  it('stays the same when messages arrive, cards change places or other rows move', () => {
    const before = chat({
      rows: [{ name: 'Anna', mark: 'active' }, { name: 'Petra' }],
      panel: 'Anna',
      orders: ['8299000000012468', '3099000000023579'],
    });
    const after = chat({
      rows: [{ name: 'Petra' }, { name: 'Anna', mark: 'active' }],
      panel: 'Anna',
      orders: ['3099000000023579', '8299000000012468'],
      messages: '<div class="im-message-item">Hi</div>',
    });
    expect(print(after)).toBe(print(before));
  });

  it('changes with the address and is none without a name', () => {
    const html = chat({ panel: 'Anna' });
    expect(print(html, `${URL_}?sessionId=s-2`)).not.toBe(print(html));
    expect(print(html, URL_.replace('100001', '100002'))).not.toBe(print(html));
    expect(print(chat({}))).toBeNull();
    expect(chat2024.fingerprint(pageOf(fixture('chat-2024'), URL_))).toBeNull();
  });
});

describe('the shop of a chat in a frame', () => {
  it('is the one of the tab when the frame names none, and refused when they differ', () => {
    const html = chat({ panel: 'Anna' });
    const top = 'https://csp.aliexpress.com/m_apps/dispute-management/list?channelId=100001';
    const frame = 'https://csp.aliexpress.com/m_apps/ai-im/im#/window';
    expect(chat2026.read(pageOf(html, frame, top)).shop).toEqual({ site: 'aliexpress', key: '100001' });
    const other = chat2026.read(pageOf(html, URL_.replace('100001', '7'), top));
    expect(other.shop).toBeUndefined();
    expect(other.health['shop']).toBe('refused');
  });
});

describe('messages', () => {
  const texts = (messages: string): unknown[] =>
    read(chat({ panel: 'Anna', messages }))
      .observations.slice(1)
      .map((each) => (each.kind === 'message' ? [each.side, each.type, each.text] : each));

  it('lose every translation footer and nothing else', () => {
    const item = (inner: string): string => `<div class="im-message-item">${inner}</div>`;
    expect(
      texts(
        [
          item('Hola <span>Auto Translation</span>'),
          item('<div>Hola</div><div>by Alibaba Auto Translation</div>'),
          item('Hola Translated by Alibaba'),
          item('您好<br>由阿里AI翻译'),
          item('Hola Translated by Alibaba\u200B'),
          item('the Auto Translation is bad'),
        ].join(''),
      ),
    ).toEqual([
      ['buyer', 'text', 'Hola'],
      ['buyer', 'text', 'Hola'],
      ['buyer', 'text', 'Hola'],
      ['buyer', 'text', '您好'],
      ['buyer', 'text', 'Hola'],
      ['buyer', 'text', 'the Auto Translation is bad'],
    ]);
  });

  it('are the own side only by a class of the message itself', () => {
    expect(
      texts('<div class="im-message-item"><span class="self">a</span></div><div class="im-message-item is-self">b</div>'),
    ).toEqual([
      ['buyer', 'text', 'a'],
      ['seller', 'text', 'b'],
    ]);
  });
});

describe('the side of a message', () => {
  const sides = (...classes: string[]): [unknown[], string | undefined] => {
    const items = classes.map((each, i) => `<div class="im-message-item ${each}">text ${i}</div>`).join('');
    const { observations, health } = read(chat({ panel: 'Anna', messages: items }));
    return [observations.slice(1).map((each) => (each.kind === 'message' ? each.side : each)), health['message.sender']];
  };

  it.each([
    ['the buyer’s have a class of their own', ['left', 'right self', 'left'], ['buyer', 'seller', 'buyer'], 'found'],
    ['all have one class more', ['bubble__x1', 'bubble__x1 is-self', 'bubble__x1'], ['buyer', 'seller', 'buyer'], 'found'],
    ['only the buyer has written', ['left x', 'left x'], ['buyer', 'buyer'], 'found'],
    ['the newest one is marked', ['left', 'left im-message-item-last', 'self'], ['buyer', 'buyer', 'seller'], 'found'],
    ['one is neither the one nor the other', ['left', 'self', 'im-message-system'], ['buyer', 'seller'], 'found'],
    ['one looks like nothing else', ['left', 'left', 'self', 'zw81'], ['buyer', 'buyer', 'seller'], 'found'],
    ['two kinds are there and neither is known', ['a1', 'b2', 'a1'], [], 'refused'],
    ['all look like the shop’s', ['right', 'right'], [], 'refused'],
    ['there are none', [], [], 'missing'],
  ])('is told where %s', (_what, classes, expected, health) => {
    expect(sides(...classes)).toEqual([expected, health]);
  });
});

describe('the editor', () => {
  it.each([
    ['chat-2026', chat2026],
    ['chat-2024', chat2024],
    ['chat-2019', chat2019],
  ] as const)('is found on %s', (name, reader) => {
    const { document } = pageOf(fixture(name), URL_);
    expect(reader.editor(document)?.tagName).toBe('TEXTAREA');
    expect(reader.root(document)).not.toBeNull();
  });

  it('is none when it cannot be typed into or when two are equally likely', () => {
    const editor = (html: string): HTMLElement | null => chat2026.editor(pageOf(html, URL_).document);
    expect(editor('<textarea disabled></textarea>')).toBeNull();
    expect(editor('<div style="display: none"><textarea></textarea></div>')).toBeNull();
    expect(editor('<textarea></textarea><textarea></textarea>')).toBeNull();
    expect(editor('<textarea id="a"></textarea><textarea hidden></textarea>')?.id).toBe('a');
  });
});

describe('a chat page that is not ready', () => {
  it.each([
    ['loading', '<div id="root"></div>', URL_],
    ['punish', `${chat({ panel: 'Anna' })}<div id="baxia-dialog-content"></div>`, URL_],
    ['punish', chat({ panel: 'Anna' }), URL_.replace('#', '&x5secdata=abc#')],
    ['login', '<iframe src="https://login.aliexpress.com/user/seller/login?bizSegment=CSP"></iframe>', URL_],
    ['empty', '<div id="root"><div class="ait-empty">暂无数据</div></div>', URL_],
    ['unknown', '<p>something else</p>', URL_],
  ])('is %s and gives nothing', (state, html, url) => {
    expect(read(html, url)).toEqual({
      reader: 'aliexpress/chat-2026',
      state,
      shop: { site: 'aliexpress', key: '100001' },
      zone: 'America/Los_Angeles',
      observations: [],
      health: {},
    });
    if (state === 'punish') expect(print(html, url)).toBeNull();
  });

  it('is ready again when the slider is only left behind hidden', () => {
    expect(read(`${chat({ panel: 'Anna' })}<div id="baxia-dialog-content" hidden></div>`).state).toBe('ready');
  });
});
