import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldHealth, plainAddress, RIGHT_STEP, surplusReaders, type ReaderHealth } from '../../lib/domain/health.ts';
import { judge, PATIENCE, rowsOf } from '../../lib/domain/health-verdict.ts';
import type { FieldHealth } from '../../lib/domain/observation.ts';
import { vitalsOf } from '../../lib/sites/vital.ts';

const T = 1_790_000_000_000;
const HOUR = 3_600_000;
const seen = (health: Record<string, FieldHealth>, state: 'ready' | 'login' = 'ready', reader = 'taobao/chat-2023') => ({
  reader,
  url: 'https://market.m.taobao.com/app/im/chat-core/index.html?uid=1',
  state,
  health,
});

describe('the record of a reader', () => {
  it('knows when a field was right last and since when it is not', () => {
    const a = foldHealth(undefined, seen({ 'peer.name': 'found' }), T);
    const b = foldHealth(a, seen({ 'peer.name': 'missing' }), T + HOUR);
    const c = foldHealth(b, seen({ 'peer.name': 'refused' }), T + 2 * HOUR);
    expect(c.fields['peer.name']).toEqual({ now: 'refused', rightAt: T, wrongSince: T + HOUR });
    const d = foldHealth(c, seen({ 'peer.name': 'found' }), T + 3 * HOUR);
    expect(d.fields['peer.name']).toEqual({ now: 'found', rightAt: T + 3 * HOUR });
  });

  it('stays the same object when nothing is new, and is renewed seldom while all is well', () => {
    const a = foldHealth(undefined, seen({ 'peer.name': 'found', 'peer.level': 'missing' }), T);
    expect(foldHealth(a, seen({ 'peer.level': 'missing', 'peer.name': 'found' }), T + RIGHT_STEP - 1)).toBe(a);
    expect(foldHealth(a, seen({ 'peer.name': 'found' }), T + RIGHT_STEP).fields['peer.name']?.rightAt).toBe(T + RIGHT_STEP);
  });

  it('learns nothing about fields from a page that is not ready', () => {
    const a = foldHealth(undefined, seen({ 'peer.name': 'found' }), T);
    const b = foldHealth(a, seen({ 'peer.name': 'missing' }, 'login'), T + HOUR);
    expect([b.state, b.fields]).toEqual(['login', a.fields]);
  });

  it('keeps fields that were not looked for, and is bounded whatever a page says', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string(), fc.constantFrom('found', 'missing', 'refused' as const))), (all) => {
        let record: ReaderHealth | undefined;
        for (const [i, health] of all.entries()) record = foldHealth(record, seen(health as Record<string, FieldHealth>), T + i);
        const names = Object.keys(record?.fields ?? {});
        expect(names.length).toBeLessThanOrEqual(64);
        expect(names.filter((name) => !/^[a-z][\w./-]*$/i.test(name))).toEqual([]);
      }),
    );
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`f.n${i}`, 'found' as const]));
    expect(Object.keys(foldHealth(undefined, seen(many), T).fields)).toHaveLength(64);
    const kept = foldHealth(foldHealth(undefined, seen({ 'peer.level': 'found' }), T), seen({ 'peer.name': 'found' }), T);
    expect(Object.keys(kept.fields).toSorted()).toEqual(['peer.level', 'peer.name']);
  });

  it('keeps an address without what may name somebody', () => {
    expect(plainAddress('https://a.example/x/4512300187000204539/y.htm?bizOrderId=1#z')).toBe('https://a.example/x/…/y.htm');
    expect(plainAddress('https://a.example/%E6%9E%97%E9%97%B4/im')).toBe('https://a.example/…/im');
    expect(plainAddress('nonsense')).toBe('');
  });

  it('gives way to newer ones when there are too many', () => {
    const all = Array.from({ length: 70 }, (_, i) => ({ ...foldHealth(undefined, seen({}), T + i), reader: `taobao/r-${i}` }));
    expect(surplusReaders(all).toSorted()).toEqual([0, 1, 2, 3, 4, 5].map((i) => `taobao/r-${i}`));
  });
});

