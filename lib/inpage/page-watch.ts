import type { Observation, PeerSeen, Reading, ShopRef } from '../domain/observation.ts';
import { onMessage, type Report, sendMessage } from '../messaging.ts';
import type { ChatReader, PageKind, PageReader, PageSource, SiteMeta } from '../sites/site.ts';
import { observePage } from './observe.ts';
import type { Collecting } from './pack.ts';
import { bareAddress, inParts, isRecord } from './parts.ts';
import { isAlive, newCommandId, withRetry } from './send.ts';
import { Settling } from './settle.ts';
import { completed } from './taught-hook.ts';

/** Milliseconds before a report that did not get through is made anew, doubled each time, and how often. */
const AGAIN_MS = 1000;
const AGAIN_TIMES = 6;

/** A page that keeps changing is read so often (ms); where only messages come in, less often. */
const SOON_MS = 250;
const STREAM_MS = 1000;

/** Pages are drawn anew in parts: this long (ms) no reader must know one before it counts as lost. */
const LOST_MS = 2000;

/** The conversation that is open right now. */
export interface OpenChat {
  reader: ChatReader;
  fingerprint: string | null;
}

/** What to watch. */
export interface Watched {
  site: SiteMeta;
  /** Those that are there now; a chat's may come later. */
  readers: () => readonly PageReader[];
  /** A page of this kind is shown. */
  shown: (kind: PageKind) => void;
  /** A chat is shown and read. */
  chatRead: (reader: ChatReader) => void;
  signal: AbortSignal;
}

/** Watches the document of this frame and reports what its reader sees when it changes. It only reads. */
export class PageWatch {
  #watched: Watched;
  #settling = new Settling();
  /** The account of a document does not change; a chat shows the shop only now and then. */
  #shop: ShopRef | undefined;
  /** What was sent last, by part. */
  #sent: string[] = [];
  #glanced: string | null = null;
  /** The last glance knew whose chat is open; otherwise one may be being switched. */
  #isNamed = false;
  #reader: PageReader | undefined;
  #lostAt = 0;
  #again: (wait: number) => void;
  #turn = 0;
  #collecting: Collecting | undefined;
  #failures = 0;

