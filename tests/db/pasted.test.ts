import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { undo } from '#lib/db/changes.ts';
import { KebanDatabase } from '#lib/db/database.ts';
import { importOrders } from '#lib/db/imports.ts';
import { takeOrders, takePeer } from '#lib/db/intake.ts';
import { countMessages, messagesOf, storeMessages } from '#lib/db/messages.ts';
import { addNote, notesOf } from '#lib/db/notes.ts';
import { orderByNo, ordersOf } from '#lib/db/orders.ts';
import { redo, redoScope } from '#lib/db/redo.ts';
import { PasteRefused, takePasted, whoIsPasted, type Pasted } from '#lib/db/pasted.ts';
import { rememberShop } from '#lib/db/shops.ts';
import type { OrderSeen } from '#lib/domain/observation.ts';
import { readClipboard } from '#lib/sites/taobao/clipboard.ts';
import { dump } from '../support/dump.ts';

const copy: unknown = JSON.parse(readFileSync(new URL('../sites/taobao/clipboard.both.json', import.meta.url), 'utf8'));
const SHOP = 'taobao|青禾示例店';
const NICK = 'linjianxiaoyu99';
const NUMBERS = ['4502250000008204539', '4502260000007204539', '4502250000004408292', '4502250000005204539'];
const source = { site: 'taobao' as const, shopId: SHOP, at: 1_760_000_000_000 };

function pastedOf(payload: unknown, more: Partial<Pasted> = {}): Pasted {
  const { observations } = readClipboard(payload);
  return {
    shopId: SHOP,
    peer: observations.find((o) => o.kind === 'peer') ?? null,
    orders: observations.filter((o) => o.kind === 'order'),
    messages: observations.filter((o) => o.kind === 'message'),
    ...more,
  };
}

const listed = (no: string, name: string): OrderSeen => ({
  kind: 'order',
  no,
  state: 'paid',
  stateText: '买家已付款',
  createdAt: 1_758_938_462_000,
  paid: { minor: 10500, currency: 'CNY' },
  items: [{ title: '示例商品A', quantity: 1 }],
  buyer: { name, masked: name.includes('*') },
});

let db: KebanDatabase;
let n = 0;
beforeEach(() => {
  db = new KebanDatabase(`pasted-${n++}`);
});
afterEach(() => db.delete());

