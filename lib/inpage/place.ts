import type { CaretRect } from '../dom/caret.ts';

/** Where a panel goes, in CSS pixels of the viewport: its left edge, and its edge towards the caret. */
export interface Place {
  side: 'above' | 'below';
  left: number;
  /** Distance of the near edge from the viewport's top (below) or bottom (above). */
  offset: number;
  maxHeight: number;
}

const GAP = 6;
const MARGIN = 8;

/** Places a panel of a width beside the caret: below if `wanted` height fits there, otherwise where there is more room. */
export function placeBeside(caret: CaretRect, width: number, wanted: number, viewport: { width: number; height: number }): Place {
  const below = viewport.height - caret.bottom - GAP - MARGIN;
  const above = caret.top - GAP - MARGIN;
  const side = below >= wanted || below >= above ? 'below' : 'above';
  const left = Math.max(MARGIN, Math.min(caret.left - 12, viewport.width - width - MARGIN));
  const maxHeight = Math.max(120, Math.min(wanted, side === 'below' ? below : above));
  const near = side === 'below' ? caret.bottom + GAP : viewport.height - caret.top + GAP;
  return { side, left, offset: Math.max(MARGIN, Math.min(near, viewport.height - maxHeight - MARGIN)), maxHeight };
}
