import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KebanDatabase } from '#lib/db/database.ts';
import { knownShop, rememberShop, renameShop } from '#lib/db/shops.ts';

let db: KebanDatabase;
let n = 0;
beforeEach(() => {
  db = new KebanDatabase(`shops-${n++}`);
});
afterEach(() => db.delete());

describe('shops', () => {
  it('finds the shop of a title that a chat shows, and none when two have it', async () => {
    await rememberShop({ site: 'taobao', key: '青禾', name: '青禾家居旗舰店', staff: '青禾:小竹' }, 1, db);
    expect(await knownShop({ site: 'taobao', key: '青禾家居旗舰店', keyIsName: true }, db)).toEqual({
      site: 'taobao',
      key: '青禾',
    });
    expect(await knownShop({ site: 'taobao', key: '没见过', keyIsName: true }, db)).toBeUndefined();
    await rememberShop({ site: 'taobao', key: '另一家', name: '青禾家居旗舰店' }, 2, db);
    expect(await knownShop({ site: 'taobao', key: '青禾家居旗舰店', keyIsName: true }, db)).toBeUndefined();
  });

  it('keeps the name that staff gave, still knows the title, and gives the page’s own name back', async () => {
    const shop = { site: 'aliexpress' as const, key: '100001' };
    expect(await rememberShop(shop, 1, db)).toEqual(shop);
    await renameShop('aliexpress|100001', '跨境一店', db);
    expect(await rememberShop(shop, 2, db)).toMatchObject({ name: '跨境一店' });
    expect(await rememberShop({ ...shop, name: 'Demo Store' }, 3, db)).toMatchObject({ name: '跨境一店' });
    expect(await knownShop({ site: 'aliexpress', key: 'Demo Store', keyIsName: true }, db)).toMatchObject({ key: '100001' });
    await renameShop('aliexpress|100001', '  ', db);
    expect((await db.shops.get('aliexpress|100001'))?.name).toBe('Demo Store');
  });

  it('takes no shop for another because staff gave it the other one’s title as a name', async () => {
    await rememberShop({ site: 'taobao', key: '青禾', name: '青禾家居旗舰店' }, 1, db);
    await renameShop('taobao|青禾', '海风示例店', db);
    expect(await knownShop({ site: 'taobao', key: '海风示例店', keyIsName: true }, db)).toBeUndefined();
    expect(await knownShop({ site: 'taobao', key: '青禾家居旗舰店', keyIsName: true }, db)).toMatchObject({ key: '青禾' });
  });
});
