import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { KebanDatabase } from '../../lib/db/database.ts';
import { addTag, customersByKeys } from '../../lib/db/customers.ts';
import { importOrders, type ImportedBatch, type ImportOptions, type ImportProgress } from '../../lib/db/imports.ts';
import { OrderGroups } from '../../lib/db/import-groups.ts';
import { prune } from '../../lib/db/session-care.ts';
import { dropFakeFiles, useFakeFiles, type FakeFiles } from '../support/opfs.ts';
import { undoImport } from '../../lib/db/import-undo.ts';
import { takeOrders, takePeer } from '../../lib/db/intake.ts';
import { addNote } from '../../lib/db/notes.ts';
import { orderByNo, ordersOf } from '../../lib/db/orders.ts';
import { hashOf } from '../../lib/domain/hash.ts';
import { keysOf } from '../../lib/domain/identity.ts';
import type { OrderSeen } from '../../lib/domain/observation.ts';
import { readOrderFile } from '../../lib/files/order-file.ts';

const TAOBAO = 'taobao|青禾示例店';
const ALI = 'aliexpress|cn-test';
let n = 0;
let database: KebanDatabase;

beforeEach(() => {
  database = new KebanDatabase(`imports-${n++}`);
});

async function openSample(name: string): Promise<() => AsyncIterable<ImportedBatch>> {
  const bytes = new Uint8Array(readFileSync(new URL(`../files/samples/${name}`, import.meta.url)));
  const file = await readOrderFile(bytes, name);
  if (file.status !== 'ready') throw new Error(`${name}: ${file.status}`);
  return () => file.batches();
}

/** The shop as a page has shown it, so that the import does not bring it. */
const seenShop = () => database.shops.put({ id: TAOBAO, site: 'taobao', key: '青禾示例店', name: '青禾', seenAt: 1 });

const options = (extra: Partial<ImportOptions> = {}): ImportOptions => ({
  fileName: 'orders.csv',
  shopId: TAOBAO,
  chunkRows: 100,
  ...extra,
});

async function importSample(name: string, shopId = TAOBAO) {
  return importOrders((await openSample(name))(), options({ fileName: name, shopId }), database);
}

/** All tables except the record of what happened. */
async function tables(of: KebanDatabase = database): Promise<Record<string, unknown[]>> {
  const rows: Record<string, unknown[]> = {};
  for (const table of of.tables) {
    if (!['changes', 'imports', 'meta'].includes(table.name)) rows[table.name] = await table.toArray();
  }
  return rows;
}

const nickKeys = (nick: string): string[] => keysOf(TAOBAO, { nick });

const made = (i: number, extra: Partial<OrderSeen> = {}): OrderSeen => ({
  kind: 'order',
  no: String(3_000_000_000_000_000 + i),
  state: 'done',
  createdAt: 1_700_000_000_000 + i * 1000,
  paid: { minor: 1000 + i, currency: 'CNY' },
  items: [{ title: `商品${i}` }],
  buyer: { nick: `买家${i % 70}`, name: `买家${i % 70}` },
  ...extra,
});

async function* madeBatches(count: number, from = 0, size = 40, onBatch?: (i: number) => void): AsyncGenerator<ImportedBatch> {
  for (let i = from; i < from + count; i += size) {
    onBatch?.(i);
    const rows = Array.from({ length: Math.min(size, from + count - i) }, (_, j) => ({ line: i + j + 2, order: made(i + j) }));
    yield { rows, bytesRead: i + rows.length - from, bytesTotal: count };
  }
}

