import { afterAll, describe, expect, it } from 'vitest';
import type { MessageSeen } from '#lib/domain/observation.ts';
import type { PageSource } from '#lib/sites/site.ts';
import { compareReadings } from '../sites/mutation/compare.ts';
import { mutantOf, SEEDS, sourceOf } from '../sites/mutation/mutant.ts';
import { addWrappers, dropAttributes, elementsOf } from '../sites/mutation/mutators.ts';
import { randomOf } from '../sites/mutation/random.ts';
import { readingOf } from '../sites/mutation/run.ts';
import { savedPages } from '../sites/mutation/saved.ts';
import { layOut } from './layout.ts';
import { type Fact, factsOf, lostOf, placeOfSource } from './facts.ts';
import { Person, readTaught } from './person.ts';

/** Windows of seeds of the mutation run: its own, and others that nothing was chosen by. */
const WINDOWS = [0, 120, 408, 1200].map((from) => ({ from, to: from + SEEDS }));
/** People of the saved chats whose conversations are not open. */
const OTHERS = ['ae000000', 'tb583920176'];
const MOST_CLICKS = 3;
const NEW = 'a new design';

/** Saved pages of a kind on which pointing helps, with what their readers read. */
const pages = savedPages().flatMap((page) => {
  const place = placeOfSource(sourceOf(page));
  const original = place && readingOf(sourceOf(page));
  const facts = place && original ? factsOf(original, place.page) : [];
  return place && original && facts.length > 0 ? [{ ...page, place, original, facts }] : [];
});
type Page = (typeof pages)[number];

interface Count {
  lost: number;
  mended: number;
}
const none = (): Count => ({ lost: 0, mended: 0 });
const byWindow = new Map<string, Count>();
const byField = new Map<string, Count>();
const left: string[] = [];

function count(where: Map<string, Count>, key: string, lost: number, mended: number): void {
  const sum = where.get(key) ?? none();
  where.set(key, { lost: sum.lost + lost, mended: sum.mended + mended });
}

/** Mends field by field all that a changed page lost, refused or not; returns what is wrong then and the most clicks. */
function mend(
  page: Page,
  what: string,
  source: PageSource,
  removed: readonly string[] = [],
): { wrong: string[]; clicks: number } {
  const { place, original, facts, name } = page;
  const messages = original.observations.filter((o): o is MessageSeen => o.kind === 'message');
  if (messages.length > 0) layOut(source.document, messages);
  const before = readingOf(source);
  const lost = lostOf(facts, factsOf(before, place.page), removed);
  const person = new Person(source, place, facts, { removed, others: OTHERS });
  // Nobody's messages are read: the buyer comes first.
  const fields = new Set<Fact['field']>(['peer.name', ...lost.map(({ field }) => field)]);
  const clicks = [...fields].map((field) => (person.missing().some((fact) => fact.field === field) ? person.mend(field) : 0));
  const missing = person.missing();
  for (const fact of lost) {
    const mended = missing.includes(fact) ? 0 : 1;
    count(byWindow, what, 1, mended);
    if (what === NEW) continue;
    count(byField, fact.field, 1, mended);
    if (mended === 0) left.push(`${name} ${fact.field}`);
  }
  const known = new Set(compareReadings(original, before, removed).wrong);
  const after = compareReadings(original, readTaught(source, person.rules), removed).wrong;
  return { wrong: after.filter((fault) => !known.has(fault)), clicks: Math.max(0, ...clicks) };
}

describe('pointing mends what a changed page lost', () => {
  it('has pages of each kind to try it on', () => {
    const kinds = new Set(pages.map(({ place }) => place.page));
    expect([...kinds].toSorted()).toEqual(['case', 'cases', 'chat', 'order', 'orders', 'records', 'reviews']);
  });

  it.each(pages)('$name after the changes of the mutation run', (page) => {
    for (const { from, to } of WINDOWS) {
      for (let seed = from; seed < to; seed += 1) {
        const { source, removed } = mutantOf(page, seed);
        const { wrong, clicks } = mend(page, `seeds ${from} to ${to - 1}`, source, removed);
        expect([page.name, seed, wrong, clicks <= MOST_CLICKS]).toEqual([page.name, seed, [], true]);
      }
    }
  });

  it.each(pages)('$name after a new design: no class is what it was', (page) => {
    for (let seed = 1; seed <= 5; seed += 1) {
      const source = sourceOf(page);
      const random = randomOf(seed);
      const names = new Map<string, string>();
      for (const element of elementsOf(source.document)) {
        // Whatever a row is called now, a word still says that it is the open one.
        for (const token of element.classList) {
          const state = /-(?:active|selected)$/.test(token) ? '-is-active' : '';
          if (!names.has(token)) names.set(token, random.word(8) + state);
        }
        const renamed = [...element.classList].map((token) => names.get(token));
        if (renamed.length > 0) element.setAttribute('class', renamed.join(' '));
      }
      dropAttributes(source.document, random);
      addWrappers(source.document, random);
      const { wrong, clicks } = mend(page, NEW, source);
      expect([page.name, seed, wrong, clicks <= MOST_CLICKS]).toEqual([page.name, seed, [], true]);
    }
  });

  const share = ({ lost, mended }: Count): number => mended / Math.max(1, lost);

  it('for nine of ten facts that the mutation run lost, in doubt or not', () => {
    const runs = [...byWindow].filter(([what]) => what !== NEW);
    const sum = runs.reduce((a, [, b]) => ({ lost: a.lost + b.lost, mended: a.mended + b.mended }), none());
    expect(sum.lost).toBeGreaterThan(400);
    expect(share(sum)).toBeGreaterThanOrEqual(0.9);
    for (const [what, each] of runs) expect([what, share(each) >= 0.85]).toEqual([what, true]);
  });

  it('and of a new design', () => expect(share(byWindow.get(NEW) ?? none())).toBeGreaterThanOrEqual(0.9));
});

afterAll(() => {
  for (const [what, { lost, mended }] of [...byWindow, ...byField]) {
    console.log(`pointing, ${what}: ${mended} of ${lost} lost facts mended (${((100 * mended) / lost).toFixed(1)} %)`);
  }
  const groups = [...Map.groupBy(left, (each) => each)].map(([each, all]) => `${each}: ${all.length}`);
  if (groups.length > 0) console.log(`not mended:\n${groups.join('\n')}`);
});
