import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { offerPort, takePort } from '../../lib/tap/channel.ts';

/** A document that has just begun: what both ends use of it. */
class NewDocument extends EventTarget {
  readyState = 'loading';
  scripts: unknown[] = [];
}

let observers: Set<() => void>;
let before: typeof MutationObserver;

beforeEach(() => {
  observers = new Set();
  before = globalThis.MutationObserver;
  globalThis.MutationObserver = class {
    #act: () => void;
    constructor(act: () => void) {
      this.#act = act;
    }
    observe(): void {
      observers.add(this.#act);
    }
    disconnect(): void {
      observers.delete(this.#act);
    }
  } as never;
});
afterEach(() => {
  globalThis.MutationObserver = before;
});

/** The parser has put something into the document: scripts of the page may follow. */
const parse = (): void => [...observers].forEach((act) => act());

interface Ends {
  document: Document;
  offer: () => void;
  take: () => void;
  offered: MessagePort;
  taken: MessagePort[];
  told: { count: number };
}

function ends(): Ends {
  const document = new NewDocument() as unknown as Document;
  const { port2 } = new MessageChannel();
  const taken: MessagePort[] = [];
  const told = { count: 0 };
  return {
    document,
    offered: port2,
    taken,
    told,
    offer: () => offerPort(document, port2, () => (told.count += 1)),
    take: () => takePort(document, (port) => void taken.push(port)),
  };
}

describe('the two ends', () => {
  it.each([
    ['the relay comes first', ['take', 'offer']],
    ['the page’s script comes first', ['offer', 'take']],
  ] as const)('meet when %s, and listen no longer', (_what, order) => {
    const both = ends();
    for (const each of order) both[each]();
    expect([both.taken.length, both.taken[0] === both.offered]).toEqual([1, true]);
    expect(both.told.count).toBe(1);
    expect(observers.size).toBe(0);
    // Whoever comes later is not heard.
    const { port2 } = new MessageChannel();
    both.document.dispatchEvent(new MessageEvent('load', { ports: [port2], cancelable: true }));
    both.document.dispatchEvent(new Event('load'));
    expect([both.taken.length, both.told.count]).toEqual([1, 1]);
  });

  it('hand nothing to a script of the page when the other end never came', () => {
    for (const first of ['offer', 'take'] as const) {
      const both = ends();
      both[first]();
      parse();
      const overheard: MessagePort[] = [];
      both.document.addEventListener('load', (event) => {
        if (event instanceof MessageEvent) overheard.push(...event.ports);
      });
      both.document.dispatchEvent(new Event('load'));
      const forged = new MessageEvent('load', { ports: [new MessageChannel().port2], cancelable: true });
      expect(both.document.dispatchEvent(forged)).toBe(true);
      expect(overheard.includes(both.offered)).toBe(false);
      expect([both.taken.length, both.told.count]).toEqual([0, 0]);
    }
  });

  it('do nothing where scripts may have run', () => {
    for (const state of [{ readyState: 'interactive' }, { scripts: [{}] }]) {
      const both = ends();
      Object.assign(both.document, state);
      both.take();
      both.offer();
      expect([both.taken.length, both.told.count, observers.size]).toEqual([0, 0, 0]);
    }
  });

  it('take the first port only', () => {
    const both = ends();
    both.take();
    both.offer();
    const other = ends();
    offerPort(both.document, other.offered, () => (other.told.count += 1));
    expect([both.taken.length, both.taken[0] === both.offered]).toEqual([1, true]);
    expect(other.told.count).toBe(0);
  });
});
