import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MessageSeen, Observation } from '../../lib/domain/observation.ts';
import { answerReaderFor } from '../../lib/sites/answer-readers.ts';
import type { AnswerSite } from '../../lib/sites/answers.ts';
import { type Buyers, chatsInParts, keptOf } from '../../lib/tap/tapped.ts';

function kept(site: AnswerSite, file: string, buyers?: Buyers): ReturnType<typeof keptOf> {
  const path = join(import.meta.dirname, '..', 'sites', site, `${file}.json`);
  const payload: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const reading = answerReaderFor(site, payload)?.read(payload);
  if (!reading) throw new Error(`nobody reads ${file}`);
  return keptOf(reading, buyers);
}

/** Conversation, buyer's number, and each message as id, side and kind; `~` marks those of former days. */
const told = ({ chats }: ReturnType<typeof keptOf>): unknown =>
  chats.map(({ conversation, peer, items }) => [
    conversation,
    peer.uid,
    items.map(({ message, past }) => `${past ? '~' : ''}${message?.id} ${message?.side} ${message?.type}`).join(', '),
  ]);

const CODE = '1680203945.1-2299912345678.1#11001';

describe('messages of an answer', () => {
  it('are taken with their conversation and buyer: a list of conversations tells the newest, a history what was', () => {
    expect(told(kept('taobao', 'im.messages'))).toEqual([
      [
        CODE,
        '1680203945',
        '~3736811700005.PNM buyer image, ~3736811700004.PNM seller card, ~3736811700003.PNM buyer image, ~3736811700002.PNM seller text, ~3736811700001.PNM buyer text',
      ],
    ]);
    const [first, second] = kept('taobao', 'im.frames').chats;
    expect(first?.items.map(({ past }) => past)).toEqual([undefined, true, true, true, true]);
    expect(first?.items.map(({ live }) => live)).toEqual([true, undefined, undefined, undefined, undefined]);
    expect(second).toMatchObject({ conversation: '2214567890123.1-2299912345678.1#11001', peer: { nick: 'tb583920176' } });
    expect(told(kept('aliexpress', 'json-history'))).toEqual([
      ['s-0001', 'buyer-0001', '~m-10 buyer text, ~m-11 seller text, ~m-12 seller robot'],
    ]);
    expect(told(kept('aliexpress', 'json-push-frame'))).toEqual([
      ['s-0001', 'buyer-0001', expect.stringMatching(/^m-10 buyer text/)],
    ]);
  });

  it('of the chat-record search keep robots apart from staff', () => {
    const { chats } = kept('taobao', 'history-messages');
    expect(chats).toHaveLength(1);
    expect(chats[0]?.items.every(({ past }) => past === true)).toBe(true);
    const types = new Set(chats[0]?.items.map(({ message }) => message?.type));
    expect(types.has('robot')).toBe(true);
    expect(chats[0]?.items.every(({ message }) => message?.text !== undefined || message?.type !== 'text')).toBe(true);
  });

  it('find their buyer by the list that came before', () => {
    const buyers: Buyers = new Map();
    kept('aliexpress', 'json-conversations', buyers);
    expect(kept('aliexpress', 'json-push', buyers).chats[0]?.peer).toMatchObject({
      uid: 'buyer-0001',
      name: 'Demo Buyer',
      country: 'BR',
    });
  });

  const base = { reader: 'aliexpress/json-history', state: 'ready' as const, zone: 'America/Los_Angeles', health: {} };
  const message: MessageSeen = {
    kind: 'message',
    id: 'm-1',
    conversation: 's-1',
    side: 'buyer',
    type: 'text',
    at: 1,
    text: 'hi',
    sender: { uid: 'b-1' },
  };

  it.each<[string, Partial<MessageSeen>]>([
    ['an id', { id: undefined } as object],
    ['a time', { at: undefined } as object],
    ['a conversation', { conversation: undefined } as object],
    ['its words', { text: undefined } as object],
    ['a kind', { type: 'empty' }],
    ['a usable id', { id: 'm 1' }],
  ])('are left out without %s', (_what, less) => {
    const read = (more: object): unknown => keptOf({ ...base, observations: [{ ...message, ...more }] }).chats;
    expect(read({})).toHaveLength(1);
    expect(read(less)).toEqual([]);
  });

  it('are left out where it is not sure whose they are', () => {
    const read = (observations: Observation[], health = {}): unknown => keptOf({ ...base, health, observations }).chats;
    expect(read([{ ...message, side: 'seller', sender: undefined } as MessageSeen])).toEqual([]);
    expect(read([message, { ...message, id: 'm-2', sender: { uid: 'b-2' } }])).toEqual([]);
    const other: Observation = { kind: 'conversation', conversation: 's-1', peer: { uid: 'b-9' } };
    expect(read([other, message])).toEqual([]);
    expect(read([message], { 'shop.key': 'refused' })).toEqual([]);
  });

  it('go into messages of the extension that it accepts', () => {
    const peer = { uid: 'b-1' };
    const items = Array.from({ length: 50 }, (_, i) => ({ message: { ...message, id: `m-${i}`, text: 'x'.repeat(3000) } }));
    const parts = chatsInParts([
      { peer, conversation: 's-1', items },
      { peer, conversation: 's-2', items: items.slice(0, 3) },
    ]);
    expect(parts.flatMap((part) => part.flatMap((chat) => chat.items))).toHaveLength(53);
    for (const part of parts) expect(JSON.stringify(part).length).toBeLessThan(60_000);
    expect(chatsInParts([])).toEqual([]);
  });
});
