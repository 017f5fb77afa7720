/** The shop's zone and country: both platforms' sellers work by China's calendar, and it is the only one that is known here. */
export const SHOP_GROUND = { zone: 'Asia/Shanghai', country: 'CN' } as const;
