import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerHelp, askedBy, setAnswerHelp } from '../../lib/db/asked.ts';
import { undo } from '../../lib/db/changes.ts';
import { KebanDatabase } from '../../lib/db/database.ts';
import { storeMessages } from '../../lib/db/messages.ts';
import { allPicks, clearPicks, notePick, restorePicks } from '../../lib/db/picks.ts';
import { countUse, saveTemplate } from '../../lib/db/templates.ts';
import { aCustomer, putCustomers, SHOP } from '../support/customers.ts';

let db: KebanDatabase;
beforeEach(async () => {
  db = new KebanDatabase('picks');
  await putCustomers(db, aCustomer('c1', '林间小雨88'));
});
afterEach(() => db.delete());

const counts = async (): Promise<Record<string, number>> =>
  Object.fromEntries((await allPicks(db)).map(({ id, n }) => [id, Math.round(n)]));

test('picks are counted per question and template, a repeated command once', async () => {
  await notePick({ templateId: 't1', intents: ['shipping', 'stock'], commandId: 'a' }, db);
  await notePick({ templateId: 't1', intents: ['shipping', 'stock'], commandId: 'a' }, db);
  await notePick({ templateId: 't1', intents: ['shipping', 'shipping'], commandId: 'b' }, db);
  await notePick({ templateId: 't2', intents: [], commandId: 'c' }, db);
  expect(await counts()).toEqual({ 'shipping|t1': 2, 'stock|t1': 1 });
});

test('what was taken back was not picked', async () => {
  await notePick({ templateId: 't1', intents: ['size'], commandId: 'a' }, db);
  await notePick({ templateId: 't1', intents: ['size'], commandId: 'a-back', by: -1 }, db);
  expect(await counts()).toEqual({});
  expect(await db.picks.count()).toBe(0);
});

test('undoing an edit of the template is not in the way of what was learned, nor the other way round', async () => {
  const made = await saveTemplate({ title: '发货', body: '今天发', folder: '', language: 'zh', pinyin: [], initials: [] }, db);
  const id = made?.ops[0]?.key ?? '';
  await countUse(id, 'u1', db);
  await notePick({ templateId: id, intents: ['shipping'], commandId: 'p1' }, db);
  expect(await undo(made?.id ?? '', db)).toMatchObject({ outcome: 'undone' });
  expect(await counts()).toEqual({ [`shipping|${id}`]: 1 });
});

test('everything learned can be forgotten, and that be taken back', async () => {
  await notePick({ templateId: 't1', intents: ['size'], commandId: 'a' }, db);
  const gone = await clearPicks(db);
  expect(await counts()).toEqual({});
  await notePick({ templateId: 't2', intents: ['size'], commandId: 'b' }, db);
  await restorePicks(gone, db);
  expect(await counts()).toEqual({ 'size|t1': 1, 'size|t2': 1 });
});

test('help is on until it is switched off', async () => {
  expect(await answerHelp(db)).toEqual({ suggest: true, mood: true });
  await setAnswerHelp({ suggest: false, mood: true }, db);
  expect(await answerHelp(db)).toEqual({ suggest: false, mood: true });
});

test('what was asked is read from the end of the conversation written in last', async () => {
  expect(await askedBy('c1', db)).toEqual({ texts: [], spoken: false, turn: [] });
  const at = Date.now();
  const say = (mark: string, from: number, texts: readonly string[], side: 'buyer' | 'seller'): Promise<unknown> =>
    storeMessages(
      { customerId: 'c1', shopId: SHOP, mark },
      texts.map((text, i) => ({
        message: { kind: 'message' as const, side, type: 'text' as const, text, at: from + i, id: `${mark}-${from}-${i}` },
      })),
      at,
      db,
    );
  await say('old', at - 9_000_000, ['在吗'], 'buyer');
  await say(
    'new',
    at - 500_000,
    Array.from({ length: 120 }, (_, i) => `第${i}句`),
    'buyer',
  );
  await say('new', at - 100_000, ['在的亲'], 'seller');
  await say('new', at - 50_000, ['什么时候发货'], 'buyer');
  expect(await askedBy('c1', db)).toEqual({ texts: ['什么时候发货'], spoken: true, turn: ['什么时候发货'] });
});
