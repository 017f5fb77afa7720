import type { MessageSeen, Observation, PeerRef, ShopRef } from '#lib/domain/observation.ts';
import { LIMITS } from '#lib/domain/text.ts';
import { all, first } from '#lib/dom/first.ts';
import { lineOf, shownText } from '#lib/dom/text-of.ts';
import { createTally, type Found, only, present, REFUSED, type Tally } from '../found.ts';
import type { PageReader } from '../site.ts';
import { isPage, readingOf, stateOf } from './page.ts';
import { RECORDS } from './selectors.ts';
import { mainNick, peerIn, timeIn } from './shape.ts';
import { shopOf } from './shell.ts';

interface Line {
  element: Element;
  name: string;
  buyer: boolean;
  text: Element;
}

function linesIn(document: Document): Line[] {
  const list = first(document, RECORDS.list);
  return [...(list?.querySelectorAll(RECORDS.line) ?? [])].flatMap((element): Line[] => {
    const theirs = first(element, RECORDS.buyerText);
    const text = theirs ?? first(element, RECORDS.sellerText);
    const name = lineOf(first(element, RECORDS.name), LIMITS.nick);
    return text && name ? [{ element, name, buyer: theirs !== null, text }] : [];
  });
}

/** Day of a line: the nearest earlier sibling that is nothing but a date. */
function dayOf(line: Element): string {
  for (let at = line.previousElementSibling; at; at = at.previousElementSibling) {
    const text = lineOf(at);
    if (/^\d{4}-\d{1,2}-\d{1,2}$/.test(text)) return text;
  }
  return '';
}

function timeOf(line: Line): Found<number> {
  const time = lineOf(first(line.element, RECORDS.time));
  if (!time) return null;
  return timeIn([/^\d{4}-/.test(time) ? time : `${dayOf(line.element)} ${time}`]);
}

function messageOf(line: Line, peer: PeerRef, tally: Tally): MessageSeen {
  const at = tally.take('message.at', timeOf(line));
  const text = line.text.getAttribute('title') || shownText(line.text);
  const type = text ? 'text' : line.element.querySelector('img') ? 'image' : 'empty';
  return present({
    kind: 'message' as const,
    side: line.buyer ? ('buyer' as const) : ('seller' as const),
    type: type as MessageSeen['type'],
    at,
    sender: line.buyer ? peer : undefined,
    staff: line.buyer ? undefined : line.name,
    text: text || undefined,
  });
}

/** Name of the record that is open: the active row, which must be the one whose lines stand on the left. */
function openName(people: readonly Element[], lines: readonly Line[]): Found<string> {
  const active = people.filter((row) => row.classList.contains('active')).map((row) => row.getAttribute('title') ?? '');
  return only([...active, ...lines.filter((line) => line.buyer).map((line) => line.name)]);
}

/** The shop of the seller's lines; who wrote them is not who is logged in. */
function shopOfLines(lines: readonly Line[]): ShopRef | null {
  const main = only(lines.filter((line) => !line.buyer).map((line) => mainNick(line.name)));
  return main === null || main === REFUSED ? null : shopOf('', main);
}

/** The frame of the chat-record search (`im-history-search`): people found, and the record that is open. */
export const recordsReader: PageReader = {
  id: 'taobao/records-2026',
  site: 'taobao',
  kind: 'records',
  // Only the frame itself: around it is the workbench, which has a reader of its own.
  recognises: (source) =>
    source.url.hostname === 'market.m.taobao.com' && isPage(source, 'records', first(source.document, RECORDS.sign) !== null),
  read(source) {
    const { document } = source;
    const state = stateOf(source, first(document, RECORDS.sign) !== null);
    if (state !== 'ready') return readingOf(recordsReader.id, state);
    const tally = createTally();
    const people = all(document, RECORDS.person);
    const lines = linesIn(document);
    const name = tally.take('peer.name', openName(people, lines));
    const peer = tally.take('peer.nick', name ? peerIn([name]) : null);
    const shop = shopOfLines(lines);
    tally.take('shop.key', shop?.key ?? null);
    const observations: Observation[] = peer ? [{ kind: 'peer', peer, orderNos: [] }] : [];
    for (const row of people) {
      if (row.classList.contains('active')) continue;
      const other = tally.take('conversation.peer', peerIn([row.getAttribute('title') ?? '']));
      if (other) observations.push({ kind: 'conversation', peer: other });
    }
    if (peer) observations.push(...lines.map((line) => messageOf(line, peer, tally)));
    return readingOf(recordsReader.id, state, { observations, tally, shop });
  },
};
