import { describe, expect, it } from 'vitest';
import { draftFacts, lastDay } from '../../lib/domain/draft-facts.ts';

const HOUR = 3_600_000;
const NOW = 1_800_000_000_000;

describe('the last day of a conversation', () => {
  it.each([
    ['nothing', [], 0],
    ['all of one day', [-20, -3, 0], 3],
    ['what is at most a day older than the newest, whenever that was', [-100, -82, -60, -57], 2],
    ['a message without a time with its neighbours', [-40, null, -2, null], 3],
    ['messages that have no times at all', [null, null], 2],
  ] as const)('is %s', (_, hours, count) => {
    const list = hours.map((hour) => (hour === null ? { seen: NOW } : { at: NOW + hour * HOUR, seen: NOW }));
    expect(lastDay(list)).toEqual(list.slice(list.length - count));
  });
});

it('an order is offered although the size of its item is written with a star; a masked name is not', () => {
  const order = {
    no: '4512300187000204539',
    shopId: 's',
    seenAt: NOW,
    state: 'paid' as const,
    items: [{ title: '四件套', sku: '1.8*2.0m', quantity: 1 }],
  };
  const labels = { buyer: '买家', country: '国家', order: '订单' };
  const facts = draftFacts({ name: '林**', masked: false, country: 'ES' }, [order], labels);
  expect(facts.map(({ id }) => id)).toEqual(['country', order.no]);
  expect(facts[1]?.value).toContain('1.8*2.0m');
});
