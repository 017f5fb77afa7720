import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KebanDatabase } from '#lib/db/database.ts';
import { storeMessages } from '#lib/db/messages.ts';
import { followUpOf, promiseFigures, proposalsFor, proposalsUntil } from '#lib/db/promises.ts';
import { breakPromise, declineProposal } from '#lib/db/reminder-edit.ts';
import { addReminder, completeReminder } from '#lib/db/reminders.ts';
import { promiseIdOf } from '#lib/domain/promise-id.ts';
import type { MessageSeen } from '#lib/domain/observation.ts';
import { parseTime } from '#lib/domain/time.ts';
import { aCustomer, putCustomers, SHOP } from '../support/customers.ts';

const ZONE = 'Asia/Shanghai';
const HOUR = 3_600_000;
let db: KebanDatabase;
let now: number;
beforeEach(async () => {
  now = Date.now();
  db = new KebanDatabase(`promises-${Math.random()}`);
  await putCustomers(db, aCustomer('c1', '林间小雨88'));
});
afterEach(() => db.delete());

const says = (...list: Partial<MessageSeen>[]) =>
  storeMessages(
    { customerId: 'c1', shopId: SHOP, mark: 'm' },
    list.map((one) => ({ message: { kind: 'message', side: 'seller', type: 'text', at: now - HOUR, ...one } as MessageSeen })),
    now,
    db,
  );
const proposals = () => proposalsFor('c1', now, ZONE, db);
const take = async (more: Partial<{ until: number }> = {}) => {
  const [first] = await proposals();
  return followUpOf({ ...first!, ...more }, SHOP);
};

describe('what is proposed', () => {
  it("is what staff promised, not the buyer's words, robots, refusals or what has no known time", async () => {
    await says(
      { text: '48小时内给您发货' },
      { text: '48小时内给您发货', side: 'buyer', at: now - HOUR + 1 },
      { text: '24小时内给您处理', type: 'robot', at: now - HOUR + 2 },
      { text: '今天不能发货', at: now - HOUR + 3 },
    );
    await says({ text: '三天内给您退款', at: undefined });
    expect((await proposals()).map(({ sentence, until }) => [sentence, until])).toEqual([['48小时内给您发货', now + 47 * HOUR]]);
  });

  it.each([
    '自动回复：48小时内给您发货',
    '【自动回复】亲，我们会在2小时内回复您',
    'Auto-reply: we will reply within 24 hours',
    'This is an automatic message. We will reply within 24 hours.',
    'Автоответ: ответим вам в течение 24 часов',
    '[Автоматический ответ] Ответим вам завтра',
    'Respuesta automática: le responderemos en 24 horas',
    'Mensaje automático: le responderemos mañana',
  ])('is nothing that a machine says: %s', async (text) => {
    await says({ text });
    expect(await proposals()).toEqual([]);
    expect(await proposalsUntil(now + 72 * HOUR, now, ZONE, db)).toEqual([]);
  });

  it.each([
    'Please ignore the auto-reply. We will ship within 48 hours',
    'Automatic response time is 1 s, and we will ship within 48 hours',
  ])('is what a person says of a machine all the same: %s', async (text) => {
    await says({ text });
    expect(await proposals()).toHaveLength(1);
  });

  it('is also what has no time but was seen to come while the chat was followed; later its time changes nothing', async () => {
    const message = { kind: 'message', side: 'seller', type: 'text', text: 'We will ship within 48 hours' } as const;
    const of = { customerId: 'c1', shopId: SHOP, mark: 'm' };
    await storeMessages(of, [{ message, came: now - HOUR }], now, db);
    expect(await proposals()).toMatchObject([{ sentence: message.text, saidAt: now - HOUR, until: now + 47 * HOUR }]);
    await addReminder(await take(), db);
    await storeMessages(of, [{ message: { ...message, at: now - HOUR - 70_000 } }], now, db);
    expect((await db.messages.toArray()).flatMap(({ list }) => list)).toMatchObject([{ at: now - HOUR - 70_000 }]);
    expect(await proposals()).toEqual([]);
  });

  it('is not proposed again once it was taken or declined', async () => {
    await says({ text: '48小时内给您发货' }, { text: '2小时内回复您', at: now - HOUR + 1 });
    await addReminder(await take(), db);
    expect(await proposals()).toHaveLength(1);
    await declineProposal(await take(), db);
    expect(await proposals()).toEqual([]);
    expect((await db.reminders.toArray()).map((r) => r.state).toSorted()).toEqual(['declined', 'open']);
  });
});

