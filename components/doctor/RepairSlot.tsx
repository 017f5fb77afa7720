import type { JSX } from 'preact';
import { Button } from '#components/ui/Button.tsx';
import type { FieldRow } from '#lib/domain/health-verdict.ts';
import type { PageNow } from '#lib/domain/health.ts';
import type { SiteId } from '#lib/domain/observation.ts';
import { t } from '#lib/i18n.ts';
import { showFailure } from '#lib/ui/notices.ts';
import { askFor, teachFieldOf } from '#lib/ui/teach.ts';

export interface RepairSlotProps {
  /** The page whose field is wrong: its tab, frame, reader and address. */
  page: PageNow;
  row: FieldRow;
}

/** Mends a field by hand, beside each field of a page that is not read: the person shows where it is. */
export function RepairSlot({ page, row }: RepairSlotProps): JSX.Element | null {
  const field = teachFieldOf(row.field, row.now);
  const site = page.reader.split('/')[0] as SiteId;
  if (!field || !URL.canParse(page.url)) return null;
  const host = site === 'custom' ? { host: new URL(page.url).hostname } : {};
  const point = (): void => void askFor({ tabId: page.tabId, site, ...host }, [field]).catch(showFailure);
  return (
    <Button size="small" title={t('teach.showHint')} onClick={point}>
      {t('teach.show')}
    </Button>
  );
}