describe('a copied chat with its panel', () => {
  it('makes a new customer with level and orders, as one change that undo takes back', async () => {
    const pasted = pastedOf(copy);
    expect(await whoIsPasted(pasted, db)).toEqual({ outcome: 'new' });
    const taken = await takePasted(pasted, db);
    const customer = await db.customers.get(taken.customerId);
    expect(customer).toMatchObject({ name: NICK, standing: 'known', keys: [`nick|${SHOP}|${NICK}`], stats: { count: 4 } });
    expect(customer?.level).toBe('好评100.00% · 普通 · 非会员 · 粉丝 · 新客');
    expect((await ordersOf(taken.customerId, db)).map((o) => o.no).toSorted()).toEqual(NUMBERS.toSorted());
    expect(await db.changes.count()).toBe(1);
    expect((await undo(taken.change?.id ?? '', db)).outcome).toBe('undone');
    expect([await db.customers.count(), await db.orders.count()]).toEqual([0, 0]);
  });

  it('changes nothing when it is pasted twice', async () => {
    await takePasted(pastedOf(copy), db);
    const before = await dump(db);
    const again = await takePasted(pastedOf(copy), db);
    expect(again.change).toBeNull();
    expect(await dump(db)).toEqual(before);
  });

  it('joins masked customers by order number, keeps what the pages knew, and undo takes them apart', async () => {
    await takeOrders(
      source,
      NUMBERS.slice(0, 2).map((no) => listed(no, 'l**')),
      db,
    );
    const owner = await orderByNo(NUMBERS[1] ?? '', db);
    await addNote(owner!.customerId, '要开发票', db);
    const before = await db.customers.toArray();
    const who = await whoIsPasted(pastedOf(copy), db);
    expect(who).toMatchObject({ outcome: 'one', by: 'order', absorb: [expect.any(String)] });
    const taken = await takePasted(pastedOf(copy), db);
    expect(await db.customers.count()).toBe(1);
    const order = (await ordersOf(taken.customerId, db)).find((o) => o.no === NUMBERS[0]);
    expect(order).toMatchObject({ state: 'closed', createdAt: 1_758_938_462_000, items: [{ title: '示例商品A' }] });
    expect((await notesOf(taken.customerId, db)).map((note) => note.text)).toEqual(['要开发票']);
    expect((await undo(taken.change?.id ?? '', db)).outcome).toBe('undone');
    expect(await db.customers.toArray()).toEqual(before);
    expect((await orderByNo(NUMBERS[0] ?? '', db))?.order.state).toBe('paid');
  });

  it('joins the customer of the same full nick', async () => {
    const chat = await takePeer(source, { kind: 'peer', peer: { name: NICK, nick: NICK }, orderNos: [] }, db);
    expect(await whoIsPasted(pastedOf(copy), db)).toMatchObject({
      outcome: 'one',
      by: 'nick',
      customer: { id: chat.customerId },
    });
    expect((await takePasted(pastedOf(copy), db)).customerId).toBe(chat.customerId);
  });

  it('is refused when an order belongs to somebody else, and nothing is written', async () => {
    const other = { kind: 'peer' as const, peer: { name: '海棠与猫', nick: '海棠与猫' }, orderNos: [NUMBERS[3] ?? ''] };
    await takePeer(source, other, db);
    const [before, shops] = [await dump(db), await db.shops.toArray()];
    expect(await whoIsPasted(pastedOf(copy), db)).toMatchObject({ outcome: 'conflict', customers: [{ name: '海棠与猫' }] });
    await expect(takePasted(pastedOf(copy), db)).rejects.toThrow(PasteRefused);
    expect([await dump(db), await db.shops.toArray()]).toEqual([before, shops]);
  });

  it('is refused for another shop than the one its orders are known in', async () => {
    await takeOrders({ ...source, shopId: 'taobao|别的店' }, [listed(NUMBERS[0] ?? '', 'l**')], db);
    expect((await whoIsPasted(pastedOf(copy), db)).outcome).toBe('conflict');
  });
});

describe('a panel without a nick', () => {
  const { right_panel_text: panel } = copy as { right_panel_text: string };
  const cut = pastedOf(panel.slice(panel.indexOf('优惠券')));
  it('belongs to the owner of one of its orders', async () => {
    const chat = await takePeer(source, { kind: 'peer', peer: { name: NICK, nick: NICK }, orderNos: [NUMBERS[2] ?? ''] }, db);
    const taken = await takePasted(cut, db);
    expect(taken.customerId).toBe(chat.customerId);
    expect((await ordersOf(taken.customerId, db)).map((o) => [o.no, o.state])).toHaveLength(4);
  });

  it('belongs to nobody when none is known, unless a person says whose it is', async () => {
    expect(await whoIsPasted(cut, db)).toEqual({ outcome: 'nobody', proposals: [] });
    await expect(takePasted(cut, db)).rejects.toThrow(PasteRefused);
    const chat = await takePeer(source, { kind: 'peer', peer: { name: NICK, nick: NICK }, orderNos: [] }, db);
    const taken = await takePasted({ ...cut, chosenId: chat.customerId ?? '' }, db);
    expect(taken.customerId).toBe(chat.customerId);
    expect(await ordersOf(taken.customerId, db)).toHaveLength(4);
  });
});

