import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Input, Select } from '#components/ui/Input.tsx';
import { ErrorState } from '#components/ui/states.tsx';
import { db, type ShopRow } from '#lib/db/database.ts';
import { importOrders, type ImportProgress, type ImportReport } from '#lib/db/imports.ts';
import type { SiteId } from '#lib/domain/observation.ts';
import { t, tAny } from '#lib/i18n.ts';
import { keepShopCurrency, newShopId, shopCurrency, shopLabel, shopNamed, type OpenedFile } from '#lib/ui/open-import.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { CurrencyChoice } from './CurrencyChoice.tsx';
import { ImportProgressBar } from './ImportProgressBar.tsx';
import { ReportView } from './ReportView.tsx';

type Orders = OpenedFile & { kind: 'orders' };
const NEW = '+';

/** Asks which shop, imports with progress, and shows what came of it. */
export function OrdersImport({ file, opened }: { file: File; opened: Orders }): JSX.Element | null {
  const shops = useLive(() => db.shops.toArray(), []);
  const [shopId, setShopId] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [progress, setProgress] = useState<ImportProgress | 'starting' | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [error, setError] = useState<unknown>(null);
  const abort = useRef(new AbortController());
  if (!shops.value) return null;
  const { site } = opened.description;
  const guess =
    shopNamed(site, opened.shopNames, shops.value)?.id ?? (opened.shopNames[0] ? newShopId(site, opened.shopNames[0]) : '');
  const wanted = shopId ?? guess;
  const currency = said ?? shopCurrency(wanted);
  const unsaid = opened.unpriced !== undefined && !currency;
  const run = async (): Promise<void> => {
    abort.current = new AbortController();
    setError(null);
    setReport(null);
    setProgress('starting');
    if (opened.unpriced !== undefined) keepShopCurrency(wanted, currency);
    try {
      setReport(
        await importOrders(opened.batches(currency || undefined), {
          fileName: file.name,
          shopId: wanted,
          signal: abort.current.signal,
          onProgress: setProgress,
        }),
      );
    } catch (reason) {
      setError(reason);
    } finally {
      setProgress(null);
    }
  };
  return (
    <div class="stack">
      {!report && !progress && (
        <ShopChoice key={guess} site={site} shops={shops.value} names={opened.shopNames} value={wanted} onChange={setShopId} />
      )}
      {!report && !progress && opened.unpriced !== undefined && (
        <CurrencyChoice sample={opened.unpriced} value={currency} onChange={setSaid} />
      )}
      {!report && !progress && (
        <div class="row">
          <Button tone="primary" icon="upload" disabled={wanted === '' || unsaid || opened.preview.length === 0} onClick={run}>
            {wanted ? t('import.into', { shop: shopLabel(wanted, shops.value) }) : t('import.start')}
          </Button>
        </div>
      )}
      {progress && (
        <ImportProgressBar progress={progress === 'starting' ? null : progress} onCancel={() => abort.current.abort()} />
      )}
      {error ? <ErrorState error={error} title={t('import.failed')} onRetry={run} /> : null}
      {report && <ReportView report={report} onAgain={() => setReport(null)} />}
    </div>
  );
}

interface ShopChoiceProps {
  site: SiteId;
  shops: readonly ShopRow[];
  /** Names of the shop in the file. */
  names: readonly string[];
  value: string;
  onChange: (shopId: string) => void;
}

/** Which shop the orders are of: one that is known, or a new one by its stable name. */
function ShopChoice({ site, shops, names, value, onChange }: ShopChoiceProps): JSX.Element {
  const own = shops.filter((shop) => shop.site === site);
  const known = own.some((shop) => shop.id === value);
  const [asNew, setAsNew] = useState(!known);
  const [key, setKey] = useState(known ? '' : value.slice(value.indexOf('|') + 1));
  const choose = (next: string): void => {
    setAsNew(next === NEW);
    onChange(next === NEW ? (key.trim() ? newShopId(site, key) : '') : next);
  };
  return (
    <div class="row row--wrap shop-choice">
      <Select
        label={t('import.shop')}
        value={asNew ? NEW : value}
        onChange={choose}
        hint={names.length > 0 ? t('import.shopInFile', { name: names.slice(0, 3).join('、') }) : t('import.shopNotInFile')}
        options={[...own.map((shop) => ({ value: shop.id, label: shop.name })), { value: NEW, label: t('import.newShop') }]}
      />
      {asNew && (
        <Input
          label={tAny(`import.shopKey.${site}`)}
          hint={tAny(`import.shopKeyHint.${site}`)}
          value={key}
          maxLength={64}
          onInput={(event) => {
            const text = event.currentTarget.value;
            setKey(text);
            onChange(text.trim() ? newShopId(site, text) : '');
          }}
        />
      )}
    </div>
  );
}
