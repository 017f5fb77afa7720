import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align } from '../../lib/domain/message-align.ts';
import { joinMessages } from '../../lib/domain/message-merge.ts';
import type { Line } from '../../lib/domain/message-pair.ts';

const T0 = 1_760_000_000_000;

/** `b:text@minute#id`; `?` is an emptied bubble, `x` a withdrawn one, `*text` a system line. */
function line(spec: string): Line {
  const [, who = '', body = '', at, id] = /^(?:([bs]):)?([^@#]*)(?:@(\d+))?(?:#(\w+))?$/.exec(spec) ?? [];
  const times = { ...(at === undefined ? {} : { at: T0 + Number(at) * 60_000 }), ...(id === undefined ? {} : { id }) };
  if (body === 'x') return { side: 'system', type: 'withdrawn', text: '对方撤回了一条消息', ...times };
  if (body.startsWith('*')) return { side: 'system', type: 'system', text: body, ...times };
  const side = who === 's' ? 'seller' : 'buyer';
  if (body === '?') return { side, type: 'empty', ...times };
  if (body === 'img') return { side, type: 'image', ...times };
  return { side, type: 'text', text: body, ...times };
}

const lines = (text: string): Line[] => text.split(' ').filter(Boolean).map(line);

/** Joins views one after the other; the words of the list in its order. */
function collect(views: readonly string[], apart?: 'newer' | 'older'): string {
  let known: Line[] = [];
  for (const view of views) {
    const seen = lines(view);
    known = joinMessages(known, seen, apart).map(({ known: k, seen: s }) => {
      const [old, now] = [k === null ? undefined : known[k], s === null ? undefined : seen[s]];
      if (old && old.type !== 'withdrawn' && now?.type === 'withdrawn') return { ...old, withdrawn: true as const };
      return (old ?? now) as Line;
    });
  }
  return known.map(({ text, type, withdrawn }) => (withdrawn ? `~${text}` : type === 'image' ? 'img' : text)).join(' ');
}

describe('a view of messages is joined with what is known', () => {
  it.each<[string, string[], string]>([
    ['newer ones arrive', ['b:one s:two', 'b:one s:two b:three'], 'one two three'],
    ['older ones are loaded', ['b:three s:four', 'b:one s:two b:three s:four'], 'one two three four'],
    [
      'the view slides over one text that overlaps',
      ['b:hello s:what-is-it', 's:what-is-it b:a-question'],
      'hello what-is-it a-question',
    ],
    ['equal neighbours stay two', ['b:嗯嗯 b:在吗 b:在吗', 'b:嗯嗯 b:在吗 b:在吗'], '嗯嗯 在吗 在吗'],
    ['the same text again is a second one', ['b:嗯嗯 b:在吗', 'b:嗯嗯 b:在吗 b:在吗'], '嗯嗯 在吗 在吗'],
    ['and a third', ['b:嗯嗯 b:在吗 b:在吗', 'b:嗯嗯 b:在吗 b:在吗 b:在吗', 'b:在吗 b:在吗 b:在吗'], '嗯嗯 在吗 在吗 在吗'],
    ['equal texts of two minutes are two', ['b:在吗@1', 'b:在吗@2'], '在吗 在吗'],
    ['equal texts of the two sides are two', ['b:好的', 's:好的 b:好的'], '好的 好的'],
    ['a jump away is put by its time', ['b:nine@9 b:ten@10', 'b:one@1 b:two@2', 'b:five@5'], 'one two five nine ten'],
    ['what came in between is put between', ['b:one b:four', 'b:one s:two s:three b:four'], 'one two three four'],
    ['one that is not shown any more stays', ['b:one s:two b:three', 'b:one b:three'], 'one two three'],
    ['an emptied bubble is no message', ['b:one s:two b:three', 'b:? s:? b:three s:four'], 'one two three four'],
    ['a withdrawn one is marked, not lost', ['b:one b:oops s:two', 'b:one x s:two', 'b:one x s:two b:end'], 'one ~oops two end'],
    ['a withdrawn newest one is marked', ['b:one b:oops', 'b:one x', 'b:one x s:two'], 'one ~oops two'],
    ['one that was withdrawn before is a line', ['b:one x s:two', 'b:one x s:two'], 'one 对方撤回了一条消息 two'],
    ['an own echo gets its time later', ['b:one@1 s:two', 'b:one@1 s:two@2'], 'one two'],
    ['an own echo whose time moves is one', ['b:one@1 s:two@2', 'b:one@1 s:two@3'], 'one two'],
    ['a second own message of the same words is two', ['b:one@1 s:two@2', 'b:one@1 s:two@2 s:two@3'], 'one two two'],
    ['ids decide over texts', ['b:好的#a b:好的#b', 'b:好的#b b:好的#c'], '好的 好的 好的'],
    ['ids come to lines without', ['b:好的 s:发了', 'b:好的#a s:发了#b'], '好的 发了'],
    ['pictures in a row stay', ['b:img b:img b:看看', 'b:img b:img b:看看 s:好'], 'img img 看看 好'],
    ['a lone picture stays one', ['b:img', 'b:img'], 'img'],
    ['a line of the site is no double', ['b:one s:two', 'b:one *notice s:two'], 'one *notice two'],
    [
      'one common short word in the middle joins nothing',
      ['b:aaaa b:好 b:bbbb', 'b:cccc b:好 b:dddd'],
      'aaaa 好 bbbb cccc 好 dddd',
    ],
  ])('%s', (_what, views, expected) => {
    expect(collect(views)).toBe(expected);
  });

  it('puts a view without times and without anything in common before what is known when somebody jumped up', () => {
    expect(collect(['b:nine b:ten', 'b:one b:two'], 'older')).toBe('one two nine ten');
    expect(collect(['b:nine b:ten', 'b:one b:two', 'b:two b:three', 'b:three b:nine'], 'older')).toBe('one two three nine ten');
  });

  it('takes references for what they are, and never for new ones', () => {
    const known = lines('b:在吗 b:在吗 b:在吗').map((one, i) => ({ ...one, ref: `m${i}` }));
    const seen: Line[] = [{ side: 'system', type: 'empty', ref: 'm1' }, line('b:在吗'), line('s:在')];
    expect(align(seen, known)).toEqual([1, 2, null]);
    expect(joinMessages(known, [{ side: 'system', type: 'empty', ref: 'gone' }, line('s:在')])).toHaveLength(4);
  });
});

describe('one message told by two sources', () => {
  const at = T0 + 123;
  const told = { side: 'buyer', type: 'text', text: '在吗', at, id: 'm1.PNM' } satisfies Line;
  const shown = { side: 'buyer', type: 'text', text: '在吗', at: T0 } satisfies Line;

  it.each<[string, Line, Line]>([
    ['a page that prints whole seconds', shown, told],
    ['and the other way round', told, shown],
    ['line breaks the other one does not have', { ...shown, text: '在吗\n在吗' }, { ...told, text: '在吗 在吗' }],
    ['a telephone number that was taken out', { ...shown, text: '打13812345678' }, { ...told, text: '打***********' }],
    [
      'a card whose words differ',
      { ...shown, type: 'card', text: '确认地址\n去确认' },
      { ...told, type: 'card', text: '确认地址' },
    ],
    ['what a robot wrote', { ...shown, side: 'seller' }, { ...told, side: 'seller', type: 'robot' }],
    [
      'a card that a record shows as words',
      { ...shown, text: '[卡片] 确认地址', past: true },
      { ...told, type: 'card', text: '确认地址' },
    ],
    ['a page without times', { side: 'buyer', type: 'text', text: '在吗' }, told],
  ])('is one: %s', (_what, a, b) => {
    expect(align([a], [b])).toEqual([0]);
    expect(align([b], [a])).toEqual([0]);
  });

  it.each<[string, Line, Line]>([
    ['another second', { ...shown, at: T0 + 1000 }, told],
    ['other words in the same second', { ...shown, text: '在' }, told],
    ['words beside a picture', { ...shown, type: 'image', text: undefined } as Line, told],
    ['two ids', { ...told, id: 'm2.PNM' }, told],
    ['two pictures of one source in a second', { ...shown, type: 'image', text: 'a' }, { ...shown, type: 'image', text: 'b' }],
    [
      'a page saw the one before the other was written',
      told,
      { side: 'buyer', type: 'text', text: '在吗', seen: at - 13 * 3_600_000 },
    ],
  ])('is two: %s', (_what, a, b) => {
    expect(align([a], [b])).toEqual([null]);
  });

  it('puts what is older than a page without times has seen before it, and what is newer behind it', () => {
    const known: Line[] = ['你好', '发货了吗'].map((text) => ({ side: 'buyer', type: 'text', text, seen: at }));
    const place = (when: number): number =>
      joinMessages(known, [{ ...told, text: '很久以前的一句', at: when }]).findIndex((one) => one.seen === 0);
    expect([place(at - 86_400_000), place(at + 60_000)]).toEqual([0, 2]);
  });
});

/** A conversation as it happens: many short words that repeat, runs of one side, now and then a time. */
const talk = (times: 'all' | 'none', length: number): fc.Arbitrary<Line[]> =>
  fc
    .array(
      fc.tuple(fc.constantFrom('b', 's'), fc.constantFrom('在吗', '好的', '嗯', '谢谢', '什么时候发货', '今天发出', 'img')),
      {
        minLength: length / 2,
        maxLength: length,
      },
    )
    .map((all) => all.map(([who, text], i) => line(`${who}:${text}${times === 'all' ? `@${i >> 1}` : ''}`)));

describe('any conversation', () => {
  const wordsOf = (all: readonly Line[]): string =>
    all.map(({ side, type, text }) => `${side[0]}${type[0]}${text ?? ''}`).join(' ');

  function scrolled(all: readonly Line[], starts: readonly number[], size: number): Line[] {
    let known: Line[] = [];
    for (const start of starts) {
      const seen = all.slice(Math.max(0, start), start + size);
      known = joinMessages(known, seen, 'older').map(({ known: k, seen: s }) => (k === null ? seen[s ?? 0] : known[k]) as Line);
    }
    return known;
  }

  it('scrolled up through a window with times is collected once and whole', () => {
    fc.assert(
      fc.property(talk('all', 120), fc.integer({ min: 12, max: 30 }), fc.integer({ min: 1, max: 6 }), (all, size, step) => {
        const starts: number[] = [];
        for (let at = all.length - size; at > -step; at -= step) starts.push(at);
        expect(wordsOf(scrolled(all, starts, size))).toBe(wordsOf(all));
      }),
      { numRuns: 60 },
    );
  });

  it('of the same small talk over and over keeps two places apart that are not one', () => {
    const words = ['Hello', 'Hello', 'Hi dear', 'Where is it?', 'On the way', 'Ok', 'Ok', 'Thanks', 'You are welcome', 'Why'];
    const all = Array.from({ length: 1000 }, (_, i) => line(`b:${i % 7 === 0 ? `${words[i % 10]}${i}` : words[i % 10]}`));
    expect(align(all.slice(0, 40), all.slice(700, 740)).every((j) => j === null)).toBe(true);
    const starts = Array.from({ length: 76 }, (_, i) => 960 - Math.min(960, i * 13));
    expect(wordsOf(scrolled(all, starts, 40))).toBe(wordsOf(all));
  });

  it('growing at its end without times or ids is collected once and whole', () => {
    fc.assert(
      fc.property(talk('none', 80), fc.integer({ min: 1, max: 3 }), (all, step) => {
        let known: Line[] = [];
        for (let end = 4; end < all.length + step; end += step) {
          const seen = all.slice(0, end);
          known = joinMessages(known, seen).map(({ known: k, seen: s }) => (k === null ? seen[s ?? 0] : known[k]) as Line);
        }
        expect(wordsOf(known)).toBe(wordsOf(all));
      }),
      { numRuns: 60 },
    );
  });

  it('of thousands is aligned in a moment', () => {
    const all = Array.from({ length: 5000 }, (_, i) => line(`${i % 3 ? 'b' : 's'}:${['在吗', '好的', '嗯'][i % 3]}@${i}`));
    const begun = performance.now();
    expect(align(all.slice(100), all).every((j, i) => j === i + 100)).toBe(true);
    expect(performance.now() - begun).toBeLessThan(1500);
  });
});
