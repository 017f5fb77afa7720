// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MessageCollector } from '#lib/inpage/message-collector.ts';
import { TouchedRows } from '#lib/inpage/touched-rows.ts';
import type { Report } from '#lib/messaging.ts';
import { aliexpressMeta } from '#lib/sites/aliexpress/meta.ts';
import { aliexpressReaders } from '#lib/sites/aliexpress/readers.ts';
import { later, stubExtension, watchAt } from './watched-page.ts';

let stop: AbortController;
let reports: Report[];
/** What was handed over, by conversation. */
let kept: Map<string, string[]>;

/** Ends a burst of changes, so that whatever comes next is another one; no timer has rung by then. */
const burst = (): Promise<void> => Promise.resolve();

const list = (): Element => document.querySelector('.list') as Element;
const rowOf = (text: string): Element =>
  Object.assign(document.createElement('div'), { className: 'im-message-item', textContent: text });

/** The page names another buyer without anybody having clicked; the messages are left as they are. */
function title(open: number): void {
  const rows = [...document.querySelectorAll('.im-session-item')];
  for (const [i, row] of rows.entries()) row.classList.toggle('active', i === open);
  (document.querySelector('.user-name__1') as Element).textContent = rows[open]?.textContent ?? '';
}

function draw(names: readonly string[]): void {
  const rows = names.map(
    (name) => `<div class="im-session-item"><p class="im-session-item-name-content"><b>${name}</b></p></div>`,
  );
  const html = `<div>${rows.join('')}</div><div class="list"></div><textarea></textarea><p class="user-name__1"></p>`;
  document.body.replaceChildren(...new DOMParser().parseFromString(html, 'text/html').body.childNodes);
  title(0);
  list().append(rowOf('a1'), rowOf('a2'));
}

/** Lets messages come into the first chat one after the other. */
async function stream(): Promise<void> {
  for (let i = 3; i < 8; i++) {
    list().append(rowOf(`a${i}`));
    await later(100);
  }
}

/** Opens a chat and lets it come to rest. */
async function open(...names: string[]): Promise<void> {
  draw(names);
  const watched = { site: aliexpressMeta, readers: aliexpressReaders, signal: stop.signal };
  const watch = watchAt('https://csp.aliexpress.com/m_apps/ai-im/im?channelId=100001#/window', watched);
  const rows = new TouchedRows();
  let count = 0;
  const collector = new MessageCollector(rows, async ({ mark, items }) => {
    const texts = items.flatMap(({ message }) => message?.text ?? []);
    kept.set(mark, [...(kept.get(mark) ?? []), ...texts]);
    return items.map(() => String((count += 1)));
  });
  watch.collectWith({ rows, collector });
  await later(3000);
  expect(kept.get('Anna')).toEqual(['a1', 'a2']);
  // Nothing that happened while the page was opened is still to be looked at.
  document.body.append(document.createElement('p'));
  await later(1000);
}

beforeEach(() => {
  vi.useFakeTimers();
  [stop, reports, kept] = [new AbortController(), [], new Map()];
  stubExtension((type, data: Report) => {
    if (type === 'report') reports.push(data);
    return { ok: true };
  });
});
afterEach(() => {
  stop.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('keeps the messages of a chat that is drawn in several bursts, the name first', async () => {
  await open('Anna', 'Bea');
  title(1);
  list().replaceChildren();
  await burst();
  list().append(rowOf('b1'), rowOf('b2'));
  await later(3000);
  expect(kept.get('Bea')).toEqual(['b1', 'b2']);
});

it('keeps the messages of a chat that is drawn in several bursts, the name last', async () => {
  await open('Anna', 'Bea');
  list().replaceChildren();
  await burst();
  list().append(rowOf('b1'), rowOf('b2'));
  await burst();
  title(1);
  await later(3000);
  expect(kept.get('Bea')).toEqual(['b1', 'b2']);
});

it('keeps the messages of a chat that is opened amidst a stream of others', async () => {
  await open('Anna', 'Bea');
  await stream();
  title(1);
  list().replaceChildren(rowOf('b1'), rowOf('b2'));
  await later(3000);
  expect(kept.get('Bea')).toEqual(['b1', 'b2']);
});

it('never files what is left in the list when the name changes amidst a stream', async () => {
  await open('Anna', 'Bea');
  await stream();
  title(1);
  await later(3000);
  list().append(rowOf('a8'));
  await later(3000);
  expect(kept.has('Bea')).toBe(false);
});

it('never files what is left in the list when parts of it have just been taken out', async () => {
  await open('Anna', 'Bea');
  for (const row of list().children) row.replaceChildren();
  await later(100);
  title(1);
  await later(3000);
  expect(kept.has('Bea')).toBe(false);
});

it('keeps what stands in rows that are written anew again and again', async () => {
  await open('Anna', 'Bea');
  for (let i = 3; i < 20; i++) {
    list().children[i % 2]!.textContent = `a${i}`;
    await later(200);
  }
  await later(2000);
  expect(kept.get('Anna')?.toSorted()).toEqual(Array.from({ length: 19 }, (_, i) => `a${i + 1}`).toSorted());
});

it('notices at once that another buyer of the same name is open where rows are written anew', async () => {
  await open('Anna', 'Anna');
  const before = reports.at(-1)?.fingerprint;
  // The name beside the lists is the same.
  for (const row of document.querySelectorAll('.im-session-item')) row.classList.toggle('active');
  for (const row of list().children) row.textContent = `of two: ${row.textContent}`;
  await later(20);
  expect(reports.at(-1)?.fingerprint).not.toBe(before);
});

it('keeps what came right before a person opens another chat', async () => {
  await open('Anna', 'Bea');
  list().append(rowOf('a3'));
  await later(100);
  dispatchEvent(new Event('pointerdown'));
  await later(80);
  title(1);
  list().replaceChildren(rowOf('b1'), rowOf('b2'));
  await later(3000);
  expect(kept.get('Anna')).toEqual(['a1', 'a2', 'a3']);
});

it('keeps older messages that are left behind again at once', async () => {
  await open('Anna', 'Bea');
  const older = rowOf('a0');
  list().prepend(older);
  await later(100);
  older.remove();
  await later(3000);
  expect(kept.get('Anna')).toContain('a0');
});

it('takes the messages of a chat that was just opened as soon as those of one that is still', async () => {
  await open('Anna', 'Bea');
  title(1);
  list().replaceChildren(rowOf('b1'), rowOf('b2'));
  await later(100);
  list().append(rowOf('b3'));
  await later(450);
  expect(kept.get('Bea')).toEqual(['b1', 'b2', 'b3']);
});

it('notices at once that a chat is open whose row is marked after its name was shown', async () => {
  await open('Anna', 'Bea');
  (document.querySelector('.user-name__1') as Element).textContent = 'Bea';
  await later(100);
  const rows = [...document.querySelectorAll('.im-session-item')];
  for (const [i, row] of rows.entries()) row.classList.toggle('active', i === 1);
  rows[0]?.parentElement?.prepend(...rows.toReversed());
  await later(20);
  expect(reports.at(-1)?.fingerprint).toContain('Bea');
});
