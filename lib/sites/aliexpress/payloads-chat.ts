import { bytesOf } from '../../domain/base64.ts';
import type { MessageSeen, Observation } from '../../domain/observation.ts';
import { cleanText, LIMITS } from '../../domain/text.ts';
import { createTally, present, REFUSED, type Found, type Tally } from '../found.ts';
import type { PayloadReader } from '../site.ts';
import { peerOf, readingOf } from './fields.ts';
import { countAt, embedded, epochAt, idAt, isJson, lineAt, list, member, objectsWhere, parseJson, type Json } from './json.ts';
import { payloadReader } from './payload.ts';

type Conversation = Extract<Observation, { kind: 'conversation' }>;

const ID = /^[\w.@:=+-]{1,128}$/;
const BUYER = 11;
const SELLER = 12;
const ROBOTS = new Set(['im_ai', 'im_open_api']);

/** `layoutData.card` → what the message holds; a card that is not listed is only "a card". */
const CARDS: Readonly<Record<string, MessageSeen['type']>> = {
  1: 'text',
  3: 'image',
  5: 'file',
  7: 'file',
  10003: 'item',
  10006: 'item',
  10004: 'order',
  10007: 'order',
};

function typeOf(typeData: Json, card: string): MessageSeen['type'] {
  const { status } = typeData;
  if (status === 1 || status === '1') return 'withdrawn';
  const ext = member(typeData, 'ext');
  // A mark that is there and cannot be read leaves it open who wrote the message, and whether it still stands.
  const readable = (object: Json, key: string): boolean => !(key in object) || /^(?:string|number)$/.test(typeof object[key]);
  if (!readable(ext, 'fromCode') || !readable(typeData, 'status')) return 'empty';
  if ('ext' in typeData && !isJson(typeData['ext'])) return 'empty';
  if (ROBOTS.has(String(ext['fromCode'] ?? ''))) return 'robot';
  return card === '' ? 'empty' : (CARDS[card] ?? 'card');
}

function textOf(card: string, template: unknown): Found<string> {
  if (!isJson(template)) return null;
  if (CARDS[card] === 'order') return idAt(template, 'orderId', /^\d{15,17}$/);
  if (CARDS[card] === 'item') return idAt(template, 'productId', /^\d{5,20}$/);
  const raw = template['txt'];
  const text = typeof raw === 'string' ? cleanText(raw, LIMITS.message) : '';
  return text || null;
}

/** Reads one message item; read receipts, session updates and senders that are neither buyer nor seller give nothing. */
function messageIn(item: Json, tally: Tally): MessageSeen[] {
  if (Number(member(item, 'header')['type'] ?? 1) !== 1) return [];
  const body = member(item, 'body');
  const typeData = member(body, 'typeData');
  const told = countAt(typeData, 'fromType');
  const fromType = told === REFUSED ? null : told;
  const side = fromType === BUYER ? 'buyer' : fromType === SELLER ? 'seller' : undefined;
  tally.take('message.side', side ?? REFUSED);
  const id = tally.take('message.id', idAt(typeData, 'mid', ID));
  const conversation = tally.take('message.conversation', idAt(typeData, 'sid', ID));
  if (side === undefined || id === undefined || conversation === undefined) return [];
  const layout = member(body, 'layoutData')['card'];
  const card = typeof layout === 'string' || typeof layout === 'number' ? String(layout) : '';
  const type = typeOf(typeData, card);
  const text =
    type === 'withdrawn' || type === 'empty'
      ? undefined
      : tally.take('message.text', textOf(card, embedded(body, 'templateData')));
  const uid = side === 'buyer' ? tally.take('message.sender', idAt(typeData, 'from', ID)) : undefined;
  return [
    present<MessageSeen>({
      kind: 'message',
      id,
      conversation,
      side,
      type,
      at: tally.take('message.at', epochAt(typeData, 'sendTime')),
      sender: uid === undefined ? undefined : { uid },
      text,
    }),
  ];
}

const isMessage = (object: Json): boolean => isJson(member(object, 'body')['typeData']);

/** Messages wrapped as JSON text, by the member that holds them. */
function wrapped(key: 'bizData' | 'bizDataV2') {
  return (object: Json): boolean => isJson(object['syncBody']) && typeof object[key] === 'string';
}

