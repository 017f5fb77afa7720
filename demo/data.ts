import { aliexpressShop } from './data/aliexpress.ts';
import { taobaoShop } from './data/taobao.ts';
import type { Shop } from './data/types.ts';

export type Site = Shop['site'];

/** Both invented shops as they stand at `now` (epoch ms); the same `now` always gives the same shops. */
export function demoShops(now: number): Record<Site, Shop> {
  return { taobao: taobaoShop(now), aliexpress: aliexpressShop(now) };
}
