import { describe, expect, it } from 'vitest';
import { hostilePage, readingOf } from './pages.ts';

/** Fastest of three goes, in milliseconds. */
function fastest(act: () => void): number {
  const times = [0, 1, 2].map(() => {
    const start = performance.now();
    act();
    return performance.now() - start;
  });
  return Math.min(...times);
}

/** What looking at every element and its classes costs on this machine: the measure for everything else. */
function walk(document: Document): number {
  return fastest(() => {
    for (const element of document.querySelectorAll('*')) element.getAttribute('class');
  });
}

const FILLER = 10_000;

function append(document: Document, parent: Element, tag: string): void {
  for (let index = 0; index < FILLER; index += 1) {
    const element = document.createElement(tag);
    element.setAttribute('class', `filler-${index % 7}`);
    element.textContent = `7`;
    parent.append(element);
  }
}

describe('pages of ten thousand parts', () => {
  it.each([
    ['taobao/orders-2025.html', '.next-table-body'],
    ['taobao/order-2023.html', 'body'],
    ['taobao/cases-2022.html', 'body'],
    ['aliexpress/orders-2026.html', '#root'],
    ['aliexpress/order-2026.html', '#root'],
  ])('%s are read as they were, in a bounded number of walks', (name, place) => {
    const expected = readingOf(hostilePage(name)).observations;
    const source = hostilePage(name, (document) => append(document, document.querySelector(place) as Element, 'div'));
    let seen: unknown;
    const took = fastest(() => (seen = readingOf(source).observations));
    expect(seen).toEqual(expected);
    expect(took / walk(source.document)).toBeLessThan(400);
  });

  it('with ten thousand rows in one order’s table give that order without any of them', () => {
    const source = hostilePage('taobao/orders-2025.html', (document) => {
      const [body] = document.querySelectorAll('table.next-table-row tbody');
      append(document, body as Element, 'tr');
    });
    const [order] = readingOf(source).observations;
    expect(order).toMatchObject({ kind: 'order', no: '4512300187000204539' });
    expect(order?.kind === 'order' && order.items).toHaveLength(1);
  });

  it('with cells that claim to span everything do not grow', () => {
    const source = hostilePage('taobao/orders-2025.html', (document) => {
      for (const cell of document.querySelectorAll('td')) {
        cell.setAttribute('rowspan', '1000000');
        cell.setAttribute('colspan', '1000000');
      }
    });
    const took = fastest(() => readingOf(source));
    expect(took / Math.max(walk(source.document), 1)).toBeLessThan(2000);
  });

  it('nested ten thousand deep are read without running out of stack', () => {
    const source = hostilePage('taobao/order-2023.html', (document) => {
      let at = document.querySelector('[class*="detail_tabs-container-layout"]') as Element;
      for (let depth = 0; depth < 3000; depth += 1) {
        const inner = document.createElement('div');
        at.append(inner);
        at = inner;
      }
    });
    expect(readingOf(source).observations[0]).toMatchObject({ no: '4512300187000204539' });
  });
});
