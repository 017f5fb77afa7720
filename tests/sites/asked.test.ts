import { describe, expect, it } from 'vitest';
import { payloadReaderFor } from '#lib/sites/payloads.ts';

const NO = '4512300187000204539';
const prices = { soldDetailPriceModule: [{ label: '实付款', value: '￥105.00' }] };
const ALI = '8299000000012468';
const parcels = {
  data: { data: { seller_pc_omd_logistics_x: { fields: { dataSource: [{ logisticsNumber: 'LS123NL' }] } } } },
};

function ordersOf(payload: unknown, orderNos?: string[]): unknown[] {
  const reading = payloadReaderFor(payload)?.read(payload, ...(orderNos ? [{ orderNos }] : []));
  return reading?.observations ?? ['not read'];
}

describe('an answer that does not say which order it is about', () => {
  it.each([
    [prices, NO, { paid: { minor: 10500, currency: 'CNY' } }],
    [parcels, ALI, { tracking: ['LS123NL'] }],
  ])('is about the one that its request asks for', (payload, no, facts) => {
    expect(ordersOf(payload, [no, no])).toMatchObject([{ kind: 'order', no, ...facts }]);
    expect(ordersOf(payload)).toEqual([]);
    expect(ordersOf(payload, [no, no.replace(/.$/, '0')])).toEqual([]);
  });

  it('is about none where it names another one', () => {
    expect(ordersOf({ ...prices, bizOrderId: NO }, [NO.replace(/.$/, '0')])).toEqual([]);
    expect(ordersOf({ ...prices, bizOrderId: NO }, [NO])).toMatchObject([{ no: NO }]);
  });

  it('is a dispute only where the line it is about is named', () => {
    const dispute = { data: { data: { reverseDetailStatusText: '等待卖家响应', solutions: [] } } };
    const casesOf = (payload: unknown, lineNos: string[]): unknown =>
      payloadReaderFor(payload)?.read(payload, { orderNos: [], lineNos }).observations;
    const [line, other] = ['6302516863689763', '6302516863689764'];
    expect(casesOf(dispute, [line])).toEqual([{ kind: 'case', lineNo: line, stateText: '等待卖家响应' }]);
    expect(casesOf(dispute, [])).toEqual([]);
    expect(casesOf(dispute, [line, other])).toEqual([]);
    const named = { data: { data: { ...dispute.data.data, reverseOrderLineId: other, tradeOrderId: '8287986728749763' } } };
    expect(casesOf(named, [line])).toEqual([]);
    expect(casesOf(named, [other])).toMatchObject([{ lineNo: other, orderNo: '8287986728749763' }]);
  });
});
