import type { PayloadReader } from '../site.ts';
import { codeOf, type RawConversation, type RawMessage, readChat, shopType, typeOf } from './conversation.ts';
import { type Json, nested, objectOf, objectsOf, stringOf, under } from './json.ts';
import { readingOf } from './page.ts';

function listedOf(row: Json): RawConversation[] {
  const code = codeOf(under(row, 'cid', 'appCid'));
  if (!code) return [];
  const staffUid = stringOf(under(row, 'userID', 'appUid'));
  return [{ code, names: [stringOf(row.displayName)], createdAt: row.createTime, at: row.modifyTime, staffUid }];
}

/** The list of the chat-record search: every buyer's full nick and uid, and the account that took the conversation. */
export const historyListReader: PayloadReader = {
  id: 'taobao/history-conversations',
  site: 'taobao',
  recognises(payload) {
    const rows = under(payload, 'data', 'result');
    return (
      Array.isArray(rows) &&
      objectsOf(rows).every((row) => 'displayName' in row && typeof under(row, 'cid', 'appCid') === 'string')
    );
  },
  read(payload) {
    const rows = objectsOf(under(payload, 'data', 'result'));
    if (rows.length === 0) return readingOf(historyListReader.id, 'empty');
    return readChat(historyListReader.id, [], rows.flatMap(listedOf));
  },
};

function rawOf(message: Json): RawMessage {
  const content = nested(message.content);
  const ext = 'extMap' in message ? objectOf(message.extMap) : nested(message.ext);
  const code = codeOf(under(message, 'cid', 'appCid'));
  const buyer = code !== null && stringOf(under(message, 'senderId', 'appUid')) === code.buyer;
  const type = typeOf(message.contentType, content.type);
  const text = type === 'image' ? '' : stringOf(content.text) || stringOf(content.title) || stringOf(content.summary);
  return {
    id: message.messageId,
    code,
    senderUid: under(message, 'senderId', 'appUid'),
    senderNick: ext.sender_nick,
    receiverNick: ext.receiver_nick,
    at: message.sendTime,
    type: buyer ? type : shopType(ext, type),
    text,
  };
}

/** The messages of one recorded conversation; what robots and marketing wrote is marked as such. */
export const historyMessagesReader: PayloadReader = {
  id: 'taobao/history-messages',
  site: 'taobao',
  recognises(payload) {
    const rows = under(payload, 'data', 'userMessages');
    return Array.isArray(rows) && objectsOf(rows).every((row) => 'messageId' in row && 'senderId' in row);
  },
  read(payload) {
    const rows = objectsOf(under(payload, 'data', 'userMessages'));
    if (rows.length === 0) return readingOf(historyMessagesReader.id, 'empty');
    return readChat(historyMessagesReader.id, rows.map(rawOf));
  },
};
