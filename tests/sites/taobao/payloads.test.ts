import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Reading } from '#lib/domain/observation.ts';
import { taobaoPayloads } from '#lib/sites/taobao/readers.ts';

function saved(name: string): object {
  return JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8')) as object;
}

/** Returns the saved payload with one member changed; the path must lead to an existing object. */
function savedWith(name: string, ...changes: (readonly [path: string, value: unknown])[]): object {
  const payload = saved(name);
  for (const [path, value] of changes) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    const holder = keys.reduce<unknown>((at, key) => Reflect.get(at as object, key), payload);
    Reflect.set(holder as object, last, value);
  }
  return payload;
}

function read(payload: unknown): Reading {
  const reader = taobaoPayloads.find((one) => one.recognises(payload));
  if (!reader) throw new Error('no reader recognises the payload');
  return reader.read(payload);
}

describe('ids', () => {
  it('a number that JSON has rounded is refused as an order number and as a line number', () => {
    const text = JSON.stringify(saved('async-sold.2026')).replaceAll('"4512300187000204539"', '4512300187000204539');
    const reading = read(JSON.parse(text));
    expect(reading.observations.map((o) => (o.kind === 'order' ? o.no : ''))).toEqual([
      '4512288765001892301',
      '4511977700004108246',
    ]);
    expect(reading.health['order.no']).toBe('refused');
  });

  it('19 digits beyond the safe integers stay exact', () => {
    const no = '9999999999999999999';
    const payload = savedWith('async-sold.2018', ['mainOrders.0.id', no], ['mainOrders.0.orderInfo.id', no]);
    expect(read(payload).observations[0]).toMatchObject({ no: '9999999999999999999' });
  });

  it('an order that carries two numbers is refused', () => {
    const two = savedWith('async-sold.2026', ['mainOrders.0.orderInfo.id', '4512300187000204530']);
    expect(read(two).observations).toHaveLength(2);
    expect(read(two).health['order.no']).toBe('refused');
    const payload = savedWith('main-order.2016', ['mainOrder.id', '2610980000487353']);
    expect(read(payload)).toMatchObject({ observations: [], health: { 'order.no': 'refused' } });
  });
});

describe('asyncSold', () => {
  it('an empty list is empty, not a page without orders', () => {
    expect(read(savedWith('async-sold.2026', ['mainOrders', []]))).toMatchObject({ state: 'empty', observations: [] });
  });

  it('takes the total for the price of a piece or of the line only as the sum paid shows', () => {
    const lamp = (paid: string): unknown => {
      const order = read(savedWith('async-sold.2026', ['mainOrders.2.payInfo.actualFee', paid])).observations[2];
      return order?.kind === 'order' && order.items[0]?.price?.minor;
    };
    expect(lamp('268.00')).toBe(13400);
    expect(lamp('536.00')).toBe(26800);
    expect(lamp('250.00')).toBeUndefined();
  });

  it('refuses a flag whose number and picture disagree', () => {
    const reading = read(savedWith('async-sold.2026', ['mainOrders.2.extra.sellerFlag', 5]));
    expect(reading.observations[2]).not.toHaveProperty('flag');
    expect(reading.health['order.flag']).toBe('refused');
  });

  it('the same order twice is one order', () => {
    const { mainOrders } = saved('async-sold.2026') as { mainOrders: object[] };
    expect(read({ mainOrders: [...mainOrders, ...mainOrders.slice(0, 1)] }).observations).toHaveLength(3);
  });
});

