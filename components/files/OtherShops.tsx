import type { JSX } from 'preact';
import { Banner } from '#components/ui/states.tsx';
import type { ShopRow } from '#lib/db/database.ts';
import { countText } from '#lib/format.ts';
import { t } from '#lib/i18n.ts';
import { shopLabel } from '#lib/ui/open-import.ts';

interface OtherShopsProps {
  /** Orders of the file that name another known shop, by shop id; null while they are counted. */
  counts: readonly (readonly [shopId: string, orders: number])[] | null;
  shops: readonly ShopRow[];
  /** Id of the shop that was chosen. */
  into: string;
  /** They are imported into the chosen shop, too. */
  whole: boolean;
  onWhole: (whole: boolean) => void;
}

/** Says how many orders of a file are of another shop than the chosen one, and leaves them out unless told otherwise. */
export function OtherShops({ counts, shops, into, whole, onWhole }: OtherShopsProps): JSX.Element | null {
  if (!counts) return <p class="small secondary">{t('import.countingShops')}</p>;
  if (counts.length === 0 || !into) return null;
  const each = counts.map(([id, n]) => t('import.ofShop', { shop: shopLabel(id, shops), n: countText(n) }));
  return (
    <>
      <Banner tone="warn">{t('import.otherShops', { shops: each.join('、') })}</Banner>
      <label class="check-line">
        <input type="checkbox" class="check" checked={whole} onChange={() => onWhole(!whole)} />
        {t('import.otherShopsToo', { shop: shopLabel(into, shops) })}
      </label>
    </>
  );
}
