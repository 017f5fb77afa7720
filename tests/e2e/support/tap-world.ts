import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { inject } from 'vitest';
import type { Order } from '../../../lib/domain/order.ts';
import type { TapState } from '../../../lib/tap/state.ts';
import { root } from '../../../scripts/browser.ts';
import { until, World } from '../../../scripts/story/world.ts';

export type TapSite = 'taobao' | 'aliexpress';

export const SESSIONS =
  'https://seller-acs.aliexpress.com/h5/mtop.gsp.im.use.web.seller.messagebox.querysessionlist/1.0/?jsv=2.7.2&sign=demo&type=originaljson';
export const SOLD = 'https://trade.taobao.com/trade/itemlist/asyncSold.htm?event_submit_do_query=1&_input_charset=utf8';

/** A browser in which answers may be copied, and what can be seen of that from outside. */
export class TapWorld {
  readonly world: World;

  private constructor(world: World) {
    this.world = world;
  }

  static async create(): Promise<TapWorld> {
    return new TapWorld(await World.create(inject('testingBuild'), join(root, 'artifacts', 'e2e')));
  }

  /** Ids of the scripts that are registered now. */
  async registered(): Promise<string[]> {
    const own = await this.world.helper();
    return own.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).map(({ id }) => id).toSorted());
  }

  async stored(key: string): Promise<unknown> {
    const own = await this.world.helper();
    return own.evaluate(async (name) => (await chrome.storage.local.get(name))[name], key);
  }

  async counts(site: TapSite): Promise<TapState['counts'] | undefined> {
    return (await this.stored(`tapCount:${site}`)) as TapState['counts'] | undefined;
  }

  async orders(): Promise<Order[]> {
    return (await this.world.rows<{ list: Order[] }>('orders')).flatMap(({ list }) => list);
  }

  /** Turns the switch in the settings, as a person does. */
  async turn(site: TapSite, on: boolean): Promise<Page> {
    const page = await this.world.own('dashboard.html#/settings');
    await page.bringToFront();
    const box = page.locator(`[data-tap="${site}"] input[role="switch"]`);
    await box.setChecked(on);
    const said = `${site} ${on ? '登记' : '注销'}`;
    await until(said, async () => (await this.registered()).some((id) => id.includes(site)) === on);
    return page;
  }

  /** Opens a page whose own table stays empty: the practice shop's drawing has no data. */
  async openWithoutTable(url: string): Promise<Page> {
    const page = await this.world.browser.context.newPage();
    await page.route('**/__demo/api/*/orders*', (route) => route.abort());
    await page.route('**/__demo/api/*/disputes*', (route) => route.abort());
    await page.goto(url);
    return page;
  }
}
