import { Window } from 'happy-dom';
import { beforeEach, describe, expect, it } from 'vitest';
import { takeIn } from '../../lib/domain/message-list.ts';
import type { StoredMessage } from '../../lib/domain/message-stored.ts';
import { MessageCollector } from '../../lib/inpage/message-collector.ts';
import { TouchedRows } from '../../lib/inpage/touched-rows.ts';
import type { MessagesReport } from '../../lib/messaging.ts';
import { chat2026 } from '../../lib/sites/aliexpress/chat.ts';

const CHAT = 'https://csp.aliexpress.com/m_apps/ai-im/im?channelId=100001#/window?sessionId=';

/** A chat page whose list is written by a test, read by the real reader, with a worker that keeps what it is given. */
class Page {
  document = new new Window().DOMParser().parseFromString(
    '<div class="side"></div><div class="list"></div><textarea class="im-message-input-no-auto-height"></textarea>',
    'text/html',
  ) as unknown as Document;
  rows = new TouchedRows();
  stored = new Map<string, StoredMessage[]>();
  sent: MessagesReport[] = [];
  known = true;
  collector = new MessageCollector(this.rows, async (report) => {
    this.sent.push(report);
    if (!this.known) return null;
    const { list, refs } = takeIn(this.stored.get(report.mark) ?? [], report.items, 1);
    this.stored.set(report.mark, list);
    return refs;
  });
  now = 1_760_000_000_000;
  session = '';
  name = '';
  /** Another conversation whose buyer has the same name stands above this one in the list. */
  namesakeAbove = false;
  orders: string[] = [];

  get list(): Element {
    return this.document.querySelector('.list') as Element;
  }

  /** The page names another buyer; the list is left as it is. */
  title(session: string, name = `Buyer ${session}`): void {
    [this.session, this.name] = [session, name];
    const side = this.document.querySelector('.side') as Element;
    const made = (tag: string): Element => this.document.createElement(tag);
    const [row, content, shown, beside] = [made('div'), made('div'), made('b'), made('div')];
    row.className = 'im-session-item im-session-item-active';
    content.className = 'im-session-item-name-content';
    beside.className = 'user-name__1';
    shown.textContent = beside.textContent = name;
    content.append(shown);
    row.append(content);
    const [card, no] = [made('div'), made('span')];
    card.className = 'im-order-card';
    no.className = 'im-order-card-subtitle';
    no.textContent = this.orders.join('');
    card.append(no);
    const other = row.cloneNode(true) as Element;
    other.className = 'im-session-item';
    side.replaceChildren(...(this.namesakeAbove ? [other] : []), row, beside, ...(this.orders.length > 0 ? [card] : []));
  }

  /** Makes a row; `>` at the front makes it an own one. */
  row(text: string): Element {
    const row = this.document.createElement('div');
    row.className = text.startsWith('>') ? 'im-message-item im-message-item-self' : 'im-message-item';
    row.textContent = text.replace(/^>/, '');
    return row;
  }

  fill(...texts: string[]): void {
    this.list.replaceChildren(...texts.map((text) => this.row(text)));
    this.touch(this.list);
  }

  touch(...targets: Element[]): void {
    this.rows.noteChanges(
      targets.map((target) => ({ target, addedNodes: target.childNodes, removedNodes: [] }) as unknown as MutationRecord),
    );
  }

  /** Reads, after some milliseconds; says when to read again. */
  async read(after = 60): Promise<number | null> {
    this.now += after;
    const url = new URL(this.session ? `${CHAT}${this.session}` : CHAT.replace(/\?sessionId=$/, ''));
    const source = { document: this.document, url, rows: this.rows };
    const marks = { fingerprint: chat2026.fingerprint(source), thread: chat2026.thread?.(source) ?? null };
    const wait = this.collector.take(chat2026.read(source), marks, this.now);
    this.collector.reported(chat2026.fingerprint(source));
    await new Promise((resume) => setTimeout(resume));
    return wait;
  }

  textsOf(session: string): string {
    return (this.stored.get(session) ?? []).map(({ text }) => text).join(' ');
  }
}

// The collector sends only while its extension is there.
Object.assign(globalThis, { chrome: { runtime: { id: 'test' } } });
let page: Page;
beforeEach(() => {
  page = new Page();
});

