import type { Hue } from '#components/ui/Chip.tsx';
import type { OrderState } from '#lib/domain/observation.ts';

/** Colours of order states; the word always stands beside it. */
export const orderHues: Readonly<Record<OrderState, Hue>> = {
  unpaid: 'amber',
  paid: 'blue',
  shipped: 'teal',
  done: 'green',
  closed: 'grey',
  refunding: 'red',
  unknown: 'grey',
};
