import type { PageReader } from '../site.ts';
import { orders2024 } from './orders-old.ts';
import { orders2026 } from './orders.ts';
import { export2026, gate2026 } from './other-pages.ts';

/** Readers of the order lists and of what may stand in for any page, newest first within a kind. */
export const aliexpressPageReaders: readonly PageReader[] = [orders2026, orders2024, export2026, gate2026];
