import type { Endpoint, LanguageSettings } from '../domain/service.ts';
import { db, type KebanDatabase } from './database.ts';

/** Everything is off until a person switches it on. */
const OFF: LanguageSettings = { id: 'language', translate: false, draft: false };

/** Returns what the user allowed. */
export async function languageSettings(database: KebanDatabase = db): Promise<LanguageSettings> {
  return (await database.services.get('language')) ?? OFF;
}

/** Changes what the user allows; another endpoint has to be agreed to anew. Returns what is allowed now. */
export function saveLanguageSettings(
  change: Partial<Omit<LanguageSettings, 'id' | 'endpoint'>> & { endpoint?: Endpoint | null },
  database: KebanDatabase = db,
): Promise<LanguageSettings> {
  return database.transaction('rw', database.services, async () => {
    const { endpoint: before, agreed, ...rest } = await languageSettings(database);
    const { endpoint: wanted, ...others } = change;
    const endpoint = wanted === undefined ? before : (wanted ?? undefined);
    const same = endpoint !== undefined && endpoint.url === before?.url && endpoint.kind === before.kind;
    const next: LanguageSettings = {
      ...rest,
      ...(endpoint && { endpoint }),
      ...(same && agreed !== undefined && { agreed }),
      ...others,
    };
    await database.services.put(next);
    return next;
  });
}
