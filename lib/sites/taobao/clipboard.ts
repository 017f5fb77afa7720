import type { MessageSeen, Observation, OrderSeen, PeerRef, Reading } from '#lib/domain/observation.ts';
import { orderStateOf } from '#lib/domain/order-state.ts';
import { cleanText } from '#lib/domain/text.ts';
import { createTally, type Found, only, present, REFUSED, type Tally } from '../found.ts';
import type { PayloadReader } from '../site.ts';
import { type Block, chatIn, isNick, linesOf, markDoubtful, markOf } from './clipboard-chat.ts';
import { panelIn, type PanelOrder, panelStart, type PanelText } from './clipboard-panel.ts';
import { stringOf, under } from './json.ts';
import { readingOf } from './page.ts';
import { mainNick, peerIn, timeIn } from './shape.ts';
import { shopOf } from './shell.ts';

/** Longest text that is looked at, in UTF-16 units. */
const MAX_TEXT = 2_000_000;
const MAX_REST = 60;

/** What is known from elsewhere: who the buyer is, because a person said so, and the main accounts of own shops. */
export interface ClipboardHints {
  buyer?: string;
  sellers?: readonly string[];
}

/** A reading of copied text, with what a person needs to judge it. */
export interface ClipboardReading extends Reading {
  /** Accounts that could be the buyer while that is not clear. */
  candidates: string[];
  /** Messages in the order of the text; `seen` is null for those that are not believed, `raw` is what stands there. */
  messages: { nick: string; time: string; seen: MessageSeen | null; raw: string }[];
  /** Lines that were not understood. */
  rest: string[];
}

interface Copied {
  blocks: Block[];
  panel: PanelText | null;
  rest: string[];
}

/** Takes a copy apart, whatever was copied: the chat area, the right panel, or both in either order. */
function copiedIn(payload: unknown): Copied {
  const raw = typeof payload === 'string' ? payload.slice(0, MAX_TEXT) : '';
  const chat = chatIn(linesOf(raw || stringOf(under(payload, 'chat_area_text')).slice(0, MAX_TEXT)));
  const panels: string[][] = [];
  const beside = linesOf(stringOf(under(payload, 'right_panel_text')).slice(0, MAX_TEXT));
  const rest: string[] = [];
  for (const [i, lines] of [beside, chat.before, ...chat.blocks.map((block) => block.lines)].entries()) {
    const start = panelStart(lines);
    const block = chat.blocks[i - 2];
    if (start >= 0) {
      // In a message it may as well be what somebody wrote.
      const own = block === undefined || (block === chat.blocks.at(-1) && isBehindMark(block, start, chat.blocks));
      if (own) panels.push(lines.splice(start));
      else markDoubtful(block);
    }
    if (!block) rest.push(...lines.filter((line) => line !== ''));
  }
  const [only, ...others] = panels;
  if (others.length > 0) return { blocks: chat.blocks, panel: null, rest: [...rest, ...panels.flat()] };
  const panel = only ? panelIn(only) : null;
  return { blocks: chat.blocks, panel, rest: [...rest, ...(panel?.rest ?? [])] };
}

/**
 * Tells whether what begins at a line of the last message lies behind it: it is an own one and the mark under it came
 * before. Own messages are known by their marks only beside an account that has none.
 */
function isBehindMark(block: Block, start: number, blocks: readonly Block[]): boolean {
  const marked = (each: Block): boolean =>
    markOf(each === block ? { ...block, lines: block.lines.slice(0, start) } : each) !== null;
  const [own, others] = [true, false].map((same) => blocks.filter((each) => (each.nick === block.nick) === same));
  return own?.every(marked) === true && others?.some((each) => !marked(each)) === true;
}

/** Main accounts that write for the shop: staff accounts, shops that are known, and whoever has marks under all messages. */
function sellersIn(blocks: readonly Block[], hints: ClipboardHints): Set<string> {
  const sellers = new Set<string>();
  const mains = new Set(blocks.map((block) => mainNick(block.nick)));
  for (const main of mains) {
    const own = blocks.filter((block) => mainNick(block.nick) === main);
    // The last message of a copy may have been cut before its mark.
    const marked = own.every((block) => markOf(block) !== null || block === blocks.at(-1));
    const said = own.some((block) => markOf(block) !== null && block.lines.filter((line) => line !== '').length > 1);
    if (own.some((block) => block.nick !== main) || hints.sellers?.includes(main) || (marked && said)) sellers.add(main);
  }
  return sellers;
}

