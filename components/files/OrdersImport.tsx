import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { ErrorState } from '#components/ui/states.tsx';
import { db } from '#lib/db/database.ts';
import { importOrders, type ImportProgress, type ImportReport } from '#lib/db/imports.ts';
import { t } from '#lib/i18n.ts';
import { onlyOfShop, shopGuess, useShopCounts } from '#lib/ui/file-shops.ts';
import { keepShopCurrency, shopCurrency, shopLabel, type OpenedOrders } from '#lib/ui/open-import.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { CurrencyChoice } from './CurrencyChoice.tsx';
import { ImportProgressBar } from './ImportProgressBar.tsx';
import { OtherShops } from './OtherShops.tsx';
import { ReportView } from './ReportView.tsx';
import { ShopChoice } from './ShopChoice.tsx';

/** Asks which shop, imports with progress, and shows what came of it. */
export function OrdersImport({ file, opened }: { file: File; opened: OpenedOrders }): JSX.Element | null {
  const shops = useLive(() => db.shops.toArray(), []);
  const [shopId, setShopId] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [progress, setProgress] = useState<ImportProgress | 'starting' | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [whole, setWhole] = useState(false);
  const counts = useShopCounts(opened, progress || report ? undefined : shops.value);
  const abort = useRef(new AbortController());
  if (!shops.value) return null;
  const { site } = opened.description;
  const own = shops.value.filter((shop) => shop.site === site);
  const { shopId: guess, differs } = shopGuess(site, opened.shopNames, shops.value);
  const wanted = shopId ?? guess;
  const currency = said ?? shopCurrency(wanted);
  const others = [...(counts ?? [])].filter(([id]) => id !== wanted);
  const unsaid = opened.unpriced !== undefined && !currency;
  const run = async (): Promise<void> => {
    abort.current = new AbortController();
    setError(null);
    setReport(null);
    setProgress('starting');
    if (opened.unpriced !== undefined) keepShopCurrency(wanted, currency);
    const batches = opened.batches(currency || undefined);
    try {
      setReport(
        await importOrders(whole ? batches : onlyOfShop(batches, wanted, own), {
          fileName: file.name,
          shopId: wanted,
          fileAt: file.lastModified,
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
        <>
          <ShopChoice
            key={guess}
            site={site}
            own={own}
            names={opened.shopNames}
            value={wanted}
            differs={differs && wanted === guess}
            onChange={setShopId}
          />
          {opened.unpriced !== undefined && <CurrencyChoice sample={opened.unpriced} value={currency} onChange={setSaid} />}
          <OtherShops counts={counts && others} shops={own} into={wanted} whole={whole} onWhole={setWhole} />
          <div class="row">
            <Button
              tone="primary"
              icon="upload"
              disabled={!wanted || unsaid || !counts || opened.preview.length === 0}
              onClick={run}
            >
              {wanted ? t('import.into', { shop: shopLabel(wanted, shops.value) }) : t('import.start')}
            </Button>
          </div>
        </>
      )}
      {progress && (
        <ImportProgressBar progress={progress === 'starting' ? null : progress} onCancel={() => abort.current.abort()} />
      )}
      {error ? <ErrorState error={error} title={t('import.failed')} onRetry={run} /> : null}
      {report && <ReportView report={report} onAgain={() => setReport(null)} />}
    </div>
  );
}
