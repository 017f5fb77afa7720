import { beforeAll, describe, expect, it } from 'vitest';
import type * as Gate from '#lib/background/gate.ts';
import { reportSchema } from '#lib/background/schemas.ts';
import type { OrderSeen } from '#lib/domain/observation.ts';
import { bareAddress, inParts } from '#lib/inpage/parts.ts';

let gate: typeof Gate;
beforeAll(async () => {
  // The browser's own answer to "who am I"; everything else of it is not used here.
  Object.assign(globalThis, { chrome: { runtime: { id: 'a', onMessage: { addListener: () => undefined } } } });
  gate = await import('#lib/background/gate.ts');
});

const order = (n: number, items: number): OrderSeen => ({
  kind: 'order',
  no: `45123001870002${String(n).padStart(5, '0')}`,
  state: 'paid',
  items: Array.from({ length: items }, () => ({
    title: '示例商品'.repeat(70),
    sku: '颜色分类:红色;尺寸:M'.repeat(10),
    quantity: 1,
  })),
});

describe('orders on their way to the worker', () => {
  it.each([
    [0, 1],
    [1, 1],
    [20, 1],
    [21, 2],
    [45, 3],
  ])('%i small ones go in %i messages', (n, messages) => {
    const orders = Array.from({ length: n }, (_, i) => order(i, 0));
    expect(inParts(orders)).toHaveLength(messages);
    expect(inParts(orders).flat()).toEqual(orders);
  });

  it('never make a message that the worker refuses for its size, whatever they hold', () => {
    const orders = Array.from({ length: 40 }, (_, i) => order(i, i % 25));
    const url = bareAddress(new URL(`https://myseller.taobao.com/home.htm/trade-platform/tp/sold?token=${'x'.repeat(5000)}`));
    for (const observations of inParts(orders)) {
      const report = {
        commandId: crypto.randomUUID(),
        reader: 'taobao/orders-2026',
        url,
        state: 'ready',
        health: {},
        observations,
      };
      expect(JSON.stringify(report).length).toBeLessThan(gate.MAX_MESSAGE);
      expect(reportSchema.safeParse(report).success).toBe(true);
    }
    expect(inParts(orders).flat()).toEqual(orders);
  });
});
