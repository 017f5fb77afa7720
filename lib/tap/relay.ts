import type { ShopRef } from '../domain/observation.ts';
import { inParts } from '../inpage/parts.ts';
import { isAlive, newCommandId, withRetry } from '../inpage/send.ts';
import { onMessage, sendMessage, type Tapped } from '../messaging.ts';
import { answerReaderFor, answerSiteOf } from '../sites/answer-readers.ts';
import { answers, type AnswerSite } from '../sites/answers.ts';
import { REFUSED } from '../sites/found.ts';
import { agreedShop, pageShop } from '../sites/page-shop.ts';
import { takePort } from './channel.ts';
import type { Word } from './copies.ts';
import { type Buyers, chatsInParts, keptOf, type Kept } from './tapped.ts';

/** Answers that wait for the page to show its shop, and how long, in milliseconds. */
const MOST_WAITING = 20;
const SHOP_WITHIN = 60_000;
/** The same answer again within this time (ms) is one that the page read twice. */
const SAME_WITHIN = 10_000;
/** What was handed on is not handed on again within this time (ms): pages ask for the same lists over and over. */
const HANDED_WITHIN = 300_000;
const PEOPLE_PER_MESSAGE = 50;
/** Counts are sent together, after a quiet moment (ms). */
const COUNT_AFTER = 400;

type Copy = Extract<Word, { kind: 'copy' }>;
type Waiting = { id: string; kept: Kept; shop: ShopRef | undefined; channels: string[]; until: number };

/** Reads the copies that come from the page's world and reports what is kept of them; runs in our own world. */
class Relay {
  #site: AnswerSite;
  #port: MessagePort;
  #last = new Map<string, { text: string; at: number }>();
  #handed = new Map<string, { text: string; at: number }>();
  #buyers: Buyers = new Map();
  #waiting: Waiting[] = [];
  #observer: MutationObserver | null = null;
  #counts = { seen: 0, refused: 0 };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopHearing: () => void;

