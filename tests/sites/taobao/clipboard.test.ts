import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { MessageSeen, OrderSeen } from '#lib/domain/observation.ts';
import { clipboardReader, readClipboard, type ClipboardReading } from '#lib/sites/taobao/clipboard.ts';

/** The captured copies of one conversation: chat area and right panel. */
const captured = JSON.parse(readFileSync(new URL('clipboard.both.json', import.meta.url), 'utf8')) as {
  chat_area_text: string;
  right_panel_text: string;
};
const { chat_area_text: CHAT, right_panel_text: PANEL } = captured;
const BUYER = 'linjianxiaoyu99';
const NUMBERS = ['4502250000008204539', '4502260000007204539', '4502250000004408292', '4502250000005204539'];

const text = (...lines: string[]): string => `${lines.join('\n')}\n`;
const messagesOf = (r: ClipboardReading): MessageSeen[] => r.observations.filter((o) => o.kind === 'message');
const ordersOf = (r: ClipboardReading): OrderSeen[] => r.observations.filter((o) => o.kind === 'order');
const buyerOf = (r: ClipboardReading): string | undefined =>
  r.observations.find((o) => o.kind === 'peer')?.peer.nick ?? undefined;

const whole = readClipboard(captured);

describe('the captured copy', () => {
  it('gives every message with side, kind and time, every order and what the panel says of the customer', () => {
    expect(buyerOf(whole)).toBe(BUYER);
    expect(whole.shop).toEqual({ site: 'taobao', key: '青禾示例店' });
    expect(messagesOf(whole).map((m) => [m.side, m.type])).toEqual([
      ['seller', 'text'],
      ['seller', 'text'],
      ['seller', 'text'],
      ['seller', 'item'],
      ['buyer', 'text'],
      ['seller', 'text'],
      ['buyer', 'text'],
      ['seller', 'text'],
      ['buyer', 'empty'],
      ['seller', 'text'],
      ['buyer', 'text'],
      ['buyer', 'empty'],
      ['seller', 'text'],
    ]);
    expect(new Date(messagesOf(whole)[6]?.at ?? 0).toISOString()).toBe('2026-04-03T16:15:07.000Z');
    expect(ordersOf(whole).map((o) => [o.no, o.state, o.createdAt])).toEqual(NUMBERS.map((no) => [no, 'closed', undefined]));
    expect(whole.observations[0]).toMatchObject({ level: '好评100.00% · 普通 · 非会员 · 粉丝 · 新客' });
    expect(whole.rest).toEqual([]);
  });

  it.each([
    ['both in one text', `${CHAT}\n${PANEL}`],
    ['the panel first', `${PANEL}\n${CHAT}`],
    ['line ends of Windows', `${CHAT}${PANEL}`.replaceAll('\n', '\r\n')],
    ['line ends of an old Mac', `${CHAT}${PANEL}`.replaceAll('\n', '\r')],
    ['characters nobody sees', `\ufeff${CHAT}${PANEL}`.replaceAll('2026-', '\u200b2026-').replaceAll('全部', '\u200e全部')],
    ['hard blanks and blank lines around', `\n\n ${`${CHAT}${PANEL}`.replaceAll('\n', '\u00a0\n')}\u0000\n\n \n`],
  ])('reads the same from %s', (_what, copy) => {
    expect(readClipboard(copy).observations).toEqual(whole.observations);
    expect(readClipboard(copy).rest).toEqual([]);
  });

  it('names what it does not understand, and takes nothing of it', () => {
    const reading = readClipboard(`快捷短语\n${CHAT}${PANEL}\n这里是别的字`);
    expect(reading.rest).toEqual(['快捷短语', '这里是别的字']);
    expect(reading.observations).toEqual(whole.observations);
  });
});