describe('importOrders with real exports', () => {
  it('takes a Taobao export in: orders, customers, figures, shop', async () => {
    const { row, badRows, change } = await importSample('export-orders.2016-05.gbk.csv');
    expect(badRows).toEqual([]);
    expect(row).toMatchObject({ rows: 2, created: 2, updated: 0, unchanged: 0, customers: 2, bad: 0, state: 'done' });
    expect(change).toMatchObject({ actor: 'import', importId: row.id, ops: [], label: { key: 'change.imported' } });
    const found = await orderByNo('1930670000173066', database);
    expect(found?.order).toMatchObject({
      shopId: TAOBAO,
      state: 'paid',
      paid: { minor: 59_800, currency: 'CNY' },
      importId: row.id,
      createdAt: Date.UTC(2016, 4, 23, 14, 2),
      items: [{ title: '示例洗面奶+化妆水+乳液套装包邮' }],
    });
    const customer = await database.customers.get(found?.customerId ?? '');
    expect(customer).toMatchObject({
      name: '林间小雨1627',
      nick: '林间小雨1627',
      masked: false,
      standing: 'known',
      keys: nickKeys('林间小雨1627'),
      stats: { count: 1, paidCount: 1, paid: [{ minor: 59_800, currency: 'CNY' }], lastNo: '1930670000173066' },
      activeAt: Date.UTC(2016, 4, 23, 14, 2),
    });
    expect(await database.shops.get(TAOBAO)).toMatchObject({ site: 'taobao', key: '青禾示例店', name: '青禾示例店' });
    expect(await database.changes.count()).toBe(1);
  });

  it('takes an AliExpress workbook and the same orders as text as the same orders', async () => {
    const first = await importSample('csp-order-export.zh_CN.2026-01.sample.xlsx', ALI);
    expect(first.row.created).toBeGreaterThan(3);
    expect(first.row.created + first.row.bad).toBe(first.row.rows + first.row.bad);
    const before = await tables();
    const second = await importSample('csp-order-export.zh_CN.2026-01.sample.xlsx', ALI);
    expect(second.row).toMatchObject({ created: 0, updated: 0, unchanged: first.row.created, customers: 0, chunks: 0 });
    expect(second.change).toBeNull();
    expect(await tables()).toEqual(before);
  });

  for (const name of [
    'export-orders.2016-05.gbk.csv',
    'export-orders.2019.gbk.csv',
    'export-items.2018-05.gbk.csv',
    'csp-order-export.zh_CN.2026-01.sample.csv',
  ]) {
    it(`changes nothing the second time and leaves nothing when undone: ${name}`, async () => {
      const shopId = name.startsWith('csp') ? ALI : TAOBAO;
      const empty = await tables();
      const first = await importSample(name, shopId);
      expect(first.row.created).toBeGreaterThan(0);
      const before = await tables();
      const again = await importSample(name, shopId);
      expect(again.row).toMatchObject({ created: 0, updated: 0, customers: 0 });
      expect(await tables()).toEqual(before);
      await undoImport(first.row.id, {}, database);
      expect(await tables()).toEqual(empty);
      expect(await database.imports.get(first.row.id)).toMatchObject({ state: 'undone' });
    });
  }
});