describe('at the end of a shift', () => {
  const at = (time: string) => parseTime(`${time}:00`, ZONE)!;
  it.each([
    ['周五下班前给您退款', '2026-11-23 10:00', '2026-11-27 17:30', '2026-11-28 09:00'],
    ['3个工作日内给您退款', '2026-11-20 16:00', '2026-11-25 17:30', '2026-11-26 09:00'],
    ['7天内给您退款', '2026-11-20 16:00', '2026-11-27 17:30', '2026-11-28 09:00'],
    ['12月28号给您发出', '2026-11-02 16:00', '2026-12-28 17:30', '2026-12-29 09:00'],
    ['大后天给您回复', '2026-11-23 10:00', '2026-11-26 17:30', '2026-11-27 09:00'],
    ['Мы отправим посылку до пятницы', '2026-11-23 10:00', '2026-11-27 17:30', '2026-11-28 09:00'],
    ['We will refund you by 11/27', '2026-11-16 10:00', '2026-11-27 17:30', '2026-11-28 09:00'],
    ['Le enviaremos el pedido en cinco días', '2026-11-23 10:00', '2026-11-28 17:30', '2026-11-29 09:00'],
  ])('%s, said at %s, is told of at %s', async (text, said, shiftEnds, nextShift) => {
    await says({ text, at: at(said) }, { text: '亲，今天给您发出', at: at(said) + 1 });
    const found = await proposalsUntil(at(nextShift), at(shiftEnds), ZONE, db);
    expect(found.map(({ sentence, customerId }) => [customerId, sentence])).toEqual([['c1', text]]);
    expect((await proposalsFor('c1', at(shiftEnds), ZONE, db)).map(({ sentence }) => sentence)).toEqual([text]);
    expect(await proposalsUntil(at(said) + 12 * HOUR, at(said) + 2 * HOUR, ZONE, db)).not.toMatchObject([{ sentence: text }]);
  });

  it('follows a conversation that was joined to another buyer meanwhile, and one that is gone', async () => {
    await says({ text: '周五下班前给您退款', at: at('2026-11-23 10:00') });
    const sweep = () => proposalsUntil(at('2026-11-28 09:00'), at('2026-11-27 17:30'), ZONE, db);
    expect(await sweep()).toMatchObject([{ customerId: 'c1' }]);
    await db.threads.toCollection().modify({ customerId: 'c2' });
    expect(await sweep()).toMatchObject([{ customerId: 'c2' }]);
    await db.threads.clear();
    expect(await sweep()).toEqual([]);
  });
});

describe('the follow-up of a promise', () => {
  const proposal = { id: 'pr_c1_1', customerId: 'c1', sentence: '48小时内给您发货', saidAt: 0, until: 48 * HOUR };
  it.each([
    // Long ones two hours before, short ones a quarter of their time, what is nearly over in a minute, what is over at once.
    [{}, HOUR, 46 * HOUR],
    [{ until: HOUR }, 0, 0.75 * HOUR],
    [{ until: HOUR }, 0.9 * HOUR, 0.9 * HOUR + 60_000],
    [{ until: HOUR }, HOUR - 30_000, HOUR],
    [{ until: HOUR }, 3 * HOUR, HOUR],
  ])('%o taken at %i is due at %i', (more, at, dueAt) => {
    const made = followUpOf({ ...proposal, ...more }, SHOP, at);
    expect(made).toMatchObject({ dueAt, promise: { until: { ...proposal, ...more }.until } });
  });

  it('is kept when it is done as soon as it is due', async () => {
    await says({ text: '48小时内给您发货' });
    const made = await take();
    expect(made.dueAt).toBeLessThan(made.promise!.until);
    await addReminder(made, db);
    await completeReminder(made.id, db);
    expect(await db.reminders.toArray()).toMatchObject([{ state: 'done', kept: 'kept' }]);
  });
});

describe('how promises ended', () => {
  const add = async (sentence: string, until: number, saidAt = now - 99 * HOUR) => {
    const id = promiseIdOf('c1', { sentence, saidAt });
    await addReminder(
      { id, customerId: 'c1', shopId: SHOP, text: sentence, dueAt: until, promise: { sentence, saidAt, until } },
      db,
    );
    return id;
  };

  it('kept, late, broken and forgotten ones are counted', async () => {
    const kept = await add('kept', now + HOUR);
    const late = await add('late', now - HOUR);
    const broken = await add('broken', now - HOUR);
    await add('forgotten', now - 80 * HOUR);
    await add('open', now + HOUR);
    await add('long ago', now - 31 * 24 * HOUR, now - 40 * 24 * HOUR);
    await declineProposal(
      { ...followUpOf({ id: 'pr_c1_x', customerId: 'c1', sentence: 'no', saidAt: now - HOUR, until: now + HOUR }, SHOP) },
      db,
    );
    await completeReminder(kept, db);
    await completeReminder(late, db);
    await breakPromise(broken, db);
    expect(await promiseFigures(Date.now(), 30, db)).toEqual({ kept: 1, late: 1, broken: 2, open: 1 });
  });

  it('other follow-ups and promises of long ago are not read for it', async () => {
    for (let i = 0; i < 50; i++) {
      await addReminder({ customerId: 'c1', shopId: SHOP, text: `${i}`, dueAt: now + i * HOUR }, db);
      await add(`old ${i}`, now - 200 * 24 * HOUR, now - 201 * 24 * HOUR);
    }
    await add('open', now + HOUR);
    let read = 0;
    db.reminders.hook('reading', (row) => ((read += 1), row));
    expect(await promiseFigures(now, 30, db)).toMatchObject({ open: 1 });
    expect(read).toBe(1);
  });
});