describe('part of a copy', () => {
  it('that begins within a message leaves the lines without a header out', () => {
    const from = CHAT.indexOf('那我买哪个') - `${BUYER}2026-4-4 00:15:07\n`.length - '正在思考\n已读\n'.length;
    const reading = readClipboard(CHAT.slice(from));
    expect(reading.rest).toEqual(['正在思考', '已读']);
    expect(messagesOf(reading)).toEqual(messagesOf(readClipboard(CHAT)).slice(6));
  });

  it('of the panel without its top gives the orders, but nobody', () => {
    const reading = readClipboard(PANEL.slice(PANEL.indexOf('优惠券')));
    expect(ordersOf(reading).map((o) => [o.no, o.state, o.buyer])).toEqual(NUMBERS.map((no) => [no, 'closed', undefined]));
    expect(buyerOf(reading)).toBeUndefined();
  });

  it('of the panel without the orders gives the customer', () => {
    const reading = readClipboard(PANEL.slice(0, PANEL.indexOf('近3个月订单')));
    expect(reading.observations).toEqual([
      { kind: 'peer', peer: { name: BUYER, nick: BUYER }, orderNos: [], level: '好评100.00% · 普通 · 非会员 · 粉丝 · 新客' },
    ]);
  });

  it('with one side only asks who that is', () => {
    const reading = readClipboard(text('林间小雨2026-4-4 00:14:16', '在吗', '林间小雨2026-4-4 00:14:20', '发货了吗'));
    expect(reading.observations).toEqual([]);
    expect(reading.candidates).toEqual(['林间小雨']);
    const told = readClipboard(text('林间小雨2026-4-4 00:14:16', '在吗'), { buyer: '林间小雨' });
    expect(messagesOf(told).map((m) => [m.side, m.text])).toEqual([['buyer', '在吗']]);
  });
});

describe('who is who', () => {
  const two = text('甲2026-4-3 07:25:33', '在吗', '乙2026-4-3 07:26:00', '在的');
  it('is asked where nothing tells, and taken from a person or a known shop', () => {
    expect(readClipboard(two)).toMatchObject({ observations: [], candidates: ['甲', '乙'] });
    const known = readClipboard(two, { sellers: ['乙'] });
    expect([buyerOf(known), known.shop?.key]).toEqual(['甲', '乙']);
    const told = readClipboard(two, { buyer: '乙' });
    expect([buyerOf(told), told.shop?.key]).toEqual(['乙', '甲']);
  });

  it('is told by a staff account, whose main account is the shop', () => {
    const copy = text('青禾示例店:小竹2026-4-3 07:25:33', '您好', '林间小雨2026-4-3 07:26:00', '在吗');
    const reading = readClipboard(copy);
    expect([buyerOf(reading), reading.shop?.key]).toEqual(['林间小雨', '青禾示例店']);
    expect(messagesOf(reading)[0]).toMatchObject({ side: 'seller', staff: '青禾示例店:小竹' });
  });

  it('is nobody when a number stands where the nick belongs', () => {
    const reading = readClipboard(text('店2026-4-3 07:25:33', '您好', '已读', '22081234567892026-4-3 07:26:00', '在吗'));
    expect(reading.observations).toEqual([]);
  });

  it('is nobody when the panel belongs to another chat, or two panels were copied', () => {
    expect(readClipboard(CHAT + PANEL.replace(BUYER, '别的买家')).observations).toEqual([]);
    expect(ordersOf(readClipboard(CHAT + PANEL + PANEL.replace(BUYER, '别的买家')))).toEqual([]);
  });

  it.each([
    ['with blanks between', '青禾示例店:小竹  2026-04-03 07:25:33', '林间小雨 2026-04-03 07:26:00', '在吗'],
    ['in brackets', '青禾示例店:小竹 (2026-04-03 07:25:33):', '林间小雨 (2026-04-03 07:26:00):', '在吗'],
  ])('is read from headers %s', (_what, own, theirs, said) => {
    const reading = readClipboard(text(own, '您好', theirs, said));
    expect(messagesOf(reading).map((m) => [m.side, m.text, m.at])).toEqual([
      ['seller', '您好', 1775172333000],
      ['buyer', '在吗', 1775172360000],
    ]);
  });
});