describe('who is who', () => {
  it('gives orders to their known owner, to the holder of the nick, else to a new customer', async () => {
    await seenShop();
    const source = { site: 'taobao' as const, shopId: TAOBAO, at: 1_800_000_000_000 };
    await takePeer(source, { kind: 'peer', peer: { name: '林**', masked: true }, orderNos: [made(1).no] }, database);
    await takePeer(source, { kind: 'peer', peer: { nick: '买家2', name: '买家2' }, orderNos: [] }, database);
    const before = await tables();
    const masked = made(1, { buyer: { name: '林**', masked: true } });
    const rows = [masked, made(2), made(3), made(73)].map((order, i) => ({ line: i + 2, order }));
    const { row } = await importOrders(batchOf(rows), options(), database);
    expect(row).toMatchObject({ created: 3, updated: 1, customers: 1 });
    const [known] = await customersByKeys(nickKeys('买家2'), database);
    expect((await ordersOf(known?.id ?? '', database)).map((o) => o.no)).toEqual([made(2).no]);
    const [fresh] = await customersByKeys(nickKeys('买家3'), database);
    expect(fresh?.stats.count).toBe(2);
    await undoImport(row.id, {}, database);
    expect(await tables()).toEqual(before);
  });

  it('makes no second holder of a nick when the order was known with a masked name', async () => {
    await seenShop();
    const source = { site: 'taobao' as const, shopId: TAOBAO, at: 1 };
    await takePeer(source, { kind: 'peer', peer: { name: '买家1', nick: '买家1' }, orderNos: [] }, database);
    await takeOrders(source, [made(1, { buyer: { name: '买**', masked: true } })], database);
    const before = await tables();
    const { row } = await importOrders(madeBatches(200), options(), database);
    const held = await customersByKeys(nickKeys('买家1'), database);
    expect(held.map((c) => c.stats.count)).toEqual([2]);
    expect(await database.customers.count()).toBe(71);
    await undoImport(row.id, {}, database);
    expect(await tables()).toEqual(before);
    await importOrders(madeBatches(200), options(), database);
    const chat = { kind: 'peer' as const, peer: { name: '买家1', nick: '买家1' }, orderNos: [made(1).no] };
    const who = await takePeer(source, chat, database);
    expect(await ordersOf(who.customerId ?? '', database)).toHaveLength(3);
  });

  it('refuses an order whose buyer contradicts its owner, and says so with its line', async () => {
    await seenShop();
    await takeOrders({ site: 'taobao', shopId: TAOBAO, at: 1 }, [made(5)], database);
    const before = await tables();
    const { row, badRows } = await importOrders(
      batchOf([{ line: 9, order: made(5, { buyer: { nick: '别人', name: '别人' } }) }]),
      options(),
      database,
    );
    expect(badRows).toEqual([{ line: 9, column: '', value: made(5).no, reason: { key: 'import.bad.otherBuyer', params: {} } }]);
    expect(row.bad).toBe(1);
    expect(await tables()).toEqual(before);
  });

  it('never writes a masked value over a full one, and puts back what it changed', async () => {
    await seenShop();
    const full = made(6, { state: 'shipped', recipient: { name: '林示例', phone: '13900000001' } });
    await takeOrders({ site: 'taobao', shopId: TAOBAO, at: 1 }, [full], database);
    const before = await tables();
    const seen = made(6, {
      state: 'done',
      buyer: { name: '买**', masked: true },
      recipient: { name: '林**', phone: '139****0001' },
    });
    const { row } = await importOrders(batchOf([{ line: 2, order: seen }]), options(), database);
    expect(row).toMatchObject({ updated: 1, created: 0 });
    expect((await orderByNo(full.no, database))?.order).toMatchObject({
      state: 'done',
      recipient: { name: '林示例', phone: '13900000001' },
    });
    await undoImport(row.id, {}, database);
    expect(await tables()).toEqual(before);
  });
});

async function* batchOf(rows: ImportedBatch['rows']): AsyncGenerator<ImportedBatch> {
  yield { rows, bytesRead: 1, bytesTotal: 1 };
}

