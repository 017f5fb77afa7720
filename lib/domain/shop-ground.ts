/** Where the shop works: the zone of its days, and the country (ISO code) by whose days off it works. */
export interface ShopGround {
  zone: string;
  country: string;
}

/** China, where nothing else is set: most sellers of both platforms work by its calendar. */
export const SHOP_GROUND = { zone: 'Asia/Shanghai', country: 'CN' } as const satisfies ShopGround;
