import { liveQuery, type Subscription } from 'dexie';
import { useLayoutEffect, useState } from 'preact/hooks';
import { shopGround } from '../db/shop-ground.ts';
import { SHOP_GROUND, type ShopGround } from '../domain/shop-ground.ts';

// One reading for all who ask at the same time: each row of a list of follow-ups does.
const shown = new Set<(ground: ShopGround) => void>();
let known: ShopGround = SHOP_GROUND;
let reading: Subscription | null = null;

function follow(show: (ground: ShopGround) => void): () => void {
  shown.add(show);
  show(known);
  reading ??= liveQuery(() => shopGround()).subscribe({
    next: (ground) => {
      known = ground;
      for (const each of shown) each(ground);
    },
    error: (error: unknown) => console.warn('where the shop works', error),
  });
  return () => {
    shown.delete(show);
    if (shown.size > 0) return;
    reading?.unsubscribe();
    reading = null;
    known = SHOP_GROUND;
  };
}

/** Returns where the shop works, as the settings say; China until they are read. */
export function useShopGround(): ShopGround {
  const [ground, show] = useState(known);
  useLayoutEffect(() => follow(show), []);
  return ground;
}