describe('undo, cancel, interruption', () => {
  it('restores the tables byte for byte after a second, overlapping file', async () => {
    const empty = await tables();
    const first = await importOrders(madeBatches(250), options(), database);
    const before = await tables();
    const changed = batchOf(
      Array.from({ length: 150 }, (_, i) => ({ line: i + 2, order: made(i + 200, { state: 'closed', memo: '补发' }) })),
    );
    const second = await importOrders(changed, options({ fileName: 'b.csv' }), database);
    expect(second.row).toMatchObject({ created: 100, updated: 50, unchanged: 0, customers: 0 });
    await undoImport(second.row.id, {}, database);
    expect(await tables()).toEqual(before);
    await undoImport(first.row.id, {}, database);
    expect(await tables()).toEqual(empty);
    expect(await database.importUndo.count()).toBe(0);
  });

  it('keeps what people and pages did since', async () => {
    const { row } = await importOrders(madeBatches(10), options(), database);
    const [noted] = await customersByKeys(nickKeys('买家1'), database);
    const [tagged] = await customersByKeys(nickKeys('买家2'), database);
    await addNote(noted?.id ?? '', '要发票', database);
    await addTag([tagged?.id ?? ''], '大码', database);
    await takeOrders({ site: 'taobao', shopId: TAOBAO, at: Date.now() + 5 }, [made(3, { state: 'refunding' })], database);
    const report = await undoImport(row.id, {}, database);
    // The order the page changed, its customer, and the two customers with a note and a tag.
    expect(report?.kept).toBe(4);
    const left = (await database.customers.toArray()).map((c) => [c.name, c.stats.count]).toSorted();
    expect(left).toEqual([
      ['买家1', 0],
      ['买家2', 0],
      ['买家3', 1],
    ]);
    expect((await orderByNo(made(3).no, database))?.order.state).toBe('refunding');
  });

  it('leaves nothing when it is cancelled in the middle', async () => {
    await importOrders(madeBatches(120), options(), database);
    const before = await tables();
    const abort = new AbortController();
    const phases = new Set<string>();
    const onProgress = (p: ImportProgress): void => {
      phases.add(p.phase);
      if (p.phase === 'writing' && p.rows >= 300) abort.abort();
    };
    const { row, change } = await importOrders(madeBatches(500, 100), options({ signal: abort.signal, onProgress }), database);
    expect(row.state).toBe('undone');
    expect(row.created).toBeGreaterThan(0);
    expect(change).toBeNull();
    expect([...phases]).toEqual(['reading', 'writing', 'undoing']);
    expect(await tables()).toEqual(before);
  });

  it('is listed as unfinished when it is interrupted, can be undone after a restart or finished by the same file', async () => {
    const empty = await tables();
    const onProgress = (p: ImportProgress): void => {
      if (p.phase === 'writing' && p.rows >= 300) throw new Error('the page was closed');
    };
    await expect(importOrders(madeBatches(500), options({ onProgress, chunkRows: 50 }), database)).rejects.toThrow('closed');
    const name = database.name;
    database.close();
    const reopened = new KebanDatabase(name);
    const [stale] = await reopened.imports.toArray();
    expect(stale).toMatchObject({ state: 'running', created: expect.any(Number) });
    const written = stale?.created ?? 0;
    expect(written).toBeGreaterThanOrEqual(300);
    const finished = await importOrders(madeBatches(500), options(), reopened);
    expect(finished.row).toMatchObject({ created: 500 - written, unchanged: written, state: 'done' });
    await undoImport(finished.row.id, {}, reopened);
    await undoImport(stale?.id ?? '', {}, reopened);
    expect(await tables(reopened)).toEqual(empty);
  });

  it('writes all of a chunk or nothing', async () => {
    await importOrders(madeBatches(100), options(), database);
    const before = await tables();
    const failing = database.importUndo.hook('creating');
    const fail = (): void => {
      throw new Error('no room');
    };
    failing.subscribe(fail);
    await expect(importOrders(madeBatches(100, 500), options(), database)).rejects.toThrow('no room');
    failing.unsubscribe(fail);
    expect(await tables()).toEqual(before);
  });

  it('goes on with an undo that was interrupted', async () => {
    const empty = await tables();
    const { row } = await importOrders(madeBatches(400), options(), database);
    const stop = (left: number): void => {
      if (left === 2) throw new Error('closed');
    };
    await expect(undoImport(row.id, { onProgress: stop }, database)).rejects.toThrow('closed');
    expect(await database.imports.get(row.id)).toMatchObject({ state: 'undoing', chunks: 2 });
    await undoImport(row.id, {}, database);
    expect(await tables()).toEqual(empty);
    expect((await database.changes.toArray()).map((c) => [c.actor, !!c.undoneBy])).toEqual([
      ['import', true],
      ['undo', false],
    ]);
  });

  it('undoes an import once', async () => {
    const { row } = await importOrders(madeBatches(10), options(), database);
    await undoImport(row.id, {}, database);
    await importOrders(madeBatches(10), options(), database);
    const before = await tables();
    await undoImport(row.id, {}, database);
    expect(await tables()).toEqual(before);
  });
});

