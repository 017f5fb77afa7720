import type { Collection, Table } from 'dexie';

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

/** Makes a query anew, for one that has run takes no further limits. */
export type Query<T> = () => Collection<T, string>;

/** How many rows are wanted, how many are asked for in the first requests, and at most how many a walk gives. */
export interface Portions {
  limit: number;
  first: readonly number[];
  most: number;
}

/**
 * Returns rows of a query that are meant, each once, in its order; some more than `limit` where there are. The first requests
 * nearly always are enough; only if too few are meant, a cursor walks on, which takes a step per row.
 */
export async function firstMeant<T extends { id: string }>(
  query: Query<T>,
  isMeant: (row: T) => boolean,
  { limit, first, most }: Portions,
): Promise<T[]> {
  for (const count of first) {
    const rows = await query().limit(count).toArray();
    const unique = [...new Map(rows.filter(isMeant).map((row) => [row.id, row])).values()];
    if (rows.length < count || unique.length >= limit) return unique;
  }
  return query().distinct().filter(isMeant).limit(most).toArray();
}