describe('the verdict on a page', () => {
  const good = { 'peer.name': 'found', 'peer.nick': 'found', 'reader.editor': 'found', 'message.sender': 'found' } as const;
  const page = (health: Record<string, FieldHealth>, at = T + HOUR, reader = 'taobao/chat-2023') => ({
    tabId: 1,
    frameId: 0,
    ...seen(health, 'ready', reader),
    at,
  });
  const was = (health: Record<string, FieldHealth>, now: Record<string, FieldHealth>, reader = 'taobao/chat-2023') =>
    foldHealth(foldHealth(undefined, seen(health, 'ready', reader), T), seen(now, 'ready', reader), T + HOUR);
  const at = T + HOUR + 2 * PATIENCE.usual;
  const lightOf = (health: Record<string, FieldHealth>, before: Record<string, FieldHealth>, when = at) =>
    judge(page(health), was(before, health), vitalsOf('taobao/chat-2023'), when).light;

  it('is good when all is there', () => expect(lightOf(good, good)).toBe('good'));

  it('is bad when what was always there is gone, only doubtful when it was never seen', () => {
    const gone = { ...good, 'peer.name': 'missing' } as const;
    expect(lightOf(gone, good)).toBe('bad');
    expect(lightOf(gone, { 'reader.editor': 'found' })).toBe('warn');
    const noEditor = { ...good, 'reader.editor': 'missing' } as const;
    expect(lightOf(noEditor, good)).toBe('bad');
  });

  it('is doubtful when no message could be told to be anybody’s, though one field in one row may be refused', () => {
    const all = { ...good, 'message.sender': 'refused' } as const;
    expect(lightOf(all, good)).toBe('warn');
    expect(lightOf(all, good, T + HOUR + 1)).toBe('good');
    expect(lightOf({ ...good, 'message.at': 'refused' }, good)).toBe('good');
    const none = { ...good, 'message.sender': 'missing' } as const;
    expect(lightOf(none, none)).toBe('good');
  });

  it.each([
    ['taobao/cases-2022', { 'case.no': 'found', 'case.orderNo': 'found', shop: 'missing' }, 'warn'],
    ['taobao/cases-2022', { 'case.no': 'found', 'case.orderNo': 'refused', shop: 'found' }, 'warn'],
    ['taobao/case-2025', { 'case.no': 'found', 'case.orderNo': 'missing', shop: 'found' }, 'warn'],
    ['taobao/case-2025', { 'case.no': 'found', 'case.orderNo': 'found', 'case.deadlineText': 'missing', shop: 'found' }, 'good'],
    ['taobao/reviews-2024', { 'review.orderNo': 'found', shop: 'missing' }, 'warn'],
    ['aliexpress/feedback-2024', { 'review.orderNo': 'found', shop: 'missing' }, 'warn'],
    [
      'aliexpress/disputes-2026',
      { 'case.no': 'missing', 'case.orderNo': 'missing', 'case.createdAt': 'found', shop: 'found' },
      'warn',
    ],
    [
      'aliexpress/dispute-2026',
      { 'case.no': 'missing', 'case.orderNo': 'missing', 'case.stateText': 'found', shop: 'found' },
      'warn',
    ],
    ['aliexpress/dispute-2026', { 'case.no': 'missing', 'case.lineNo': 'found', 'case.orderNo': 'found', shop: 'found' }, 'good'],
  ] as const)('of %s with %j, of which without order or shop nothing can be kept, is %s', (reader, health, light) => {
    const judged = judge(page(health, T + HOUR, reader), was(health, health, reader), vitalsOf(reader), at);
    expect(judged.light).toBe(light);
  });

  it('waits a moment before it says so, and tells when it will', () => {
    const gone = { ...good, 'peer.name': 'missing' } as const;
    const early = judge(page(gone), was(good, gone), vitalsOf('taobao/chat-2023'), T + HOUR + 1);
    expect([early.light, early.until]).toEqual(['good', T + HOUR + PATIENCE.essential]);
  });

  it('doubts marks that disagree, and gives them up only when that lasts', () => {
    const doubt = { ...good, 'peer.name': 'refused' } as const;
    expect(lightOf(doubt, good, T + HOUR + 100)).toBe('good');
    expect(lightOf(doubt, good, T + HOUR + PATIENCE.essential)).toBe('warn');
    expect(lightOf(doubt, good, T + HOUR + PATIENCE.doubtful)).toBe('bad');
  });

  it('never alarms for what may rightly be absent', () => {
    const usual = vitalsOf('taobao/orders-2025');
    const before = { 'order.no': 'found', 'order.paid': 'found', 'order.memo': 'found', 'order.tracking': 'found' } as const;
    const now = { ...before, 'order.memo': 'missing', 'order.tracking': 'missing', 'item.refund': 'refused' } as const;
    const record = was(before, now, 'taobao/orders-2025');
    const verdict = judge(page(now, T + HOUR, 'taobao/orders-2025'), record, usual, at + 100 * HOUR);
    expect(verdict.light).toBe('good');
    expect(verdict.rows.filter((row) => row.verdict !== 'right').map((row) => row.verdict)).toEqual([
      'absent',
      'absent',
      'absent',
    ]);
  });

  it('takes what is usually there for gone only after it stayed away', () => {
    const before = { 'order.no': 'found', 'order.paid': 'found' } as const;
    const now = { 'order.no': 'found', 'order.paid': 'missing' } as const;
    const on = (when: number) =>
      judge(
        page(now, T + HOUR, 'taobao/orders-2025'),
        was(before, now, 'taobao/orders-2025'),
        vitalsOf('taobao/orders-2025'),
        when,
      ).light;
    expect(on(T + HOUR + PATIENCE.usual - 1)).toBe('good');
    expect(on(T + HOUR + PATIENCE.usual)).toBe('warn');
  });

  it('says of a chat page without an open conversation that there is none, not that something is missing', () => {
    const idle = { 'peer.name': 'missing', 'reader.editor': 'missing', 'conversation.peer': 'found' } as const;
    const verdict = judge(page(idle), was(good, idle), vitalsOf('taobao/chat-2023'), at);
    expect([verdict.light, verdict.idle]).toEqual(['none', true]);
  });

  it('lists all fields of a reader, the wrong ones first', () => {
    const record = was({ ...good, 'peer.level': 'found' }, { ...good, 'peer.name': 'missing', 'peer.level': 'missing' });
    expect(rowsOf(record, vitalsOf(record.reader)).map(({ field, verdict }) => `${field} ${verdict}`)).toEqual([
      'peer.name gone',
      'peer.level absent',
      'peer.nick right',
      'reader.editor right',
      'message.sender right',
    ]);
  });
});
