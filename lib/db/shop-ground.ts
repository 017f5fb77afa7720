import { SHOP_GROUND, type ShopGround } from '../domain/shop-ground.ts';
import { db, type KebanDatabase } from './database.ts';

/** Key in `meta` of where the shop works, once a person has said so. */
const KEY = 'shopGround';

/** Returns where the shop works; China where nobody has said anything else. */
export async function shopGround(database: KebanDatabase = db): Promise<ShopGround> {
  return { ...SHOP_GROUND, ...((await database.meta.get(KEY))?.value as Partial<ShopGround> | undefined) };
}

/** Keeps where the shop works. What was planned before stays; from now on its days off count. */
export async function setShopGround(ground: ShopGround, database: KebanDatabase = db): Promise<void> {
  await database.meta.put({ key: KEY, value: ground });
}
