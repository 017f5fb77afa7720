import type { ChatBinding, InsertOutcome } from '../domain/chat.ts';
import type { Observation, PeerSeen, Reading, ShopRef } from '../domain/observation.ts';
import { insertText } from '../dom/insert.ts';
import { type TriggerPoint, watchTrigger } from '../dom/trigger.ts';
import { onMessage, sendMessage } from '../messaging.ts';
import type { ChatReader, PageReader, PageSource, SiteMeta } from '../sites/site.ts';
import { requestPalette } from './bridge.ts';
import { observePage } from './observe.ts';
import { isAlive, newCommandId, withRetry } from './send.ts';
import { Settling } from './settle.ts';

/** Orders sent in one message; keeps a message below the size the worker accepts. */
const ORDERS_PER_REPORT = 20;

interface Watched {
  site: SiteMeta;
  readers: readonly PageReader[];
  signal: AbortSignal;
}

/**
 * Watches the document of this frame: reports what its reader sees when it changes, opens the palette, answers
 * insertions. Only reads, except for the text a person asks to have put into the editor.
 */
export function watchPage({ site, readers, signal }: Watched): void {
  const settling = new Settling();
  let shop: ShopRef | undefined;
  let lastSent = '';

  const source = (): PageSource => ({ document, url: new URL(location.href), ...topUrl() });
  const readerNow = (here: PageSource): PageReader | undefined =>
    site.pageKind(here.url) === null ? undefined : readers.find((reader) => reader.recognises(here));
  const chatNow = (): { reader: ChatReader; here: PageSource } | null => {
    const here = source();
    const reader = readerNow(here);
    return reader?.kind === 'chat' ? { reader: reader as ChatReader, here } : null;
  };

  const read = (): void => {
    if (!isAlive()) return;
    const here = source();
    const reader = readerNow(here);
    if (!reader) return;
    const reading = reader.read(here);
    shop = reading.shop ?? (reader.kind === 'chat' ? shop : undefined);
    const wait = reader.kind === 'chat' ? reportChat(reader as ChatReader, here, reading) : reportPage(here, reading);
    if (wait !== null) again(wait);
  };

  const reportChat = (reader: ChatReader, here: PageSource, reading: Reading): number | null => {
    const fingerprint = reader.fingerprint(here);
    const peer = reading.observations.find((o): o is PeerSeen => o.kind === 'peer');
    const marks = peer ? `${peer.peer.name ?? ''}|${peer.conversation ?? ''}` : null;
    const settled = settling.next(marks, peer?.orderNos ?? [], Date.now());
    const seen: Observation[] = peer ? [{ ...peer, orderNos: settled.orderNos, url: (here.topUrl ?? here.url).href }] : [];
    send({ reader: reading.reader, url: here.url.href, state: reading.state, observations: seen, health: reading.health, fingerprint });
    return settled.wait;
  };

  const reportPage = (here: PageSource, reading: Reading): null => {
    const orders = reading.observations.filter((o) => o.kind === 'order');
    for (let i = 0; i === 0 || i < orders.length; i += ORDERS_PER_REPORT) {
      const part = orders.slice(i, i + ORDERS_PER_REPORT);
      send({ reader: reading.reader, url: here.url.href, state: reading.state, observations: part, health: reading.health });
    }
    return null;
  };

  const send = (report: Omit<Parameters<typeof sendMessage<'report'>>[1], 'commandId' | 'shop'>): void => {
    const full = { ...report, ...(shop ? { shop } : {}) };
    const text = JSON.stringify(full);
    if (text === lastSent) return;
    lastSent = text;
    const commandId = newCommandId();
    withRetry(() => sendMessage('report', { ...full, commandId })).catch(() => {
      lastSent = '';
    });
  };

  let glanced: string | null = null;
  /** A switched chat is reported at once; marks that disagree only when the page has come to rest. */
  const glance = (): boolean => {
    if (!isAlive()) return false;
    const chat = chatNow();
    const fingerprint = chat ? chat.reader.fingerprint(chat.here) : null;
    const switched = fingerprint !== null && fingerprint !== glanced;
    if (fingerprint !== null) glanced = fingerprint;
    return switched;
  };
  const again = observePage(document, { glance, read, signal });

  const stillOpen = (binding: ChatBinding): ChatReader | null => {
    const chat = chatNow();
    return chat && chat.reader.fingerprint(chat.here) === binding.fingerprint ? chat.reader : null;
  };
  const insert = async (text: string, binding: ChatBinding): Promise<InsertOutcome> => {
    const reader = stillOpen(binding);
    if (!reader) return { outcome: 'wrong-chat' };
    const editor = reader.editor(document);
    if (!editor) return { outcome: 'no-editor' };
    // The conversation was compared in this very task, and the draft is changed before anything else can run.
    const result = await insertText(editor, text);
    return result.outcome === 'inserted' ? { outcome: 'inserted' } : result;
  };
  const stopInsert = onMessage('insert', ({ data, sender }) => {
    if (sender.id !== chrome.runtime.id || sender.tab) return { outcome: 'no-editor' } as const;
    return insert(data.text, data.binding);
  });
  const stopReread = onMessage('reread', ({ sender }) => {
    if (sender.id === chrome.runtime.id) {
      lastSent = '';
      read();
    }
    return { ok: true } as const;
  });
  signal.addEventListener('abort', () => {
    stopInsert();
    stopReread();
  });

  const editorOf = (): HTMLElement | null => {
    const chat = chatNow();
    return chat?.reader.editor(document) ?? null;
  };
  const openPalette = (editor: HTMLElement, trigger: TriggerPoint): void => {
    if (!isAlive()) return;
    const fingerprint = (): string | null => {
      const chat = chatNow();
      return chat ? chat.reader.fingerprint(chat.here) : null;
    };
    requestPalette({ editor, trigger, fingerprint, signal }, () => {
      withRetry(() => sendMessage('loadPalette', { commandId: newCommandId() })).catch((error: unknown) => console.debug('no palette', error));
    });
  };
  watchTrigger(document, editorOf, openPalette, signal);
}

/** The tab's address when this frame can see it; frames of another origin cannot. */
function topUrl(): { topUrl?: URL } {
  try {
    return window.top && window.top !== window ? { topUrl: new URL(window.top.location.href) } : {};
  } catch {
    return {};
  }
}
