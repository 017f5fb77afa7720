import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { TagInput } from '#components/customer/TagInput.tsx';
import { Button } from '#components/ui/Button.tsx';
import { Menu } from '#components/ui/Menu.tsx';
import { addTag, removeTag } from '#lib/db/customers.ts';
import { db, type TagRow } from '#lib/db/database.ts';
import { LIMITS } from '#lib/domain/text.ts';
import { countText } from '#lib/format.ts';
import { t } from '#lib/i18n.ts';
import { doing } from '#lib/ui/notices.ts';
import { useLive } from '#lib/ui/use-live.ts';

/** Most customers one change touches: it is undone as one, so it is kept as one. */
const MOST_AT_ONCE = 5000;
/** Selected customers whose tags are offered for removal. */
const LOOKED_AT = 500;

export interface BulkBarProps {
  selected: readonly string[];
  tags: readonly TagRow[];
  onClear: () => void;
  onDone: () => void;
  onExport: () => void;
}

/** What can be done with all selected customers at once; every step can be undone. */
export function BulkBar({ selected, tags, onClear, onDone, onExport }: BulkBarProps): JSX.Element {
  const [adding, setAdding] = useState(false);
  const [busy, setBusy] = useState(false);
  const looked = selected.slice(0, LOOKED_AT);
  const present = useLive(async () => {
    const rows = await db.customers.bulkGet(looked);
    return [...new Set(rows.flatMap((row) => row?.tags ?? []))].toSorted((a, b) => a.localeCompare(b, 'zh-CN'));
  }, [looked.join(' ')]);
  const tooMany = selected.length > MOST_AT_ONCE;
  const run = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    await work();
    setBusy(false);
    onDone();
  };
  const add = (tag: string): void => {
    setAdding(false);
    void run(() => doing(() => addTag(selected, tag)));
  };
  return (
    <div class="bulk" role="region" aria-label={t('dash.bulk')}>
      <b>{t('dash.selected', { n: countText(selected.length) })}</b>
      {tooMany && <span class="secondary">{t('dash.tooMany', { n: countText(MOST_AT_ONCE) })}</span>}
      {!tooMany &&
        (adding ? (
          <TagInput tags={[...tags]} taken={[]} maxLength={LIMITS.tag} onAdd={add} onClose={() => setAdding(false)} />
        ) : (
          <Button size="small" icon="add" disabled={busy} onClick={() => setAdding(true)}>
            {t('dash.addTag')}
          </Button>
        ))}
      {!tooMany && (present.value?.length ?? 0) > 0 && (
        <Menu
          label={t('dash.removeTag')}
          icon="tag"
          withText
          size="small"
          items={(present.value ?? []).map((tag) => ({
            key: tag,
            label: tag,
            onSelect: () => void run(() => doing(() => removeTag(selected, tag))),
          }))}
        />
      )}
      <Button size="small" icon="download" onClick={onExport}>
        {t('dash.export')}
      </Button>
      {busy && (
        <span class="secondary" role="status">
          {t('dash.working')}
        </span>
      )}
      <span class="spring" />
      <Button size="small" tone="quiet" onClick={onClear}>
        {t('dash.clearSelection')}
      </Button>
    </div>
  );
}
