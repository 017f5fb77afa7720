import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Observation } from '#lib/domain/observation.ts';
import { inlineData, unquoted } from '#lib/sites/taobao/order-detail-old.ts';
import { orderReader } from '#lib/sites/taobao/order-detail.ts';
import { ordersReader } from '#lib/sites/taobao/orders.ts';
import { taobaoReaders } from '#lib/sites/taobao/readers.ts';
import { recordsReader } from '#lib/sites/taobao/records.ts';
import { caseReader, casesReader } from '#lib/sites/taobao/refunds.ts';
import { reviewsReader } from '#lib/sites/taobao/reviews.ts';
import type { PageReader, PageSource } from '#lib/sites/site.ts';
import { pageOf } from './page-of.ts';

const HOME = 'https://myseller.taobao.com/home.htm/';
const SOLD = `${HOME}trade-platform/tp/sold`;

function page(name: string, url: string, change?: (html: string) => string): PageSource {
  const html = readFileSync(new URL(`${name}.html`, import.meta.url), 'utf8');
  const changed = change?.(html) ?? html;
  if (change && changed === html) throw new Error('the change did not hit the saved page');
  return pageOf(changed, url);
}

function numbers(reader: PageReader, source: PageSource): string[] {
  return reader
    .read(source)
    .observations.flatMap((o: Observation) => (o.kind === 'order' || o.kind === 'case' ? (o.no ?? []) : []));
}

const ALL = ['4512300187000204539', '4512288765001892301', '4511977700004108246'];

describe('order list', () => {
  it('refuses a row with two order numbers and keeps the others', () => {
    const source = page('orders-2025', SOLD, (h) => h.replace('号码保护订单', '订单号：4512300187000204530'));
    expect(numbers(ordersReader, source)).toEqual(ALL.slice(1));
    expect(ordersReader.read(source).health['order.no']).toBe('refused');
  });

  it('refuses a row whose link leads to another order', () => {
    const source = page('orders-2025', SOLD, (h) =>
      h.replace('bizOrderId=4512300187000204539', 'bizOrderId=4512300187000204530'),
    );
    expect(numbers(ordersReader, source)).toEqual(ALL.slice(1));
  });

  it('keeps an order that is listed twice once, and refuses it when the two rows differ', () => {
    const row = (h: string) => /<table class="next-table-row"[\s\S]*?<\/table>/.exec(h)?.[0] ?? '';
    const twice = page('orders-2025', SOLD, (h) => h.replace(row(h), row(h) + row(h)));
    expect(numbers(ordersReader, twice)).toEqual(ALL);
    const differing = page('orders-2025', SOLD, (h) =>
      h.replace(row(h), row(h) + row(h).replace('<strong>￥105.00', '<strong>￥99.00')),
    );
    expect(numbers(ordersReader, differing)).toEqual(ALL.slice(1));
  });

  it('refuses amounts without two decimals, two amounts, and a flag whose picture is not known', () => {
    const source = page('orders-2025', SOLD, (h) =>
      h
        .replace('<strong>￥105.00</strong>', '<strong>￥105.00</strong> ￥95.00')
        .replace('O1CN01kOL67z1j0BDjYiCKU', 'O1CN01newnewnew')
        .replace('<td>￥34.30</td>', '<td>￥34.3</td>'),
    );
    const reading = ordersReader.read(source);
    expect(reading.health).toMatchObject({
      'order.paid': 'refused',
      'order.flag': 'refused',
      'item.price': 'refused',
      'order.no': 'found',
    });
    const [first] = reading.observations;
    expect(first).not.toHaveProperty('paid');
    expect(first).not.toHaveProperty('flag');
  });

  it('finds the columns by their heads when the page puts them in another order', () => {
    const swap = (h: string) =>
      h
        .replace('<th>单价</th><th>数量</th>', '<th>数量</th><th>单价</th>')
        .replaceAll(/<td>(￥[\d.]+)<\/td><td>(\d)<\/td>/g, '<td>$2</td><td>$1</td>');
    const plain = ordersReader.read(page('orders-2025', SOLD));
    expect(ordersReader.read(page('orders-2025', SOLD, swap)).observations).toEqual(plain.observations);
  });

  it('does not take the text after an empty label for its value', () => {
    const source = page('orders-2025', SOLD, (h) =>
      h.replace('<div>商家编码：A-01-R-M</div>', '<div>商家编码：</div><div>七天无理由</div>'),
    );
    const [first] = ordersReader.read(source).observations;
    expect(first?.kind === 'order' && first.items[0]).not.toHaveProperty('code');
  });

  it('reads the full nick where a page still shows it', () => {
    const source = page('orders-2025', SOLD, (h) => h.replaceAll('林**', '林间小雨88'));
    expect(ordersReader.read(source).observations[0]).toMatchObject({ buyer: { name: '林间小雨88', nick: '林间小雨88' } });
  });

  it('takes the shop from the workbench around it', () => {
    const source = page('orders-2025', SOLD, (h) =>
      h.replace(
        '<div id="icestark-container">',
        '<div id="icestark-container"><span class="shopName--x">青禾</span><span class="subAccount--y">青禾主号：小竹</span>',
      ),
    );
    expect(ordersReader.read(source).shop).toEqual({ site: 'taobao', key: '青禾主号', name: '青禾', staff: '青禾主号：小竹' });
  });

  it('reads inside a frame of the workbench by the address of the tab', () => {
    const source = { ...page('orders-2025', 'https://qn.taobao.com/home.htm/micro'), topUrl: new URL(SOLD) };
    expect(ordersReader.recognises(source)).toBe(true);
    expect(numbers(ordersReader, source)).toEqual(ALL);
  });
});