describe('rows that are refused', () => {
  it('keeps the good rows and lists the bad ones with line and reason', async () => {
    const error = {
      column: '买家实际支付金额',
      value: 'abc',
      reason: { key: 'files.problem.badMoney', params: { column: '买家实际支付金额' } },
    };
    const { row, badRows } = await importOrders(
      batchOf([
        { line: 2, order: made(1) },
        { line: 3, error },
        { line: 4, order: made(2) },
      ]),
      options(),
      database,
    );
    expect(row).toMatchObject({ rows: 2, created: 2, bad: 1 });
    expect(badRows).toEqual([{ line: 3, ...error }]);
    expect((await database.imports.get(row.id))?.bad).toBe(1);
  });

  it('counts an order that stands twice once, the later row wins', async () => {
    const rows = [
      { line: 2, order: made(1, { state: 'paid' }) },
      { line: 3, order: made(1, { state: 'done' }) },
    ];
    const { row } = await importOrders(batchOf(rows), options(), database);
    expect(row).toMatchObject({ created: 1, updated: 0 });
    expect((await orderByNo(made(1).no, database))?.order.state).toBe('done');
  });
});

describe('long files', () => {
  const held = (files: FakeFiles): string[] => [...(files.folders.get('import')?.keys() ?? [])];

  it.each([
    ['as they are', true, 100_000, 0, []],
    ['aside in memory', true, 20_000, 1e9, []],
    ['aside in memory and what does not fit in a file', true, 20_000, 2e6, ['orders']],
    ['aside in a file', true, 20_000, 0, ['orders']],
    ['aside in memory where there is no file system', false, 20_000, 0, []],
  ])("brings a buyer's orders together and loses none (%s)", async (_where, withFiles, keep, room, kept) => {
    const files = withFiles ? useFakeFiles() : null;
    const groups = new OrderGroups(TAOBAO, keep, room);
    const total = 90_000;
    for (let i = 0; i < total; i += 500)
      await groups.add(Array.from({ length: 500 }, (_, j) => ({ line: i + j + 2, order: made(i + j) })));
    if (files) expect(held(files)).toEqual(kept);
    const seen = new Set<number>();
    const chunksOfBuyer = new Map<string, number>();
    for await (const chunk of groups.chunks(2000)) {
      expect(chunk.length).toBeLessThanOrEqual(2000);
      for (const { line, order } of chunk) expect(order.no).toBe(made(line - 2).no);
      for (const nick of new Set(chunk.map(({ order }) => order.buyer?.nick ?? '')))
        chunksOfBuyer.set(nick, (chunksOfBuyer.get(nick) ?? 0) + 1);
      for (const { line } of chunk) seen.add(line);
    }
    expect(seen.size).toBe(total);
    // 70 buyers with 1,285 or 1,286 orders each: everybody fits into one chunk.
    expect([...chunksOfBuyer.values()].every((n) => n === 1)).toBe(true);
    await groups.close();
    if (files) expect(held(files)).toEqual([]);
    dropFakeFiles();
  });

  it('says that the disk is full, leaves nothing behind, and clears what an import that was killed has left', async () => {
    const files = useFakeFiles();
    const groups = new OrderGroups(TAOBAO, 10, 0);
    files.failWrites = true;
    const many = Array.from({ length: 5000 }, (_, i) => ({ line: i, order: made(i * 70) }));
    await expect(groups.add(many)).rejects.toMatchObject({ name: 'QuotaExceededError' });
    await groups.close();
    expect(held(files)).toEqual([]);
    files.folders.get('import')?.set('orders', new Uint8Array(3));
    await prune(database);
    expect(held(files)).toEqual([]);
    dropFakeFiles();
  });

  it('keeps a buyer together whose order numbers look like those of others', async () => {
    const groups = new OrderGroups(TAOBAO, 1);
    // Numbers of two buyers that share a hash, and one more of each buyer.
    const seen = new Map<number, string>();
    const pairs: [string, string][] = [];
    for (let i = 0; pairs.length < 5; i++) {
      const no = String(3_000_000_000_000_000_000n + BigInt(i) * 97n);
      const other = seen.get(hashOf(no));
      if (other) pairs.push([other, no]);
      seen.set(hashOf(no), no);
    }
    const orderOf = (nick: string, no: string) => ({ ...made(0), no, buyer: { nick, name: nick } });
    const orders = pairs.flatMap(([a, b], i) => [
      orderOf(`甲${i}`, a),
      orderOf(`乙${i}`, b),
      orderOf(`甲${i}`, `11${a}`),
      orderOf(`乙${i}`, `11${b}`),
    ]);
    await groups.add(orders.map((order, line) => ({ line, order })));
    const chunks: string[][] = [];
    for await (const chunk of groups.chunks(1)) chunks.push(chunk.map(({ order }) => order.buyer?.nick ?? ''));
    const runs = chunks.flat().filter((nick, i, all) => nick !== all[i - 1]);
    expect(runs).toHaveLength(10);
    expect(new Set(runs).size).toBe(10);
  });

  it('splits a buyer with more orders than a chunk holds', async () => {
    const groups = new OrderGroups(TAOBAO);
    await groups.add(Array.from({ length: 250 }, (_, i) => ({ line: i, order: made(i * 70) })));
    const sizes: number[] = [];
    for await (const chunk of groups.chunks(100)) sizes.push(chunk.length);
    expect(sizes).toEqual([100, 100, 50]);
  });
});

