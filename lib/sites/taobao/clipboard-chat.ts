import { cleanText } from '#lib/domain/text.ts';
import { timeIn } from './shape.ts';

/** One message of the copied chat area: its header and the lines under it. */
export interface Block {
  nick: string;
  /** As written, China time. */
  time: string;
  lines: string[];
  /** It may be part of a text that somebody quoted, or may have lost lines: nothing of it is to be believed. */
  doubt?: boolean;
}

const TIME = String.raw`(\d{4}-\d{1,2}-\d{1,2} \d{1,2}:\d{2}:\d{2})`;

/**
 * How a header can be written: nick directly followed by the time (desktop client, 2026-04); with blanks between; with
 * the time in brackets and the text behind it (older client). One copy has one of them; the others are message text.
 */
const HEADERS: readonly RegExp[] = [
  new RegExp(`^(\\S{1,65}?)${TIME}()$`),
  new RegExp(`^(\\S{1,65})\\s+${TIME}()$`),
  new RegExp(`^(\\S{1,65}?)\\s*[(（]${TIME}[)）]\\s*[:：]?\\s*(.*)$`),
];

const NICK = /^[\p{L}\p{N}_\-.&·'+]{1,32}(?:[:：][^\s:：*]{1,32})?$/u;
/** What stands before a time in the text of a message or a card. */
const LABEL = /(?:时间|日期)$/;

/** Tells whether a text has the shape of an account's nick: no blank, no mask, not cut. */
export function isNick(text: string): boolean {
  return NICK.test(text) && !LABEL.test(text) && !/^(?:好评|已读$|未读$)/.test(text);
}

/** Returns the lines of a copied text, whatever ends them, without characters that cannot be seen. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|[\r\n\u0085\u2028\u2029]/).map((line) => cleanText(line, 4000));
}

interface Header {
  nick: string;
  time: string;
  text: string;
}

function headerIn(line: string, form: RegExp): Header | null {
  const found = form.exec(line);
  const nick = found?.[1] ?? '';
  return found && isNick(nick) ? { nick, time: found[2] ?? '', text: found[3] ?? '' } : null;
}

/** Returns the way in which most headers of a copy are written. */
function formOf(lines: readonly string[]): RegExp | null {
  const counted = HEADERS.map((form) => ({ form, n: lines.filter((line) => headerIn(line, form)).length }));
  const best = counted.toSorted((a, b) => b.n - a.n)[0];
  return best && best.n > 0 ? best.form : null;
}

/** What the lines of a copy are: those before the first header, and the messages. */
export interface ChatText {
  before: string[];
  blocks: Block[];
}

/**
 * Splits a copy of the chat area into messages. Times only go on in a chat: a header with an earlier time than one
 * before it, or with none that exists, is doubtful, and so is the message it would cut short.
 */
export function chatIn(lines: readonly string[]): ChatText {
  const form = formOf(lines);
  const before: string[] = [];
  const blocks: Block[] = [];
  let latest = 0;
  for (const line of lines) {
    const header = form && headerIn(line, form);
    if (!header) {
      (blocks.at(-1)?.lines ?? before).push(line);
      continue;
    }
    const at = timeIn([header.time]);
    const block: Block = { nick: header.nick, time: header.time, lines: header.text ? [header.text] : [] };
    if (typeof at !== 'number' || at < latest) {
      block.doubt = true;
      markDoubtful(blocks.at(-1));
    } else latest = at;
    blocks.push(block);
  }
  return { before, blocks };
}

/** Notes that a message may have lost lines. */
export function markDoubtful(block: Block | undefined): void {
  if (block) block.doubt = true;
}

/** Returns 已读 or 未读 if the message ends in it, as the client writes under own messages. */
export function markOf(block: Block): '已读' | '未读' | null {
  const last = block.lines.findLast((line) => line !== '');
  return last === '已读' || last === '未读' ? last : null;
}
