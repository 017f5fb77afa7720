import { db, type KebanDatabase } from './database.ts';

/** Key in `meta`: until when (epoch ms) everything but timer and replies is put away. */
const PEAK = 'peakUntil';

/** Returns until when the quiet mode of peak days is on (epoch ms), or null. It ends by itself. */
export async function peakUntil(now: number, database: KebanDatabase = db): Promise<number | null> {
  const value = (await database.meta.get(PEAK))?.value;
  return typeof value === 'number' && value > now ? value : null;
}

/** Puts everything but timer and replies away until a moment (epoch ms); null brings it back. */
export async function setPeak(until: number | null, database: KebanDatabase = db): Promise<void> {
  if (until === null) await database.meta.delete(PEAK);
  else await database.meta.put({ key: PEAK, value: until });
}