describe('text that looks like something else', () => {
  const around = (...said: string[]): ClipboardReading =>
    readClipboard(
      text(
        '店2026-4-3 07:25:33',
        '您好',
        '已读',
        '客2026-4-3 07:26:00',
        '在吗',
        '客2026-4-3 07:27:00',
        ...said,
        '店2026-4-3 07:30:00',
        '好',
        '已读',
      ),
    );
  it('a time in a message is part of it', () => {
    const reading = around('下单时间：2026-04-02 10:00:00', '付款时间2026-04-02 10:00:01', '4月2日的');
    expect(messagesOf(reading)[2]?.text).toBe('下单时间：2026-04-02 10:00:00\n付款时间2026-04-02 10:00:01\n4月2日的');
  });

  it('an older header within a chat is a quotation: neither it nor the message around it is believed', () => {
    const reading = around('你看', '店2026-4-1 09:00:00', '同意退款', '已读');
    expect(messagesOf(reading).map((m) => m.text)).toEqual(['您好', '在吗', '好']);
    expect(JSON.stringify(reading.observations)).not.toContain('退款');
  });

  it('an account that is neither of the two is not believed', () => {
    const reading = readClipboard(
      text('店:一2026-4-3 07:25:33', '您好', '客2026-4-3 07:26:00', '在吗', '路人2026-4-3 07:27:00', '哈'),
      { buyer: '客' },
    );
    expect(messagesOf(reading).map((m) => m.text)).toEqual(['您好']);
  });

  describe('a header of the shop’s that a buyer wrote into a message of several lines', () => {
    const SHOP = '青禾示例店';
    const own = (nick: string, minute: number, line: string): string[] => [`${nick}2026-4-4 00:${minute}:00`, line, '已读'];
    const said = (minute: number, ...lines: string[]): string[] => [`${BUYER}2026-4-4 00:${minute}:00`, ...lines];
    const sold = (r: ClipboardReading): (string | undefined)[] =>
      messagesOf(r).flatMap((m) => (m.side === 'seller' ? [m.text] : []));
    const PROMISE = '我们给您退一赔三';

    it.each([
      ['another shop', own('某某店:客服', 16, PROMISE)],
      ['the account that answers, at a time that is over', own(`${SHOP}:小竹`, 14, PROMISE)],
      ['the account that answers, at a time that has not come', own(`${SHOP}:小竹`, 19, PROMISE)],
      ['the account that answers, with words behind the mark', [...own(`${SHOP}:小竹`, 16, PROMISE), '你们说的']],
    ])('in the name of %s is not believed', (_what, forged) => {
      const chat = (lines: string[]): string =>
        text(
          ...own(`${SHOP}:小竹`, 10, '您好'),
          ...said(15, '怎么赔', ...lines),
          ...own(`${SHOP}:小竹`, 17, '我查一下'),
          ...said(18, '好'),
          ...own(`${SHOP}:小竹`, 20, '稍等'),
        );
      for (const hints of [{}, { sellers: [SHOP] }, { buyer: BUYER }]) {
        const reading = readClipboard(`${chat(forged)}`, { buyer: BUYER, ...hints });
        expect(sold(reading)).not.toContain(PROMISE);
        expect(reading.messages.find(({ raw }) => raw.includes(PROMISE))?.seen).toBeNull();
        expect(sold(readClipboard(chat([]), hints))).toEqual(['您好', '我查一下', '稍等']);
      }
    });

    it('in a chat in which nobody else wrote is not believed once the own shops are known', () => {
      const copy = text(...said(15, '怎么赔', ...own('某某店:客服', 16, PROMISE)));
      expect(sold(readClipboard(copy, { buyer: BUYER, sellers: [SHOP] }))).toEqual([]);
      expect(sold(readClipboard(text(...said(15, '在吗'), ...own(`${SHOP}:小竹`, 16, '在的')), { sellers: [SHOP] }))).toEqual([
        '在的',
      ]);
    });
  });

  describe('a shop that is not known yet, beside one that is', () => {
    const OTHER = '新店';
    const known = { sellers: ['青禾示例店'] };
    const chat = (...said: [nick: string, line: string][]): string =>
      text(
        ...said.flatMap(([nick, line], i) => [
          `${nick}2026-4-4 00:${10 + i}:00`,
          line,
          ...(nick === '林间小雨88' ? [] : ['已读']),
        ]),
      );
    const both = chat(
      ['林间小雨88', '在吗'],
      [`${OTHER}:小红`, '在的'],
      ['林间小雨88', '什么时候发'],
      [`${OTHER}:小红`, '今天'],
      ['林间小雨88', '好'],
      [`${OTHER}:小红`, '嗯嗯'],
    );

    it('is believed where only its accounts answer, each time with their mark', () => {
      for (const hints of [known, { ...known, buyer: '林间小雨88' }, {}]) {
        const reading = readClipboard(both, hints);
        expect(messagesOf(reading).map((m) => m.text)).toEqual(['在吗', '在的', '什么时候发', '今天', '好', '嗯嗯']);
        expect(reading.shop?.key).toBe(OTHER);
      }
    });

    it('is believed with a single answer once a person says that it is the shop', () => {
      const one = chat(['林间小雨88', '在吗'], [`${OTHER}:小红`, '在的']);
      expect(messagesOf(readClipboard(one, known)).map((m) => m.text)).toEqual(['在吗']);
      expect(messagesOf(readClipboard(one, { sellers: [...known.sellers, OTHER] })).map((m) => m.text)).toEqual(['在吗', '在的']);
    });

    it('is not believed where a known one answers', () => {
      const mixed = chat(
        ['林间小雨88', '在吗'],
        [`${OTHER}:小红`, '退一赔三'],
        ['青禾示例店:小竹', '您好'],
        ['林间小雨88', '嗯'],
        [`${OTHER}:小红`, '真的'],
      );
      expect(messagesOf(readClipboard(mixed, { ...known, buyer: '林间小雨88' })).map((m) => m.text)).toEqual([
        '在吗',
        '您好',
        '嗯',
      ]);
    });
  });

  describe('staff who write once behind the buyer', () => {
    const SHOP = '青禾示例店';
    const own = (nick: string, minute: number, line: string): string[] => [`${nick}2026-4-4 00:${minute}:00`, line, '已读'];
    const said = (minute: number, line: string): string[] => [`${BUYER}2026-4-4 00:${minute}:00`, line];
    it.each([
      [
        'two with one answer each',
        [...said(10, '在吗'), ...own(`${SHOP}:小红`, 11, '在的'), ...said(12, '好'), ...own(`${SHOP}:小明`, 13, '亲')],
      ],
      [
        'the main account that greets',
        [...said(10, '在吗'), ...own(SHOP, 11, '您好'), ...own(`${SHOP}:小红`, 12, '我看看'), ...said(13, '好')],
      ],
      [
        'a colleague in the evening',
        [
          ...said(10, '在吗'),
          ...own(`${SHOP}:小红`, 11, '在的'),
          ...said(12, '发了吗'),
          ...own(`${SHOP}:小红`, 13, '今天发'),
          ...said(14, '还没发吗？'),
          ...own(`${SHOP}:小明`, 15, '明天一定发'),
        ],
      ],
    ])('are believed: %s', (_what, lines) => {
      for (const hints of [{}, { sellers: [SHOP] }, { sellers: [SHOP, '二店'], buyer: BUYER }, { sellers: ['二店'] }]) {
        const reading = readClipboard(text(...lines), hints);
        expect(reading.messages.filter(({ seen }) => seen === null)).toEqual([]);
      }
    });

    it('leave what the buyer wrote before a shop that is not believed', () => {
      const copy = text(...own(`${SHOP}:小竹`, 10, '您好'), ...said(11, '怎么赔'), ...own('某某店:客服', 12, '退一赔三'));
      expect(messagesOf(readClipboard(copy, { buyer: BUYER })).map((m) => m.text)).toEqual(['您好', '怎么赔']);
    });
  });

  it('a panel that somebody wrote into the chat is not believed', () => {
    const reading = around('客', '好评100.00%', '店铺身份:', '近3个月订单', '已关闭', NUMBERS[0] ?? '', '04-03 04:16:49下单');
    expect(ordersOf(reading)).toEqual([]);
    expect(messagesOf(reading).map((m) => m.text)).toEqual(['您好', '在吗', '好']);
  });

  it.each([
    ['before an own message', ['青禾店:小竹2026-4-3 07:29:30', '同意退款 500 元']],
    ['with nothing behind it', []],
  ])('a message in the name of the shop that a buyer wrote is not the shop’s, %s', (_what, last) => {
    const forged = ['青禾店:小竹2026-4-3 07:28:00', '同意退款 300 元'];
    const own = ['青禾店:小竹2026-4-3 07:25:33', '您好', '已读'];
    const reading = readClipboard(
      text(
        ...own,
        '客2026-4-3 07:26:00',
        '在吗',
        '客2026-4-3 07:27:00',
        '你看',
        ...forged,
        ...last,
        ...(last.length > 0 ? ['已读'] : []),
      ),
    );
    expect(JSON.stringify(reading.observations)).not.toContain('同意退款 300');
    expect(messagesOf(reading).slice(0, 2)).toMatchObject([
      { side: 'seller', text: '您好' },
      { side: 'buyer', text: '在吗' },
    ]);
  });

  it('a panel that a buyer wrote as the last message gives neither orders nor a buyer', () => {
    const own = ['店2026-4-3 07:25:33', '您好', '已读'];
    const panel = ['客', '好评100.00%', '店铺身份:', '近3个月订单', '已关闭', NUMBERS[0] ?? '', '04-03 04:16:49下单'];
    for (const before of [[], ['已读']]) {
      const reading = readClipboard(
        text(...own, '客2026-4-3 07:26:00', '在吗', '客2026-4-3 07:27:00', '我的', ...before, ...panel),
      );
      expect([ordersOf(reading), messagesOf(reading).map((m) => m.text)]).toEqual([[], ['您好', '在吗']]);
      const alone = readClipboard(text(...own, '客2026-4-3 07:27:00', '我的', ...before, ...panel));
      expect(ordersOf(alone)).toEqual([]);
      const apart = readClipboard({
        chat_area_text: text(...own, '客2026-4-3 07:26:00', '在吗'),
        right_panel_text: text(...panel),
      });
      expect(ordersOf(apart).map(({ no }) => no)).toEqual([NUMBERS[0]]);
    }
  });

  it('a time that does not exist is no time', () => {
    expect(messagesOf(around('好的', '客2026-2-31 25:00:00', '什么')).map((m) => m.text)).toEqual(['您好', '在吗', '好']);
  });

  it.each(['你好', '订单 4502250000008204539', '2026-4-3 07:25:33', '好评100.00%', '近3个月订单', 'a\nb\nc'])(
    '%s is no copy of the client',
    (other) => expect(clipboardReader.recognises(other)).toBe(false),
  );

  it('a very long text is read in time', () => {
    const long = CHAT.repeat(2000).slice(0, 900_000) + 'x'.repeat(100_000);
    const start = performance.now();
    readClipboard(long);
    readClipboard(`${'a'.repeat(500_000)}\n${'客2026-4-3 07:26:0'.repeat(20_000)}`);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

/** A small generator with a seed, so that a failure can be repeated. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

type Mutation = (lines: string[], next: () => number) => string[];
const at = (lines: readonly string[], next: () => number): number => Math.floor(next() * lines.length);
const NOISE = [
  '示例未知块',
  '客服工作台',
  '12:30',
  '¥ 99',
  '—— 以上是历史消息 ——',
  '小雨 撤回了一条消息',
  '2026年4月3日',
  '已读',
];
const mutations: Record<string, Mutation> = {
  'a line missing': (lines, next) => lines.toSpliced(at(lines, next), 1),
  'three lines missing': (lines, next) => lines.toSpliced(at(lines, next), 3),
  'cut at the start': (lines, next) => lines.slice(at(lines, next)),
  'cut at the end': (lines, next) => lines.slice(0, at(lines, next)),
  'an unknown line': (lines, next) => lines.toSpliced(at(lines, next), 0, NOISE[at(NOISE, next)] ?? ''),
  'a line twice': (lines, next) => {
    const i = at(lines, next);
    return lines.toSpliced(i, 0, lines[i] ?? '');
  },
  'two parts swapped': (lines, next) => {
    const i = at(lines, next);
    return [...lines.slice(i), ...lines.slice(0, i)];
  },
  'blanks around lines': (lines) => lines.map((line) => `  ${line}\u00a0 `),
};

describe.each(Object.entries(mutations))('a copy with %s', (_what, mutate) => {
  const said = (side: string): Set<string> =>
    new Set([...NOISE, ...messagesOf(whole).flatMap((m) => (m.side === side ? (m.text ?? '').split('\n') : []))]);
  const lines = { buyer: said('buyer'), seller: said('seller'), system: new Set<string>() };
  const truth = new Map(messagesOf(whole).map((m) => [`${m.at}`, m.side]));
  it.each(Array.from({ length: 60 }, (_, seed) => seed))('gives no wrong value, seed %i', (seed) => {
    const next = random(seed * 7919 + 13);
    const source = [`${CHAT}${PANEL}`, CHAT, PANEL, `${PANEL}${CHAT}`][seed % 4] ?? '';
    const reading = readClipboard(mutate(source.split('\n'), next).join('\n'));
    expect([undefined, BUYER]).toContain(buyerOf(reading));
    expect([undefined, '青禾示例店']).toContain(reading.shop?.key);
    for (const order of ordersOf(reading)) {
      expect(NUMBERS).toContain(order.no);
      expect(['closed', 'unknown']).toContain(order.state);
      expect([undefined, BUYER]).toContain(order.buyer?.nick);
    }
    for (const m of messagesOf(reading)) {
      // Two messages share 07:30:13; both are the shop's.
      expect(truth.get(`${m.at}`)).toBe(m.side);
      expect([undefined, '青禾示例店']).toContain(m.staff);
      for (const line of m.text?.split('\n') ?? []) expect([line, lines[m.side].has(line)]).toEqual([line, true]);
    }
    const peer = reading.observations.find((o) => o.kind === 'peer');
    for (const word of peer?.level?.split(' · ') ?? []) expect('好评100.00% 普通 非会员 粉丝 新客'.split(' ')).toContain(word);
  });
});
