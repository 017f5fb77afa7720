import type { DBCore, DBCoreMutateRequest, DBCoreTable, Dexie } from 'dexie';

/**
 * Has the rows of one table changed by `written` on their way into the store, whoever writes them; `otherwise` takes the
 * place of further ways into the table.
 */
export function withWritten<T>(
  database: Dexie,
  name: string,
  written: (rows: readonly T[]) => readonly unknown[],
  otherwise: (table: DBCoreTable) => Partial<DBCoreTable> = () => ({}),
): void {
  const changed = (table: DBCoreTable): DBCoreTable => ({
    ...table,
    mutate: (request: DBCoreMutateRequest) => {
      if (request.type !== 'add' && request.type !== 'put') return table.mutate(request);
      return table.mutate({ ...request, values: written(request.values as T[]) } as DBCoreMutateRequest);
    },
    ...otherwise(table),
  });
  database.use({
    stack: 'dbcore',
    name: `written-${name}`,
    create: (core: DBCore): DBCore => ({
      ...core,
      table: (one) => (one === name ? changed(core.table(one)) : core.table(one)),
    }),
  });
}
