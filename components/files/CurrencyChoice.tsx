import type { JSX } from 'preact';
import { Select } from '#components/ui/Input.tsx';
import { t } from '#lib/i18n.ts';

/** Currencies that AliExpress shops and buyers deal in. */
const CURRENCIES = ['CNY', 'USD', 'EUR', 'GBP', 'RUB', 'BRL', 'JPY', 'KRW', 'PLN', 'AUD', 'CAD', 'MXN', 'TRY', 'CLP'];

/** Asks which currency the amounts of a file are in that does not say it; `sample` is one of them. */
export function CurrencyChoice({
  sample,
  value,
  onChange,
}: {
  sample: string;
  value: string;
  onChange: (currency: string) => void;
}): JSX.Element {
  const names = new Intl.DisplayNames('zh-CN', { type: 'currency' });
  return (
    <Select
      label={t('import.currency')}
      hint={t('import.currencyHint', { value: sample })}
      value={value}
      onChange={onChange}
      options={[
        ...(value ? [] : [{ value: '', label: t('import.chooseCurrency') }]),
        ...CURRENCIES.map((code) => ({ value: code, label: `${names.of(code) ?? ''} ${code}`.trim() })),
      ]}
    />
  );
}
