import { cleanText, LIMITS } from '#lib/domain/text.ts';
import type { Observation } from '#lib/domain/observation.ts';
import { epochAt, idAt, isJson, type Json, lineAt, member, objectsWhere, parseJson } from '../aliexpress/json.ts';
import { createTally, present, type Tally } from '../found.ts';
import type { PayloadReader } from '../site.ts';
import { alibabaMeta } from './meta.ts';

const ID = /^[\w.@:=+-]{1,128}$/;

/** A contact of the list that OneTalk keeps in its page. */
export interface Contact {
  uid: string;
  name: string;
}

const isConversation = (object: Json): boolean => typeof object['cid'] === 'string' && object['contactAccountId'] !== undefined;

/** Returns the text of the list that begins at a place: up to its own closing bracket, whatever its texts hold. */
function listFrom(text: string, start: number): string {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (quoted) {
      if (char === '\\') at += 1;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '[') depth += 1;
    else if (char === ']' && --depth === 0) return text.slice(start, at + 1);
  }
  return '';
}

/** Returns the conversations of the list that OneTalk writes into its page (`__VMFsConv__cache__`), as it wrote them. */
export function cacheIn(document: Document): unknown {
  for (const script of document.querySelectorAll('script:not([src])')) {
    const text = script.textContent ?? '';
    const start = /\b__VMFsConv__cache__\s*=\s*(?=\[)/.exec(text);
    if (start) return parseJson(listFrom(text, start.index + start[0].length));
  }
  return null;
}

/** Returns the contacts of a list that have both an id and a name. */
export function contactsIn(list: unknown): Contact[] {
  const tally = createTally();
  return objectsWhere(list, isConversation).flatMap((row): Contact[] => {
    const uid = tally.take('uid', idAt(row, 'contactAccountId', ID));
    const name = tally.take('name', lineAt(row, 'contactNick', LIMITS.name));
    return uid === undefined || name === undefined ? [] : [{ uid, name }];
  });
}

/** Returns one observation for each conversation of a list whose contact is known by id. */
export function conversationsIn(list: unknown, tally: Tally): Observation[] {
  return objectsWhere(list, isConversation).flatMap((row): Observation[] => {
    const uid = tally.take('conversation.uid', idAt(row, 'contactAccountId', ID));
    const conversation = tally.take('conversation.id', idAt(row, 'cid', ID));
    if (uid === undefined || conversation === undefined) return [];
    const latest = member(row, 'latestMessage');
    const words = latest['content'];
    return [
      present({
        kind: 'conversation' as const,
        peer: present({ name: tally.take('conversation.name', lineAt(row, 'contactNick', LIMITS.name)), uid }),
        conversation,
        at: tally.take('conversation.at', epochAt(latest, 'sendTime')),
        preview: typeof words === 'string' ? cleanText(words) || undefined : undefined,
      }),
    ];
  });
}

/** The list of conversations that OneTalk keeps (`window.__VMFsConv__cache__`). */
export const conversationsPayload: PayloadReader = {
  id: 'alibaba/json-conversations',
  site: 'alibaba',
  recognises: (payload) => (Array.isArray(payload) || isJson(payload)) && objectsWhere(payload, isConversation).length > 0,
  read(payload) {
    const tally = createTally();
    const observations = conversationsIn(payload, tally);
    return { reader: conversationsPayload.id, state: 'ready', zone: alibabaMeta.zone, observations, health: tally.health };
  },
};
