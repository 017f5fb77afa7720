import { describe, expect, it } from 'vitest';
import { newsIn } from '#lib/domain/intake.ts';
import type { CaseSeen, Observation } from '#lib/domain/observation.ts';
import { mergeOrder, type Order } from '#lib/domain/order.ts';
import { caseOf, caseStateOf, leftIn, mergedCases, openCases, type OrderCase } from '#lib/domain/order-case.ts';

const T0 = Date.UTC(2026, 10, 27, 2);
const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
const NO = '285380000865108246';
const ORDER = '4511977700004108246';
const seen = (over: Partial<CaseSeen> = {}): CaseSeen => ({
  kind: 'case',
  no: NO,
  orderNo: ORDER,
  stateText: '待商家处理',
  deadlineText: '还剩 1天 3时 20分',
  ...over,
});
const DUE = T0 + DAY + 3 * HOUR + 20 * MINUTE;

describe('the state of a case', () => {
  it.each([
    ['待商家处理', 'open'],
    ['等待买家退货', 'open'],
    ['请处理退款申请', 'open'],
    ['平台介入处理中', 'open'],
    ['买家退货 已签收', 'open'],
    ['卖家拒绝退款', 'open'],
    ['等待退款完成', 'open'],
    ['退款成功', 'closed'],
    ['退货退款成功', 'closed'],
    ['退款关闭', 'closed'],
    ['已结束', 'closed'],
    ['买家已撤销', 'closed'],
    ['Dispute closed', 'closed'],
    ['Refund completed', 'closed'],
    ['已退款', 'closed'],
    ['卖家已退款', 'closed'],
    ['已完结', 'closed'],
    ['申请已驳回', 'closed'],
    ['售后未完成', 'open'],
    ['Refund not completed', 'open'],
    ['即将关闭', 'unknown'],
    ['别的话', 'unknown'],
    ['', 'unknown'],
  ])('%s is %s', (text, state) => {
    expect(caseStateOf(text)).toBe(state);
  });

  it('is open where a countdown runs beside words that are not known', () => {
    expect(caseStateOf('别的话', '还剩 2 天')).toBe('open');
    expect(caseStateOf(undefined)).toBe('unknown');
  });
});

describe('a countdown', () => {
  it.each([
    ['还剩 1 天 3 时 20 分', DAY + 3 * HOUR + 20 * MINUTE, MINUTE],
    ['还剩 2 天 5 小时 10 分钟', 2 * DAY + 5 * HOUR + 10 * MINUTE, MINUTE],
    ['还剩3天', 3 * DAY, DAY],
    ['还剩 0 时 59 秒', 59_000, 1000],
  ])('%s', (text, ms, unit) => {
    expect(leftIn(text)).toEqual({ ms, unit });
  });

  it('that names no time leaves none', () => {
    expect(leftIn('还剩 时')).toBeNull();
    expect(leftIn(`还剩 ${'9'.repeat(300)}天`)).toBeNull();
    expect(leftIn('还剩 401天')).toBeNull();
    expect(caseOf(seen({ deadlineText: '还剩 时' }), T0)).not.toHaveProperty('dueAt');
  });
});

