import type { PageReader } from '../site.ts';
import { dispute2026 } from './dispute-detail.ts';
import { disputes2026 } from './disputes.ts';
import { feedback2024 } from './feedback.ts';
import { order2024, order2026 } from './order-detail.ts';
import { orders2024 } from './orders-old.ts';
import { orders2026 } from './orders.ts';
import { export2026, gate2026 } from './other-pages.ts';

/** Readers of every page that is not a chat, newest first within a kind. */
export const aliexpressPageReaders: readonly PageReader[] = [
  orders2026,
  orders2024,
  order2026,
  order2024,
  disputes2026,
  dispute2026,
  feedback2024,
  export2026,
  gate2026,
];
