import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { undo } from '../../lib/db/changes.ts';
import { addTag, searchCustomers } from '../../lib/db/customers.ts';
import { KebanDatabase } from '../../lib/db/database.ts';
import { acceptHandover, handedId, personOf, planHandover } from '../../lib/db/handover.ts';
import { takeOrders, takePeer } from '../../lib/db/intake.ts';
import { storeMessages } from '../../lib/db/messages.ts';
import { addNote } from '../../lib/db/notes.ts';
import { followUpOf, promiseFigures, proposalsFor } from '../../lib/db/promises.ts';
import { declineProposal } from '../../lib/db/reminder-edit.ts';
import { addReminder, completeReminder, snoozeReminder } from '../../lib/db/reminders.ts';
import { nextShiftAt, sweepAt } from '../../lib/db/shift.ts';
import { readHandover, writeHandover, type Handover } from '../../lib/files/handover-json.ts';
import { handablesOf, handoverOf } from '../../lib/ui/use-sweep.ts';
import { dump as dumpOf } from '../support/dump.ts';

const SHOP = 'taobao|青禾示例专卖店';
const NOW = Date.UTC(2026, 10, 27, 12);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NEXT = NOW + 13 * HOUR;
let here: KebanDatabase;
let there: KebanDatabase;
let round = 0;

beforeEach(() => {
  round += 1;
  here = new KebanDatabase(`handover-here-${round}`);
  there = new KebanDatabase(`handover-there-${round}`);
});
afterEach(async () => {
  await here.delete();
  await there.delete();
});

async function buyer(nick: string, db = here): Promise<string> {
  const source = { site: 'taobao' as const, shopId: SHOP, at: NOW };
  await db.shops.put({ id: SHOP, site: 'taobao', key: '青禾示例专卖店', name: '青禾', seenAt: NOW });
  return (await takePeer(source, { kind: 'peer', peer: { name: nick, nick }, orderNos: [] }, db)).customerId ?? '';
}

async function handover(): Promise<Handover> {
  const [a, b] = [await buyer('林间小雨'), await buyer('海边的信')];
  const people = (await here.customers.bulkGet([a, b])).flatMap((row) => (row ? [personOf(row)] : []));
  return {
    exportedAt: NOW,
    nextShift: NEXT,
    note: '仓库明天九点开',
    people,
    items: [
      { id: handedId('unanswered', `${a}|0`), person: a, kind: 'unanswered', text: '还没回：在吗', dueAt: NEXT },
      {
        id: handedId('dispute', '4512300187000204539'),
        person: b,
        kind: 'dispute',
        text: '看退款',
        dueAt: NEXT,
        orderNo: '4512300187000204539',
      },
      { id: 'r_0mb0000040000dddddddddddddddd', person: a, kind: 'reminder', text: '问尺码', dueAt: NOW - HOUR },
    ],
  };
}

const fileOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a hand-over file', () => {
  it('comes back as it was written, with no more of a buyer than is needed', async () => {
    const written = await handover();
    const text = writeHandover(written);
    expect(await readHandover(fileOf(text))).toEqual({ status: 'ready', handover: written });
    for (const person of written.people) {
      expect(Object.keys(person).toSorted()).toEqual(['name', 'nick', 'ref', 'shopKey', 'site']);
    }
  });

  it('carries what comes again and what rules made, and is not written when it could not be read', async () => {
    const written = await handover();
    const person = written.people[0]?.ref ?? '';
    const items = ['r_0mb0000040000dddddddddddddddd~1', 'cd_survey~4512300187000204539', 'cd_nps~c_1~2026Q4'].map((id) => ({
      id,
      person,
      kind: 'reminder' as const,
      text: '回访',
      dueAt: NEXT,
    }));
    const handed = { ...written, items: [...written.items, ...items] };
    expect(await readHandover(fileOf(writeHandover(handed)))).toEqual({ status: 'ready', handover: handed });
    const bad = { ...written, items: [{ ...items[0]!, id: 'r 1' }] };
    expect(() => writeHandover(bad)).toThrow('items.0.id');
  });

  it('of the first version is still read', async () => {
    const written = await handover();
    const text = writeHandover(written).replace('"version": 2', '"version": 1');
    expect(text).toContain('"version": 1');
    expect(await readHandover(fileOf(text))).toEqual({ status: 'ready', handover: written });
  });

  it.each([
    ['nonsense', 'notJson'],
    ['{"schema":"keban.customers","version":1}', 'notHandover'],
    ['[1]', 'notHandover'],
    ['{"schema":"keban.handover","version":6}', 'newer'],
    ['{"schema":"keban.handover","version":1}', 'damaged'],
    ['{"schema":"keban.handover","version":1,"exportedAt":1,"nextShift":1,"people":[],"items":[{"__proto__":1}]}', 'damaged'],
  ])('%s is refused as %s', async (text, bad) => {
    expect(await readHandover(fileOf(text))).toMatchObject({ status: 'refused', bad });
  });

  it('is refused with the place when one record is bad, or carries what does not belong there', async () => {
    const whole = await handover();
    const bad = (from: string, to: string): Uint8Array => fileOf(writeHandover(whole).replace(from, to));
    const where = async (bytes: Uint8Array): Promise<string> => {
      const read = await readHandover(bytes);
      return read.status === 'refused' ? `${read.bad} ${read.where}` : 'ready';
    };
    expect(await where(bad(`"dueAt": ${NOW - HOUR}`, '"dueAt": "tomorrow"'))).toBe('damaged items.2.dueAt');
    expect(await where(bad('"person": "c_', '"person": "c_nobody'))).toBe('damaged items.0.person');
    expect(await where(bad('"nick":', '"phone": "13900000000", "nick":'))).toMatch(/^damaged people\.0/);
    expect(await where(new Uint8Array(5_000_000))).toBe('tooLarge ');
    expect(await where(new Uint8Array([0xff, 0xfe, 0x7b]))).toBe('notJson ');
  });
});

