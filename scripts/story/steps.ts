import type { Order } from '../../lib/domain/order.ts';
import type { Customer } from '../../lib/domain/customer.ts';
import { aliexpressSteps } from './aliexpress-steps.ts';
import { answerSteps } from './answer-steps.ts';
import { careSteps } from './care-steps.ts';
import { homeSteps } from './home-steps.ts';
import { openChat, panelText, paintedAs } from './look.ts';
import { must, until, type World } from './world.ts';

/** One step of the story: what it shows, and the values it saw. It throws `NotSo` when something is not as it must be. */
export interface Step {
  name: string;
  run(world: World): Promise<string>;
}

interface OrderRow {
  customerId: string;
  list: Order[];
}

const readOrders: Step = {
  name: '淘宝订单列表 → 客户和订单',
  run: async (world) => {
    const page = await world.shop('taobaoOrders');
    await page.bringToFront();
    const shown = await until('订单列表', async () => {
      const nos = await page.locator('table.next-table-row').allInnerTexts();
      return nos.length >= 15 ? nos.map((text) => /订单号：(\d+)/.exec(text)?.[1] ?? '') : null;
    });
    const truth = new Map(world.truth.taobao.orders.map((order) => [order.id, order]));
    const stored = await until('订单入库', async () => {
      const orders = (await world.rows<OrderRow>('orders')).flatMap((row) => row.list);
      return shown.every((no) => orders.some((order) => order.no === no)) ? orders : null;
    });
    for (const no of shown) {
      const order = stored.find((o) => o.no === no);
      const real = truth.get(no);
      must(order && real, `订单 ${no} 没有入库`);
      must(
        order.paid?.minor === real.total && order.paid.currency === 'CNY',
        `订单 ${no} 金额 ${order.paid?.minor} ≠ ${real.total} 分`,
      );
      must(Math.abs((order.createdAt ?? 0) - real.createdAt) < 1000, `订单 ${no} 时间不对`);
    }
    const customers = await world.rows<Customer>('customers');
    must(
      customers.every((c) => c.masked && /\*\*/.test(c.name) && c.keys.length === 0),
      '打码的昵称被当成了身份',
    );
    await world.picture(page, 'taobao-orders');
    const sample = stored.find((order) => order.no === '4512300187000204539');
    must(sample, '练习店的示例订单不见了');
    return `${shown.length} 单 → ${customers.length} 位客户（打码）；如 ${sample.no} ${sample.buyerName} ${sample.paid?.minor} 分 CNY，${new Date(sample.createdAt ?? 0).toISOString()}`;
  },
};

const recogniseTaobao: Step = {
  name: '打开旺旺聊天 → 侧边栏认出买家',
  run: async (world) => {
    const { page, panel } = await openChat(world, 'taobaoChat', '林间小雨88');
    const text = await paintedAs(panel, '林间小雨88');
    const known = world.truth.taobao;
    const buyer = known.buyers.find((b) => b.name === '林间小雨88');
    const orders = known.orders.filter((order) => order.buyer === buyer?.id);
    must(text.includes('青禾示例专卖店'), '侧边栏没有店铺名');
    const customers = await until('聊天与订单对上', async () => {
      const found = (await world.rows<Customer>('customers')).filter((c) => c.nick === '林间小雨88');
      return found.length === 1 && found[0]?.stats.count === orders.length ? found : null;
    });
    await world.picture(page, 'taobao-chat');
    await world.picture(panel, 'panel-taobao');
    const [customer] = customers;
    return `林间小雨88：${customer?.stats.count} 单，已付 ${customer?.stats.paid.map((m) => `${m.minor} 分 ${m.currency}`).join('、')}，最近 ${customer?.stats.lastNo}；身份 ${customer?.keys.join('、')}`;
  },
};

const switchChat: Step = {
  name: '切换会话 → 侧边栏跟着换',
  run: async (world) => {
    const { page, panel } = await openChat(world, 'taobaoChat', 'tb583920176');
    const text = await paintedAs(panel, 'tb583920176');
    must(!text.includes('林间小雨88'), '侧边栏还留着上一位买家');
    const { panel: back } = await openChat(world, 'taobaoChat', '林间小雨88');
    await paintedAs(back, '林间小雨88');
    must(!(await panelText(back)).includes('tb583920176'), '侧边栏混了两位买家');
    const acts = await fetchActs(page);
    return `tb583920176 ⇄ 林间小雨88；客伴自己没有点开任何会话（页面记录 ${acts} 次打开，都来自鼠标）`;
  },
};

async function fetchActs(page: { evaluate: (run: () => Promise<number>) => Promise<number> }): Promise<number> {
  return page.evaluate(async () => ((await (await fetch('/__demo/acts')).json()) as unknown[]).length);
}

/** The main job, end to end, in the order a new colleague would do it. */
export const steps: readonly Step[] = [
  readOrders,
  recogniseTaobao,
  switchChat,
  ...aliexpressSteps,
  ...careSteps,
  ...answerSteps,
  ...homeSteps,
];
