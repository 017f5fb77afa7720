import { until, type World } from '../../../scripts/story/world.ts';

type Row = Record<string, unknown> & { id: string };
/** All rows of the tables in which people's work is kept. */
export type Rows = Record<string, Row[]>;

const TABLES = ['shops', 'customers', 'orders', 'notes', 'tags', 'reminders', 'templates', 'changes', 'imports'] as const;

/** Fields that go on by themselves: visits, the firing of what is due, uses. */
const MOVING: Record<string, readonly string[]> = {
  shops: ['seenAt'],
  customers: ['chatAt', 'chatUrl', 'updatedAt'],
  reminders: ['firedAt'],
  templates: ['uses', 'lastUsedAt', 'updatedAt'],
};

/** Returns all rows as they are in the real IndexedDB, by table. */
export async function allRows(world: World): Promise<Rows> {
  return (await world.tables(TABLES)) as Rows;
}

/** Returns all rows once nothing has been written for half a second. */
export async function restingRows(world: World): Promise<Rows> {
  let before = '';
  return until('数据库静下来', async () => {
    const rows = await allRows(world);
    const text = JSON.stringify(rows);
    if (text === before) return rows;
    before = text;
    await new Promise((resume) => setTimeout(resume, 500));
    return null;
  });
}

function lasting(table: string, row: Row): string {
  const moving = MOVING[table] ?? [];
  return JSON.stringify(
    Object.entries(row)
      .filter(([field]) => !moving.includes(field))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Returns a sentence for each row that is gone or says something else than before. */
export function lostRows(before: Rows, after: Rows): string[] {
  return Object.entries(before).flatMap(([table, rows]) => {
    const now = new Map((after[table] ?? []).map((row) => [row.id, row]));
    return rows.flatMap((row) => {
      const found = now.get(row.id);
      if (!found) return [`${table} ${row.id} is gone`];
      const [was, is] = [lasting(table, row), lasting(table, found)];
      return was === is ? [] : [`${table} ${row.id}: ${was} → ${is}`];
    });
  });
}

/** Returns how many rows there are in all. */
export function countOf(rows: Rows): number {
  return Object.values(rows).reduce((sum, list) => sum + list.length, 0);
}
