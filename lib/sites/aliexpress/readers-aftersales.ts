import type { PageReader } from '../site.ts';
import { dispute2026 } from './dispute-detail.ts';
import { disputes2026 } from './disputes.ts';
import { feedback2024 } from './feedback.ts';
import { order2024, order2026 } from './order-detail.ts';

/** Readers of order details, disputes and feedback: in a script of their own, which is put into a frame only where one is shown. */
export const aliexpressAftersalesReaders: readonly PageReader[] = [order2026, order2024, disputes2026, dispute2026, feedback2024];
