import { expect, test } from 'vitest';
import type { StoredMessage } from '#lib/domain/message-stored.ts';
import { buyerWroteSince, contactSince, lastContact } from '#lib/domain/reply-watch.ts';

const DAY = 86_400_000;
let m = 0;
const line = (side: 'buyer' | 'seller', seen: number, fields: Partial<StoredMessage> = {}): StoredMessage => ({
  m: String((m += 1)),
  side,
  type: 'text',
  text: `${side} ${m}`,
  seen: seen * DAY,
  ...fields,
});

test.each([
  ['an old conversation that is opened is no contact', [line('buyer', 50), line('seller', 50)], null],
  ['what the buyer wrote below what was seen', [line('buyer', 1), line('buyer', 5)], 5],
  ['what was answered elsewhere: since the sight before', [line('buyer', 1), line('seller', 50)], 1],
  ['beside what was scrolled up to later', [line('buyer', 25), line('buyer', 0), line('seller', 1), line('seller', 20)], 1],
  ['and where only that was seen since', [line('buyer', 1.2), line('buyer', 0), line('seller', 1)], 0],
  ['a time that is known', [line('buyer', 1), line('seller', 50, { at: 30 * DAY })], 30],
])('%s', (_, list, days) => {
  expect(lastContact(list)).toBe(days === null ? null : days * DAY);
});

/** What was set on day 59 in a chat without times that is opened for the first time on day 60. */
const opened = [line('buyer', 60), line('seller', 60)];
test.each<[string, StoredMessage[], number | null, number | null]>([
  ['opening it', opened, null, null],
  ['and what was scrolled up to after that', [line('buyer', 60.2), line('seller', 60.1), ...opened], null, null],
  ['and what a page filled in a moment later', [...opened, line('buyer', 60 + 2000 / DAY)], null, null],
  ['a greeting seen to come', [...opened, line('seller', 60.01, { came: 60.01 * DAY })], null, 60.01],
  ['an answer below it', [...opened, line('buyer', 60.5)], 60.5, 60.5],
  ['an answer below a greeting', [...opened, line('seller', 60.01, { came: 60.01 * DAY }), line('buyer', 60.5)], 60.5, 60.5],
  ['what was answered elsewhere', [...opened, line('seller', 61)], null, 61],
  ['below what only a record tells of', [line('buyer', 60, { past: true }), line('buyer', 61), line('seller', 61)], null, null],
  ['below what had been seen by then', [line('buyer', 58), line('buyer', 60)], 60, 60],
  [
    'a greeting seen to come before',
    [...opened.map((one) => ({ ...one, seen: 50 * DAY })), line('seller', 58, { came: 58 * DAY })],
    null,
    null,
  ],
  [
    'what was scrolled down to',
    [line('buyer', 60), line('seller', 60), line('buyer', 60 + 30_000 / DAY), line('seller', 60 + 60_000 / DAY)],
    null,
    null,
  ],
  ['what was scrolled down to from the top', [20, 45, 70, 0].map((s) => line('buyer', 60 + (s * 1000) / DAY)), null, null],
  ['what stands above what was seen before', [line('buyer', 60), line('buyer', 61), line('seller', 60.5)], null, 60.5],
  ['an answer above what was sent later', [...opened, line('buyer', 61), line('seller', 61)], 61, 61],
  ['what stands above a time of before', [...opened, line('buyer', 61), line('seller', 61, { at: 41 * DAY })], null, null],
  ['what only a record tells', [...opened, line('buyer', 61, { past: true })], null, null],
  ['a time of before', [...opened, line('buyer', 61, { at: 58 * DAY })], null, null],
])('news since it was set: %s', (_, list, buyer, anybody) => {
  const days = (at: number | null): number | null => (at === null ? null : Math.round((at / DAY) * 100) / 100);
  expect([days(buyerWroteSince(list, 59 * DAY)), days(contactSince(list, 59 * DAY))]).toEqual([buyer, anybody]);
});