describe('taking a hand-over in', () => {
  it('is shown before, is one change, and a second time changes nothing', async () => {
    const file = await handover();
    const known = await buyer('林间小雨', there);
    expect((await planHandover(file, there)).map(({ state, newcomer }) => [state, newcomer])).toEqual([
      ['add', false],
      ['add', true],
      ['add', false],
    ]);
    const done = await acceptHandover(file, NOW, there);
    expect(done?.label).toEqual({ key: 'change.handover', params: { n: 3 } });
    const rows = await there.reminders.toArray();
    expect(rows.filter(({ customerId }) => customerId === known)).toHaveLength(2);
    expect(rows.find(({ text }) => text === '问尺码')?.firedAt).toBe(NOW);
    const after = await dumpOf(there);
    expect((await planHandover(file, there)).map(({ state }) => state)).toEqual(['there', 'there', 'there']);
    expect(await acceptHandover(file, NOW + HOUR, there)).toBeNull();
    expect(await dumpOf(there)).toEqual(after);
  });

  it('takes over how a follow-up comes again, whose it is, how pressing, and what was promised', async () => {
    const a = await buyer('林间小雨');
    const said = { side: 'seller' as const, type: 'text' as const, text: '2小时内给您答复', at: NOW - HOUR };
    for (const [id, db] of [
      [a, here],
      [await buyer('林间小雨', there), there],
    ] as const)
      await storeMessages({ customerId: id, shopId: SHOP, mark: id }, [{ message: { kind: 'message', ...said } }], NOW, db);
    const [proposal] = await proposalsFor(a, NOW, 'Asia/Shanghai', here);
    const repeat = { unit: 'week' as const, every: 1, from: NOW, zone: 'Asia/Shanghai' };
    const id = `${'r_weekly'}~3`;
    const series = { of: 'r_weekly', n: 3 };
    await addReminder(followUpOf(proposal!, SHOP), here);
    await addReminder(
      { customerId: a, shopId: SHOP, text: '每周回访', dueAt: NOW, repeat, owner: '小周', priority: 'high', id },
      here,
    );
    await here.reminders.update(id, { series });
    const touch = { awaits: 'end' as const, awaitSince: NOW - 5 * HOUR };
    await addReminder({ customerId: a, shopId: SHOP, text: '问候', dueAt: NOW + HOUR, ...touch, id: 'cd_touch~c1' }, here);
    await here.reminders.update('cd_touch~c1', { anyContact: true });
    const sweep = await sweepAt(NOW, NEXT, 'Asia/Shanghai', here);
    const shown = { sweep, nextShift: NEXT };
    const chosen = await handablesOf(shown, here);
    const file = await readHandover(fileOf(writeHandover(handoverOf(chosen, NEXT, ''))));
    if (file.status === 'refused') throw new Error(file.where);
    await acceptHandover(file.handover, NOW, there);
    expect(await there.reminders.get(id)).toMatchObject({ repeat, owner: '小周', priority: 'high', series });
    expect(await promiseFigures(NOW, 30, there)).toMatchObject({ open: 1 });
    expect(await there.reminders.get('cd_touch~c1')).toMatchObject({ ...touch, anyContact: true });
    const [mine] = await there.customers.toArray();
    expect(await proposalsFor(mine?.id ?? '', NOW, 'Asia/Shanghai', there)).toEqual([]);
    await completeReminder(id, there);
    expect(await there.reminders.get('r_weekly~4')).toMatchObject({ repeat, owner: '小周' });
  });

  it('closes what is about a long silence with an order, there too', async () => {
    const file = await handover();
    const ref = file.people[0]!.ref;
    const id = `cd_sleeping30~${ref}~${Math.floor(NOW / DAY) - 30}`;
    const item = { id, person: ref, kind: 'reminder' as const, text: '30 天没下单', dueAt: NEXT };
    await acceptHandover({ ...file, items: [item] }, NOW, there);
    const source = { site: 'taobao' as const, shopId: SHOP, at: NOW };
    const bought = (no: string, createdAt: number) => ({
      kind: 'order' as const,
      no,
      state: 'paid' as const,
      createdAt,
      items: [],
      buyer: { name: '林间小雨', nick: '林间小雨' },
    });
    await takeOrders(source, [bought('4512300187000204541', NOW - 40 * DAY)], there);
    expect((await there.reminders.get(id))?.state).toBe('open');
    await takeOrders(source, [bought('4512300187000204542', NOW)], there);
    expect((await there.reminders.get(id))?.state).toBe('done');
  });

  it('leaves what was done meanwhile done', async () => {
    const file = await handover();
    await acceptHandover(file, NOW, there);
    const [first] = await there.reminders.toArray();
    await completeReminder(first?.id ?? '', there);
    expect(await acceptHandover(file, NOW + HOUR, there)).toBeNull();
    expect((await there.reminders.get(first?.id ?? ''))?.state).toBe('done');
  });

  it('is undone as one, also the buyers it brought, and can be taken in again', async () => {
    const file = await handover();
    await buyer('林间小雨', there);
    const before = await dumpOf(there);
    const done = await acceptHandover(file, NOW, there);
    expect(await undo(done?.id ?? '', there)).toMatchObject({ outcome: 'undone' });
    expect(await dumpOf(there)).toEqual(before);
    expect(await acceptHandover(file, NOW, there)).not.toBeNull();
    expect(await there.reminders.count()).toBe(3);
  });

  it('adds nothing where it comes from but what was only there as a question', async () => {
    const file = await handover();
    const [a] = file.people;
    await addReminder({ customerId: a?.ref ?? '', shopId: SHOP, text: '问尺码', dueAt: NEXT }, here);
    const [own] = await here.reminders.toArray();
    const items = file.items.map((item) => (item.kind === 'reminder' ? { ...item, id: own?.id ?? '' } : item));
    const planned = await planHandover({ ...file, items }, here);
    expect(planned.map(({ state }) => state)).toEqual(['add', 'add', 'there']);
    expect(planned.some(({ newcomer }) => newcomer)).toBe(false);
  });

  it('leaves out whoever is in doubt', async () => {
    const file = await handover();
    const other = await buyer('别人', there);
    const source = { site: 'taobao' as const, shopId: SHOP, at: NOW };
    const order = {
      kind: 'order' as const,
      no: '4512300187000204539',
      state: 'refunding' as const,
      items: [],
      buyer: { name: '别人', nick: '别人' },
    };
    await takeOrders(source, [order], there);
    expect((await planHandover(file, there)).map(({ state }) => state)).toEqual(['add', 'doubt', 'add']);
    await acceptHandover(file, NOW, there);
    expect(await there.reminders.where('[customerId+state]').equals([other, 'open']).count()).toBe(0);
  });
});

