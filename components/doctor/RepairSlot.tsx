import type { JSX } from 'preact';
import type { FieldRow } from '#lib/domain/health-verdict.ts';
import type { PageNow } from '#lib/domain/health.ts';

export interface RepairSlotProps {
  /** The page whose field is wrong: its tab, frame, reader and address. */
  page: PageNow;
  row: FieldRow;
}

/** Place for what mends a field by hand, beside each field of a page that is not read. Nothing does so far. */
export function RepairSlot(_props: RepairSlotProps): JSX.Element | null {
  return null;
}