  constructor(site: AnswerSite, port: MessagePort) {
    this.#site = site;
    this.#port = port;
    port.addEventListener('message', ({ data }) => this.#hear(data as Word));
    port.start();
    this.#stopHearing = onMessage('tapStop', ({ sender }) => {
      if (sender.id === chrome.runtime.id) this.stop();
      return { ok: true } as const;
    });
  }

  /** Tells the page's world to put everything back, and hears nothing more. */
  stop(): void {
    // A port, not a window: there is no origin to name.
    this.#port.postMessage('stop', []);
    this.#port.close();
    this.#stopHearing();
    this.#observer?.disconnect();
    clearTimeout(this.#timer);
    this.#waiting = [];
  }

  #hear(word: Word): void {
    if (!isAlive()) return this.stop();
    if (word.kind === 'risk') return void this.#send({ risk: true });
    if (word.kind === 'refused') return this.#count(1, 1);
    const row = answers.find(({ id }) => id === word.id);
    if (!row || isSame(this.#last, word.id, word.text, SAME_WITHIN)) return;
    if (row.site === this.#site) this.#take(word, row.readers);
    else this.#count(1, 1);
  }

  #take(word: Copy, readers: readonly string[]): void {
    const payload = JSON.parse(word.text) as unknown;
    const reader = answerReaderFor(this.#site, payload);
    const reading = reader?.read(payload, { orderNos: word.asked, lineNos: word.lines });
    if (reading?.state === 'punish') return void this.#send({ risk: true });
    if (!reading || !reader || !readers.includes(reader.id)) return this.#count(1, 1);
    const kept = keptOf(reading, this.#buyers);
    if (kept.orders.length + kept.people.length + kept.chats.length === 0) return this.#takeShop(word, reading.shop);
    this.#deliver({ id: word.id, kept, shop: reading.shop, channels: word.channels, until: Date.now() + SHOP_WITHIN });
  }

  /** The list of a login's shops says whose page it is, if there is one only; other answers without anything to keep are counted. */
  #takeShop({ id, channels }: Copy, seen: ShopRef | undefined): void {
    if (id !== 'aliexpress/shops' || !seen) return this.#count(1, 0);
    const shop = agreedShop(pageShop(this.#site, sourceNow(), topDocument()), seen, channels);
    if (shop === REFUSED || shop === null) return this.#count(1, 1);
    void this.#send({ shop, seen: 1 });
  }

  #deliver(waiting: Waiting): void {
    const shop = agreedShop(pageShop(this.#site, sourceNow(), topDocument()), waiting.shop, waiting.channels);
    if (shop === REFUSED) return this.#count(1, 1);
    if (shop !== null) {
      if (isSame(this.#handed, waiting.id, JSON.stringify([shop.key, waiting.kept]), HANDED_WITHIN)) return this.#count(1, 0);
      return void this.#report(waiting.kept, shop);
    }
    // AliExpress names the shop in the address from the start; Taobao's header comes later than its data.
    if (this.#site === 'aliexpress' || this.#waiting.length >= MOST_WAITING) return this.#count(1, 1);
    this.#waiting.push(waiting);
    this.#observer ??= this.#watch();
  }

  #watch(): MutationObserver {
    const observer = new MutationObserver(() => {
      const waiting = this.#waiting;
      const late = waiting.filter(({ until }) => until < Date.now());
      if (late.length === 0 && pageShop(this.#site, sourceNow(), topDocument()) === null) return;
      this.#waiting = [];
      this.#observer = null;
      observer.disconnect();
      for (const each of waiting) {
        if (late.includes(each)) this.#count(1, 1);
        else this.#deliver(each);
      }
    });
    observer.observe(document, { childList: true, subtree: true, characterData: true });
    return observer;
  }

  async #report({ orders, people, chats }: Kept, shop: ShopRef): Promise<void> {
    let seen = 1;
    for (const part of inParts(orders).filter((each) => each.length > 0)) {
      await this.#send({ shop, orders: part, seen });
      seen = 0;
    }
    for (let i = 0; i < people.length; i += PEOPLE_PER_MESSAGE) {
      await this.#send({ shop, people: people.slice(i, i + PEOPLE_PER_MESSAGE), seen });
      seen = 0;
    }
    // Whoever wrote them must be there first.
    for (const part of chatsInParts(chats)) {
      await this.#send({ shop, chats: part, seen });
      seen = 0;
    }
  }

  #count(seen: number, refused: number): void {
    this.#counts.seen += seen;
    this.#counts.refused += refused;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const counts = this.#counts;
      this.#counts = { seen: 0, refused: 0 };
      void this.#send(counts);
    }, COUNT_AFTER);
  }

  async #send(parts: Partial<Omit<Tapped, 'commandId' | 'site'>>): Promise<void> {
    const message: Tapped = {
      commandId: newCommandId(),
      site: this.#site,
      seen: 0,
      refused: 0,
      orders: [],
      people: [],
      chats: [],
      ...parts,
    };
    try {
      const { on } = await withRetry(() => sendMessage('tapped', message));
      if (!on) this.stop();
    } catch (error) {
      // The page itself is read as well; a copy that got lost comes again with the next list.
      console.debug('not handed on', error);
    }
  }
}

/** Tells whether this is what was noted last under the name, and not long ago; notes it otherwise. */
function isSame(notes: Map<string, { text: string; at: number }>, id: string, text: string, within: number): boolean {
  const at = Date.now();
  const last = notes.get(id);
  if (last?.text === text && at - last.at < within) return true;
  notes.set(id, { text, at });
  return false;
}

function sourceNow(): { document: Document; url: URL; topUrl?: URL } {
  const top = topDocument();
  return { document, url: new URL(location.href), ...(top ? { topUrl: new URL(top.location.href) } : {}) };
}

/** The tab's document when this is a frame of the same origin; others cannot be seen. */
function topDocument(): Document | undefined {
  try {
    return window.top && window.top !== window ? window.top.document : undefined;
  } catch {
    return undefined; // another origin
  }
}

/** Starts in our own world: waits for the port of the script in the page's world. */
export function startRelay(): void {
  const site = answerSiteOf(location.hostname);
  if (site) takePort(document, (port) => void new Relay(site, port));
}
