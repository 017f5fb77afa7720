import type { PageReader } from '../site.ts';
import { chat2019, chat2024, chat2026 } from './chat.ts';
import { disputes2026 } from './disputes.ts';
import { feedback2024 } from './feedback.ts';
import { order2024, order2026 } from './order-detail.ts';
import { orders2024 } from './orders-old.ts';
import { orders2026 } from './orders.ts';
import { dispute2026, export2026, gate2026 } from './other-pages.ts';

/** All page readers of AliExpress, newest first; at most one recognises a page. */
export const aliexpressReaders: readonly PageReader[] = [
  chat2026,
  chat2024,
  chat2019,
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