describe('states in which nothing is read', () => {
  const shell = (inner: string) => pageOf(`<html><body><div id="icestarkNode">${inner}</div></body></html>`, SOLD);
  it.each([
    ['punish', '<div class="nc_wrapper"><span id="nc_1__scale_text">请按住滑块</span></div>'],
    ['punish', '<p>请您完成人脸核验！</p>'],
    ['login', '<input id="fm-login-id">'],
    ['empty', '<div>没有符合条件的宝贝，请尝试其他搜索条件。</div>'],
    ['loading', '<div class="next-loading-indicator"></div>'],
  ])('%s', (state, inner) => {
    const source = shell(inner);
    expect(ordersReader.recognises(source)).toBe(true);
    expect(ordersReader.read(source)).toEqual({
      reader: 'taobao/orders-2025',
      state,
      zone: 'Asia/Shanghai',
      observations: [],
      health: {},
    });
  });

  it('a slider over a loaded list stops the reading; one that is switched off does not', () => {
    const over = (style: string) =>
      page('orders-2025', SOLD, (h) => h.replace('<body>', `<body><div class="nc_wrapper" style="${style}"></div>`));
    expect(ordersReader.read(over('')).observations).toEqual([]);
    expect(numbers(ordersReader, over('display: none'))).toEqual(ALL);
  });

  it('an unknown page at a known address is recognised by no reader but the shell', () => {
    const known = taobaoReaders.filter((reader) => reader.recognises(shell('<div>新版页面</div>')));
    expect(known.map((reader) => reader.id)).toEqual(['taobao/shell-2025']);
  });
});

