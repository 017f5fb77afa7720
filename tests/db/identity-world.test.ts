import 'fake-indexeddb/auto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KebanDatabase } from '../../lib/db/database.ts';
import { takeOrders, takePeer } from '../../lib/db/intake.ts';
import { orderByNo } from '../../lib/db/orders.ts';
import { keysOf } from '../../lib/domain/identity.ts';
import { MARK_SOURCES, MARKS } from '../../lib/domain/identity-marks.ts';
import type { OrderSeen, PeerRef, SiteId } from '../../lib/domain/observation.ts';
import { faults } from '../support/edits.ts';

/** A buyer as they really are; pages show parts of it. Names, masks and ends of numbers are alike on purpose. */
interface Buyer {
  site: SiteId;
  nick: string;
  name: string;
  uid: string;
  /** By shop: order numbers. */
  orders: Record<string, string[]>;
}

const SHOPS: Record<'taobao' | 'aliexpress', string[]> = {
  taobao: ['taobao|青禾示例专卖店', 'taobao|海棠示例店'],
  aliexpress: ['aliexpress|100001', 'aliexpress|100002'],
};
const NICKS = ['林间小雨', '林间小雨8', '林大', '林', 'tb583920176', 'tb583920177'];
const NAMES = ['John Smith', 'John Smith', 'Joanna S', 'Maria', 'Maria', 'Nora'];
const TAILS = ['204539', '204539', '010539'];

/** Where a page was read and what it gave: the same for the code under test and for the reckoning beside it. */
interface Reading {
  shopId: string;
  buyer: Buyer;
  kind: 'masked' | 'masked+enc' | 'masked+uid' | 'named' | 'named+uid' | 'chat' | 'chat+uid' | 'chat+generic';
  nos: string[];
}

const peerOf = ({ kind, buyer, shopId }: Reading): PeerRef => {
  const taobao = buyer.site === 'taobao';
  const uid = kind.endsWith('+uid') ? { uid: buyer.uid } : {};
  if (kind.startsWith('masked')) {
    const name = taobao ? `${buyer.nick[0]}**` : `${buyer.name[0]}**n`.slice(0, 3);
    return {
      name,
      masked: true,
      ...uid,
      ...(kind === 'masked+enc' && taobao ? { enc: `RAzN8B${shopId.length}x${buyer.uid}` } : {}),
    };
  }
  if (kind === 'chat+generic' && !taobao) return { name: 'ae123456' };
  return taobao ? { name: buyer.nick, nick: buyer.nick, ...uid } : { name: buyer.name, ...uid };
};

const orderOf = (no: string, buyer: PeerRef): OrderSeen => ({ kind: 'order', no, state: 'paid', items: [], buyer });

/** Random buyers with orders in two shops a site, and random pages of them in random order. */
const worlds = fc
  .record({
    taobao: fc.uniqueArray(fc.nat(NICKS.length - 1), { minLength: 2, maxLength: 3 }),
    aliexpress: fc.array(fc.nat(NAMES.length - 1), { minLength: 2, maxLength: 2 }),
    counts: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 24, maxLength: 24 }),
    tails: fc.array(fc.nat(TAILS.length - 1), { minLength: 12, maxLength: 12 }),
    pages: fc.array(
      fc.record({
        buyer: fc.nat(50),
        shop: fc.constantFrom(0, 0, 0, 1),
        kind: fc.constantFrom<Reading['kind']>(
          'masked',
          'masked+enc',
          'masked+uid',
          'named',
          'named+uid',
          'chat',
          'chat+uid',
          'chat+generic',
        ),
        from: fc.nat(3),
        many: fc.integer({ min: 1, max: 3 }),
      }),
      { minLength: 3, maxLength: 40, size: 'max' },
    ),
  })
  .map(({ taobao, aliexpress, counts, tails, pages }) => {
    const buyers: Buyer[] = [
      ...taobao.map((n) => ({ site: 'taobao' as const, nick: NICKS[n] ?? '', name: '' })),
      ...aliexpress.map((n) => ({ site: 'aliexpress' as const, nick: '', name: NAMES[n] ?? '' })),
    ].map((buyer, i) => {
      const orders: Record<string, string[]> = {};
      for (const [s, shop] of SHOPS[buyer.site].entries()) {
        const tail = TAILS[tails[i] ?? 0] ?? '';
        orders[shop] = Array.from({ length: counts[i * 2 + s] ?? 0 }, (_, k) => `45${i}${s}${k}000187000${tail}`);
      }
      return { ...buyer, uid: `16802${i}204${(i * 7) % 10}`, orders };
    });
    const readings = pages.flatMap(({ buyer: b, shop, kind, from, many }): Reading[] => {
      const buyer = buyers[b % buyers.length] as Buyer;
      const shopId = SHOPS[buyer.site as 'taobao'][shop] ?? '';
      const nos = (buyer.orders[shopId] ?? []).slice(from % 3, (from % 3) + many);
      return kind.startsWith('chat') || nos.length > 0 ? [{ shopId, buyer, kind, nos }] : [];
    });
    return { buyers, readings };
  });

