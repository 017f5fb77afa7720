import type { JSX } from 'preact';
import { Select } from '#components/ui/Input.tsx';
import { setShopGround, shopGround } from '#lib/db/shop-ground.ts';
import { buyerZone, ZONED_COUNTRIES } from '#lib/domain/buyer-hours.ts';
import { CALENDAR_COUNTRIES, calendarUntil } from '#lib/domain/workdays.ts';
import { localZone } from '#lib/format.ts';
import { t } from '#lib/i18n.ts';
import { calendarText, countryName } from '#lib/ui/calendar-words.ts';
import { showFailure, showNotice } from '#lib/ui/notices.ts';
import { useLive } from '#lib/ui/use-live.ts';

/** Asks in which country the shop works: its days off are none on which anything is planned. */
export function CountryCard(): JSX.Element | null {
  const ground = useLive(() => shopGround(), []).value;
  if (!ground) return null;
  const save = (country: string): void =>
    void setShopGround({ country, zone: buyerZone(country, localZone()) }).then(
      () => showNotice({ kind: 'done', label: { key: 'country.saved' } }),
      showFailure,
    );
  const all = [...new Set([...CALENDAR_COUNTRIES, ...ZONED_COUNTRIES])];
  return (
    <section class="card" aria-label={t('country.title')}>
      <h2>{t('country.title')}</h2>
      <p class="small secondary">{t('country.text')}</p>
      <Select
        label={t('country.label')}
        value={ground.country}
        hint={calendarText(ground.country)}
        options={all.map((code) => ({
          value: code,
          label: calendarUntil(code) === null ? t('country.noData', { country: countryName(code) }) : countryName(code),
        }))}
        onChange={save}
      />
    </section>
  );
}
