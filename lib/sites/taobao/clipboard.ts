import type { MessageSeen, Observation, OrderSeen, PeerRef } from '#lib/domain/observation.ts';
import { orderStateOf } from '#lib/domain/order-state.ts';
import { cleanText } from '#lib/domain/text.ts';
import { createTally, type Found, only, present, REFUSED, type Tally } from '../found.ts';
import type { PayloadReader } from '../site.ts';
import { stringOf, under } from './json.ts';
import { readingOf } from './page.ts';
import { mainNick, peerIn, timeIn } from './shape.ts';
import { shopOf } from './shell.ts';

/** A nick directly followed by a time, as the desktop client writes it before each message. */
const HEADER = /^(\S.{0,63}?)(\d{4}-\d{1,2}-\d{1,2} \d{1,2}:\d{2}:\d{2})$/;
const ORDERS_HEAD = /近3个月订单|历史订单/;

interface Block {
  nick: string;
  time: string;
  lines: string[];
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (const line of text.split(/\r?\n/)) {
    const header = HEADER.exec(line.trim());
    if (header) blocks.push({ nick: header[1] ?? '', time: header[2] ?? '', lines: [] });
    else blocks.at(-1)?.lines.push(line);
  }
  return blocks;
}

function lastWord(block: Block): string {
  return (
    block.lines
      .map((line) => line.trim())
      .filter(Boolean)
      .at(-1) ?? ''
  );
}

/** The buyer is whom the right panel names, if it was copied too, otherwise the only one never marked as read. */
function buyerOf(blocks: readonly Block[], panelNick: string): Found<string> {
  if (panelNick) return blocks.length === 0 || blocks.some((block) => block.nick === panelNick) ? panelNick : REFUSED;
  const ours = new Set(blocks.filter((block) => lastWord(block) === '已读').map((block) => block.nick));
  const theirs = new Set(blocks.map((block) => block.nick).filter((nick) => !ours.has(nick)));
  return ours.size > 0 && theirs.size === 1 ? ([...theirs][0] ?? null) : REFUSED;
}

function messageOf(block: Block, peer: PeerRef, tally: Tally): MessageSeen {
  const buyer = block.nick === peer.name;
  const mark = buyer ? '' : lastWord(block);
  const read = mark === '已读' ? true : mark === '未读' ? false : undefined;
  const body = block.lines.join('\n').trimEnd();
  const text = cleanText(read === undefined ? body : body.slice(0, -2));
  tally.take('message.text', text || null);
  return present({
    kind: 'message' as const,
    side: buyer ? ('buyer' as const) : ('seller' as const),
    // An item card leaves its button as the last line; a picture leaves nothing.
    type: !text ? ('empty' as const) : text.endsWith('\n立即下单') ? ('item' as const) : ('text' as const),
    at: tally.take('message.at', timeIn([block.time])),
    sender: buyer ? peer : undefined,
    staff: buyer ? undefined : block.nick,
    text: text || undefined,
    read,
  });
}

/** Orders of the right panel: the state stands before the number; the year of the time is not copied, so it is unknown. */
function ordersOf(panel: readonly string[], peer: PeerRef, tally: Tally): OrderSeen[] {
  const start = panel.findIndex((line) => ORDERS_HEAD.test(line));
  const lines = start < 0 ? [] : panel.slice(start);
  const numbers = new Map<string, string>();
  for (const [index, line] of lines.entries()) {
    if (/^\d{15,19}$/.test(line)) numbers.set(line, lines[index - 1] ?? '');
  }
  return [...numbers].map(([no, words]) => {
    const state = orderStateOf('taobao', words);
    const stateText = tally.take('order.stateText', state === 'unknown' ? null : words);
    return present({ kind: 'order' as const, no, state, stateText, items: [], buyer: peer });
  });
}

interface Copied {
  chat: string;
  panel: string[];
}

/** Splits what was pasted: both areas as an object, or a text that is one of them. */
function copiedIn(payload: unknown): Copied {
  const chat = stringOf(under(payload, 'chat_area_text'));
  const panel = stringOf(under(payload, 'right_panel_text'));
  const text = typeof payload === 'string' ? payload : '';
  const isChat = blocksOf(text).length > 0;
  const lines = (panel || (isChat ? '' : text))
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
  return { chat: chat || (isChat ? text : ''), panel: lines.some((line) => ORDERS_HEAD.test(line)) ? lines : [] };
}

function shopIn(blocks: readonly Block[], buyer: string): ReturnType<typeof shopOf> {
  const sellers = blocks.filter((block) => block.nick !== buyer).map((block) => mainNick(block.nick));
  const key = only(sellers);
  return typeof key === 'string' ? shopOf('', key) : null;
}

/** Text copied out of the desktop client: the chat area, the right panel, or both. */
export const clipboardReader: PayloadReader = {
  id: 'taobao/clipboard',
  site: 'taobao',
  recognises(payload) {
    const { chat, panel } = copiedIn(payload);
    return blocksOf(chat).length > 0 || panel.length > 0;
  },
  read(payload) {
    const { chat, panel } = copiedIn(payload);
    const blocks = blocksOf(chat);
    const tally = createTally();
    const name = tally.take('peer.name', buyerOf(blocks, panel[0] ?? ''));
    const peer = tally.take('peer.nick', name ? peerIn([name]) : null);
    if (!peer || !name) return readingOf(clipboardReader.id, 'ready', { tally });
    const orders = ordersOf(panel, peer, tally);
    const seen: Observation = { kind: 'peer', peer, orderNos: orders.map((order) => order.no) };
    const observations = [seen, ...orders, ...blocks.map((block) => messageOf(block, peer, tally))];
    const shop = shopIn(blocks, name);
    tally.take('shop.key', shop?.key ?? null);
    return readingOf(clipboardReader.id, 'ready', { observations, tally, shop });
  },
};