describe('details', () => {
  it('refuse a page that still shows another order or case than its address', () => {
    const order = page('order-2023', `${HOME}trade-platform/tp/detail?bizOrderId=4512288765001892301`);
    expect(orderReader.read(order)).toMatchObject({ observations: [], health: { 'order.no': 'refused' } });
    const seen = page('case-2025', `${HOME}trade-platform/refund-list/detail?disputeId=407310000404203945&type=1`);
    expect(caseReader.read(seen)).toMatchObject({ observations: [], health: { 'case.no': 'refused' } });
  });

  it('refuse an address line of another form', () => {
    const source = page('order-2023', `${HOME}trade-platform/tp/detail`, (h) =>
      h.replace(/林\*\*，\*+4539，[^<]*/, '请开启后查看'),
    );
    const reading = orderReader.read(source);
    expect(reading.health['order.recipient']).toBe('refused');
    expect(reading.observations[0]).not.toHaveProperty('recipient');
  });

  it('undo the escapes of the inline script and give nothing for a broken one', () => {
    expect(unquoted(String.raw`a\'b\\u4e2d\"\/\x41\n`)).toBe('a\'b\\u4e2d"/A\n');
    expect(inlineData(pageOf(String.raw`<script>var data = JSON.parse('{\"a\":');</script>`, SOLD).document)).toBeNull();
    expect(inlineData(pageOf('<p>data</p>', SOLD).document)).toBeNull();
  });
});

describe('the data in an inline script', () => {
  const DATA = { mainOrder: { id: '126520000000316642', note: 'a}b{"c\\\\' } };
  const JSON_TEXT = JSON.stringify(DATA);
  it.each([
    `var detailData = ${JSON_TEXT};`,
    `var detailData = ${JSON_TEXT};\nwindow.g={a:1};`,
    `var detailData=${JSON_TEXT}\n(function(){return {}})()`,
    `var detailData = {};`.replace('{}', `${JSON_TEXT}, other = {b: '}'}`),
  ])('ends where its own braces do: %s', (script) => {
    expect(inlineData(pageOf(`<script>${script}</script>`, SOLD).document)).toEqual(DATA);
  });

  it.each([
    'var detailData = {"a":{"b":1}',
    'var detailData = {"a":"}',
    'var detailData = {a:1}',
    'var detailData = null; x={"a":1}',
  ])('that is cut or no JSON is none: %s', (script) => {
    expect(inlineData(pageOf(`<script>${script}</script>`, SOLD).document)).toBeNull();
  });
});

describe('the state of one refund', () => {
  const HEADING = '<div>请处理退款申请 还剩 1 天 3 时 20 分</div>';
  const stateOf = (heading: string): unknown => {
    const url = `${HOME}trade-platform/refund-list/detail?disputeId=285380000865108246&type=1`;
    const { observations, health } = caseReader.read(page('case-2025', url, (h) => h.replace(HEADING, heading)));
    const [seen] = observations;
    return seen?.kind === 'case' ? (seen.stateText ?? health['case.stateText']) : null;
  };
  it.each([
    ['<h2>退款成功</h2>', '退款成功'],
    ['<div><b>退款关闭</b></div><p>买家撤销了退款申请，钱款没有退回</p>', '退款关闭'],
    ['<div>商家已同意，等待买家退货</div>', '商家已同意，等待买家退货'],
    ['<div>等待商家收货</div><ol><li>买家申请</li><li>商家处理</li><li>退款成功</li></ol>', '等待商家收货'],
    ['<div>退款成功后钱款会退回原处</div>', 'missing'],
    ['<div class="steps"><div>退款成功</div></div><a>退款关闭</a><button>退款成功</button>', 'missing'],
    ['<div>退款成功</div><div>退款关闭</div>', 'refused'],
    [`${HEADING}<div>退款成功</div>`, '请处理退款申请'],
  ])('in %s is %s', (heading, state) => {
    expect(stateOf(heading)).toBe(state);
  });
});

