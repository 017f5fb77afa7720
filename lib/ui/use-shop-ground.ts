import { shopGround } from '../db/shop-ground.ts';
import { SHOP_GROUND, type ShopGround } from '../domain/shop-ground.ts';
import { useLive } from './use-live.ts';

/** Returns where the shop works, as the settings say; China until they are read. */
export function useShopGround(): ShopGround {
  return useLive(() => shopGround(), []).value ?? SHOP_GROUND;
}
