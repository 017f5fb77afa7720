import { epochAt, idAt, isJson, type Json, lineAt, member, objectsWhere, textAt } from '../aliexpress/json.ts';
import { createTally } from '../found.ts';
import type { PayloadReader } from '../site.ts';
import { goofishMeta } from './meta.ts';

const CONVERSATION = /^\d{5,20}@goofish$/;

/** A message of the push channel after unpacking: members are numbered, texts lie in `10`. */
const isChat = (object: Json): boolean =>
  CONVERSATION.test(String(member(object, '1')['2'] ?? '')) && isJson(member(object, '1')['10']);

/** Word of the push channel that the state of an order changed. */
const isOrder = (object: Json): boolean =>
  CONVERSATION.test(String(object['1'] ?? '')) && typeof member(object, '3')['redReminder'] === 'string';

/**
 * Messages and order words of the push channel of 闲鱼. They name the sender but not the account that received them,
 * and one's own words come the same way: their parts are checked, and nothing is reported under a side that is a guess.
 */
export const pushPayload: PayloadReader = {
  id: 'goofish/json-push',
  site: 'goofish',
  recognises: (payload) => objectsWhere(payload, (object) => isChat(object) || isOrder(object)).length > 0,
  read(payload) {
    const tally = createTally();
    for (const object of objectsWhere(payload, isChat)) {
      const words = member(member(object, '1'), '10');
      tally.take('message.conversation', idAt(member(object, '1'), '2', CONVERSATION));
      tally.take('message.at', epochAt(member(object, '1'), '5'));
      tally.take('message.sender', idAt(words, 'senderUserId', /^\d{5,16}$/));
      tally.take('message.text', lineAt(words, 'reminderContent'));
      tally.take(
        'message.item',
        textAt(words, 'reminderUrl', (url) => /[?&]itemId=(\d{5,20})/.exec(url)?.[1] ?? null),
      );
      tally.take('message.side', null);
    }
    for (const object of objectsWhere(payload, isOrder)) {
      tally.take('order.state', lineAt(member(object, '3'), 'redReminder'));
      tally.take('order.no', null);
    }
    return { reader: pushPayload.id, state: 'ready', zone: goofishMeta.zone, observations: [], health: tally.health };
  },
};