describe('the messages of a copied chat', () => {
  const said = async (customerId: string): Promise<string[]> =>
    (await messagesOf(customerId, db)).map((m) => `${m.side} ${m.at} ${m.text ?? m.type}`);
  const all = pastedOf(copy)
    .messages.filter((m) => m.type !== 'empty')
    .map((m) => `${m.side} ${m.at} ${m.text}`);

  it('are kept in their order, once, and go and come back with the change', async () => {
    const { customerId, change } = await takePasted(pastedOf(copy), db);
    expect(await said(customerId)).toEqual(all);
    expect(all).toHaveLength(11);
    await takePasted(pastedOf(copy), db);
    expect(await said(customerId)).toEqual(all);
    const undone = await undo(change?.id ?? '', db);
    expect([await db.messages.count(), await db.threads.count(), await db.customers.count()]).toEqual([0, 0, 0]);
    expect(undone.outcome === 'undone' && (await undo(undone.change.id, db)).outcome).toBe('undone');
    expect(await said(customerId)).toEqual(all);
    expect(await countMessages(customerId, db)).toBe(11);
  });

  it('join what a page has shown of the same conversation, and undo leaves that', async () => {
    const chat = await takePeer(source, { kind: 'peer', peer: { name: NICK, nick: NICK }, orderNos: [] }, db);
    const customerId = chat.customerId ?? '';
    const of = { customerId, shopId: SHOP, mark: '1680203945.1-2299912345678.1#11001' };
    const shown = pastedOf(copy).messages.slice(4, 6);
    await storeMessages(
      of,
      shown.map(({ staff: _staff, sender: _sender, ...message }) => ({ message })),
      source.at,
      db,
    );
    const { change } = await takePasted(pastedOf(copy), db);
    expect(await said(customerId)).toEqual(all);
    expect(await db.threads.count()).toBe(1);
    // A page goes on showing messages; they are no part of the change.
    const later = {
      kind: 'message' as const,
      side: 'buyer' as const,
      type: 'text' as const,
      at: 1_780_000_000_000,
      text: '后来的',
    };
    await storeMessages(of, [{ message: shown[1] }, { message: later }], source.at + 1, db);
    expect((await undo(change?.id ?? '', db)).outcome).toBe('undone');
    expect(await said(customerId)).toEqual([...all.slice(4, 6), `buyer ${later.at} 后来的`]);
  });

  it('stay where a page has shown more in the conversation that the paste began', async () => {
    const { customerId, change } = await takePasted(pastedOf(copy), db);
    const later = {
      kind: 'message' as const,
      side: 'buyer' as const,
      type: 'text' as const,
      at: 1_780_000_000_000,
      text: '后来的',
    };
    await storeMessages({ customerId, shopId: SHOP, mark: NICK }, [{ message: later }], source.at, db);
    expect((await undo(change?.id ?? '', db)).outcome).toBe('changed-since');
    expect(await said(customerId)).toHaveLength(12);
  });

  it('come back with the journal on a database that has lost them', async () => {
    const { customerId, change } = await takePasted(pastedOf(copy), db);
    const other = new KebanDatabase(`pasted-redo-${n}`);
    try {
      await other.transaction('rw', redoScope(other), async () => {
        await redo(change!, other);
      });
      expect((await messagesOf(customerId, other)).length).toBe(11);
      expect(await ordersOf(customerId, other)).toHaveLength(4);
    } finally {
      await other.delete();
    }
  });

  it('of a long chat fill several rows and are all taken back', async () => {
    const lines = Array.from({ length: 400 }, (_, i) => {
      const clock = `${String(Math.floor(i / 60)).padStart(2, '0')}:${String(i % 60).padStart(2, '0')}:00`;
      return i % 2 ? `${NICK}2026-4-3 ${clock}\n问${i}` : `青禾示例店2026-4-3 ${clock}\n答${i}\n已读`;
    });
    const { customerId, change } = await takePasted(pastedOf(lines.join('\n')), db);
    expect(await said(customerId)).toHaveLength(400);
    expect(await db.messages.count()).toBeGreaterThan(2);
    expect((await undo(change?.id ?? '', db)).outcome).toBe('undone');
    expect(await db.messages.count()).toBe(0);
  });
});

describe('a name that does not identify', () => {
  const masked: Pasted = {
    shopId: SHOP,
    peer: { kind: 'peer', peer: { name: '林**', masked: true }, orderNos: [] },
    orders: [],
    messages: [],
  };
  it('only proposes, and a person chooses', async () => {
    for (const nick of ['林间小雨88', '林中鹿', '海棠与猫'])
      await takePeer(source, { kind: 'peer', peer: { name: nick, nick }, orderNos: [] }, db);
    const who = await whoIsPasted(masked, db);
    expect(who.outcome === 'nobody' && who.proposals.map((c) => c.name).toSorted()).toEqual(['林中鹿', '林间小雨88']);
    const [deer, cat] = await Promise.all(
      ['林中鹿', '海棠与猫'].map((name) => db.customers.filter((c) => c.name === name).first()),
    );
    expect(await whoIsPasted({ ...masked, chosenId: deer!.id }, db)).toMatchObject({ outcome: 'one', by: 'chosen' });
    expect((await whoIsPasted({ ...masked, chosenId: cat!.id }, db)).outcome).toBe('conflict');
  });
});