describe('a case that is seen again', () => {
  const again = (known: OrderCase[], over: Partial<CaseSeen>, at: number): OrderCase[] =>
    mergedCases(known, [caseOf(seen(over), at)]);
  const first = again([], {}, T0);

  it('is the same one as long as only the countdown moves', () => {
    expect(first).toMatchObject([{ no: NO, state: 'open', dueAt: DUE }]);
    expect(again(first, { deadlineText: '还剩 1天 3时 19分' }, T0 + 40_000)[0]).toBe(first[0]);
    expect(again(first, { deadlineText: '还剩 0天 1时 20分' }, T0 + DAY + 2 * HOUR)[0]).toBe(first[0]);
  });

  it('keeps its deadline where a page stands still', () => {
    expect(again(first, {}, T0 + 5 * HOUR)[0]).toBe(first[0]);
  });

  it('keeps its deadline however long a page stands still, or another that was loaded a little later', () => {
    for (const deadlineText of ['还剩 1天 3时 20分', '还剩 1天 3时 5分'])
      expect(again(first, { deadlineText }, T0 + 13 * HOUR)).toMatchObject([{ dueAt: DUE }]);
  });

  it('takes a deadline that was moved', () => {
    expect(again(first, { deadlineText: '还剩 6天 0时 0分' }, T0 + HOUR)).toMatchObject([{ dueAt: T0 + HOUR + 6 * DAY }]);
    expect(again(first, { deadlineText: '还剩 0天 1时 0分' }, T0 + HOUR)).toMatchObject([{ dueAt: T0 + 2 * HOUR }]);
  });

  it('loses its deadline with the state it belonged to, not where a source shows none', () => {
    const silent = { deadlineText: undefined } as unknown as Partial<CaseSeen>;
    expect(again(first, { ...silent, amount: { minor: 5, currency: 'CNY' } }, T0 + 1)).toMatchObject([
      { dueAt: DUE, amount: { minor: 5 } },
    ]);
    expect(again(first, { ...silent, stateText: '等待买家退货' }, T0 + 1)[0]).not.toHaveProperty('dueAt');
    const over = again(first, { stateText: '退款成功' }, T0 + 1);
    expect(over[0]).toMatchObject({ state: 'closed' });
    expect(over[0]).not.toHaveProperty('dueAt');
    expect(openCases({ cases: over, state: 'refunding' }, T0)).toEqual([]);
  });

  it('is no longer known to be open some days after its deadline, nor when its order is closed', () => {
    const open = (at: number, state: 'shipped' | 'closed' = 'shipped'): number => openCases({ cases: first, state }, at).length;
    expect([open(T0), open(DUE + 3 * DAY), open(DUE + 3 * DAY + 1), open(T0, 'closed')]).toEqual([1, 1, 0, 0]);
    const endless = mergedCases([], [caseOf({ kind: 'case', no: NO, stateText: '待商家处理' }, T0)]);
    expect(openCases({ cases: endless, state: 'unknown' }, T0 + 99 * DAY)).toHaveLength(1);
  });

  it('is one, whether its number is told as that or as the one of its line', () => {
    const line: CaseSeen = { kind: 'case', lineNo: NO, orderNo: ORDER, stateText: '已结束' };
    expect(mergedCases(first, [caseOf(line, T0 + 1)])).toMatchObject([{ no: NO, lineNo: NO, state: 'closed' }]);
    const turned = mergedCases([], [caseOf(line, T0), caseOf(seen(), T0 + 1), caseOf(seen(), T0 + 2)]);
    expect(turned).toMatchObject([{ no: NO, lineNo: NO, state: 'open' }]);
  });

  it('that was kept twice becomes one', () => {
    const line = { lineNo: NO, state: 'open' as const, seenAt: T0 };
    for (const known of [
      [...first, line],
      [line, ...first],
    ])
      expect(again(known, { stateText: '退款成功' }, T0 + 1)).toMatchObject([{ no: NO, state: 'closed' }]);
  });

  it('takes the deadline of its next state, though it begins with the same countdown', () => {
    expect(again(first, { stateText: '等待买家退货' }, T0 + 5 * HOUR)).toMatchObject([{ dueAt: DUE + 5 * HOUR }]);
  });

  it('is told apart by its number, and by its line where both name one', () => {
    expect(again(first, { no: '407310000404203945' }, T0 + 1)).toHaveLength(2);
    const lines = mergedCases(
      [],
      [caseOf(seen({ lineNo: '6302516863689763' }), T0), caseOf(seen({ lineNo: '6302516863689764' }), T0)],
    );
    expect(lines).toHaveLength(2);
    expect(mergedCases(lines, [caseOf({ kind: 'case', lineNo: '6302516863689764', stateText: '已结束' }, T0 + 1)])).toMatchObject(
      [{ state: 'open' }, { state: 'closed' }],
    );
  });
});

describe('what pages tell of orders', () => {
  const order: Observation = { kind: 'order', no: ORDER, state: 'shipped', items: [] };

  it('is put to the order it names, which becomes known by its number', () => {
    const other = seen({ no: '407310000404203945', orderNo: '4512300187000204539' });
    expect(newsIn([seen(), order, other], T0)).toMatchObject([
      { no: ORDER, state: 'shipped', cases: [{ no: NO }] },
      { no: '4512300187000204539', state: 'unknown', items: [], cases: [{ no: other.no }] },
    ]);
    const { orderNo: _orderNo, ...nameless } = seen();
    expect(newsIn([nameless], T0)).toEqual([]);
  });

  it('of reviews keeps one a line, and the worst of those that cannot be told apart', () => {
    const stored: Order = { no: ORDER, state: 'done', items: [], shopId: 'aliexpress|1', seenAt: 0 };
    const rated = (rating: 'good' | 'bad', id?: string): Observation => ({
      kind: 'review',
      orderNo: ORDER,
      rating,
      ...(id ? { id } : {}),
    });
    const kept = (observations: Observation[], known?: Order): Order => {
      const [{ kind: _kind, ...news }] = newsIn(observations, T0) as [ReturnType<typeof newsIn>[0]];
      return mergeOrder(known, { ...stored, ...news, state: 'unknown' });
    };
    expect(kept([rated('good'), rated('bad'), rated('good')], stored).reviews).toMatchObject([{ rating: 'bad' }]);
    expect(kept([rated('bad', 'f1'), rated('good', 'f2')], stored).reviews).toHaveLength(2);
    expect(kept([rated('good', 'f1')], kept([rated('bad', 'f1')], stored)).reviews).toMatchObject([{ rating: 'good' }]);
    expect(kept([rated('good')], stored).state).toBe('done');
  });
});
