import type { PageState, PeerRef, PeerSeen, ShopRef, SiteId } from './observation.ts';

/** Which conversation a text was made for, and what must still be true when it is put into the editor. */
export interface ChatBinding {
  site: SiteId;
  shopId: string;
  /** Marks of the conversation on the page, see `ChatReader.fingerprint`. */
  fingerprint: string;
  customerId: string | null;
}

/** Why a chat shows no customer. Each has a sentence in the catalogue, `panel.why.<reason>`. */
export type NobodyReason = 'no-chat' | 'no-name' | 'marks-disagree' | 'conflict' | 'name-only' | 'shop-unknown' | 'page-state';

/** What the worker knows of the chat open in a tab; kept in `storage.session` under `chat:<tabId>`. */
export interface ActiveChat {
  tabId: number;
  frameId: number;
  site: SiteId;
  shopId: string | null;
  shop?: ShopRef;
  peer: PeerRef | null;
  fingerprint: string | null;
  /** Under which its messages are kept, see `threadMark`. */
  mark?: string;
  customerId: string | null;
  why?: NobodyReason;
  /** Customers the signals pointed to when they disagreed. */
  candidates?: string[];
  state: PageState;
  /** Fields the chat reader could not read or refused. */
  trouble: string[];
  url: string;
  /** Epoch ms at which the worker resolved it. */
  at: number;
}

/** What became of a text that was to be put into the editor. */
export type InsertOutcome =
  | { outcome: 'inserted' }
  /** The text did not stay in the editor; it is on the clipboard. */
  | { outcome: 'copied' }
  /** The conversation is not the one the text was made for; nothing was touched. */
  | { outcome: 'wrong-chat' }
  | { outcome: 'no-editor' }
  /** The text would exceed the editor's limit by so many characters; nothing was touched. */
  | { outcome: 'too-long'; over: number }
  /** The text did not stay in the editor and the clipboard was refused. */
  | { outcome: 'failed' };

/**
 * What became of a template's pictures: `copied` is the first of them, on the clipboard; `unseen`: the page said that it
 * takes them, and shows nothing yet (with `copied` the first is on the clipboard, too); `none`: it has no pictures any more.
 */
export interface PicturesOutcome {
  outcome: 'inserted' | 'copied' | 'unseen' | 'failed' | 'wrong-chat' | 'none';
  count: number;
  copied?: boolean;
  /** Its files, which no clipboard takes: `refused` ones are at hand in the side panel. Absent where it has none. */
  files?: { outcome: 'inserted' | 'unseen' | 'refused' | 'wrong-chat'; count: number };
}

/** What a person is asked for: a slot's name, what to show beside the field, and values to choose from with what tells them apart. */
export interface AskedSlot {
  name: string;
  label: string;
  kind?: 'choice' | 'date' | 'toggle';
  choices?: string[];
  hints?: string[];
  /** What was filled in for this buyer last. */
  last?: string;
}

/**
 * Result of filling a template: ready; or the slots that have no value; or a message of it has `length` UTF-16 units, more
 * than `limit`.
 */
export type Rendered =
  | { outcome: 'ready'; text: string; cursors?: number[]; messages?: string[] }
  | { outcome: 'missing'; slots: AskedSlot[]; partial: string }
  | { outcome: 'too-long'; length: number; limit: number; partial: string }
  | { outcome: 'gone' };

/** Returns an id that tells a conversation or its buyer apart, where the page shows one. */
export function ownMark({ conversation, peer }: Pick<PeerSeen, 'conversation' | 'peer'>): string | undefined {
  return conversation ?? peer.nick ?? peer.uid;
}

/** Returns what tells a conversation apart among those of a buyer: its own id, or the buyer's nick, number or shown name, or its marks. */
export function threadMark(seen: Pick<PeerSeen, 'conversation' | 'peer'>, fingerprint: string): string {
  return (ownMark(seen) ?? seen.peer.name ?? fingerprint).slice(0, 500);
}

/** Returns all marks under which the messages of an open chat may be kept: its own id may have shown late, or not at all. */
export function marksOf({ mark, peer, fingerprint }: Pick<ActiveChat, 'mark' | 'peer' | 'fingerprint'>): string[] {
  const marks = [mark, peer?.nick, peer?.uid, peer?.name, fingerprint].filter((each) => typeof each === 'string');
  return [...new Set(marks)];
}

/**
 * Returns the mark of an open chat when it is an id of the conversation or the buyer, else undefined. A shown name is
 * none: two buyers may have the same one.
 */
export function sureMark({ mark, peer, fingerprint }: Pick<ActiveChat, 'mark' | 'peer' | 'fingerprint'>): string | undefined {
  const isName = mark === peer?.name && mark !== peer?.nick;
  return isName || mark === fingerprint ? undefined : mark;
}