function messagesIn(envelopes: Json[], key: 'bizData' | 'bizDataV2', tally: Tally): Observation[] {
  return envelopes.flatMap((envelope) => {
    const item = embedded(envelope, key);
    if (isJson(item) && isMessage(item)) return messageIn(item, tally);
    tally.take('message.id', REFUSED);
    return [];
  });
}

function conversationIn(view: Json, tally: Tally): Observation[] {
  const data = member(view, 'sessionData');
  const target = member(view, 'target');
  const buyer = Number(target['userAccountType']) === BUYER;
  const uid = tally.take('conversation.uid', buyer ? idAt(target, 'targetId', ID) : REFUSED);
  const conversation = tally.take('conversation.id', idAt(view, 'sessionId', ID));
  if (uid === undefined || conversation === undefined) return [];
  const name = tally.take('conversation.name', lineAt(data, 'title', LIMITS.name));
  const tags = Array.isArray(data['tags']) ? data['tags'].filter((tag) => typeof tag === 'string') : [];
  return [
    present<Conversation>({
      kind: 'conversation',
      peer: present({
        ...(name === undefined ? {} : peerOf(name)),
        uid,
        country: tally.take('conversation.country', idAt(data, 'country', /^[A-Z]{2}$/)),
      }),
      conversation,
      at: tally.take('conversation.at', epochAt(data, 'lastMessageTime')),
      preview: tally.take('conversation.preview', lineAt(data, 'content', LIMITS.message)),
      unread: tally.take('conversation.unread', countAt(data, 'nonReadNumber')),
      tags: tags.length > 0 ? tags : undefined,
    }),
  ];
}

/** Frames of the push channel; the wrapper of a recorded frame is accepted too. */
function frameIn(payload: unknown): Json | null {
  const inner = isJson(payload) && isJson(payload['frame']) ? payload['frame'] : payload;
  if (!isJson(inner) || typeof inner['type'] !== 'string') return null;
  const ours =
    /^(?:HEARTBEAT_)?ACCS_H5$/.test(String(inner['protocol'])) || /^ae-(?:lz|csp-im)-sync$/.test(String(inner['serviceId']));
  return ours ? inner : null;
}

function decoded(data: string): unknown {
  try {
    const bytes = bytesOf(data);
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null; // not base64, or not UTF-8: the frame is reported as refused
  }
}

function frameMessages(frame: Json, tally: Tally): Observation[] {
  if (frame['type'] !== 'DATA' || typeof frame['data'] !== 'string' || frame['data'] === '') return [];
  // Unpacking GZIP is asynchronous and this reader is not: such a frame is said to be unread.
  const content = frame['compressType'] === 'GZIP' ? null : decoded(frame['data']);
  tally.take('frame.data', content === null ? REFUSED : true);
  return messagesIn(objectsWhere(content, wrapped('bizDataV2')), 'bizDataV2', tally);
}

const pushFrame: PayloadReader = {
  id: 'aliexpress/json-push-frame',
  site: 'aliexpress',
  recognises: (payload) => frameIn(payload) !== null,
  read(payload) {
    const tally = createTally();
    const frame = frameIn(payload);
    const observations = frame ? frameMessages(frame, tally) : [];
    return readingOf('aliexpress/json-push-frame', tally, observations);
  },
};

/** Conversation list, history, sync and push frames of the chat. */
export const chatPayloads: readonly PayloadReader[] = [
  pushFrame,
  payloadReader(
    'aliexpress/json-conversations',
    (object) => Array.isArray(object['sessionViewDTOList']),
    (boxes, tally) => boxes.flatMap((box) => list(box, 'sessionViewDTOList')).flatMap((view) => conversationIn(view, tally)),
  ),
  payloadReader('aliexpress/json-sync', wrapped('bizData'), (envelopes, tally) => messagesIn(envelopes, 'bizData', tally)),
  payloadReader('aliexpress/json-push', wrapped('bizDataV2'), (envelopes, tally) => messagesIn(envelopes, 'bizDataV2', tally)),
  payloadReader('aliexpress/json-history', isMessage, (items, tally) => items.flatMap((item) => messageIn(item, tally))),
];
