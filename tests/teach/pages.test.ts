import { describe, expect, it } from 'vitest';
import type { MessageSeen, Observation, OrderSeen, PeerSeen, Reading } from '#lib/domain/observation.ts';
import { readerFor } from '#lib/sites/readers.ts';
import type { PageSource } from '#lib/sites/site.ts';
import { contradicts, type TaughtRecords } from '#lib/teach/apply-records.ts';
import { derive, type OpenSeen } from '#lib/teach/derive.ts';
import type { FieldRule, HostRules, TeachField } from '#lib/teach/rule.ts';
import { wrapped } from '#lib/teach/wrap.ts';
import { type Change, changed } from '../sites/changed.ts';
import { sourceOf } from '../sites/mutation/mutant.ts';
import { savedPages } from '../sites/mutation/saved.ts';
import { layOut } from './layout.ts';
import { placeOfSource } from './facts.ts';

/** A saved page in which something is called otherwise now. */
function pageWith(name: string, changes: readonly Change[], query = ''): PageSource {
  const page = savedPages().find((each) => each.name === name)!;
  return sourceOf({ ...page, html: changed(page.html, changes), url: page.url + query });
}

/** Points at the last of the smallest elements that say something; what is refused throws. */
function pointed(source: PageSource, points: readonly (readonly [TeachField, string])[], opened?: OpenSeen[]): FieldRule[] {
  const { page, print } = placeOfSource(source)!;
  return points.map(([field, said]) => {
    const hits = [...source.document.body.querySelectorAll('*')].filter((each) => each.textContent?.trim() === said);
    const element = hits.findLast((hit) => !hits.some((other) => other !== hit && hit.contains(other)));
    if (!element) throw new Error(`nothing says ${said}`);
    const derived = derive(element, { field, page, print, at: 1, ...(opened ? { opened } : {}) });
    if (!derived.ok) throw new Error(`${field}: ${derived.why}`);
    return { ...derived.rule, page };
  });
}

function read(source: PageSource, fields: readonly FieldRule[]): Reading {
  const place = placeOfSource(source)!;
  const rules: HostRules = { site: place.print.site, host: source.url.hostname, fields: [...fields] };
  return wrapped(readerFor(source) ?? undefined, { rules, ...place })!.read(source);
}

const of = <K extends Observation['kind']>({ observations }: Reading, kind: K): Extract<Observation, { kind: K }>[] =>
  observations.filter((o): o is Extract<Observation, { kind: K }> => o.kind === kind);
const paid = (reading: Reading): unknown[] => of(reading, 'order').map((order: OrderSeen) => order.paid?.minor);

describe('what is shown on one kind of page', () => {
  const list = (): PageSource => pageWith('taobao/orders-2025.html', [['<th>实收款</th>', '<th>实收</th>']]);
  const onList = pointed(list(), [['order.paid', '￥105.00']]);
  const detail = (query = ''): PageSource => pageWith('taobao/order-2023.html', [['订单状态：', '当前进度 ']], query);

  it('is applied there', () => {
    expect(paid(read(list(), []))).toEqual([undefined, undefined, undefined]);
    expect(paid(read(list(), onList))).toEqual([10_500, 3430, 26_800]);
  });

  it('does nothing on another, and is not lost by what is shown there', () => {
    const onDetail = pointed(detail(), [['order.paid', '￥105.00']]);
    expect(paid(read(detail(), onList))).toEqual([undefined]);
    const both = [...onList, ...onDetail];
    expect([paid(read(detail(), both)), paid(read(list(), both))]).toEqual([[10_500], [10_500, 3430, 26_800]]);
  });

  it('completes the order of the page, and none that the address does not ask for', () => {
    const rules = pointed(detail(), [['order.paid', '￥105.00']]);
    const other = pageWith('taobao/order-2023.html', [
      ['订单状态：', '当前进度 '],
      ['4512300187000204539', '4512300187000999999'],
    ]);
    expect(read(other, rules).observations).toEqual([]);
    expect(of(read(detail(), rules), 'order')[0]?.no).toBe('4512300187000204539');
  });
});

