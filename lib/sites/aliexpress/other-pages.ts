import { pageReader } from './page.ts';

/** Page on which the seller makes order files (2026-06); it holds no facts of ours. */
export const export2026 = pageReader('aliexpress/export-2026', 'export', {
  anchors: ['.order-export-status-select', '.order-export-time-select'],
  observe: () => [],
});

/** Slider and login pages under the portals' own addresses. */
export const gate2026 = pageReader('aliexpress/gate-2026', 'shell', { anchors: [], observe: () => [] });