/** What the pages prove, reckoned without any of the code: everything that one page gives of one buyer belongs together. */
function proven(readings: readonly Reading[]): Map<string, string> {
  const parent = new Map<string, string>();
  const root = (node: string): string => {
    const up = parent.get(node) ?? node;
    return up === node ? node : root(up);
  };
  for (const reading of readings) {
    const { shopId, buyer, kind, nos } = reading;
    const marks = nos.map((no) => `no ${no}`);
    // A chat is one buyer; each row of a list stands for itself, with the marks that it shows.
    const groups = kind.startsWith('chat') ? [marks] : marks.map((mark) => [mark]);
    const shown: string[] = [];
    if (buyer.site === 'taobao' && !kind.startsWith('masked')) shown.push(`nick ${shopId} ${buyer.nick}`);
    if (kind.endsWith('+uid')) shown.push(`uid ${shopId} ${buyer.uid}`);
    if (buyer.site === 'taobao' && kind === 'masked+enc') shown.push(`enc ${shopId} ${buyer.uid}`);
    for (const group of groups) {
      const all = [...group, ...shown];
      for (const node of all) if (!parent.has(node)) parent.set(node, node);
      for (const node of all.slice(1)) parent.set(root(node), root(all[0] ?? ''));
    }
  }
  return new Map([...parent.keys()].map((node) => [node, root(node)]));
}

async function read(reading: Reading, at: number, database: KebanDatabase): Promise<void> {
  const { shopId, buyer, kind, nos } = reading;
  const source = { site: buyer.site, shopId, at };
  const peer = peerOf(reading);
  if (kind.startsWith('chat')) {
    const { resolution } = await takePeer(source, { kind: 'peer', peer, orderNos: nos }, database);
    expect(resolution).toBe(keysOf(shopId, peer).length > 0 || nos.length > 0 ? 'one' : 'nobody');
  } else {
    const taken = await takeOrders(
      source,
      nos.map((no) => orderOf(no, peer)),
      database,
    );
    expect(taken.refused).toEqual([]);
  }
}

/** Which buyer everything of a customer is of; more than one is a wrong join. */
async function ownersOf(database: KebanDatabase, buyers: readonly Buyer[]): Promise<string[][]> {
  const customers = await database.customers.toArray();
  const orders = await database.orders.toArray();
  return customers.map((customer) => {
    const nos = orders.filter((row) => row.customerId === customer.id).flatMap((row) => row.list.map((order) => order.no));
    const values = customer.keys.map((key) => key.split('|').at(-1) ?? '');
    const owners = buyers.filter((buyer) => {
      const own = Object.values(buyer.orders).flat();
      return nos.some((no) => own.includes(no)) || values.some((v) => v === buyer.nick || v.endsWith(buyer.uid));
    });
    return owners.map((buyer) => buyer.uid);
  });
}

let made = 0;

describe('pages of a world where masks, names and ends of numbers are alike', () => {
  it('read in any order join no two buyers, and all that the safe marks prove', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async ({ buyers, readings }) => {
        const database = new KebanDatabase(`world-${made++}`);
        try {
          for (const [i, reading] of readings.entries()) {
            await read(reading, 1_760_000_000_000 + i, database);
            expect(await faults(database)).toEqual([]);
          }
          for (const owners of await ownersOf(database, buyers)) expect(owners).toHaveLength(1);
          const customers = await database.customers.toArray();
          const holder = new Map<string, string>();
          for (const [node, group] of proven(readings)) {
            const [type, a = '', b = ''] = node.split(' ');
            const byKey = customers.find((c) => c.keys.some((key) => key.startsWith(`${type}|${a}|`) && key.endsWith(b)));
            const id = type === 'no' ? (await orderByNo(a, database))?.customerId : byKey?.id;
            expect([node, id]).toEqual([node, holder.get(group) ?? id ?? 'somebody']);
            holder.set(group, id ?? '');
          }
        } finally {
          await database.delete();
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('the table of marks', () => {
  it('names a source for every mark, and lets nothing shown, masked or cut become a key', () => {
    for (const { family, mark } of MARKS) expect(MARK_SOURCES[`${family}.${mark}`]?.length).toBeGreaterThan(10);
    const joining = MARKS.filter((row) => row.same === 'joins' && row.family !== 'custom').map(
      (row) => `${row.family} ${row.mark}`,
    );
    expect(joining).toEqual([
      'taobao orderNo',
      'taobao uid',
      'taobao enc',
      'taobao nick',
      'aliexpress orderNo',
      'aliexpress uid',
    ]);
    const all = { name: '林**', nick: '林**', uid: '168****453', enc: 'RAz***' };
    expect(keysOf('taobao|a', all)).toEqual([]);
    expect(keysOf('aliexpress|1', { name: 'John Smith', nick: 'ae123456', enc: 'RAzN8B' })).toEqual([]);
    expect(keysOf('aliexpress|1', { name: 'John Smith', uid: '2206' })).toEqual(['uid|aliexpress|1|2206']);
  });
});
