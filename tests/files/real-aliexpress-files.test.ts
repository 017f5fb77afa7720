import { describe, expect, it } from 'vitest';
import { cny, errorsOf, readAll, sample } from './read-all.ts';

/** Winter and summer time of the US Pacific coast. */
const pst = (text: string): number => Date.parse(`${text}-08:00`);
const pdt = (text: string): number => Date.parse(`${text}-07:00`);

describe('AliExpress order export of January 2026', () => {
  const amounts = [95_491, 21_371, 124_235, 23_587, 26_730, 19_900, 8880, 31_010];
  const expectOrders = async (name: string): Promise<void> => {
    const { description, rows } = await readAll(sample(name));
    expect(description).toMatchObject({
      kind: 'aliexpress-orders',
      site: 'aliexpress',
      zone: 'America/Los_Angeles',
      unmapped: [],
      missing: [],
    });
    expect(errorsOf(rows)).toEqual([]);
    const orders = rows.flatMap((row) => (row.order ? [row.order] : []));
    expect(orders.map((o) => o.no)).toEqual([
      '8299000000012468',
      '3099000000023579',
      '8299000000034680',
      '8299000000045791',
      '8299000000056802',
      '8199000000067913',
      '8199000000079024',
      '1199000000080135',
    ]);
    expect(orders.map((o) => o.paid)).toEqual(amounts.map(cny));
    expect(orders.map((o) => o.state)).toEqual(['paid', 'paid', 'shipped', 'shipped', 'done', 'done', 'closed', 'closed']);
    expect(orders.map((o) => o.createdAt)).toEqual([
      pst('2026-01-16T15:57'),
      pst('2026-01-16T15:16'),
      pst('2026-01-14T08:02'),
      pst('2026-01-11T21:35'),
      pst('2025-12-02T11:20'),
      pdt('2025-08-20T02:11'),
      pst('2026-01-15T06:34'),
      pst('2025-11-28T13:45'),
    ]);
    expect(orders.map((o) => o.paidAt)).toEqual([
      pst('2026-01-16T15:57'),
      pst('2026-01-16T15:20'),
      pst('2026-01-14T08:03'),
      pst('2026-01-11T21:35'),
      pst('2025-12-02T11:20'),
      pdt('2025-08-20T02:12'),
      undefined,
      pst('2025-11-28T13:46'),
    ]);
    expect(orders.map((o) => o.receivedAt).filter(Boolean)).toEqual([pst('2025-12-20T09:41'), pdt('2025-09-05T18:22')]);
    expect(orders.map((o) => o.items)).toEqual([
      [{ code: 'DEMO-Y10-PRO', quantity: 1 }],
      [{ code: 'DEMO-055+RS1', quantity: 1 }],
      [
        { code: 'DEMO-ele138-BK', quantity: 1 },
        { code: 'DEMO-180in1-BK', quantity: 2 },
      ],
      [{ code: 'DEMO-180in1-WH', quantity: 1 }],
      [{ code: 'DEMO-180in1-BK', quantity: 1 }],
      [{ code: 'DEMO-138-BK', quantity: 1 }],
      [{ code: 'DEMO-138-BK', quantity: 3 }],
      [
        { code: 'DEMO-Y10-PRO', quantity: 1 },
        { code: 'DEMO-Y10-PRO', quantity: 1 },
      ],
    ]);
    expect(orders.map((o) => [o.carrier, o.tracking])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      ['美国邮政', ['9400000000000000000003']],
      ['Seller Shipping US', ['1Z0000000000000004']],
      ['Seller Shpping DE', ['CY000000005DE']],
      ['USPS', ['9400000000000000000006']],
      [undefined, undefined],
      [undefined, undefined],
    ]);
    expect(orders.map((o) => o.buyer)).toEqual([
      { name: 'Nora Testperson' },
      { name: 'Carlo Esempio' },
      { name: 'sampleshopper2468 user' },
      { name: 'US20251211v4zz user' },
      { name: 'Petra Beispiel' },
      { name: 'J**n', masked: true },
      { name: 'a**x', masked: true },
      { name: 'M**z', masked: true },
    ]);
    expect(orders[1]?.recipient).toEqual({
      name: 'Giulia Esempio',
      phone: '+39 3400000002',
      email: 'carlo@example.com',
      address: 'Via Esempio 21 C/O Bar',
      zip: '20100',
      city: 'Milano',
      region: 'Lombardia',
      country: 'Italy',
    });
    expect(orders[5]?.recipient).toEqual({
      name: 'Joh********',
      phone: '+1 512****006',
      email: 'jo****@example.com',
      address: '********st APT',
      zip: '78700',
      city: 'Austin',
      region: 'Texas',
      country: 'United States',
    });
  };

  it('reads the workbook', () => expectOrders('csp-order-export.zh_CN.2026-01.sample.xlsx'));
  it('reads the same orders from CSV', () => expectOrders('csp-order-export.zh_CN.2026-01.sample.csv'));

  it('counts lines of the CSV by its line breaks, also those inside cells', async () => {
    const { rows } = await readAll(sample('csp-order-export.zh_CN.2026-01.sample.csv'));
    expect(rows.map((row) => row.line)).toEqual([2, 4, 6, 9, 14, 17, 20, 22]);
  });
});