describe('before a shift ends', () => {
  it('the next one begins at its hour, today or tomorrow', () => {
    const at = (day: number, hour: number, minute = 0): number => new Date(2026, 10, day, hour, minute).getTime();
    expect(nextShiftAt(at(27, 8, 59), 540)).toBe(at(27, 9));
    expect(nextShiftAt(at(27, 9), 540)).toBe(at(28, 9));
    expect(nextShiftAt(at(30, 22), 540)).toBe(new Date(2026, 11, 1, 9).getTime());
  });

  it('everything open is found, each under its own head', async () => {
    const [a, b, c] = [await buyer('林间小雨'), await buyer('海边的信'), await buyer('贵宾')];
    const said = {
      message: { kind: 'message' as const, side: 'buyer' as const, type: 'text' as const, text: '在吗', at: NOW - HOUR },
    };
    for (const id of [a, c]) await storeMessages({ customerId: id, shopId: SHOP, mark: id }, [said], NOW, here);
    await addTag([c], 'VIP', here);
    const add = (customerId: string, text: string, dueAt: number) => addReminder({ customerId, shopId: SHOP, text, dueAt }, here);
    await add(a, '今晚到期', NOW + HOUR);
    await add(a, '后天到期', NEXT + HOUR);
    await add(b, '推过的', NOW - HOUR);
    const moved = (await here.reminders.toArray()).find(({ text }) => text === '推过的');
    await snoozeReminder(moved?.id ?? '', NOW + 2 * HOUR, here);
    const order = {
      kind: 'order' as const,
      no: '4512300187000204539',
      state: 'refunding' as const,
      createdAt: NOW,
      items: [],
      buyer: { name: '海边的信', nick: '海边的信' },
    };
    await takeOrders({ site: 'taobao', shopId: SHOP, at: NOW }, [order], here);
    const sweep = await sweepAt(NOW, NEXT, 'Asia/Shanghai', here);
    expect(sweep.unanswered.map(({ name }) => name)).toEqual(['贵宾', '林间小雨']);
    expect(sweep.promised).toEqual([]);
    expect(sweep.due.map(({ reminder }) => reminder.text)).toEqual(['今晚到期']);
    expect(sweep.moved.map(({ reminder }) => reminder.text)).toEqual(['推过的']);
    // Put off to the next shift it is out of this one.
    await snoozeReminder(moved?.id ?? '', NEXT, here);
    expect((await sweepAt(NOW, NEXT, 'Asia/Shanghai', here)).moved).toEqual([]);
    expect(sweep.disputes.map(({ order: { no }, customer }) => [no, customer?.name])).toEqual([
      ['4512300187000204539', '海边的信'],
    ]);
    expect(sweep.vips.map(({ name }) => name)).toEqual(['贵宾']);
    await addNote(c, '喜欢蓝色', here);
    expect((await sweepAt(NOW, NEXT, 'Asia/Shanghai', here)).vips).toEqual([]);
  });

  it('what is due tonight is found however much is overdue, and what is not listed is counted', async () => {
    const customerId = await buyer('林间小雨');
    const row = { customerId, shopId: SHOP, text: '催', state: 'open' as const, createdAt: NOW };
    const old = Array.from({ length: 600 }, (_, i) => ({ ...row, id: `r_old${i}`, dueAt: NOW - DAY + i }));
    await here.reminders.bulkPut([...old, { ...row, id: 'r_tonight', dueAt: NOW + HOUR }]);
    const sweep = await sweepAt(NOW, NEXT, 'Asia/Shanghai', here);
    expect(sweep.due.at(-1)?.reminder.id).toBe('r_tonight');
    expect([sweep.due.length, sweep.cut]).toEqual([501, 100]);
    const file = handoverOf(await handablesOf({ sweep, nextShift: NEXT }, here), NEXT, '');
    expect(file.items.some(({ id }) => id === 'r_tonight')).toBe(true);
  });

  it('what was promised and is due before the next shift is shown until it is a follow-up or declined', async () => {
    const [a, b] = [await buyer('林间小雨'), await buyer('海边的信')];
    const says = (id: string, text: string, at: number) => {
      const message = { kind: 'message' as const, side: 'seller' as const, type: 'text' as const, text, at };
      return storeMessages({ customerId: id, shopId: SHOP, mark: id }, [{ message }], NOW, here);
    };
    await says(a, '2小时内给您答复', NOW - HOUR);
    await says(a, '72小时内给您发货', NOW - HOUR + 1);
    await says(b, '三小时内给您退款', NOW - 30 * HOUR);
    await says(b, '24小时内给您补发', NOW - 20 * HOUR);
    await says(b, '24小时内给您寄出', NOW - 80 * HOUR);
    const shown = async () =>
      (await sweepAt(NOW, NEXT, 'Asia/Shanghai', here)).promised.map(({ proposal, customer }) => [
        customer.name,
        proposal.sentence,
      ]);
    expect(await shown()).toEqual([
      ['林间小雨', '2小时内给您答复'],
      ['海边的信', '24小时内给您补发'],
    ]);
    const [first, second] = (await sweepAt(NOW, NEXT, 'Asia/Shanghai', here)).promised;
    await addReminder(followUpOf(first!.proposal, SHOP), here);
    await declineProposal(followUpOf(second!.proposal, SHOP), here);
    expect(await shown()).toEqual([]);
    const { due } = await sweepAt(NOW, NEXT, 'Asia/Shanghai', here);
    expect(due.map(({ reminder }) => [reminder.text, reminder.promise?.until])).toEqual([['2小时内给您答复', NOW + HOUR]]);
  });
});

it('notes the shop of a buyer whom only a colleague knew, so that the buyer is found by name', async () => {
  const file = await handover();
  await acceptHandover(file, NOW, there);
  expect((await there.shops.toArray()).map(({ id }) => id)).toEqual([SHOP]);
  expect((await searchCustomers('林间', 20, there)).map(({ name }) => name)).toEqual(['林间小雨']);
});
