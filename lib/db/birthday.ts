import type { Change } from '../domain/change.ts';
import { change } from './changes.ts';
import { db, type KebanDatabase } from './database.ts';

/** Returns a birthday as `MM-DD` from what a person wrote (`5-20`, `05/20`, `5月20日`, `1990-05-20`), or null when it is none. */
export function birthdayOf(text: string): string | null {
  const m = /^(?:\d{4}\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/u.exec(text.normalize('NFKC').trim());
  const [month, day] = [Number(m?.[1]), Number(m?.[2])];
  // 2024 is a leap year: 29 February is a birthday.
  const real = m && month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(2024, month, 0)).getUTCDate();
  return real ? `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` : null;
}

/** Writes a customer's birthday down (`MM-DD`), or takes it away with null. */
export function setBirthday(customerId: string, birthday: string | null, database: KebanDatabase = db): Promise<Change | null> {
  return change(
    { actor: 'staff', label: { key: 'change.birthdaySet' } },
    async (draft) => {
      const customer = await draft.get('customers', customerId);
      if (!customer) return;
      const { birthday: _before, ...rest } = customer;
      await draft.put('customers', birthday === null ? rest : { ...rest, birthday });
    },
    database,
  );
}
