import type { JSX } from 'preact';
import { Select } from '#components/ui/Input.tsx';
import { localZone } from '#lib/format.ts';
import { t } from '#lib/i18n.ts';

/** Zones that seller centres and the programs beside them print times in. */
const ZONES = ['Asia/Shanghai', 'America/Los_Angeles', 'UTC'];

/** Returns what the time of a zone is called, summer or winter: 北美太平洋时间. */
export function zoneName(zone: string): string {
  const named = (['longGeneric', 'long'] as const).map((timeZoneName) => {
    const parts = new Intl.DateTimeFormat('zh-CN', { timeZone: zone, timeZoneName }).formatToParts();
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  });
  return named.find((name) => name && !name.startsWith('GMT')) ?? zone;
}

/** Asks in which zone a file prints its times. */
export function ZoneChoice({ value, onChange }: { value: string; onChange: (zone: string) => void }): JSX.Element {
  const own = localZone();
  const zones = [...new Set([own, ...ZONES, value])];
  const label = (zone: string): string => (zone === own ? t('import.zoneHere', { zone: zoneName(zone) }) : zoneName(zone));
  return (
    <Select
      label={t('import.zone')}
      hint={t('import.zoneHint')}
      value={value}
      onChange={onChange}
      options={zones.map((zone) => ({ value: zone, label: label(zone) }))}
    />
  );
}
