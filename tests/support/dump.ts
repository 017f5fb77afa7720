import type { KebanDatabase } from '../../lib/db/database.ts';

const TABLES = ['customers', 'orders', 'notes', 'tags', 'reminders', 'templates'] as const;

/** Returns all rows of the tables that changes are about, by table and key; tags that nobody carries are left out. */
export async function dump(database: KebanDatabase): Promise<Record<string, unknown[]>> {
  const rows: Record<string, unknown[]> = {};
  for (const table of TABLES) rows[table] = await database.table(table).toArray();
  rows['tags'] = (rows['tags'] as { count: number; color: string }[])
    .filter((tag) => tag.count > 0 || tag.color !== 'grey')
    .map(({ ...tag }) => ({ ...tag, createdAt: 0 }));
  return rows;
}
