import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../lib/domain/observation.ts';
import { formatTime } from '../../../lib/domain/time.ts';
import { aliexpressPayloads } from '../../../lib/sites/aliexpress/payloads.ts';

type Line = Record<string, unknown>;

function read(payload: unknown): Reading {
  const readers = aliexpressPayloads.filter((reader) => reader.recognises(payload));
  expect(readers).toHaveLength(1);
  return (readers[0] as (typeof readers)[number]).read(payload);
}

const fixture = (name: string): unknown => JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8'));

/** The captured dispute with other members. */
function dispute(change: Line): Reading {
  const payload = structuredClone(fixture('json-disputes')) as {
    data: { data: { dataSource: { sellerReverseOrderLines: Line[] }[] } };
  };
  const [line = {}] = payload.data.data.dataSource[0]?.sellerReverseOrderLines ?? [];
  return read({ data: { data: { dataSource: [{ sellerReverseOrderLines: [{ ...line, ...change }] }] } } });
}

describe('the captured disputes', () => {
  it('say the same moment as milliseconds and as US-Pacific text', () => {
    const cases = read(fixture('json-disputes')).observations.filter((each) => each.kind === 'case');
    expect(
      cases.map(({ createdAt = 0, orderCreatedAt = 0 }) =>
        [createdAt, orderCreatedAt].map((at) => formatTime(at, 'America/Los_Angeles')),
      ),
    ).toEqual([
      ['2026-01-16 18:29:24', '2026-01-12 00:53:14'],
      ['2026-01-16 02:51:31', '2025-12-18 22:37:03'],
      ['2026-01-14 22:13:49', '2026-01-03 09:35:37'],
      ['2026-01-14 04:01:46', '2026-01-01 08:42:01'],
    ]);
  });

  it.each([
    ['first', 1793521800123], // 01:30 on the night the clocks go back, still −7
    ['second', 1793525400123], // one hour later, −8: the same text
  ])('keep the %s of two hours that read the same', (_which, stamp) => {
    expect(dispute({ gmtCreate: '2026-11-01 01:30:00', gmtCreateTimestamp: stamp }).observations[0]).toMatchObject({
      createdAt: stamp,
    });
  });

  it('are refused a time on which text and milliseconds disagree', () => {
    const reading = dispute({ gmtCreate: '2026-01-17 10:29:24' });
    expect(reading.health['case.createdAt']).toBe('refused');
    expect(reading.observations[0]).not.toHaveProperty('createdAt');
  });

  it('take the text where there are no milliseconds', () => {
    expect(dispute({ gmtCreateTimestamp: undefined }).observations[0]).toMatchObject({ createdAt: 1768616964000 });
  });

  it('are refused an amount on which figures and text disagree, and one for several pieces', () => {
    const item = { itemCount: 1, itemUnitPrice: { cent: 19990, currency: 'CNY', formatMoney: 'CN￥ 19.90' } };
    expect(dispute({ item }).health['case.amount']).toBe('refused');
    const two = { itemCount: 2, itemUnitPrice: { cent: 19990, currency: 'CNY', formatMoney: 'CN￥ 199.90' } };
    expect(dispute({ item: two }).observations[0]).not.toHaveProperty('amount');
  });

  it('take ids as numbers only while those are exact', () => {
    expect(dispute({ tradeOrderId: 8287986728749763 }).observations[0]).toMatchObject({ orderNo: '8287986728749763' });
    const lost = JSON.parse('{"tradeOrderId": 9287986728749763}') as Line;
    const reading = dispute(lost);
    expect(reading.health['case.orderNo']).toBe('refused');
    expect(reading.observations[0]).not.toHaveProperty('orderNo');
  });

  it('are no case without their number', () => {
    expect(dispute({ reverseOrderId: '63025168****9763' })).toMatchObject({ observations: [], health: { 'case.no': 'refused' } });
  });
});

describe('names of the gateway', () => {
  it('do not matter: the same shape under other names is read', () => {
    const { data } = fixture('json-conversations') as { data: unknown };
    expect(read({ api: 'mtop.csp.im.renamed', ret: ['SUCCESS::ok'], data: { box: [data] } }).observations).toHaveLength(3);
  });

  it.each([
    ['FAIL_SYS_SESSION_EXPIRED::x', 'login'],
    ['FAIL_SYS_LOGIN_REQUIRED::x', 'login'],
    ['RGV587_ERROR::SM::x', 'punish'],
    ['FAIL_SYS_USER_VALIDATE', 'punish'],
    ['FAIL_SYS_TOKEN_EMPTY::x', 'loading'],
    ['FAIL_SYS_ILLEGAL_ACCESS::x', 'unknown'],
  ])('%s is %s, and nothing beside it is read', (code, state) => {
    const { data } = fixture('json-history') as { data: unknown };
    expect(read({ api: 'x', ret: [code], data })).toEqual({
      reader: 'aliexpress/json-error',
      state,
      zone: 'America/Los_Angeles',
      observations: [],
      health: {},
    });
  });
});

describe('things that are not ours', () => {
  it.each([
    ['nothing', null],
    ['a text', 'sessionViewDTOList'],
    ['a number', 7],
    ['an empty list', []],
    [
      "the buyer's order list",
      {
        api: 'mtop.aliexpress.trade.buyer.order.list',
        ret: ['SUCCESS::ok'],
        data: { data: { pc_om_list_order_1: { fields: { orderId: '8299000000012468' } } } },
      },
    ],
    ['another push protocol', { type: 'DATA', serviceId: 'other', data: 'e30=' }],
  ])('%s is recognised by no reader', (_what, payload) => {
    expect(aliexpressPayloads.filter((reader) => reader.recognises(payload))).toEqual([]);
  });

  it('and what is nested without end does not stop the reading', () => {
    let deep: unknown = { sessionViewDTOList: [] };
    for (let level = 0; level < 5000; level += 1) deep = { deep };
    expect(aliexpressPayloads.some((reader) => reader.recognises(deep))).toBe(false);
  });
});

describe('push frames', () => {
  it('that are no base64, or no text, are refused', () => {
    for (const data of ['***', '/////w==']) {
      expect(read({ protocol: 'ACCS_H5', type: 'DATA', serviceId: 'ae-lz-sync', data })).toMatchObject({
        observations: [],
        health: { 'frame.data': 'refused' },
      });
    }
  });

  it('with Chinese text are read whole', () => {
    const item = {
      header: { type: 1 },
      body: {
        typeData: { mid: 'm-1', sid: 's-1', from: 'b-1', fromType: 11, sendTime: 1759150000123, status: 0 },
        layoutData: { card: '1' },
        templateData: JSON.stringify({ txt: '你好😊' }),
      },
    };
    const bytes = new TextEncoder().encode(JSON.stringify({ syncBody: { sessionId: 's-1' }, bizDataV2: JSON.stringify(item) }));
    const data = btoa(String.fromCharCode(...bytes));
    expect(read({ protocol: 'ACCS_H5', type: 'DATA', serviceId: 'ae-csp-im-sync', data }).observations[0]).toMatchObject({
      text: '你好😊',
    });
  });
});
