import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Buyer, Message, Shop } from '../data/types.ts';
import { imItem } from './payloads.ts';
import { findBuyer } from './state.ts';
import type { State } from './state.ts';

/** Numeric id of the practice shop's main account, as it stands in conversation codes. */
const SELLER = '2299912345678';
const MAGIC = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

type Say = (text: string) => void;

/** Writes one text frame, unmasked as servers do. */
function frame(text: string): Buffer {
  const body = Buffer.from(text, 'utf8');
  const head = body.length < 126 ? Buffer.from([0x81, body.length]) : Buffer.alloc(body.length < 65_536 ? 4 : 10);
  if (body.length >= 126) {
    head[0] = 0x81;
    head[1] = body.length < 65_536 ? 126 : 127;
    if (body.length < 65_536) head.writeUInt16BE(body.length, 2);
    else head.writeBigUInt64BE(BigInt(body.length), 2);
  }
  return Buffer.concat([head, body]);
}

/** Takes the text frames out of what a browser sent so far; what is incomplete is left. */
function framesIn(bytes: Buffer): { texts: string[]; closed: boolean; rest: Buffer } {
  const texts: string[] = [];
  let at = 0;
  while (bytes.length - at >= 6) {
    const short = (bytes[at + 1] ?? 0) & 0x7f;
    if (short === 127) return { texts, closed: true, rest: Buffer.alloc(0) };
    const start = at + (short === 126 ? 4 : 2);
    const length = short === 126 ? bytes.readUInt16BE(at + 2) : short;
    if (bytes.length < start + 4 + length) break;
    if (((bytes[at] ?? 0) & 0x0f) === 8) return { texts, closed: true, rest: Buffer.alloc(0) };
    const mask = bytes.subarray(start, start + 4);
    const body = Buffer.from(bytes.subarray(start + 4, start + 4 + length).map((byte, i) => byte ^ (mask[i % 4] ?? 0)));
    texts.push(body.toString('utf8'));
    at = start + 4 + length;
  }
  return { texts, closed: false, rest: bytes.subarray(at) };
}

const codeOf = (buyer: Buyer): string => `${buyer.id}.1-${SELLER}.1#11001@cntaobao`;

function lwpMessage(message: Message, buyer: Buyer, shop: Shop) {
  const own = message.from === 'shop';
  return {
    messageId: `${message.id}.PNM`,
    cid: codeOf(buyer),
    sender: { uid: `${own ? SELLER : buyer.id}@cntaobao` },
    createAt: message.at,
    content: { contentType: 1, text: { content: message.text, extension: {} } },
    extension: { sender_nick: `cntaobao${own ? shop.staff : buyer.name}` },
    searchableContent: { summary: message.text },
  };
}

/** Answers of the Taobao chat's socket to what its page asks, in the platform's own shape. */
function answerLwp(state: State, asked: string, say: Say): void {
  const { lwp, headers, body } = JSON.parse(asked) as { lwp: string; headers: object; body?: unknown[] };
  const shop = state.shops.taobao;
  const chats = shop.chats.map((chat) => ({ chat, buyer: findBuyer(shop, chat.buyer) }));
  if (lwp === '/r/Conversation/listNewestPagination') {
    const userConvs = chats.map(({ chat, buyer }) => ({
      singleChatUserConversation: {
        modifyTime: chat.messages.at(-1)?.at ?? state.clock(),
        lastMessage: { message: chat.messages.slice(-1).map((message) => lwpMessage(message, buyer, shop))[0] },
        singleChatConversation: {
          cid: codeOf(buyer),
          bizType: '11001',
          extension: { accountRoleMap: `{${buyer.id}:"buyer",${SELLER}:"seller"}` },
        },
      },
    }));
    say(JSON.stringify({ code: 200, headers, body: { userConvs } }));
  } else if (lwp === '/r/MessageManager/listUserMessages') {
    const found = chats.find(({ buyer }) => codeOf(buyer) === body?.[0]);
    const models = found?.chat.messages.map((message) => ({ message: lwpMessage(message, found.buyer, shop) })) ?? [];
    say(JSON.stringify({ code: 200, headers, body: { hasMore: 0, userMessageModels: models } }));
  } else say(JSON.stringify({ code: 200, headers: { ...headers, 'reg-uid': `${SELLER}@cntaobao`, sid: 'demo-session' } }));
}

/** A push of the AliExpress chat's socket. */
function accsFrame(state: State, who: string, message: Message): string {
  const buyer = findBuyer(state.shops.aliexpress, who);
  const content = {
    syncBody: { namespace: 2, sessionId: buyer.session, messageId: message.id, serverTime: state.clock() },
    bizDataV2: JSON.stringify(imItem(message, buyer)),
  };
  const data = Buffer.from(JSON.stringify(content), 'utf8').toString('base64');
  return JSON.stringify({ protocol: 'ACCS_H5', type: 'DATA', err: '0', serviceId: 'ae-lz-sync', compressType: 'COMMON', data });
}

/** Answers the browser's wish for a socket: the chats' own addresses talk in the platforms' shapes, others are refused. */
export function openSocket(state: State, request: IncomingMessage, socket: Duplex): void {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  const lwp = host === 'wss-cntaobao.dingtalk.com';
  if (!lwp && host !== 'msgacs.m.aliexpress.com') {
    socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
    return;
  }
  const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${MAGIC}`).digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  const say: Say = (text) => void socket.write(frame(text));
  const listener = (event: { type: string; site?: string; buyer?: string; message?: Message }): void => {
    if (event.type !== 'message' || !event.message || !event.buyer) return;
    if (!lwp && event.site === 'aliexpress') say(accsFrame(state, event.buyer, event.message));
    if (!lwp || event.site !== 'taobao') return;
    const shop = state.shops.taobao;
    const message = lwpMessage(event.message, findBuyer(shop, event.buyer), shop);
    say(JSON.stringify({ lwp: '/s/sync', headers: { mid: '1 0' }, body: { userMessageModels: [{ message }] } }));
  };
  state.listeners.add(listener);
  socket.on('close', () => state.listeners.delete(listener));
  socket.on('error', () => socket.destroy());
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    const read = framesIn(Buffer.concat([rest, chunk]));
    rest = read.rest;
    if (lwp) for (const text of read.texts) answerLwp(state, text, say);
    if (read.closed) socket.end();
  });
}
