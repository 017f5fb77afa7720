import { only, type Tally } from '../found.ts';
import { lineIn, pageReader } from './page.ts';

/** How the list of made files calls one that is finished (2026-06: English and Spanish). */
const DONE = /^(?:Complete|Finalizado)$/;

/** Number, state and file of the made files: whether they can be read is all that is told, there is nothing to keep. */
function readTask(row: Element, tally: Tally): void {
  const cells = [...row.children].map((cell) => lineIn(cell));
  const files = [...row.querySelectorAll('a[href*=".xlsx"]')].flatMap((link) => link.getAttribute('href') ?? []);
  tally.take('export.task', only(cells.filter((text) => /^\d+$/.test(text))));
  tally.take('export.state', only(cells.filter((text) => DONE.test(text))));
  tally.take('export.file', only(files));
}

/** Page on which the seller makes order files (2026-06); the file itself is imported by hand. */
export const export2026 = pageReader('aliexpress/export-2026', 'export', {
  anchors: ['.order-export-status-select', '.order-export-time-select'],
  observe({ document }, tally) {
    for (const row of document.querySelectorAll('tbody tr')) readTask(row, tally);
    return [];
  },
});

/** Slider and login pages under the portals' own addresses. */
export const gate2026 = pageReader('aliexpress/gate-2026', 'shell', { anchors: [], observe: () => [] });