describe('a database that holds nothing yet', () => {
  /** Names, numbers of orders and order numbers by customer: ids and moments differ between two imports. */
  const people = async (): Promise<unknown[]> =>
    (
      await Promise.all(
        (await database.customers.toArray()).map(async (c) => ({
          name: c.name,
          keys: c.keys,
          stats: c.stats,
          orders: (await ordersOf(c.id, database)).map(({ no, state }) => [no, state]),
        })),
      )
    ).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

  const masked = { name: '买**', masked: true };
  const rows = [
    ...Array.from({ length: 300 }, (_, i) => made(i)),
    // The same order twice: masked at first, then with the buyer who has other orders too.
    made(900, { buyer: masked, state: 'paid' }),
    made(901, { buyer: { nick: '买家5', name: '买家5' } }),
    made(900, { buyer: { nick: '买家5', name: '买家5' }, state: 'shipped' }),
    made(902, { buyer: masked }),
    made(903, { buyer: masked }),
  ].map((order, i) => ({ line: i + 2, order }));

  it('takes the same in as one that has to be looked through', async () => {
    await importOrders(batchOf(rows), options({ chunkRows: 7 }), database);
    const fresh = await people();
    database = new KebanDatabase(`imports-${n++}`);
    await takeOrders({ site: 'taobao', shopId: TAOBAO, at: 1 }, [made(800, { buyer: { nick: '别人', name: '别人' } })], database);
    await importOrders(batchOf(rows), options({ chunkRows: 7 }), database);
    const found = (await people()).filter((person) => (person as { name: string }).name !== '别人');
    expect(fresh).toEqual(found);
    expect(fresh).toHaveLength(73);
  });

  it('notices what a page brings while the import is going on', async () => {
    let taken: Promise<unknown> | null = null;
    const onProgress = (p: ImportProgress): void => {
      if (p.phase === 'writing') taken ??= takeOrders({ site: 'taobao', shopId: TAOBAO, at: 1 }, [made(69), made(999)], database);
    };
    const { row } = await importOrders(madeBatches(300), options({ chunkRows: 20, onProgress }), database);
    await taken;
    // Buyers 69 and 19 came from the page.
    expect(row.customers).toBe(68);
    const [late] = await customersByKeys(nickKeys('买家69'), database);
    expect((await customersByKeys(nickKeys('买家69'), database)).length).toBe(1);
    expect((await ordersOf(late?.id ?? '', database)).map((o) => o.no)).toContain(made(69).no);
    expect(await database.customers.count()).toBe(70);
  });
});