  constructor(watched: Watched) {
    this.#watched = watched;
    const { signal } = watched;
    this.#again = () => undefined;
    this.#again = observePage(document, {
      glance: () => this.#glance(),
      changed: (records) => this.#changed(records),
      read: () => this.#read(),
      signal,
    });
    const stop = onMessage('reread', ({ sender }) => {
      if (sender.id === chrome.runtime.id) this.reread();
      return { ok: true } as const;
    });
    signal.addEventListener('abort', stop);
    this.#read();
  }

  /** Returns the conversation that the page shows at this moment, read anew. */
  openChat(): OpenChat | null {
    const source = sourceNow();
    const reader = this.#readerOf(source);
    if (reader?.kind !== 'chat') return null;
    const chat = reader as ChatReader;
    return { reader: chat, fingerprint: chat.fingerprint(source) };
  }

  /** Has messages collected from now on. What is open is reported once more, so that they find whose they are. */
  collectWith(collecting: Collecting): void {
    this.#collecting = collecting;
    this.reread();
  }

  /** Reads and reports anew, also what was reported before. */
  reread(): void {
    this.#sent = [];
    this.#read();
  }

  #readerOf(source: PageSource): PageReader | undefined {
    const { site, readers, shown } = this.#watched;
    const kind = site.pageKind(source.url);
    if (kind) shown(kind);
    const reader = kind === null ? undefined : readers().find((each) => each.recognises(source));
    return kind === null ? reader : completed(reader, { site, kind });
  }

  /**
   * Where nothing but messages came in no chat is switched: such a page is read now and then. Whose they are only a glance
   * can tell: they may be the first part of a switch, or its second one. Until it is over each part is glanced at.
   */
  #changed(records: readonly MutationRecord[]): number | null {
    const { rows, collector } = this.#collecting ?? {};
    rows?.noteChanges(records);
    return rows?.onlyLists(performance.now()) && collector?.isSettled && this.#isNamed ? STREAM_MS : null;
  }

  /** A switched chat is read at once; marks that disagree only when the page has come to rest. */
  #glance(): number {
    if (!isAlive()) return SOON_MS;
    const fingerprint = this.openChat()?.fingerprint ?? null;
    const switched = fingerprint !== null && fingerprint !== this.#glanced;
    if (!switched) {
      this.#collecting?.collector.expectReading();
      this.#collecting?.rows.readWaiting();
    }
    this.#isNamed = fingerprint !== null;
    if (fingerprint !== null) this.#glanced = fingerprint;
    return switched ? 0 : SOON_MS;
  }

  #read(): void {
    if (!isAlive()) return;
    const source = sourceNow();
    const reader = this.#readerOf(source);
    if (!reader) return this.#lose(source);
    this.#reader = reader;
    this.#lostAt = 0;
    source.rows = this.#collecting?.rows;
    const reading = reader.read(source);
    if (reader.kind !== 'chat' || (reading.shop && !reading.shop.keyIsName)) this.#shop = reading.shop;
    else this.#shop ??= reading.shop;
    if (reader.kind === 'chat') this.#reportChat(reader as ChatReader, source, reading);
    else this.#reportPage(source, reading);
  }

  /** A page that was read and is known by no reader any more is said to be so, once that lasts: its former chat must not stand. */
  #lose(source: PageSource): void {
    const { id, kind } = this.#reader ?? {};
    if (!id || this.#watched.site.pageKind(source.url) !== kind) return;
    this.#lostAt ||= Date.now();
    const left = this.#lostAt + LOST_MS - Date.now();
    if (left > 0) return this.#again(left);
    const none = { state: 'unknown' as const, observations: [], health: {} };
    this.#send({ reader: id, url: bareAddress(source.url), ...none, ...(kind === 'chat' ? { fingerprint: null } : {}) });
  }

  #reportChat(reader: ChatReader, source: PageSource, reading: Reading): void {
    const peer = reading.observations.find((o): o is PeerSeen => o.kind === 'peer');
    const thread = reader.thread?.(source) ?? null;
    const marks = peer ? (thread ?? `${peer.peer.nick ?? peer.peer.name ?? ''}|${peer.conversation ?? ''}`) : null;
    const now = Date.now();
    const { orderNos, wait } = this.#settling.next(marks, peer?.orderNos ?? [], now);
    const fingerprint = reader.fingerprint(source);
    if (peer) this.#watched.chatRead(reader);
    this.#sent.length = Math.min(this.#sent.length, 1);
    const collect = this.#collecting?.collector.take(reading, { fingerprint, thread }, now) ?? null;
    const observations: Observation[] = [...(peer ? [{ ...peer, orderNos }] : []), ...unreadRows(reading, peer)];
    const { reader: id, state, health } = reading;
    this.#send({
      reader: id,
      url: bareAddress(source.url),
      state,
      observations,
      // The editor is no fact of the page, yet without it a chat is of little use: it counts like a field.
      health: state === 'ready' ? { ...health, 'reader.editor': reader.editor(document) ? 'found' : 'missing' } : health,
      fingerprint,
    });
    if (wait !== null || collect !== null) this.#again(Math.min(wait ?? Infinity, collect ?? Infinity));
  }

  #reportPage(source: PageSource, { reader, state, health, observations }: Reading): void {
    // Whose messages a page shows is told with each part; only records of chats show some.
    const whose = observations.filter((o) => o.kind === 'peer');
    const kept = observations.filter((o) => isRecord(o) || (o.kind === 'message' && whose.length > 0));
    const parts = inParts(kept).map((part) => [...whose, ...part]);
    this.#sent.length = Math.min(this.#sent.length, parts.length);
    for (const [i, part] of parts.entries()) {
      this.#send({ reader, url: bareAddress(source.url), state, health, observations: part }, i);
    }
  }

  /** Sends a part of what is there (the only one, or the next after the one before) unless it is as it was. */
  #send(report: Omit<Report, 'commandId' | 'shop'>, part = 0): void {
    const full = { ...report, ...(this.#shop ? { shop: this.#shop } : {}) };
    const text = JSON.stringify(full);
    if (text === this.#sent[part]) return;
    this.#sent[part] = text;
    const turn = ++this.#turn;
    // The worker takes the chat it hears of last for the open one: an old one must not arrive after a newer one.
    const overtaken = (): boolean => report.fingerprint !== undefined && turn !== this.#turn;
    const commandId = newCommandId();
    withRetry(async () => {
      if (!overtaken()) await sendMessage('report', { ...full, commandId });
    }).then(
      () => {
        this.#failures = 0;
        if (!overtaken()) this.#collecting?.collector.reported(report.fingerprint ?? null);
      },
      (error: unknown) => {
        console.debug('not reported', error);
        if (overtaken()) return;
        this.#sent[part] = '';
        this.#failures += 1;
        // The page may stay as it is for long; a worker that was stopped or a database that was busy is there again soon.
        if (this.#failures <= AGAIN_TIMES) this.#again(AGAIN_MS * 2 ** (this.#failures - 1));
      },
    );
  }
}

/** Rows of the list that say that something in them was not read. */
const MOST_ROWS = 100;

/** Returns who else has written, where a list shows how many messages were not read: name and number, not the words. */
function unreadRows({ observations }: Reading, open: PeerSeen | undefined): Observation[] {
  const rows = observations.flatMap((row) =>
    row.kind === 'conversation' && (row.unread ?? 0) > 0 && row.peer.name !== open?.peer.name
      ? [{ kind: row.kind, peer: row.peer, unread: row.unread }]
      : [],
  );
  return rows.slice(0, MOST_ROWS);
}

function sourceNow(): PageSource {
  return { document, url: new URL(location.href), look: new Map(), ...topUrl() };
}

/** The tab's address when this frame can see it; frames of another origin cannot. */
function topUrl(): { topUrl?: URL } {
  try {
    return window.top && window.top !== window ? { topUrl: new URL(window.top.location.href) } : {};
  } catch {
    return {};
  }
}
