import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { KebanDatabase } from '../../lib/db/database.ts';
import { findHabits } from '../../lib/db/habits.ts';
import { takePeer } from '../../lib/db/intake.ts';
import { storeMessages } from '../../lib/db/messages.ts';

const T0 = Date.UTC(2026, 10, 27, 2);
let db: KebanDatabase;

beforeEach(() => {
  db = new KebanDatabase('habits');
});
afterEach(() => db.delete());

/** Stores what a buyer of a shop wrote and what he was answered. */
async function chat(shopId: string, nick: string, asked: string, answer: string, country?: string): Promise<void> {
  const site = shopId.startsWith('taobao') ? ('taobao' as const) : ('aliexpress' as const);
  const peer = { name: nick, nick, uid: nick, ...(country && { country }) };
  const { customerId = '' } = await takePeer({ site, shopId, at: T0 }, { kind: 'peer', peer, orderNos: [] }, db);
  const items = [
    { message: { kind: 'message' as const, side: 'buyer' as const, type: 'text' as const, text: asked, at: T0 } },
    { message: { kind: 'message' as const, side: 'seller' as const, type: 'text' as const, text: answer, at: T0 + 60_000 } },
  ];
  await storeMessages({ customerId: customerId ?? '', shopId, mark: nick }, items, T0 + 120_000, db);
}

it('is in the language of the chats it was typed in where it does not tell it itself', async () => {
  for (const nick of ['Ana', 'Luis', 'Eva']) await chat('aliexpress|1', nick, '¿Cuándo llega mi pedido?', 'Pedido enviado');
  for (const nick of ['Bia', 'Rui', 'Leo']) await chat('aliexpress|1', nick, '👍', 'Produto enviado', 'BR');
  for (const nick of ['小雨', '阿强', '木木']) await chat('taobao|a', nick, '在吗', 'iPhone 15 Pro Max 有货');
  const found = await findHabits(T0 + 3_600_000, db);
  expect(Object.fromEntries(found.map(({ text, language }) => [text, language]))).toEqual({
    'Pedido enviado': 'es',
    'Produto enviado': 'pt',
    'iPhone 15 Pro Max 有货': 'zh',
  });
});

it('keeps a link that different buyers got, and asks for the order that only one was told of', async () => {
  const link = '亲，补差价请拍 https://item.taobao.com/item.htm?id=623456789012';
  for (const nick of ['小雨', '阿强', '木木']) await chat('taobao|a', nick, '在吗', link);
  expect((await findHabits(T0 + 3_600_000, db)).map(({ text }) => text)).toEqual([link]);
});
