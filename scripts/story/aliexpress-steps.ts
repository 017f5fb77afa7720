import type { Customer } from '../../lib/domain/customer.ts';
import type { Order } from '../../lib/domain/order.ts';
import { openChat, paintedAs, panelText, shownCustomer } from './look.ts';
import type { Step } from './steps.ts';
import { must, until } from './world.ts';

const readOrders: Step = {
  name: '速卖通订单列表 → 客户和订单（美西时间）',
  run: async (world) => {
    const page = await world.shop('aliexpressOrders');
    await page.bringToFront();
    const truth = new Map(world.truth.aliexpress.orders.map((order) => [order.id, order]));
    const shown = await until('订单列表', async () => {
      const texts = await page.locator('table.next-table-row').allInnerTexts();
      const nos = texts.map((text) => /\b\d{16}\b/.exec(text)?.[0] ?? '');
      return nos.length >= 10 && nos.every((no) => truth.has(no)) ? nos : null;
    });
    const stored = await until('订单入库', async () => {
      const orders = (await world.rows<{ list: Order[] }>('orders')).flatMap((row) => row.list);
      return shown.every((no) => orders.some((order) => order.no === no)) ? orders : null;
    });
    for (const no of shown) {
      const order = stored.find((o) => o.no === no);
      const real = truth.get(no);
      must(order?.paid?.minor === real?.total, `订单 ${no} 金额 ${order?.paid?.minor} ≠ ${real?.total} 分`);
      must(Math.abs((order?.createdAt ?? 0) - (real?.createdAt ?? 0)) < 1000, `订单 ${no} 时间不对`);
      must(order?.items.length === real?.lines.length, `订单 ${no} 的商品行 ${order?.items.length} ≠ ${real?.lines.length}`);
    }
    await world.picture(page, 'aliexpress-orders');
    const [first = ''] = shown;
    const sample = stored.find((order) => order.no === first);
    return `${shown.length} 单；如 ${first} ${sample?.paid?.minor} 分 ${sample?.paid?.currency}，${new Date(sample?.createdAt ?? 0).toISOString()}`;
  },
};

const recognise: Step = {
  name: '速卖通聊天 → 右侧栏晚到也不认错人',
  run: async (world) => {
    const { page, panel } = await openChat(world, 'aliexpressChat', 'Nora Testperson');
    const text = await paintedAs(panel, 'Nora Testperson');
    must(text.includes('Demo Store') || text.includes('100001'), '侧边栏没有店铺');
    const customers = await world.rows<Customer>('customers');
    const nora = customers.find((c) => c.name === 'Nora Testperson' && c.standing === 'known');
    must(nora, 'Nora 的聊天没有与订单对上');
    await world.picture(page, 'aliexpress-chat');
    await world.picture(panel, 'panel-aliexpress');
    return `Nora Testperson：${nora.stats.count} 单，国家 ${nora.country ?? '未知'}，店铺 ${nora.shopId}`;
  },
};

const sameName: Step = {
  name: '两位同名买家（Maria Silva）始终是两位',
  run: async (world) => {
    const first = await openChat(world, 'aliexpressChat', 'Maria Silva', 0);
    await paintedAs(first.panel, 'Maria Silva');
    const one = await shownCustomer(first.panel);
    await openChat(world, 'aliexpressChat', 'Nora Testperson');
    await paintedAs(first.panel, 'Nora Testperson');
    const second = await openChat(world, 'aliexpressChat', 'Maria Silva', 1);
    const other = await until('第二位 Maria Silva', async () => {
      const text = await panelText(second.panel);
      const id = await second.panel.locator('.panel').getAttribute('data-customer-id');
      return text.includes('Maria Silva') && id && id !== one ? id : null;
    });
    return `${one} ≠ ${other}`;
  },
};

/** The AliExpress side of reading and recognising. */
export const aliexpressSteps: readonly Step[] = [readOrders, recognise, sameName];
