import type { JSX } from 'preact';
import { Button } from '#components/ui/Button.tsx';
import type { FieldRow } from '#lib/domain/health-verdict.ts';
import type { PageNow } from '#lib/domain/health.ts';
import type { SiteId } from '#lib/domain/observation.ts';
import { t } from '#lib/i18n.ts';
import { showFailure } from '#lib/ui/notices.ts';
import { askFor, teachFieldOf, teachPageAt } from '#lib/ui/teach.ts';

export interface RepairSlotProps {
  /** The page whose field is wrong: its tab, frame, reader and address. */
  page: PageNow;
  row: FieldRow;
}

/** Mends a field by hand, beside each field of a page that is not read where pointing helps: the person shows where it is. */
export function RepairSlot({ page, row }: RepairSlotProps): JSX.Element | null {
  const site = page.reader.split('/')[0] as SiteId;
  const url = URL.canParse(page.url) ? new URL(page.url) : null;
  const kind = url && teachPageAt(site, url);
  const field = kind && teachFieldOf(row.field, row.now, kind);
  if (!url || !kind || !field) return null;
  const host = site === 'custom' ? { host: url.hostname } : {};
  const point = (): void => void askFor({ tabId: page.tabId, site, page: kind, ...host }, [field]).catch(showFailure);
  return (
    <Button size="small" title={t('teach.showHint')} onClick={point}>
      {t('teach.show')}
    </Button>
  );
}
