import { expect, test } from 'vitest';
import type { StoredMessage } from '#lib/domain/message-stored.ts';
import { lastContact } from '#lib/domain/reply-watch.ts';

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