describe('pointing also helps on', () => {
  it('a list of refunds', () => {
    const source = pageWith('taobao/cases-2022.html', [
      ['退款编号：', '售后 '],
      ['disputeId=', 'caseId='],
    ]);
    expect(of(read(source, []), 'case')).toEqual([]);
    const broken = pageWith('taobao/cases-2022.html', [
      ['￥105.00', '应退 ￥105.00'],
      ['￥134.00', '应退 ￥134.00'],
    ]);
    const amounts = (rules: FieldRule[]): unknown[] => of(read(broken, rules), 'case').map(({ amount }) => amount?.minor);
    expect(amounts([])).toEqual([undefined, undefined]);
    expect(amounts(pointed(broken, [['case.amount', '应退 ￥105.00']]))).toEqual([10_500, 13_400]);
  });

  it('one refund', () => {
    const source = pageWith('taobao/case-2025.html', [[/退款金额\s*[:：]/g, '应退 ']]);
    const [before] = of(read(source, []), 'case');
    const said = /应退\s*(￥[\d.]+)/.exec(source.document.body.textContent ?? '')?.[1] ?? '';
    const [after] = of(read(source, pointed(source, [['case.amount', said]])), 'case');
    expect([before?.amount, after?.amount?.currency, after?.no]).toEqual([undefined, 'CNY', before?.no]);
  });

  it('reviews', () => {
    const source = pageWith('taobao/reviews-2024.html', [['rate-content', 'said-words']]);
    const texts = (rules: FieldRule[]): unknown[] => of(read(source, rules), 'review').map(({ text }) => text);
    const first = '示例初评文字：收到货了，挺厚实，穿着舒服';
    expect(texts([])).toEqual([undefined, undefined]);
    expect(texts(pointed(source, [['review.text', first]]))).toEqual([first, '示例初评文字：一般般']);
  });

  it('chat records, where each line names its writer', () => {
    const [theirs, ours] = ['在吗？我昨天拍的那件什么时候发货', '亲，今天下午五点前发出哦~'];
    const lines = [
      { kind: 'message', side: 'buyer', type: 'text', text: theirs },
      { kind: 'message', side: 'seller', type: 'text', text: ours },
    ] satisfies MessageSeen[];
    const records = (writer = '林间小雨88'): PageSource => {
      const source = pageWith('taobao/records-2026.html', [
        ['chatTextLeft', 'wordsA'],
        ['chatText-', 'wordsB-'],
        // A further text in each line leaves it open to the reader which of them was said.
        [/<span class="chatName/g, '<em>来自网页</em><span class="chatName'],
      ]);
      const names = [...source.document.querySelectorAll('[class*="chatName"]')];
      for (const name of names) name.textContent = name.textContent?.replace('林间小雨88', writer) ?? '';
      layOut(source.document, lines);
      return source;
    };
    const rules = pointed(records(), [
      ['message.text', theirs],
      ['message.own', ours],
    ]);
    const said = (source: PageSource): string[] => of(read(source, rules), 'message').map(({ side, text }) => `${side} ${text}`);
    expect(of(read(records(), []), 'message')).toEqual([]);
    expect(said(records())).toEqual([`buyer ${theirs}`, `seller ${ours}`]);
    // The lines of the conversation before: the list of people is ahead of them.
    expect(said(records('tb583920176'))).toEqual([]);
  });
});

describe('between two like names', () => {
  const HEAD = '<span class="user-name__text__9f2">Anna Example</span>';
  const ROW = '<b>Anna Example</b>';
  const twice = (): PageSource =>
    pageWith('aliexpress/chat-2026-full.html', [
      [HEAD, `${HEAD}<span class="user-name__text__9f2">Passer By</span>`],
      [ROW, `${ROW}<b>Passer By</b>`],
    ]);
  const named = (source: PageSource, rules: FieldRule[]): unknown =>
    of(read(source, rules), 'peer').map((seen: PeerSeen) => seen.peer.name)[0];
  const rulesFor = (source: PageSource): FieldRule[] => {
    const { page, print } = placeOfSource(source)!;
    const at = (field: TeachField, selector: string): FieldRule => {
      const derived = derive(source.document.querySelector(selector)!, { field, page, print, at: 1 });
      if (!derived.ok) throw new Error(`${field}: ${derived.why}`);
      return { ...derived.rule, page };
    };
    return [at('peer.name', '.user-name__9f1 span'), at('chat.row', '.im-session-item-active b')];
  };

  it("in the head of a chat the person's word counts with the open row, and all of the chat is read", () => {
    const rules = rulesFor(twice());
    expect([named(twice(), []), named(twice(), rules.slice(0, 1))]).toEqual([undefined, undefined]);
    expect(named(twice(), rules)).toBe('Anna Example');
    expect(of(read(twice(), rules), 'message').map(({ text }) => text)).toContain('I used Auto Translation');
  });

  it('and not while the list shows that somebody else is open', () => {
    const late = twice();
    const rows = late.document.querySelectorAll('.im-session-item');
    rows[1]!.classList.remove('im-session-item-active');
    rows[2]!.classList.add('im-session-item-active');
    expect(named(late, rulesFor(twice()))).toBeUndefined();
  });

  it('in a row of a list it decides', () => {
    const link = '<a class="buyerInfo--inline--Q1" href="#">';
    const source = (): PageSource =>
      pageWith('aliexpress/orders-2026-rows.html', [[`${link}Nora`, `${link}Passer By</a>${link}Nora`]]);
    const buyers = (rules: FieldRule[]): unknown[] => of(read(source(), rules), 'order').map(({ buyer }) => buyer?.name);
    expect(buyers([])[0]).toBeUndefined();
    expect(buyers(pointed(source(), [['order.buyer', 'Nora Testperson']]))[0]).toBe('Nora Testperson');
  });
});

describe('a rule that says something else than the reader', () => {
  const order = (fields: Partial<OrderSeen>): OrderSeen => ({
    kind: 'order',
    no: '8299000000012468',
    state: 'unknown',
    items: [],
    ...fields,
  });
  const said = (field: TeachField, value: string): TaughtRecords => ({
    records: new Map([['8299000000012468', { [field]: value }]]),
    isSameList: false,
    decisions: {},
    nicks: new Map(),
  });

  it('is told by the records that both know; a name in stars is no other name', () => {
    const state = ['order.stateText', 'stateText'] as const;
    const buyer = ['order.buyer', 'buyer'] as const;
    const seen = [order({ stateText: '已关闭', buyer: { name: 'M**z', masked: true } })];
    expect(contradicts(seen, said('order.stateText', 'Lamp'), state, 'no')).toBe(true);
    expect(contradicts(seen, said('order.stateText', '已关闭'), state, 'no')).toBe(false);
    expect(contradicts([order({})], said('order.stateText', 'Lamp'), state, 'no')).toBe(false);
    expect(contradicts(seen, said('order.buyer', 'Maria Diaz'), buyer, 'no')).toBe(false);
    expect(contradicts(seen, said('order.buyer', 'N**n'), buyer, 'no')).toBe(true);
  });
});

describe('a row that no word says to be open', () => {
  const renamed = (): PageSource => pageWith('aliexpress/chat-2026-full.html', [['im-session-item-active', 'zqx']]);
  const row = (source: PageSource, at: number): Element => source.document.querySelectorAll('.im-session-item b')[at]!;
  const point = (source: PageSource, at: number, opened?: OpenSeen[]): ReturnType<typeof derive> => {
    const place = placeOfSource(source)!;
    return derive(row(source, at), { field: 'chat.row', ...place, at: 1, ...(opened ? { opened } : {}) });
  };

  it('is told once another one was shown that carries the sign while it is open', () => {
    const first = point(renamed(), 1);
    if (first.ok || !first.open) throw new Error('no sign was noted');
    const switched = renamed();
    const rows = switched.document.querySelectorAll('.im-session-item');
    rows[1]!.classList.remove('zqx');
    rows[2]!.classList.add('zqx');
    expect(point(switched, 2, [first.open])).toMatchObject({ ok: true, rule: { mark: '.zqx', moved: true } });
  });

  it('not by the same conversation twice, nor by a sign that stays', () => {
    const first = point(renamed(), 1);
    const open = first.ok ? undefined : first.open;
    expect(point(renamed(), 1, [open!])).toMatchObject({ ok: false, why: 'no-mark' });
    expect(point(renamed(), 2, [open!])).toMatchObject({ ok: false, why: 'no-mark' });
  });
});
