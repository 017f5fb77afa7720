import { isFromPerson, messageKind } from './message-kind.ts';
import { momentOf, type StoredMessage } from './message-stored.ts';
import type { SiteId } from './observation.ts';

/** Where a conversation stands, as far as its messages are kept. */
export interface Asked {
  /** The buyer's words since our last answer, oldest first, each cut. */
  texts: string[];
  /** We have said something in this talk already. */
  spoken: boolean;
  /** The buyer's last words in one go, answered or not: what they sound like. */
  turn: string[];
}

/** Nothing is known of a conversation. */
export const NOTHING_ASKED: Asked = { texts: [], spoken: false, turn: [] };

/** Most messages that are looked at, the newest, and the length of each in UTF-16 units. */
const MOST = 6;
const LENGTH = 300;
/** After this long a new talk begins, milliseconds. */
const TALK = 12 * 3_600_000;

/**
 * Returns what a buyer has asked since the shop's last answer. `messages` are in order, oldest first; `now` in epoch ms.
 * Answers of robots and what was withdrawn count for nobody.
 */
export function askedIn(messages: readonly StoredMessage[], now: number): Asked {
  const said = messages.filter(isFromPerson);
  const lastOwn = said.findLastIndex(({ side }) => side === 'seller');
  const lastBuyer = said.findLastIndex(({ side }) => side === 'buyer');
  const before = said.slice(0, Math.max(0, lastBuyer)).findLastIndex(({ side }) => side === 'seller');
  const own = said[lastOwn];
  return {
    texts: textsOf(said.slice(lastOwn + 1)),
    spoken: own !== undefined && now - momentOf(own) < TALK,
    turn: textsOf(said.slice(before + 1, lastBuyer + 1)),
  };
}

function textsOf(messages: readonly StoredMessage[]): string[] {
  return messages
    .filter((message) => messageKind(message) === 'person' && message.text?.trim())
    .slice(-MOST)
    .map(({ text = '' }) => text.trim().slice(0, LENGTH));
}

/** Sites whose messages are read; of others nobody knows what was said. */
const HEARD: ReadonlySet<SiteId> = new Set<SiteId>(['taobao', 'aliexpress']);

/** Returns what may be said of a conversation of a site: where nothing is heard, nothing counts as unsaid. */
export function heardOn(site: SiteId, asked: Asked): Asked {
  return HEARD.has(site) ? asked : { ...asked, spoken: true };
}