describe('after-sales, reviews, records', () => {
  const LIST = `${HOME}trade-platform/refund-list`;
  it('refuse a case whose link and number differ', () => {
    const source = page('cases-2022', LIST, (h) => h.replace('disputeId=407310000404203945', 'disputeId=407310000404203940'));
    expect(numbers(casesReader, source)).toEqual(['285380000865108246']);
  });

  it('do not choose between two texts that could be the state', () => {
    const source = page('cases-2022', LIST, (h) => h.replace('<td>仅退款</td>', '<td>仅退款</td><td>小额</td>'));
    expect(casesReader.read(source).observations[0]).not.toHaveProperty('stateText');
    expect(casesReader.read(source).health['case.stateText']).toBe('refused');
  });

  it('read an old detail, of which no class is known, by the words of its list, and say what is missing', () => {
    const url = 'https://refund2.taobao.com/dispute/detail.htm?disputeId=139900000000203945';
    const facts = '<li>退款编号：<em>139900000000203945</em></li><li>订单编号：<em>2500000000000204539</em></li>';
    const html = `<!doctype html><html><body><h2>退款成功</h2><ul>${facts}</ul></body></html>`;
    const source = pageOf(html, url);
    const [reader, ...others] = taobaoReaders.filter((each) => each.recognises(source));
    expect(others).toEqual([]);
    const { observations, health } = reader?.read(source) ?? {};
    expect(observations).toEqual([
      { kind: 'case', no: '139900000000203945', orderNo: '2500000000000204539', stateText: '退款成功' },
    ]);
    expect(health).toMatchObject({
      'case.no': 'found',
      'case.orderNo': 'found',
      'case.amount': 'missing',
      'case.type': 'missing',
    });
    const other = pageOf(html, url.replace('203945', '203940'));
    expect(taobaoReaders.flatMap((each) => (each.recognises(other) ? each.read(other).observations : []))).toEqual([]);
  });

  const REVIEWS = `${HOME}comment-manage/list/rateWait4PC`;
  it('a review that quotes labels in its text does not change the facts', () => {
    const source = page('reviews-2024', REVIEWS, (h) =>
      h.replace('示例初评文字：一般般', '订单号：4512300187000204530 初次评价：2020-01-01 00:00 负面评价'),
    );
    expect(reviewsReader.read(source).observations[1]).toMatchObject({
      orderNo: '4512288765001892301',
      rating: 'neutral',
      at: 1783685580000,
    });
  });

  it('an appended review belongs to the row above it only', () => {
    const [first] = reviewsReader.read(page('reviews-2024', REVIEWS)).observations;
    expect(first).not.toHaveProperty('appendText');
  });

  const SEARCH = 'https://market.m.taobao.com/app/qn/im-history-search/index.html';
  it('a record whose lines name another buyer than the open row gives no message', () => {
    const source = page('records-2026', SEARCH, (h) =>
      h.replaceAll('<span class="chatName--j0k1">林间小雨88', '<span class="chatName--j0k1">海棠与猫'),
    );
    const reading = recordsReader.read(source);
    expect(reading.observations.map((o) => o.kind)).toEqual(['conversation', 'conversation']);
    expect(reading.health['peer.name']).toBe('refused');
  });

  it('a line that only says that it was withdrawn is a withdrawn one', () => {
    const source = page('records-2026', SEARCH, (h) => h.replaceAll('亲，今天下午五点前发出哦~', '[已撤回]'));
    const message = recordsReader.read(source).observations.find((o) => o.kind === 'message' && o.side === 'seller');
    expect(message).toMatchObject({ type: 'withdrawn', at: 1790475690000 });
    expect(message).not.toHaveProperty('text');
  });

  it('a time without a day stays unknown', () => {
    const source = page('records-2026', SEARCH, (h) => h.replace('<div>2026-09-27</div>', '<div>今天</div>'));
    for (const seen of recordsReader.read(source).observations) expect(seen).not.toHaveProperty('at');
  });

  it('gives a record without a line of the buyer to nobody: the list may still show the one before', () => {
    const source = page('records-2026', SEARCH, (h) => h.replaceAll(/<div class="chatWrap[^\n]*林间小雨88[^\n]*\n/g, ''));
    const { observations } = recordsReader.read(source);
    expect(observations.map(({ kind }) => kind)).toEqual(['peer', 'conversation', 'conversation']);
  });
});
