import { defineExtensionMessaging } from '@webext-core/messaging';
import type { Asked } from './domain/asked.ts';
import type { ChatBinding, InsertOutcome, PicturesOutcome, Rendered } from './domain/chat.ts';
import type { Intent } from './domain/intent.ts';
import type { MessageItem } from './domain/message-stored.ts';
import type { FieldHealth, Observation, PageState, PeerRef, RecordSeen, ShopRef } from './domain/observation.ts';
import type { PickCount } from './domain/pick.ts';
import type { Stage } from './domain/stage.ts';
import type { TemplateBrief } from './domain/template.ts';
import type { ToldChat } from './domain/told-chat.ts';
import type { WordingEdit } from './domain/wording.ts';
import type { Stretch } from './domain/wording-others.ts';
import type { Pointed } from './teach/job.ts';
import type { HostRules, TeachPage } from './teach/rule.ts';
import type { FieldScore } from './teach/store.ts';

/** One reading on its way to the worker. `commandId` makes a repetition harmless. */
export interface Report {
  commandId: string;
  reader: string;
  url: string;
  state: PageState;
  shop?: ShopRef;
  observations: Observation[];
  health: Record<string, FieldHealth>;
  /** Only from chats: the marks of the open conversation, null when none is open or the marks disagree. */
  fingerprint?: string | null;
}

/** What the relay of the tap read out of a page's own answers: orders, buyers, and messages of theirs. */
export interface Tapped {
  commandId: string;
  site: 'taobao' | 'aliexpress';
  shop?: ShopRef;
  orders: RecordSeen[];
  people: PeerRef[];
  chats: ToldChat[];
  /** Answers that this message is about, and those among them that were let go. */
  seen: number;
  refused: number;
  /** The site's protection answered. */
  risk?: true;
}

/** What was seen of the messages of an open conversation, oldest first. Repeating it changes nothing. */
export interface MessagesReport {
  fingerprint: string;
  /** The conversation's own id, or the buyer's nick or number; the fingerprint where there is none. */
  mark: string;
  items: MessageItem[];
}

/** Whom the palette writes to; `help` only where replies are to be offered by what the buyer asked. */
export interface OpenBuyer {
  name: string;
  shop: string;
  /** Language in which this buyer is probably answered. */
  language: string;
  /** Where the purchase stands. */
  stage: Stage | null;
  shopId: string | null;
  /** What the buyer asked since our last answer, and what was picked before. */
  help?: { asked: Asked; picks: readonly PickCount[] };
}

/**
 * Everything that is said between contexts. Content scripts report and ask; they never command. Pages of the extension
 * share the database and need no message, except to reach a chat page's editor.
 */
export interface Protocol {
  /** Content script → worker: what a page shows. */
  report(data: Report): { ok: true };
  /** Content script → worker: part of the open conversation; answers with the names of its messages, null while it is nobody's. */
  messages(data: MessagesReport): { refs: (string | null)[] | null };
  /** Content script → worker: load a part of the sender's script into its frame. */
  loadPart(data: { commandId: string; file: string }): { ok: boolean };
  /** Pointing script → worker: what a person pointed at, skipped or gave up; refused unless asked for in this tab. */
  pointed(data: Pointed): { ok: boolean };
  /** Script with taught rules → worker: the rules for the sender's host, or null. */
  taughtRules(data: { commandId: string }): HostRules | null;
  /** Script with taught rules → worker: how the rules of the sender's host did. */
  taughtScore(data: { page: TeachPage; scores: FieldScore[] }): { ok: true };
  /** Content script → worker: load the palette into the sender's frame. */
  loadPalette(data: { commandId: string }): { ok: true };
  /** Palette → worker: the templates, unless `revision` is the current one. */
  templates(data: { revision?: string }): { revision: string; list?: TemplateBrief[] };
  /** Palette → worker: fill a template for the chat that is open in the sender's tab; with `preview` nothing is remembered. */
  render(data: { templateId: string; fingerprint: string; answers?: Record<string, string>; preview?: true | 'named' }): Rendered;
  /** Palette → worker: who the palette is about to write to, for its title row. */
  whoIsOpen(data: { fingerprint: string }): OpenBuyer | null;
  /**
   * Palette → worker: a template that was chosen for a conversation which is no longer open, or with `rest` the messages
   * of one after the first, which is in; it waits for its buyer.
   */
  keep(data: { commandId: string; templateId: string; fingerprint: string; answers?: Record<string, string>; rest?: boolean }): {
    ok: boolean;
  };
  /** Palette → worker: a template was put in when the buyer wanted something, or with `back` taken out again. */
  templateUsed(data: { commandId: string; templateId: string; intents?: Intent[]; back?: true }): { ok: true };
  /** Wording script → worker: whether drafts are looked through, and what the shop changed of the list, unless `revision` is the current one. */
  wording(data: { revision?: string }): { revision: string; on: boolean; edits?: WordingEdit[] };
  /** Wording script → worker: where a draft names another buyer or another's order, and the language its buyer writes; null: not the open chat. */
  checkDraft(data: { fingerprint: string; text: string }): { others: Stretch[]; buyer: string | null } | null;
  /** Content script → worker, after a click of a person: open the side panel beside the sender's tab. */
  openPanel(data: { commandId: string }): { ok: boolean };
  /** Extension page → chat frame: put a text into the editor if the conversation is still the bound one. */
  insert(data: { text: string; binding: ChatBinding; cursors?: number[] }): InsertOutcome;
  /** Content script → worker: the pictures and files of a template that is put into the sender's open chat, as base64. */
  pictures(data: { templateId: string; fingerprint: string }): { pictures: { name: string; type: string; data: string }[] };
  /** Extension page → chat frame: put the pictures of a template in, whose text is in already. */
  insertPictures(data: { templateId: string; binding: ChatBinding }): PicturesOutcome;
  /** Extension page or worker → chat frame: report anew what is open. */
  reread(data: { commandId: string }): { ok: true };
  /** Relay of the tap → worker: what the page's own answers hold; `on` false: stop. */
  tapped(data: Tapped): { on: boolean };
  /** Worker → relays of a tab: put everything back. */
  tapStop(data: object): { ok: true };
}

export const { sendMessage, onMessage } = defineExtensionMessaging<Protocol>();