describe('messages are collected', () => {
  it('once the list has stayed the same for a while after a switch, and at once from then on', async () => {
    page.title('s-1');
    page.fill('hello');
    expect(await page.read()).toBeGreaterThan(0);
    expect(page.sent).toEqual([]);
    await page.read(400);
    expect(page.textsOf('s-1')).toBe('hello');
    page.list.append(page.row('>hi'), page.row('where is it'));
    page.touch(page.list);
    expect(await page.read()).toBeNull();
    expect(page.textsOf('s-1')).toBe('hello hi where is it');
    const many = page.sent.length;
    await page.read();
    expect(page.sent.length).toBe(many);
  });

  it('own ones that come while the conversation is followed are noted to have come, others are not', async () => {
    page.title('s-1');
    page.fill('hello', '>of years ago');
    await page.read();
    await page.read(400);
    page.list.append(page.row('where is it'), page.row('>I will check'));
    page.touch(page.list);
    await page.read(60_000);
    const cameAt = page.now;
    // Older ones that are loaded when somebody scrolls up, and many at once, have not come.
    page.list.prepend(page.row('>older still'));
    page.touch(page.list);
    await page.read();
    page.list.append(...['>a', '>b', '>c', '>d'].map((text) => page.row(text)));
    page.touch(page.list);
    await page.read();
    // Nobody looked for hours.
    page.list.append(page.row('>e'));
    page.touch(page.list);
    await page.read(3 * 3_600_000);
    expect(page.textsOf('s-1')).toBe('older still hello of years ago where is it I will check a b c d e');
    const sent = page.sent.flatMap(({ items }) => items.filter(({ came }) => came !== undefined));
    expect(sent.map(({ message, came }) => [message?.text, came])).toEqual([['I will check', cameAt]]);
  });

  it('in a page that was loaded anew, what was written in between has not come', async () => {
    page.title('s-1');
    page.fill('hello');
    await page.read();
    await page.read(400);
    const again = new Page();
    again.stored = page.stored;
    again.title('s-1');
    again.fill('hello', '>I will check');
    await again.read();
    await again.read(400);
    expect(again.textsOf('s-1')).toBe('hello I will check');
    expect(again.sent.flatMap(({ items }) => items.map(({ came }) => came ?? null))).toEqual([null, null]);
  });

  it('never while the list still shows the conversation before, however long and whatever comes', async () => {
    page.title('s-1');
    page.fill('of one', '>answer to one');
    await page.read();
    await page.read(400);
    page.title('s-2');
    for (let i = 0; i < 5; i++) await page.read(400);
    page.list.append(page.row('late one of one'));
    page.touch(page.list);
    for (let i = 0; i < 5; i++) await page.read(400);
    expect([...page.stored.keys()]).toEqual(['s-1']);
    page.fill('of two');
    await page.read();
    await page.read(400);
    expect([page.textsOf('s-1'), page.textsOf('s-2')]).toEqual(['of one answer to one', 'of two']);
  });

  it('from rows that are used again for another conversation, also when a text is the same in both', async () => {
    page.title('s-1');
    page.fill('Hello', 'of one');
    await page.read();
    await page.read(400);
    page.title('s-2');
    const second = page.list.children[1] as Element;
    second.textContent = 'of two';
    page.touch(second);
    await page.read();
    await page.read(400);
    expect(page.textsOf('s-2')).toBe('Hello of two');
  });

  it('that came right before a switch and were never read are nobody else’s', async () => {
    page.title('s-1');
    page.fill('of one');
    await page.read();
    await page.read(400);
    page.collector.expectReading();
    page.fill('of one again');
    page.title('s-2');
    for (let i = 0; i < 4; i++) await page.read(400);
    expect(page.textsOf('s-2')).toBe('');
    page.fill('of two');
    await page.read();
    await page.read(400);
    expect([page.textsOf('s-1'), page.textsOf('s-2')]).toEqual(['of one', 'of two']);
  });

  it('and kept until it is known whose they are', async () => {
    page.known = false;
    page.title('s-1');
    page.fill('hello');
    await page.read();
    await page.read(400);
    expect(page.textsOf('s-1')).toBe('');
    page.known = true;
    await page.read();
    expect(page.textsOf('s-1')).toBe('hello');
  });

  it('in parts that fit into one message each, whatever their length', async () => {
    page.title('s-1');
    const texts = Array.from({ length: 130 }, (_, i) => `${i} ${'长'.repeat(i % 3 === 0 ? 3000 : 20)}`);
    page.fill(...texts);
    await page.read();
    await page.read(400);
    for (let i = 0; i < 30; i++) await new Promise((resume) => setTimeout(resume));
    expect(page.stored.get('s-1')?.map(({ text }) => text)).toEqual(texts);
    expect(Math.max(...page.sent.map((report) => JSON.stringify(report).length))).toBeLessThan(64_000);
  });

  it('again from a page that was loaded anew, without doubles', async () => {
    page.title('s-1');
    page.fill('Ok', 'Ok', '>Thanks');
    await page.read();
    await page.read(400);
    const again = new Page();
    again.stored = page.stored;
    again.title('s-1');
    again.fill('Ok', 'Ok', '>Thanks', 'Ok');
    await again.read();
    await again.read(400);
    expect(again.textsOf('s-1')).toBe('Ok Ok Thanks Ok');
  });

  it('of a conversation without an id of its own, also when the orders beside it come late', async () => {
    page.title('', 'Anna');
    page.fill('hello');
    await page.read();
    await page.read(400);
    page.orders = ['8299000000012468'];
    page.title('', 'Anna');
    page.list.append(page.row('where is it'));
    page.touch(page.list);
    await page.read();
    await page.read(400);
    expect([...page.stored.keys()]).toEqual(['Anna']);
    expect(page.textsOf('Anna')).toBe('hello where is it');
  });

  it('of two buyers of one name who have no ids, each beside the own name only', async () => {
    page.title('', 'Maria');
    page.namesakeAbove = false;
    page.fill('of one');
    await page.read();
    await page.read(400);
    page.namesakeAbove = true;
    page.title('', 'Maria');
    for (let i = 0; i < 4; i++) await page.read(400);
    page.fill('of two');
    await page.read();
    await page.read(400);
    expect(page.sent.map(({ mark, items }) => [mark, items.map(({ message }) => message?.text)])).toEqual([
      ['Maria', ['of one']],
      ['Maria', ['of two']],
    ]);
  });
});
