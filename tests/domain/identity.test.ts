import { describe, expect, it } from 'vitest';
import type { Customer } from '#lib/domain/customer.ts';
import { canBe, keysDisagree, keysOf, resolve } from '#lib/domain/identity.ts';
import { learn, mergedCustomer, newCustomer } from '#lib/domain/intake.ts';

const SHOP = 'taobao|青禾示例专卖店';
const make = (over: Partial<Customer>): Customer => ({ ...newCustomer('taobao', SHOP, {}, [], 1), ...over });

describe('identity keys', () => {
  it('never makes a key of a masked, cut or merely shown name', () => {
    expect(keysOf(SHOP, { name: '林**', masked: true })).toEqual([]);
    expect(keysOf(SHOP, { nick: '林**' })).toEqual([]);
    expect(keysOf(SHOP, { nick: '海棠与猫家居旗舰…' })).toEqual([]);
    expect(keysOf('aliexpress|100001', { name: 'Demo Buyer' })).toEqual([]);
    expect(keysOf(SHOP, { nick: '林间小雨88', uid: '1680203945' })).toEqual([
      `uid|${SHOP}|1680203945`,
      `nick|${SHOP}|林间小雨88`,
    ]);
  });

  it('keeps a nick that holds the separator apart from other kinds of keys', () => {
    const a = keysOf(SHOP, { nick: '甲|nick|乙' });
    const b = keysOf(SHOP, { nick: '甲|uid|1' });
    expect(keysDisagree(a, b)).toBe(true);
    expect(keysDisagree(a, a)).toBe(false);
  });

  it('sees that two values of one kind are two people', () => {
    expect(keysDisagree([`nick|${SHOP}|a`], [`nick|${SHOP}|b`])).toBe(true);
    expect(keysDisagree([`nick|${SHOP}|a`], [`uid|${SHOP}|1`])).toBe(false);
    expect(keysDisagree([`nick|${SHOP}|a`, `uid|${SHOP}|1`], [`nick|${SHOP}|a`, `uid|${SHOP}|2`])).toBe(true);
  });
});

describe('resolve', () => {
  const lin = make({
    id: 'lin',
    standing: 'known',
    name: '林间小雨88',
    nick: '林间小雨88',
    masked: false,
    keys: [`nick|${SHOP}|林间小雨88`],
  });
  const masked = make({ id: 'masked', name: '林**', masked: true });
  const sea = make({ id: 'sea', name: '海**', masked: true });
  const peer = { nick: '林间小雨88', name: '林间小雨88' };
  const keys = keysOf(SHOP, peer);

  it('joins a chat to a masked order by its number', () => {
    expect(resolve(peer, keys, [], [masked])).toEqual({ outcome: 'one', customerId: 'masked', absorb: [] });
  });

  it('lets the known customer absorb the masked one', () => {
    expect(resolve(peer, keys, [lin], [masked])).toEqual({ outcome: 'one', customerId: 'lin', absorb: ['masked'] });
  });

  it('shows nobody when the order beside the chat belongs to a name that cannot fit', () => {
    expect(resolve(peer, keys, [lin], [sea]).outcome).toBe('conflict');
  });

  it('shows nobody when the order belongs to another known customer', () => {
    const other = make({ id: 'o', standing: 'known', name: '王', nick: '王', masked: false, keys: [`nick|${SHOP}|王`] });
    expect(resolve(peer, keys, [lin], [other]).outcome).toBe('conflict');
  });

  it('knows nobody by a shown name alone', () => {
    expect(resolve({ name: 'Demo Buyer' }, [], [], [])).toEqual({ outcome: 'nobody' });
  });

  it('keeps two AliExpress buyers of one name apart and two names on one order a conflict', () => {
    const ali = 'aliexpress|100001';
    const nora = {
      ...newCustomer('aliexpress', ali, { name: 'Nora' }, [], 1),
      id: 'nora',
      standing: 'known' as const,
      masked: false,
    };
    expect(resolve({ name: 'Nora' }, [], [], [nora])).toEqual({ outcome: 'one', customerId: 'nora', absorb: [] });
    expect(resolve({ name: 'Carlo' }, [], [], [nora]).outcome).toBe('conflict');
  });

  it('uses names only to reject', () => {
    expect(canBe(masked, { nick: '林间小雨88' }, [])).toBe(true);
    expect(canBe(sea, { nick: '林间小雨88' }, [])).toBe(false);
    expect(canBe(lin, { name: '海**', masked: true }, [])).toBe(false);
  });
});

describe('learning about a customer', () => {
  it('never writes a masked name over a full one', () => {
    const full = learn(newCustomer('taobao', SHOP, { nick: '林间小雨88' }, [], 1), { name: '林**', masked: true }, []);
    expect(full).toMatchObject({ name: '林间小雨88', masked: false, aliases: [] });
  });

  it('keeps the former name as an alias', () => {
    const first = newCustomer('aliexpress', 'aliexpress|1', { name: 'Nora' }, [], 1);
    expect(learn(first, { name: 'Nora T.' }, [])).toMatchObject({ name: 'Nora T.', aliases: ['Nora'] });
  });

  it('returns the same object when nothing is new', () => {
    const customer = newCustomer('taobao', SHOP, { nick: '林间小雨88' }, [`nick|${SHOP}|林间小雨88`], 1);
    expect(learn(customer, { nick: '林间小雨88' }, [`nick|${SHOP}|林间小雨88`])).toBe(customer);
  });

  it('keeps tags, keys and full name of both when two turn out to be one', () => {
    const a = make({ id: 'a', name: '林**', tags: ['大码'], createdAt: 5 });
    const b = make({
      id: 'b',
      name: '林间小雨88',
      nick: '林间小雨88',
      masked: false,
      keys: ['k'],
      tags: ['要发票'],
      standing: 'known',
      createdAt: 9,
    });
    expect(mergedCustomer(a, b)).toMatchObject({
      id: 'a',
      name: '林间小雨88',
      masked: false,
      keys: ['k'],
      tags: ['大码', '要发票'],
      standing: 'known',
      createdAt: 5,
    });
  });
});
