import type { ShopRef } from '../../domain/observation.ts';
import { LIMITS } from '../../domain/text.ts';
import { createTally, only, present, REFUSED } from '../found.ts';
import type { PayloadReader } from '../site.ts';
import { readingOf } from './fields.ts';
import { idAt, lineAt, list, objectsWhere, type Json } from './json.ts';
import { isRefusal } from './payloads-error.ts';

const hasShops = (object: Json): boolean => list(object, 'shopList').some((shop) => shop['channelId'] !== undefined);

/** The shops of a login. Only a login with a single shop says which shop the page works for. */
export const shopList: PayloadReader = {
  id: 'aliexpress/json-shops',
  site: 'aliexpress',
  recognises: (payload) => !isRefusal(payload) && objectsWhere(payload, hasShops).length > 0,
  read(payload) {
    const tally = createTally();
    const shops = objectsWhere(payload, hasShops)
      .flatMap((object) => list(object, 'shopList'))
      .flatMap((entry): ShopRef[] => {
        const key = tally.take('shop.key', idAt(entry, 'channelId', /^\d{1,20}$/));
        const name = tally.take('shop.name', lineAt(entry, 'shopName', LIMITS.name));
        return key === undefined ? [] : [present<ShopRef>({ site: 'aliexpress', key, name })];
      });
    const shop = tally.take('shop', only(shops));
    return readingOf('aliexpress/json-shops', tally, [], shop);
  },
};

const isBuyerOrder = (object: Json): boolean => object['tag'] === 'pc_om_list_order';

/** The buyer's own order list: recognised, so that what somebody bought is never taken for what the shop sold. */
export const buyerOrders: PayloadReader = {
  id: 'aliexpress/json-buyer-orders',
  site: 'aliexpress',
  recognises: (payload) => !isRefusal(payload) && objectsWhere(payload, isBuyerOrder).length > 0,
  read(payload) {
    const tally = createTally();
    for (const _order of objectsWhere(payload, isBuyerOrder)) tally.take('order.no', REFUSED);
    return readingOf('aliexpress/json-buyer-orders', tally, []);
  },
};