interface Sides {
  buyer: Found<string>;
  sellers: Set<string>;
  candidates: string[];
}

/** Finds out who is who. Signals that disagree, or too few of them, name nobody. */
function sidesIn({ blocks, panel }: Copied, hints: ClipboardHints): Sides {
  const nicks = [...new Set([...(typeof panel?.nick === 'string' ? [panel.nick] : []), ...blocks.map((block) => block.nick)])];
  const sellers = sellersIn(blocks, hints);
  const open = nicks.filter((nick) => !sellers.has(mainNick(nick)));
  const candidates = open.length > 0 ? open : nicks.filter((nick) => mainNick(nick) === nick);
  if (hints.buyer) return withSeller({ buyer: isNick(hints.buyer) ? hints.buyer : REFUSED, sellers, candidates }, nicks);
  if (panel?.nick === REFUSED) return { buyer: REFUSED, sellers, candidates };
  if (panel?.nick) {
    const fits = blocks.length === 0 || blocks.some((block) => block.nick === panel.nick);
    return withSeller({ buyer: fits && !sellers.has(panel.nick) ? panel.nick : REFUSED, sellers, candidates }, nicks);
  }
  if (nicks.length === 0) return { buyer: null, sellers, candidates };
  const [only, ...others] = open;
  const clear = sellers.size === 1 && others.length === 0 && blocks.some((b) => b.nick === only && markOf(b) === null);
  return { buyer: clear && only ? only : REFUSED, sellers, candidates };
}

/** Once the buyer is known, a single other account is the shop's: a chat has two sides. */
function withSeller(sides: Sides, nicks: readonly string[]): Sides {
  if (typeof sides.buyer !== 'string') return sides;
  sides.sellers.delete(sides.buyer);
  const others = new Set(nicks.filter((nick) => nick !== sides.buyer).map(mainNick));
  return sides.sellers.size === 0 && others.size === 1 ? { ...sides, sellers: others } : sides;
}

function messageOf(block: Block, peer: PeerRef, tally: Tally): MessageSeen {
  const buyer = block.nick === peer.name;
  const mark = buyer ? null : markOf(block);
  const body = mark ? block.lines.toSpliced(block.lines.lastIndexOf(mark), 1) : block.lines;
  const text = cleanText(body.join('\n'));
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
    read: mark ? mark === '已读' : undefined,
  });
}

function orderOf({ no, stateText }: PanelOrder, peer: PeerRef | undefined, tally: Tally): OrderSeen {
  const text = tally.take('order.stateText', stateText);
  const state = text === undefined ? 'unknown' : orderStateOf('taobao', text);
  return present({ kind: 'order' as const, no, state, stateText: text, items: [], buyer: peer });
}

/** A mark that is not under an own message ends another one, whose header was lost. */
function isJoined(block: Block, buyer: boolean): boolean {
  const lines = block.lines.filter((line) => line !== '');
  const body = buyer || markOf(block) === null ? lines : lines.slice(0, -1);
  return body.length > 1 && body.some((line) => line === '已读' || line === '未读');
}

/**
 * Accounts whose messages are believed; a header by anybody else may be text, and then cuts the message before it. So may
 * a header of the shop's without the mark that its other messages have. One that only a buyer's message can have held is
 * not believed either; what the buyer wrote before it stands.
 */