describe('orders that an import has put into another shop', () => {
  const OTHER = 'taobao|白露示例店';
  const NO = '4512288765001204531';
  const nick = '小雨';
  const pasted: Pasted = {
    shopId: SHOP,
    peer: { kind: 'peer', peer: { nick, name: nick }, orderNos: [NO] },
    orders: [{ ...listed(NO, nick), state: 'done', stateText: '交易成功', buyer: undefined }],
    messages: [],
  };
  async function* batch(buyer: NonNullable<OrderSeen['buyer']>) {
    yield { rows: [{ line: 2, order: { ...listed(NO, ''), buyer } }], bytesRead: 1, bytesTotal: 1 };
  }
  const importing = (buyer: NonNullable<OrderSeen['buyer']>) =>
    importOrders(batch(buyer), { fileName: 'a.csv', shopId: OTHER }, db);

  it.each([
    ['the nick', { nick, name: nick }],
    ['a masked one', { name: '小**', masked: true }],
  ])('come home with a paste that shows the same buyer by %s, and go back with undo', async (_, buyer) => {
    await importing(buyer);
    const former = (await orderByNo(NO, db))?.customerId;
    expect(await whoIsPasted(pasted, db)).toEqual({ outcome: 'new' });
    const taken = await takePasted(pasted, db);
    expect(await orderByNo(NO, db)).toMatchObject({ customerId: taken.customerId, order: { shopId: SHOP, state: 'done' } });
    expect((await db.orders.toArray()).flatMap(({ list }) => list)).toHaveLength(1);
    expect((await takePasted(pasted, db)).change).toBeNull();
    expect((await undo(taken.change?.id ?? '', db)).outcome).toBe('undone');
    expect(await orderByNo(NO, db)).toMatchObject({ customerId: former, order: { shopId: OTHER, state: 'paid' } });
  });

  it('stay where they are when the buyer is another one, or a page has shown them there', async () => {
    await importing({ nick: '大明', name: '大明' });
    expect((await whoIsPasted(pasted, db)).outcome).toBe('conflict');
    await expect(takePasted(pasted, db)).rejects.toThrow(PasteRefused);
    await db.orders.clear();
    await db.customers.clear();
    await takeOrders({ ...source, shopId: OTHER }, [{ ...listed(NO, ''), buyer: { nick, name: nick } }], db);
    expect((await whoIsPasted(pasted, db)).outcome).toBe('conflict');
  });

  const buyer = { nick, name: nick };
  const shown = (at: number, more: Partial<OrderSeen> = {}) =>
    takeOrders({ ...source, shopId: OTHER, at }, [{ ...listed(NO, ''), buyer, ...more }], db);
  const visit = (at: number) => rememberShop({ site: 'taobao', key: '白露示例店' }, at, db);
  const HOUR = 3_600_000;

  it.each<[string, () => Promise<unknown>, () => Promise<unknown>]>([
    ['before, and the import only brought news', () => shown(source.at, { paid: undefined }), () => Promise.resolve()],
    ['since, with news', () => Promise.resolve(), () => shown(Date.now() + 1, { state: 'shipped' })],
    ['since perhaps: its pages have been open', () => Promise.resolve(), () => visit(Date.now() + HOUR)],
    ['since perhaps: its pages were open a moment before', () => visit(Date.now() - HOUR / 2), () => Promise.resolve()],
  ])('stay where a page has shown them %s', async (_, before, since) => {
    await before();
    await importing(buyer);
    expect((await orderByNo(NO, db))?.order.importId).toBeDefined();
    await since();
    expect((await whoIsPasted(pasted, db)).outcome).toBe('conflict');
    await expect(takePasted(pasted, db)).rejects.toThrow(PasteRefused);
    expect((await orderByNo(NO, db))?.order.shopId).toBe(OTHER);
  });

  it('come home from a known shop of which no page has been open lately', async () => {
    await visit(Date.now() - 2 * HOUR);
    await importing(buyer);
    const taken = await takePasted(pasted, db);
    expect(await orderByNo(NO, db)).toMatchObject({ customerId: taken.customerId, order: { shopId: SHOP } });
  });
});
