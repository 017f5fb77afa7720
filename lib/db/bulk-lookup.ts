import type { Table } from 'dexie';

/**
 * Returns rows whose index holds any of the values, and perhaps some that hold a neighbouring value: the caller looks.
 * A range where little is stored yet costs one request; otherwise all values are asked for at once, which is several
 * times faster than moving a cursor from one to the next.
 */
export async function rowsWithAny<T>(table: Table<T, string>, index: string, values: Iterable<string>): Promise<T[]> {
  const sorted = [...new Set(values)].toSorted();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return [];
  const enough = sorted.length * 2;
  const near = await table
    .where(index)
    .between(first, last, true, true)
    .limit(enough + 1)
    .primaryKeys();
  const ids =
    near.length <= enough
      ? near
      : (await Promise.all(sorted.map((value) => table.where(index).equals(value).primaryKeys()))).flat();
  const rows = await table.bulkGet([...new Set(ids)]);
  return rows.filter((row) => row !== undefined);
}