describe('chat payloads', () => {
  it('a message of the buyer is never a robot, whatever its marks say', () => {
    const first = 'data.userMessages.0';
    const payload = savedWith(
      'history-messages',
      [`${first}.senderId.appUid`, '2200309136757'],
      [`${first}.extMap.sender_nick`, 'cntaobaotb756960200'],
      [`${first}.extMap.receiver_nick`, 'cntaobao青禾示例专卖店'],
    );
    expect(read(payload).observations[1]).toMatchObject({
      side: 'buyer',
      type: 'text',
      sender: { nick: 'tb756960200', uid: '2200309136757' },
    });
  });

  it('two nicks for one uid give the uid without a nick', () => {
    const reading = read(savedWith('im.objects', ['conversation.ext.target.snick', '别人']));
    expect(reading.observations[0]).toMatchObject({ peer: { uid: '1680203945' } });
    expect(reading.observations[0]).not.toHaveProperty('peer.nick');
    expect(reading.health['peer.nick']).toBe('refused');
  });

  it('a conversation whose roles contradict its code is left out', () => {
    const row = 'body.userConvs.0.singleChatUserConversation';
    const roles = '{1680203945:"seller",2299912345678:"buyer"}';
    const payload = savedWith(
      'im.conversations',
      [`${row}.singleChatConversation.extension.accountRoleMap`, roles],
      [`${row}.lastMessage`, null],
    );
    expect(read(payload).observations.filter((o) => o.kind === 'conversation')).toHaveLength(1);
  });

  it('a message without a code or a sender is refused', () => {
    const reading = read(savedWith('history-messages', ['data.userMessages.0.cid.appCid', 'group#1']));
    expect(reading.observations.filter((o) => o.kind === 'message')).toHaveLength(2);
    expect(reading.health['message.side']).toBe('refused');
  });

  it('control characters at the end of marketing texts are gone', () => {
    const texts = read(saved('history-messages')).observations.flatMap((o) => (o.kind === 'message' ? [o.text ?? ''] : []));
    expect(JSON.stringify(saved('history-messages'))).toContain(String.raw`\\u0004`);
    // oxlint-disable-next-line no-control-regex
    for (const text of texts) expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });
});

describe('copied text', () => {
  const chat = (...blocks: string[]) => `${blocks.join('\n')}\n`;
  it('tells nobody when no line says who is who', () => {
    expect(read(chat('甲2026-4-3 07:25:33', '在吗', '乙2026-4-3 07:26:00', '在的'))).toMatchObject({
      observations: [],
      health: { 'peer.name': 'refused' },
    });
  });

  it('does not take 已读 written by the buyer for a mark when both sides would be ours', () => {
    const text = chat('店2026-4-3 07:25:33', '在', '已读', '客2026-4-3 07:26:00', '已读');
    expect(read(text).observations).toEqual([]);
  });

  it('keeps 已读 as the text of a buyer whom the right panel names, and refuses a panel of somebody else', () => {
    const text = chat('店2026-4-3 07:25:33', '在', '已读', '客2026-4-3 07:26:00', '已读');
    const both = (nick: string) =>
      read({ chat_area_text: text, right_panel_text: `${nick}\n好评100.00%\n近3个月订单\n` }).observations;
    expect(both('客')[0]).toMatchObject({ kind: 'peer', level: '好评100.00%' });
    expect(both('客').at(-1)).toEqual({
      kind: 'message',
      side: 'buyer',
      type: 'text',
      at: 1775172360000,
      sender: { name: '客', nick: '客' },
      text: '已读',
    });
    expect(both('别人')).toEqual([]);
  });

  it('a nick that ends in digits keeps them', () => {
    const text = chat('店2026-4-3 07:25:33', '在', '已读', 'abc12026-4-3 07:26:00', '好');
    expect(read(text).observations[0]).toEqual({ kind: 'peer', peer: { name: 'abc1', nick: 'abc1' }, orderNos: [] });
  });

  it('plain text of any other kind is not recognised', () => {
    for (const text of ['', '你好', '{"a":1}', '2026-4-3 07:25:33'])
      expect(taobaoPayloads.some((one) => one.recognises(text))).toBe(false);
  });
});

it('values of any shape are recognised by nobody and break nothing', () => {
  const odd = [
    null,
    undefined,
    0,
    'x',
    [],
    {},
    [[]],
    { data: null },
    { data: { result: [null] } },
    { mainOrder: null },
    { ret: 'x' },
    { body: { syncPushPackage: { data: [{ data: '%%' }] } } },
  ];
  for (const payload of odd) {
    for (const reader of taobaoPayloads) if (reader.recognises(payload)) expect(reader.read(payload).observations).toEqual([]);
  }
});
