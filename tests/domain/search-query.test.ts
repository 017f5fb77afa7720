import { describe, expect, it } from 'vitest';
import { phoneTailOf, queryOf, readingsOf } from '#lib/domain/search-query.ts';

const NICK = '林间小雨88';
const NO = '2612345678901234567';

/** What is pasted around a nick, and is not looked for once nobody has it as it is. */
const NICKS = `林间小雨88|cntaobao林间小雨88|旺旺：林间小雨88|旺旺号：林间小雨88|旺旺 林间小雨88|旺旺名: 林间小雨88|会员名：林间小雨88|会员名称：林间小雨88|买家：林间小雨88|买家 林间小雨88|买家旺旺：林间小雨88|买家账号：林间小雨88|买家ID：林间小雨88|昵称: 林间小雨88|昵称林间小雨88|买家昵称：林间小雨88|客户昵称：林间小雨88|客户：林间小雨88|收货人：林间小雨88|Buyer: 林间小雨88|buyer name：林间小雨88|林间小雨88:|林间小雨88：|林间小雨88，|@林间小雨88|＠林间小雨88|@林间小雨88：|林间小雨882026-11-29 10:00:01|林间小雨88 2026-11-29 10:00:01|林间小雨88(2026-11-29 10:00:01):|林间小雨88 10:00:01|林间小雨88 11-29 10:00|旺旺：@林间小雨88|林间小雨88 2026-11-29 10:00:01\n你好|林间小雨88(2026-11-29 10:00:01):在吗|林间小雨88  2026-11-29 10:00:01 发货了吗 2026-11-30 之前要|2026-11-29 10:00:01 林间小雨88|2026-11-29 10:00:01 林间小雨88：|买家会员名：林间小雨88|淘宝会员名：林间小雨88|淘宝昵称：林间小雨88|旺旺账号：林间小雨88|帐号：林间小雨88|顾客 林间小雨88|Customer: 林间小雨88|Username: 林间小雨88|Name: 林间小雨88|【林间小雨88】`;

const ORDERS = `2612345678901234567|#2612345678901234567|26123 45678 9012 34567|订单编号：2612345678901234567|订单号2612345678901234567|订单号：2612345678901234567|订单：2612345678901234567|订单ID：2612345678901234567|主订单编号：2612345678901234567|子订单号: 2612345678901234567|订单号：26123 45678 9012 34567|Order ID: 2612345678901234567|Order No. 2612345678901234567|2612345678901234567（已发货）|2612345678901234567 已发货|请问 2612345678901234567 到哪了|订单2612345678901234567什么时候发|订单编号：2612345678901234567，买家：林间小雨88`;

/** Texts that are looked for only as they are: nicks that look like labels, and what tells nothing. */
const AS_THEY_ARE = `买家小王|买家秀_88|旺旺小馒头|手机小店|手机店2号|电话亭1995|会员名|买家|订单|尾号|转转|转身1234|客户2012|tb20261129|小雨2026|Mary Li|mary_li|username88|顾客至上|单号小店|淘宝达人|2026-11-29|order_lover|orderly|orderman88|buyer_2024|主号:客服小王|13:45|ID5|名称|2612345678901234567，2612345678901234568|林**|t***8`;

describe('what a person pasted', () => {
  it.each(NICKS.split('|'))('%s can be a nick', (text) => {
    expect(readingsOf(text).map((reading) => reading.text)).toContain(NICK);
    expect(readingsOf(text)[0]?.text).toBe(queryOf(text));
    expect(phoneTailOf(text)).toBeNull();
  });

  it.each(ORDERS.split('|'))('%s can be an order', (text) => {
    expect(readingsOf(text).map((reading) => reading.text)).toContain(NO);
    expect(phoneTailOf(text)).toBeNull();
  });

  it.each(AS_THEY_ARE.split('|'))('%s is looked for as it is', (text) => {
    expect(readingsOf(text)).toEqual([{ text: queryOf(text) }]);
  });

  it.each([
    ['1234', '1234'],
    ['尾号1234', '1234'],
    ['尾号：1234', '1234'],
    ['尾号是1234', '1234'],
    ['手机尾号：1234', '1234'],
    ['手机后四位1234', '1234'],
    ['手机尾号是1234', '1234'],
    ['尾数1234', '1234'],
    ['转0012', '0012'],
    ['13812341234', '13812341234'],
    ['138 1234 1234', '13812341234'],
    ['138-1234-1234', '13812341234'],
    ['手机号：13812341234', '13812341234'],
    ['手机 138 1234 1234', '13812341234'],
    ['联系电话：13812341234', '13812341234'],
    ['+86 13812341234', '13812341234'],
    ['8613812341234', '13812341234'],
    ['王小明，13812341234，浙江省杭州市', '13812341234'],
    ['138****1234', '1234'],
    ['手机：138****1234', '1234'],
    ['王小明 138****1234', '1234'],
    ['138****1234-0012', '12340012'],
    ['138****1234转0012', '12340012'],
    ['订单号：4567', null],
    ['订单尾号4567', null],
    ['订单号是4567', null],
    ['单号4567', null],
    ['订单尾数4567', null],
    ['123', null],
    ['123456789012', null],
    ['12a4', null],
    ['林', null],
  ])('%s ends a telephone number with %s', (text, digits) => expect(phoneTailOf(text)).toBe(digits));

  it('an end of an order is no end of a telephone number, nor the other way round', () => {
    expect(readingsOf('订单尾号4567').at(-1)).toEqual({ text: '4567', by: 'order' });
    expect(readingsOf('手机尾号4567').at(-1)).toEqual({ text: '4567', by: 'phone' });
    expect(readingsOf('尾号4567').at(-1)).toEqual({ text: '4567' });
  });
});
