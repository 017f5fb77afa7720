import type { MessageSeen, Observation, PeerRef, ShopRef } from '#lib/domain/observation.ts';
import { cleanText } from '#lib/domain/text.ts';
import { all, first } from '#lib/dom/first.ts';
import { leavesOf } from '#lib/dom/text-of.ts';
import { valuesOf } from '#lib/dom/values-of.ts';
import { writtenText } from '#lib/dom/written-text.ts';
import { createTally, type Found, only, present, REFUSED, type Tally } from '../found.ts';
import type { PageReader } from '../site.ts';
import { isPage, readingOf, stateOf } from './page.ts';
import { type Line, linesIn, namesIn, TIME } from './records-lines.ts';
import { RECORDS } from './selectors.ts';
import { mainNick, peerIn, timeIn } from './shape.ts';
import { shopOf } from './shell.ts';

/** What stands in place of a message that was taken back; a buyer may speak of one. */
const WITHDRAWN = /^\[?(?:(?:对方|你|您)撤回了?一条消息|(?:消息)?已撤回)\]?$/;

const DAY = /^\d{4}-\d{1,2}-\d{1,2}$/;
const OTHER_DAY = /^(?:今天|昨天|前天|周.|星期.|\d{1,4}[-/.年月]\d{1,2}\S*)$/;

/**
 * Day of a line: the nearest earlier element that is nothing but a date, beside the line or beside what is around it.
 * Another word for a day (`今天`) in between leaves the day unknown.
 */
function dayOf(line: Element, list: Element | null): string {
  for (let at: Element | null = line; at && at !== list; at = at.parentElement) {
    for (let before = at.previousElementSibling; before; before = before.previousElementSibling) {
      const texts = valuesOf(before);
      if (texts.length === 1 && DAY.test(texts[0] ?? '')) return texts[0] ?? '';
      if (texts.length < 4 && texts.some((text) => DAY.test(text) || OTHER_DAY.test(text))) return '';
    }
  }
  return '';
}

function timeOf(line: Line): Found<number> {
  const marked = valuesOf(first(line.element, RECORDS.time));
  const words = (marked.length > 0 ? marked : leavesOf(line.element)).filter((text) => TIME.test(text));
  const [time, ...more] = words;
  if (!time || more.length > 0) return marked.length > 0 ? REFUSED : null;
  return timeIn([/^\d{4}-/.test(time) ? time : `${dayOf(line.element, line.list)} ${time}`]);
}

function messageOf(line: Line, peer: PeerRef, tally: Tally): MessageSeen {
  const at = tally.take('message.at', timeOf(line));
  const { text: said } = line;
  const written = said ? cleanText(said.getAttribute('title') ?? '') || writtenText(said) : '';
  const text = tally.take('message.text', written === null ? REFUSED : written || null) ?? '';
  const pictures = [...line.element.querySelectorAll('img')].filter((image) =>
    image.parentElement?.contains(line.text ?? line.writer),
  );
  const gone = WITHDRAWN.test(text);
  const type = gone ? 'withdrawn' : text ? 'text' : pictures.length > 0 ? 'image' : 'empty';
  return present({
    kind: 'message' as const,
    side: line.buyer ? ('buyer' as const) : ('seller' as const),
    type: type as MessageSeen['type'],
    at,
    sender: line.buyer ? peer : undefined,
    staff: line.buyer ? undefined : line.name,
    text: (!gone && text) || undefined,
  });
}

/** Name of the record that is open: the active row, which must be the one whose lines stand on the left. */
function openName(people: readonly Element[], lines: readonly Line[]): Found<string> {
  const active = only(people.filter((row) => row.classList.contains('active')).map(namesIn));
  const written = only(lines.filter((line) => line.buyer).map((line) => line.name));
  if (active === REFUSED || written === REFUSED) return REFUSED;
  if (active === null) return written;
  if (written !== null) return active.includes(written) ? written : REFUSED;
  return only(active);
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
    const tally = createTally(/^message\.at$|^conversation\.peer$/);
    const people = all(document, RECORDS.person);
    const lines = linesIn(document, people, tally);
    const name = tally.take('peer.name', openName(people, lines));
    const peer = tally.take('peer.nick', name ? peerIn([name]) : null);
    const shop = shopOfLines(lines);
    tally.take('shop.key', shop?.key ?? null);
    const observations: Observation[] = peer ? [{ kind: 'peer', peer, orderNos: [] }] : [];
    if (people.length === 0) tally.take('conversation.peer', null);
    if (!peer || lines.length === 0) tally.take('message.sender', null);
    for (const row of people) {
      if (row.classList.contains('active')) continue;
      const other = tally.take('conversation.peer', peerIn(namesIn(row)));
      if (other) observations.push({ kind: 'conversation', peer: other });
    }
    // The list may still show the record before: whose it is, only a line of the buyer tells.
    if (peer && lines.some((line) => line.buyer)) observations.push(...lines.map((line) => messageOf(line, peer, tally)));
    return readingOf(recordsReader.id, state, { observations, tally, shop });
  },
};
