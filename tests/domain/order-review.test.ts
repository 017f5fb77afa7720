import { describe, expect, it } from 'vitest';
import type { ReviewSeen } from '#lib/domain/observation.ts';
import { isUnanswered, mergedReviews, type OrderReview, reviewOf, worstReview } from '#lib/domain/order-review.ts';

const ORDER = '4512300187000204539';
const A: Partial<ReviewSeen> = { itemId: '680000000001', title: '棉质长裙' };
const B: Partial<ReviewSeen> = { itemId: '680000000002', title: '袜子三双' };
const BAD: Partial<ReviewSeen> = { rating: 'bad', text: '面料太差，开线了' };
const GOOD: Partial<ReviewSeen> = { rating: 'good', text: '袜子不错' };

/** What is kept after readings one after the other, each a list of rows. */
function kept(...readings: Partial<ReviewSeen>[][]): OrderReview[] {
  return readings.reduce<OrderReview[]>((known, rows, i) => {
    const seen = rows.map((row) => reviewOf({ kind: 'review', orderNo: ORDER, ...row }, 1000 + i));
    return mergedReviews(known, seen);
  }, []);
}
const briefly = (reviews: readonly OrderReview[]): unknown[] => reviews.map(({ rating, text }) => [rating, text]);

describe('reviews of two items of one order', () => {
  it.each([
    ['told apart by the item', [{ ...A, ...BAD }], [{ ...B, ...GOOD }]],
    ['told apart by the title', [{ title: '棉质长裙', ...BAD }], [{ title: '袜子三双', ...GOOD }]],
    ['told apart by the text alone', [BAD], [GOOD]],
    [
      'in one reading',
      [
        { ...A, ...BAD },
        { ...B, ...GOOD },
      ],
      [],
    ],
  ])('are both kept: %s', (_what, first, later) => {
    expect(briefly(kept(first, later, first, later))).toEqual([
      ['bad', '面料太差，开线了'],
      ['good', '袜子不错'],
    ]);
  });

  it('do not mix: a good one without text leaves the bad one and its text', () => {
    const reviews = kept([{ ...A, ...BAD }], [{ ...B, rating: 'good' }], [{ rating: 'good' }]);
    expect(briefly(reviews)).toEqual([
      ['bad', '面料太差，开线了'],
      ['good', undefined],
    ]);
  });

  it('of the same item in two sizes are both kept, however often they are seen', () => {
    const page = [
      { ...A, rating: 'good' as const },
      { ...A, rating: 'bad' as const },
    ];
    expect(briefly(kept(page, page, page))).toEqual([
      ['good', undefined],
      ['bad', undefined],
    ]);
  });
});

describe('one review that is seen again', () => {
  const line = { id: 'f1', orderLineNo: '4512300187001204539' };
  it('is one record, whether the page or its data showed it first', () => {
    for (const readings of [
      [[{ ...A, ...BAD }], [{ ...line, ...A, ...BAD }]],
      [[{ ...line, ...A, ...BAD }], [{ ...A, ...BAD }]],
      [[{ ...line, ...BAD }], [{ ...A, ...BAD }]],
    ]) {
      expect(kept(...readings)).toMatchObject([{ id: line.orderLineNo, rating: 'bad', itemId: A.itemId }]);
    }
  });

  it('takes a better rating only where it is surely the same', () => {
    expect(kept([{ ...line, ...BAD }], [{ ...line, ...GOOD }])).toMatchObject([{ rating: 'good', text: '袜子不错' }]);
    expect(kept([{ ...A, ...BAD }], [{ ...A, ...BAD, rating: 'good' }])).toMatchObject([{ rating: 'good' }]);
    expect(worstReview(kept([{ ...A, ...BAD }], [{ ...A, rating: 'good' }]))).toMatchObject({ rating: 'bad' });
    expect(kept([{ rating: 'bad' }], [{ rating: 'good' }])).toMatchObject([{ rating: 'bad' }]);
    expect(kept([{ rating: 'good' }], [{ rating: 'bad' }])).toMatchObject([{ rating: 'bad' }]);
  });

  it('keeps what a reading does not name, and stays the same object where it tells nothing new', () => {
    const first = kept([{ ...A, ...BAD, appendText: '退了' }]);
    const again = mergedReviews(first, [reviewOf({ kind: 'review', orderNo: ORDER, ...A, ...BAD }, 9)]);
    expect(again[0]).toBe(first[0]);
  });
});

it('the worst one is that with the worst rating, the newest of several', () => {
  const reviews = kept([{ ...A, ...BAD }], [{ ...B, ...GOOD }], [{ title: '帽子', rating: 'bad', text: '小' }]);
  expect(worstReview(reviews)?.text).toBe('小');
  expect(worstReview([])).toBeUndefined();
});

describe('whether a bad review can still be answered', () => {
  const DAY = 86_400_000;
  const NOW = 100 * DAY;
  const read = (...readings: [at: number, seen: Partial<ReviewSeen>][]): OrderReview[] =>
    readings.reduce<OrderReview[]>(
      (known, [at, seen]) => mergedReviews(known, [reviewOf({ kind: 'review', orderNo: ORDER, ...A, ...BAD, ...seen }, at)]),
      [],
    );

  it('is what the page counts down to, kept as it was first read while the days agree', () => {
    const [review] = read([NOW, { at: NOW - 2 * DAY, replyDaysLeft: 28 }], [NOW + 1.4 * DAY, { replyDaysLeft: 27 }]);
    expect(review).toMatchObject({ replyBy: NOW + 28 * DAY, seenAt: NOW });
    expect(isUnanswered(review!, NOW)).toBe('open');
    expect(isUnanswered(review!, NOW + 29 * DAY)).toBeNull();
  });

  it('is not known any more once a page shows it without', () => {
    const [review] = read([NOW, { at: NOW - 2 * DAY, replyDaysLeft: 28 }], [NOW + DAY, {}]);
    expect(review?.replyBy).toBeUndefined();
    expect(isUnanswered(review!, NOW + DAY)).toBe('unknown');
  });

  it.each<[string, Partial<ReviewSeen>, 'open' | 'unknown' | null]>([
    ['older than a week, nothing shown', { at: NOW - 8 * DAY }, null],
    ['of this week, nothing shown', { at: NOW - 6 * DAY }, 'unknown'],
    ['of an unknown time, seen now', {}, 'unknown'],
    ['older than a month', { at: NOW - 31 * DAY, replyDaysLeft: 3 }, null],
    ['neutral', { at: NOW, rating: 'neutral', replyDaysLeft: 30 }, null],
    ['good', { at: NOW, rating: 'good', replyDaysLeft: 30 }, null],
  ])('%s', (_what, seen, expected) => {
    expect(isUnanswered(read([NOW, seen])[0]!, NOW)).toBe(expected);
  });
});
