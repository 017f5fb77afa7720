import type { PayloadReader } from '../site.ts';
import { codeOf, type RawConversation, type RawMessage, readChat, shopType, typeOf } from './conversation.ts';
import { findObjects, type Json, objectOf, objectsOf, stringOf, under } from './json.ts';
import { bareNick, mainNick } from './shape.ts';
import { shopOf } from './shell.ts';

function isMessage(object: Json): boolean {
  return 'messageId' in object && typeof object.cid === 'string' && typeof under(object, 'sender', 'uid') === 'string';
}

function isListed(object: Json): boolean {
  return 'singleChatConversation' in object || typeof object.conversationCode === 'string';
}

function rawOf(message: Json): RawMessage {
  const content = objectOf(message.content);
  const ext = objectOf(message.extension);
  const code = codeOf(message.cid);
  const uid = stringOf(under(message, 'sender', 'uid'));
  const type = typeOf(content.contentType, under(content, 'custom', 'type'));
  const text = stringOf(under(content, 'text', 'content')) || stringOf(under(content, 'custom', 'title'));
  return {
    id: message.messageId,
    code,
    senderUid: uid,
    senderNick: ext.sender_nick,
    receiverNick: ext.receiver_nick,
    at: message.createAt,
    type: code && !uid.startsWith(code.buyer) ? shopType(ext, type) : type,
    text: type === 'image' ? '' : text,
  };
}

/** A conversation whose own statement of the roles contradicts its code is left out. */
function listedOf(row: Json): RawConversation[] {
  const single = objectOf(row.singleChatConversation);
  const code = codeOf(single.cid ?? row.conversationCode);
  const roles = stringOf(under(single, 'extension', 'accountRoleMap'));
  if (!code || (roles && !roles.includes(`${code.buyer}:"buyer"`))) return [];
  const target = objectOf(under(row, 'ext', 'target'));
  const names = [stringOf(target.dnick), stringOf(target.snick), stringOf(under(row, 'conversationContent', 'conversationName'))];
  const preview = stringOf(under(row, 'lastMessage', 'message', 'searchableContent', 'summary'));
  return [{ code, names, at: row.modifyTime, preview }];
}

/** Codes that stand in clear in the packed part of a push: something happened in these conversations. */
function pushedIn(payload: unknown): RawConversation[] {
  const packs = objectsOf(under(payload, 'body', 'syncPushPackage', 'data')).map((entry) => stringOf(entry.data));
  const clear = packs
    .filter((pack) => /^[\w+/]+=*$/.test(pack) && pack.length % 4 === 0)
    .map((pack) => atob(pack))
    .join(' ');
  const codes = [...clear.matchAll(/\d{5,16}\.1-\d{5,16}\.1#11001/g)].map((match) => codeOf(match[0]));
  return codes.filter((code) => code !== null).map((code) => ({ code, names: [] }));
}

function listIn(payload: unknown): RawConversation[] {
  const rows = [...findObjects(payload, isListed, 10).flatMap(listedOf), ...pushedIn(payload)];
  return [...Map.groupBy(rows, (row) => row.code.id).values()].flatMap((same) => same.slice(0, 1));
}

function messagesIn(payload: unknown): RawMessage[] {
  // A conversation object holds its last message, so it is opened before it is searched.
  const lasts = findObjects(payload, isListed, 10).map((row) => row.lastMessage);
  const rows = [
    ...findObjects(lasts, isMessage, 10),
    ...findObjects(payload, (object) => isListed(object) || isMessage(object), 10).filter(isMessage),
  ];
  // The newest message stands in the list of conversations and again in its own; without an id nobody can tell.
  const keys = rows.map((row, index) => `${stringOf(row.cid)} ${stringOf(row.messageId) || index}`);
  return rows.filter((_row, index) => keys.indexOf(keys[index] ?? '') === index).map(rawOf);
}

/** Frames of the web chat's socket and the objects of its page: conversations with the buyer's uid, and messages. */
export const imReader: PayloadReader = {
  id: 'taobao/im',
  site: 'taobao',
  recognises: (payload) => listIn(payload).length > 0 || messagesIn(payload).length > 0,
  read(payload) {
    const own = bareNick(stringOf(under(payload, 'g_config', 'nick')));
    return readChat(imReader.id, messagesIn(payload), listIn(payload), own ? shopOf('', own) : null);
  },
};

function isClientMessage(object: Json): boolean {
  return typeof under(object, 'cid', 'ccode') === 'string' && 'fromid' in object && 'toid' in object;
}

function clientRaw(message: Json): RawMessage {
  const data = objectOf(message.originalData);
  const text = stringOf(data.text) || stringOf(message.summary);
  return {
    id: under(message, 'mcode', 'messageId'),
    code: codeOf(under(message, 'cid', 'ccode')),
    senderUid: under(message, 'fromid', 'targetId'),
    senderNick: under(message, 'fromid', 'nick'),
    receiverNick: under(message, 'toid', 'nick'),
    at: message.sendTime,
    type: typeof data.text === 'string' ? 'text' : 'text' in data ? 'empty' : 'card',
    text,
  };
}

/** Messages as the desktop client's event gives them; it names who is logged in. */
export const clientMessagesReader: PayloadReader = {
  id: 'taobao/client-messages',
  site: 'taobao',
  recognises: (payload) => findObjects(payload, isClientMessage).length > 0,
  read(payload) {
    const messages = findObjects(payload, isClientMessage);
    const logins = new Set(messages.map((message) => stringOf(under(message, 'loginid', 'nick'))));
    const [login = ''] = logins.size === 1 ? logins : [];
    return readChat(clientMessagesReader.id, messages.map(clientRaw), [], mainNick(login) ? shopOf('', login) : null);
  },
};
