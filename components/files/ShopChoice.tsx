import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Input, Select } from '#components/ui/Input.tsx';
import { Banner } from '#components/ui/states.tsx';
import type { ShopRow } from '#lib/db/database.ts';
import type { SiteId } from '#lib/domain/observation.ts';
import { t, tAny } from '#lib/i18n.ts';
import { newShopId } from '#lib/ui/open-import.ts';

const NEW = '+';

interface ShopChoiceProps {
  site: SiteId;
  /** Known shops of the site. */
  own: readonly ShopRow[];
  /** Names of the shop in the file. */
  names: readonly string[];
  /** Id of the chosen shop, '' as long as none is. */
  value: string;
  /** The chosen shop is a proposal although the file names another. */
  differs: boolean;
  onChange: (shopId: string) => void;
}

/** Which shop the orders are of: one that is known, or a new one by its stable name. */
export function ShopChoice({ site, own, names, value, differs, onChange }: ShopChoiceProps): JSX.Element {
  const known = own.some((shop) => shop.id === value);
  const [asNew, setAsNew] = useState(!known && (value !== '' || own.length === 0));
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
        options={[
          ...(value || asNew ? [] : [{ value: '', label: t('import.chooseShop') }]),
          ...own.map((shop) => ({ value: shop.id, label: shop.name })),
          { value: NEW, label: t('import.newShop') },
        ]}
      />
      {differs && <Banner tone="warn">{t('import.shopDiffers', { name: names.slice(0, 3).join('、') })}</Banner>}
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
