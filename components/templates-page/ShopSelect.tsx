import type { JSX } from 'preact';
import { Select } from '#components/ui/Input.tsx';
import type { ShopRow } from '#lib/db/database.ts';
import { t } from '#lib/i18n.ts';

export interface ShopSelectProps {
  label: string;
  shops: readonly ShopRow[];
  /** '' for all shops. */
  value: string;
  onChange: (shopId: string) => void;
}

/** Chooses one shop or all; nothing where no shop is known yet. */
export function ShopSelect({ label, shops, value, onChange }: ShopSelectProps): JSX.Element | null {
  if (shops.length === 0) return null;
  const options = [{ value: '', label: t('exchange.allShops') }, ...shops.map((shop) => ({ value: shop.id, label: shop.name }))];
  return <Select label={label} value={value} onChange={onChange} options={options} />;
}