function believed(blocks: readonly Block[], buyer: string, sellers: ReadonlySet<string>, hints: ClipboardHints): Block[] {
  const owns = (block: Block): boolean => block.nick !== buyer && sellers.has(mainNick(block.nick));
  const own = blocks.filter((block) => owns(block));
  const marks = own.some((block) => markOf(block) !== null);
  const forged = forgedIn(blocks, own, buyer, hints);
  for (const [i, block] of blocks.entries()) {
    if (block.nick === buyer) continue;
    const stranger = !owns(block) || (marks && markOf(block) === null);
    if (stranger || forged(block)) markDoubtful(block);
    if (stranger || (forged(block) && blocks[i - 1]?.nick !== buyer)) markDoubtful(blocks[i - 1]);
  }
  for (const block of blocks) if (isJoined(block, block.nick === buyer)) markDoubtful(block);
  return blocks.filter((block) => !block.doubt);
}

/**
 * A buyer can write lines that look like a header of another shop's and what stands under it. Believed are the main
 * accounts of shops that are known or that a person chose, and those that wrote before the buyer. Where none of them
 * writes, the only main account there is: without question while no shop is known, otherwise if it wrote more than once,
 * each time with its mark. One who writes in the name of the very shop that answers cannot be told from it.
 */
function forgedIn(
  blocks: readonly Block[],
  own: readonly Block[],
  buyer: string,
  { sellers: known = [] }: ClipboardHints,
): (block: Block) => boolean {
  const mains = new Set(own.map(({ nick }) => mainNick(nick)));
  const begins = blocks.findIndex(({ nick }) => nick === buyer);
  const before = new Set(blocks.slice(0, Math.max(0, begins)));
  const first = own.filter((block) => before.has(block)).map(({ nick }) => mainNick(nick));
  const shops = new Set([...known, ...first].filter((main) => mains.has(main)));
  const isAlone = shops.size === 0 && mains.size === 1;
  const marked = own.filter((block) => markOf(block) !== null || block === blocks.at(-1));
  if (isAlone && (known.length === 0 || (own.length > 1 && marked.length === own.length))) return () => false;
  return ({ nick }) => !shops.has(mainNick(nick));
}

/** Reads text copied out of the desktop client: the chat area, the right panel, or both. What is not clear is left out. */
export function readClipboard(payload: unknown, hints: ClipboardHints = {}): ClipboardReading {
  const copied = copiedIn(payload);
  const { blocks, panel } = copied;
  const tally = createTally();
  const sides = sidesIn(copied, hints);
  const name = tally.take('peer.name', sides.buyer);
  // A number alone may be an id that stands in for a nick that is not loaded yet.
  const peer = tally.take('peer.nick', name && !/^\d+$/.test(name) ? peerIn([name]) : name ? REFUSED : null);
  const good = new Set(name ? believed(blocks, name, sides.sellers, hints) : []);
  const messages = blocks.map((block) => ({
    nick: block.nick,
    time: block.time,
    seen: peer && good.has(block) ? messageOf(block, peer, tally) : null,
    raw: cleanText(block.lines.join('\n')),
  }));
  const orders = panel && (peer || !name) && sides.buyer !== REFUSED ? panel.orders.map((one) => orderOf(one, peer, tally)) : [];
  const observations: Observation[] = [...orders];
  if (peer) {
    const level = panel ? tally.take('peer.level', panel.level) : undefined;
    observations.unshift(present({ kind: 'peer' as const, peer, orderNos: orders.map((order) => order.no), level }));
    observations.push(...messages.flatMap(({ seen }) => seen ?? []));
  }
  const main = only([...sides.sellers]);
  const shop = name && typeof main === 'string' ? shopOf('', main) : null;
  if (blocks.length > 0 || name) tally.take('shop.key', shop?.key ?? null);
  const reading = readingOf(clipboardReader.id, 'ready', { observations, tally, shop });
  return { ...reading, candidates: peer ? [] : sides.candidates, messages, rest: copied.rest.slice(0, MAX_REST) };
}

/** Text copied out of the desktop client: the chat area, the right panel, or both. */
export const clipboardReader: PayloadReader = {
  id: 'taobao/clipboard',
  site: 'taobao',
  recognises(payload) {
    const { blocks, panel } = copiedIn(payload);
    return blocks.length > 0 || (panel !== null && (panel.orders.length > 0 || typeof panel.nick === 'string'));
  },
  read(payload) {
    const { candidates: _candidates, messages: _messages, rest: _rest, ...reading } = readClipboard(payload);
    return reading;
  },
};
