import { describe, expect, it } from 'vitest';
import type { Customer } from '#lib/domain/customer.ts';
import { MARKS } from '#lib/domain/identity-marks.ts';
import { newCustomer } from '#lib/domain/intake.ts';
import { compare, hintsOf, LIKELY, namesToFind, tailOfUid, type Person } from '#lib/domain/merge-hints.ts';
import type { Order } from '#lib/domain/order.ts';

const TB = 'taobao|青禾示例专卖店';
const AE = 'aliexpress|100001';
const NOW = 1_760_000_000_000;
let made = 0;

function person(shopId: string, over: Partial<Customer>, orders: Partial<Order>[] = []): Person {
  const site = shopId === TB ? ('taobao' as const) : ('aliexpress' as const);
  const customer = { ...newCustomer(site, shopId, {}, [], 1), id: `c${made++}`, ...over };
  return {
    customer,
    orders: orders.map((order) => ({ no: '1', shopId, state: 'paid', items: [], seenAt: 1, ...order }) as Order),
  };
}
const masked = (name: string, ...orders: Partial<Order>[]): Person => person(TB, { name, masked: true }, orders);
const lin = person(
  TB,
  { name: '林间小雨88', nick: '林间小雨88', masked: false, keys: [`nick|${TB}|林间小雨88`], standing: 'known' },
  [{ no: '4512300187000204539', recipient: { name: '林小雨', phone: '13900000001', city: '杭州市' } }],
);
const why = (a: Person, b: Person): string[] | undefined => compare(a, b, NOW)?.reasons.map((reason) => reason.key);

describe('on Taobao', () => {
  it('takes six equal last digits for worth a look, if the mask fits', () => {
    expect(why(lin, masked('林**', { no: '4512288765001204539' }))).toEqual(['merge.why.tail']);
    expect(compare(lin, masked('海**', { no: '4512288765001204539' }), NOW)).toBeNull();
    expect(compare(lin, masked('林**', { no: '4512288765001204538' }), NOW)).toBeNull();
    expect(compare(masked('林**', { no: '4512288765001204539' }), masked('海**', { no: '4512299999901204539' }), NOW)).toBeNull();
  });

  it('knows the end that orders have from the number of their buyer', () => {
    // abcdef → abefcd
    expect(tailOfUid('2200000204539')).toBe('203945');
    expect(tailOfUid('12')).toBeNull();
    const chat = person(TB, { name: '林间', nick: '林间', uid: '2200000204539', masked: false, standing: 'known' });
    expect(why(chat, masked('林**', { no: '4512288765001203945' }))).toEqual(['merge.why.uidTail']);
    expect(why(masked('林**', { no: '4512288765001203945' }), chat)).toEqual(['merge.why.uidTail']);
  });

  it('adds recipient, city and telephone up, as far as masks show them', () => {
    const same = { name: '林**', phone: '139****0001', city: '杭州市' };
    const match = compare(lin, masked('林**', { no: '4512288765001204539', recipient: same }), NOW);
    expect(match?.reasons.map(({ key, params }) => [key, params])).toEqual([
      ['merge.why.tail', { tail: '204539' }],
      ['merge.why.phone', { tail: '0001', name: '林小雨' }],
      ['merge.why.recipient', { name: '林小雨', city: '杭州市' }],
    ]);
    expect(match?.score).toBeGreaterThanOrEqual(LIKELY);
    const alone = masked('林**', { no: '4512288765001999999', recipient: same });
    expect(why(lin, alone)).toEqual(['merge.why.phone', 'merge.why.recipient']);
    const other = masked('林**', { no: '4512288765001999999', recipient: { ...same, phone: '139****0002' } });
    expect(compare(lin, other, NOW)).toBeNull();
    const hidden = masked('林**', { no: '4512288765001999999', recipient: { name: '***', phone: '*****', city: '**' } });
    expect(compare(lin, hidden, NOW)).toBeNull();
  });

  it('proposes nobody whom an id, another shop or a person has ruled out', () => {
    const end = { no: '4512288765001204539' };
    const sea = person(TB, { name: '林海', nick: '林海', masked: false, keys: [`nick|${TB}|林海`] }, [end]);
    expect(compare(lin, sea, NOW)).toBeNull();
    expect(
      compare(lin, { ...masked('林**', end), customer: { ...masked('林**').customer, shopId: 'taobao|别的店' } }, NOW),
    ).toBeNull();
    const other = masked('林**', end);
    const said = (until?: number): Person => ({
      ...lin,
      customer: { ...lin.customer, apart: [{ id: other.customer.id, ...(until === undefined ? {} : { until }) }] },
    });
    expect(compare(said(), other, NOW)).toBeNull();
    expect(compare(other, said(), NOW)).toBeNull();
    expect(compare(said(NOW + 1), other, NOW)).toBeNull();
    expect(compare(said(NOW - 1), other, NOW)).not.toBeNull();
  });
});

