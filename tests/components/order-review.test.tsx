import { render } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { OrderItem } from '#components/order/OrderList.tsx';
import { anOrder } from './kit.tsx';

test('an order shows its worst review and how many there are', () => {
  const reviews = [
    { rating: 'bad' as const, text: '面料太差，开线了', seenAt: 1 },
    { rating: 'good' as const, text: '袜子不错', seenAt: 2 },
  ];
  const shown = (of: typeof reviews): string | undefined => {
    const { container, unmount } = render(<OrderItem order={{ ...anOrder('4512300187000204539'), reviews: of }} />);
    const text = container.querySelector('.order__case')?.textContent ?? undefined;
    unmount();
    return text;
  };
  expect(shown(reviews)).toBe('差评 共 2 条评价 面料太差，开线了');
  expect(shown(reviews.slice(1))).toBe('好评 袜子不错');
  expect(shown([])).toBeUndefined();
});
