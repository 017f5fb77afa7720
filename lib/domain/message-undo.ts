import { momentOf, type MessageRow, type StoredMessage } from './message-stored.ts';

type Fields = Record<string, unknown> | null;

const listIn = (fields: Fields): StoredMessage[] => (fields?.['list'] as StoredMessage[] | undefined) ?? [];
const namesOf = (list: readonly StoredMessage[]): Set<string> => new Set(list.map((message) => message.m));

/**
 * Returns a row of messages as it is without what a change did to it, null if nothing is left. Pages add messages without
 * recording it, so only those are touched that the change itself brought or took away. `before` and `after` are the
 * fields the change recorded, `current` is the row now.
 */
export function withoutChange(current: MessageRow | null, before: Fields, after: Fields): MessageRow | null {
  // Of a row that was there only the fields that changed are recorded; without the row they are of no use.
  const base = current ?? (before?.['threadId'] ? (before as unknown as MessageRow) : null);
  if (!base) return null;
  const [had, has] = [listIn(before), listIn(after)];
  const [hadNames, hasNames] = [namesOf(had), namesOf(has)];
  const now = current?.list ?? [];
  const nowNames = namesOf(now);
  const stays = (m: string): boolean => (nowNames.has(m) ? hadNames.has(m) || !hasNames.has(m) : !hasNames.has(m));
  const held = new Map(now.map((message) => [message.m, message]));
  // In their former order, then what came since.
  const former = had.filter((message) => stays(message.m)).map((message) => held.get(message.m) ?? message);
  const list = [...former, ...now.filter((message) => !hadNames.has(message.m) && stays(message.m))];
  return list.length > 0 ? { ...base, list, newest: Math.max(...list.map(momentOf)) } : null;
}
