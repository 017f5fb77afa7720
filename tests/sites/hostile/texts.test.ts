import { describe, expect, it } from 'vitest';
import { type Observation, observationSchema } from '#lib/domain/observation.ts';
import { cleanLine, cleanText, LIMITS } from '#lib/domain/text.ts';
import { savedPages } from '../mutation/saved.ts';
import { hostilePage, readingOf, TEXTS } from './pages.ts';

const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
// oxlint-disable-next-line no-control-regex -- characters that must not come through
const HIDDEN = /[\u0000-\u0008\u200b\u202a-\u202e\u2066-\u2069\ufeff]/;

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

/** Writes a text wherever the page shows one, and into the attributes that are read. */
function fill(document: Document, text: string): void {
  for (const element of document.body.querySelectorAll('*')) {
    if (element.childElementCount === 0 && /\S/.test(element.textContent ?? '') && element.tagName !== 'SCRIPT') {
      element.textContent = text;
    }
    for (const name of ['title', 'data-nick', 'value']) if (element.hasAttribute(name)) element.setAttribute(name, text);
  }
}

/** Ms: far beyond what a page takes on a slow machine, far below a reader that tries every two places of a long text. */
const PATIENCE = 30_000;

describe('texts that somebody chose', () => {
  const cases = savedPages().flatMap(({ name }) => Object.entries(TEXTS).map(([kind, text]) => ({ name, kind, text })));

  it.each(cases)(
    'in every place of $name come out as texts within the limits, or not at all ($kind)',
    ({ name, text }) => {
      const source = hostilePage(name, (document) => fill(document, text));
      const before = source.document.documentElement.cloneNode(true);
      const reading = readingOf(source);
      for (const seen of reading.observations) expect(observationSchema.safeParse(seen).success).toBe(true);
      for (const each of textsIn([reading.observations, reading.shop])) {
        expect(HALF.test(each)).toBe(false);
        expect(HIDDEN.test(each)).toBe(false);
        expect(each.length).toBeLessThanOrEqual(LIMITS.note);
      }
      expect(source.document.documentElement.isEqualNode(before)).toBe(true);
      expect(globalThis).not.toHaveProperty('pwned');
      expect(Object.keys(Object.prototype)).toEqual([]);
    },
    PATIENCE,
  );

  it('are cut between characters, wherever the limit falls', () => {
    for (const max of Object.values(LIMITS)) {
      for (const shift of ['', 'x']) {
        for (const cut of [cleanText(shift + TEXTS.pairs, max), cleanLine(shift + TEXTS.pairs, max)]) {
          expect(HALF.test(cut)).toBe(false);
          expect(cut.length).toBeGreaterThan(max - 2);
          expect(cut.length).toBeLessThanOrEqual(max);
        }
      }
    }
  });
});

describe('nicks that look like another', () => {
  const CHAT = 'taobao/chat-2023.html';

  function named(header: string, row: string, lines: string): Observation[] {
    const source = hostilePage(CHAT, (document) => {
      for (const [selector, text] of [
        ['.conversation-header .name', header],
        ['.conversation-item.active .name', row],
        ['.first-line .nick:not(.self)', lines],
      ] as const) {
        for (const element of document.querySelectorAll(selector)) element.textContent = text;
      }
    });
    return readingOf(source).observations;
  }

  it('are other nicks: a Cyrillic а is not a Latin a', () => {
    const [peer] = named('tb5839а', 'tb5839а', 'tb5839а');
    expect(peer).toMatchObject({ kind: 'peer', peer: { nick: 'tb5839а' } });
    expect(named('tb5839а', 'tb5839a', 'tb5839а').some((seen) => seen.kind === 'peer')).toBe(false);
  });

  it('give no message of a line whose nick only looks like the open one', () => {
    expect(named('tb5839a', 'tb5839a', 'tb5839а').some((seen) => seen.kind === 'message')).toBe(false);
  });

  it('are the same when only invisible characters differ', () => {
    const [peer] = named('tb\u200b5839a', 'tb5839a', 'tb58\u202e39a');
    expect(peer).toMatchObject({ kind: 'peer', peer: { nick: 'tb5839a' } });
  });

  it('cannot pass for a staff account of the shop by their beginning', () => {
    const seen = named('青禾示例专卖店x:小竹', '青禾示例专卖店x:小竹', '青禾示例专卖店x:小竹');
    expect(seen.filter((each) => each.kind === 'message' && each.side === 'buyer').length).toBeGreaterThan(0);
  });
});