describe('on AliExpress', () => {
  const nora = (no: string, over: Partial<Customer> = {}): Person =>
    person(AE, { name: 'Nora Tester', masked: false, country: 'ES', ...over }, [{ no, buyerName: 'Nora Tester' }]);

  it('wants a name besides the four last digits, and a country does not hurt', () => {
    expect(why(nora('8299000000012468'), nora('8299000000992468'))).toEqual(['merge.why.tail', 'merge.why.nameCountry']);
    expect(why(nora('8299000000012468'), nora('8299000000992468', { country: 'FR' }))).toEqual([
      'merge.why.tail',
      'merge.why.name',
    ]);
    const john = person(AE, { name: 'John', masked: false, country: 'ES' }, [{ no: '8299000000992468' }]);
    expect(compare(nora('8299000000012468'), john, NOW)).toBeNull();
    const plain = person(AE, { masked: true, name: '****' }, [{ no: '8299000000992468' }]);
    expect(why(nora('8299000000012468'), plain)).toEqual(['merge.why.tail']);
  });

  it('does not believe in a namesake whose orders end otherwise', () => {
    expect(compare(nora('8299000000012468'), nora('8299000000011111'), NOW)).toBeNull();
    const noOrders = person(AE, { name: 'Nora Tester', masked: false, standing: 'by-name', country: 'ES' });
    expect(why(nora('8299000000012468'), noOrders)).toEqual(['merge.why.nameCountry']);
  });

  it('fits a mask by both ends, and takes stand-in names for nothing', () => {
    const shown = person(AE, { name: 'N**r', masked: true, country: 'ES' }, [{ no: '8299000000992468', buyerName: 'N**r' }]);
    expect(why(nora('8299000000012468'), shown)).toEqual(['merge.why.tail', 'merge.why.nameFits']);
    const off = person(AE, { name: 'N**a', masked: true }, [{ no: '8299000000992468', buyerName: 'N**a' }]);
    expect(compare(nora('8299000000012468'), off, NOW)).toBeNull();
    const standIn = (): Person => person(AE, { name: 'ae123456', masked: false, country: 'ES' });
    expect(compare(standIn(), standIn(), NOW)).toBeNull();
    expect(namesToFind(standIn().customer)).toEqual([]);
    expect(namesToFind(shown.customer)).toEqual([]);
  });
});

describe('marks for the index', () => {
  it('hold nothing that masks hide, and few of them', () => {
    const recipient = { name: '林**', phone: '139****0001', city: '杭州市' };
    expect(hintsOf([{ no: '4512300187000204539', shopId: TB, recipient } as Order])).toEqual([`tel|${TB}|林|0001`]);
    expect(hintsOf([{ no: '4512300187000204539', shopId: TB, recipient: { name: '***', phone: '***' } } as Order])).toEqual([]);
    expect(
      hintsOf([{ no: '8299000000012468', shopId: AE, recipient: { name: 'Joh****', phone: '512****006' } } as Order]),
    ).toEqual([`end|${AE}|2468`, `tel|${AE}|joh|006`]);
    const many = Array.from({ length: 50 }, (_, i) => ({ no: `829900000001${1000 + i}`, shopId: AE }) as Order);
    expect(hintsOf(many)).toHaveLength(6);
  });

  it('weigh only what the table of marks lets rank', () => {
    const ranking = new Set(MARKS.filter((mark) => mark.same === 'ranks').map((mark) => mark.mark));
    const used = ['orderTail', 'phoneTail', 'recipient', 'remark', 'shownName', 'country'];
    expect([...ranking].toSorted()).toEqual(used.toSorted());
  });
});
