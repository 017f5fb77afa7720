import { Window } from 'happy-dom';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MessageSeen } from '../../lib/domain/observation.ts';
import { TouchedRows } from '../../lib/inpage/touched-rows.ts';
import type { RowRead } from '../../lib/sites/row-memo.ts';

let document: Document;
let list: Element;
let rows: TouchedRows;
let made = 0;

/** Reads a row `<p data-at="…"><b>name</b>words</p>` as a message; the words may have been taken out. */
function make(row: Element): RowRead {
  made += 1;
  const text = [...row.childNodes].map((node) => (node.nodeName === 'B' ? '' : node.textContent)).join('');
  const at = Number(row.getAttribute('data-at')) || undefined;
  const found: MessageSeen = { kind: 'message', side: 'buyer', type: text ? 'text' : 'empty' };
  return { found: { ...found, ...(at ? { at } : {}), ...(text ? { text } : {}) }, health: {} };
}

const parsed = (html: string): Document => new new Window().DOMParser().parseFromString(html, 'text/html') as unknown as Document;

function add(at: number, text: string): Element {
  const row = document.createElement('p');
  if (at) row.setAttribute('data-at', String(at));
  row.textContent = text;
  list.append(row);
  rows.noteChanges([{ target: list, addedNodes: [row], removedNodes: [] } as unknown as MutationRecord]);
  return row;
}

function write(row: Element, text: string): void {
  row.textContent = text;
  rows.noteChanges([{ target: row, addedNodes: row.childNodes, removedNodes: [] } as unknown as MutationRecord]);
}

/** What all rows say, read as a reader does. */
const said = (circumstances = 'a'): (string | undefined)[] =>
  [...list.children].map((row) => {
    const { found } = rows.read(row, circumstances, make);
    return typeof found === 'object' ? found?.text : undefined;
  });

beforeEach(() => {
  document = parsed('<div></div>');
  list = document.querySelector('div') as Element;
  rows = new TouchedRows();
  made = 0;
});

it('reads a row once until it is touched', () => {
  const row = add(1, 'one');
  said();
  said();
  expect(made).toBe(1);
  write(row, 'two');
  expect(said()).toEqual(['two']);
  expect(made).toBe(2);
  said();
  expect(made).toBe(2);
});

it('keeps what a row said for a moment only, between two readings', () => {
  add(1, 'one');
  said();
  const late = add(2, 'late');
  write(late, '');
  expect(said()).toEqual(['one', 'late']);
  // The same message to whoever compares, not a new one that looks alike.
  const first = rows.read(late, 'a', make).found;
  write(late, 'late');
  write(late, '');
  expect(rows.read(late, 'a', make).found).toEqual(first);
});

/** Takes a node out of a row, or puts one in. */
function change(row: Element, node: ChildNode, way: 'out' | 'in'): void {
  if (way === 'out') node.remove();
  else row.append(node);
  const nodes = { addedNodes: way === 'in' ? [node] : [], removedNodes: way === 'out' ? [node] : [] };
  rows.noteChanges([{ target: row, ...nodes } as unknown as MutationRecord]);
}

function named(at: number, text: string): { row: Element; name: ChildNode; words: ChildNode } {
  const row = add(at, text);
  const name = document.createElement('b');
  name.textContent = 'Ann';
  row.prepend(name);
  rows.noteChanges([{ target: row, addedNodes: [name], removedNodes: [] } as unknown as MutationRecord]);
  return { row, name, words: row.lastChild as ChildNode };
}

it('does not read a row again whose words are taken out, and does when anything else happens', () => {
  const { row, name, words } = named(1, 'one');
  expect(said()).toEqual(['one']);
  const touches = rows.touchesOf(row);
  change(row, words, 'out');
  expect(said()).toEqual(['one']);
  expect(made).toBe(1);
  // Whoever asks whether it is left from the conversation before is not told that it was written anew.
  expect(rows.touchesOf(row)).toBe(touches);
  change(row, name, 'out');
  said();
  expect(made).toBe(2);
  change(row, document.createTextNode('two'), 'in');
  expect(said()).toEqual(['two']);
});

it('does not keep what is taken out beside the words, as a mark of sending is', () => {
  const { row } = named(1, 'one');
  const mark = document.createTextNode(' sending');
  change(row, mark, 'in');
  expect(said()).toEqual(['one sending']);
  change(row, mark, 'out');
  expect(said()).toEqual(['one']);
});

it('does not keep it either where the row was put elsewhere before', () => {
  const { row } = named(1, 'one');
  const mark = document.createTextNode(' sending');
  change(row, mark, 'in');
  expect(said()).toEqual(['one sending']);
  list.append(row);
  rows.noteChanges([{ target: list, addedNodes: [row], removedNodes: [row] } as unknown as MutationRecord]);
  change(row, mark, 'out');
  expect(said()).toEqual(['one']);
});

it('reads a row again all of which is taken out, as it may stand in another row by now', () => {
  const { row } = named(1, 'one');
  expect(said()).toEqual(['one']);
  const all = [...row.childNodes];
  row.removeAttribute('data-at');
  row.replaceChildren();
  rows.noteChanges([{ target: row, addedNodes: [], removedNodes: all } as unknown as MutationRecord]);
  expect(said()).toEqual([undefined]);
});

it('knows what a row said that came and was emptied, or rewritten, between two readings', () => {
  add(1, 'one');
  said();
  const second = named(2, 'two');
  change(second.row, second.words, 'out');
  const third = named(3, 'three');
  change(third.row, third.words, 'out');
  change(third.row, document.createTextNode('four'), 'in');
  expect(said()).toEqual(['one', 'two', 'four']);
  expect(rows.touchesOf(second.row)).toBeGreaterThan(0);
});

it('knows what a row said that was emptied and then put elsewhere', () => {
  add(1, 'one');
  said();
  const row = add(2, 'two');
  change(row, row.firstChild as ChildNode, 'out');
  list.prepend(row);
  rows.noteChanges([{ target: list, addedNodes: [row], removedNodes: [row] } as unknown as MutationRecord]);
  expect(said()).toEqual(['two', 'one']);
});

it('reads nothing beforehand as long as nobody has read the list', () => {
  add(1, 'one');
  expect(made).toBe(0);
});

it('does not keep it for another conversation, nor for a row that has become another message', () => {
  const row = add(1, 'of one');
  said();
  write(row, '');
  expect(said('b')).toEqual([undefined]);
  expect(said('a')).toEqual([undefined]);
  write(row, 'again');
  said();
  row.setAttribute('data-at', '5');
  write(row, '');
  expect(said()).toEqual([undefined]);
});

it('does not keep the words of a row without a time', () => {
  const row = add(0, 'one');
  said();
  write(row, '');
  expect(said()).toEqual([undefined]);
});

describe('tells when only messages came and conversations said something else', () => {
  let page: { href: string };
  let side: Element;
  let box: Element;

  const changed = (target: Element, gone: Node[] = []): void =>
    rows.noteChanges([{ target, addedNodes: [], removedNodes: gone } as unknown as MutationRecord]);
  const conversations = (): Element[] => [...document.querySelectorAll('.row')];

  beforeEach(() => {
    page = { href: 'https://shop.test/#a' };
    vi.stubGlobal('location', page);
    document = parsed(
      '<section><p class="side"><b><i class="row">one</i></b><b><i class="row">two</i></b></p><h1>name</h1><div></div></section>',
    );
    list = document.querySelector('div') as Element;
    side = document.querySelector('.side') as Element;
    box = document.querySelector('section') as Element;
    rows = new TouchedRows();
    add(1, 'one');
    add(2, 'two');
    said();
    rows.listed(conversations(), [...list.children]);
    rows.onlyLists(0);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('a message that comes, one that is emptied, a row that is drawn anew', () => {
    const third = add(3, 'three');
    change(third, third.firstChild as ChildNode, 'out');
    side.replaceChildren(...conversations().toReversed());
    changed(side);
    changed(conversations()[0] as Element);
    expect(rows.onlyLists(0)).toBe(true);
    expect(rows.onlyLists(0)).toBe(true);
  });

  it('not where a row is written anew, nor where more come than are copied', () => {
    write(list.firstElementChild as Element, 'another');
    expect(rows.onlyLists(0)).toBe(false);
    expect(rows.onlyLists(0)).toBe(true);
    const many = Array.from({ length: 70 }, () => document.createElement('p'));
    list.append(...many);
    rows.noteChanges([{ target: list, addedNodes: many, removedNodes: [] } as unknown as MutationRecord]);
    expect(rows.onlyLists(0)).toBe(false);
  });

  it('not where rows that may be emptied come in something around them, which is not copied', () => {
    const wrap = (row: Element): Element => {
      const around = document.createElement('section');
      around.append(row);
      return around;
    };
    list.replaceChildren(...[...list.children].map(wrap));
    rows = new TouchedRows();
    for (const row of list.querySelectorAll('p')) rows.read(row, 'a', make);
    rows.listed(conversations(), [...list.querySelectorAll('p')]);
    rows.onlyLists(0);
    changed(side);
    expect(rows.onlyLists(0)).toBe(true);
    const late = wrap(document.createElement('p'));
    list.append(late);
    rows.noteChanges([{ target: list, addedNodes: [late], removedNodes: [] } as unknown as MutationRecord]);
    expect(rows.onlyLists(0)).toBe(false);
  });

  it('not where something else changed, once', () => {
    changed(document.querySelector('h1') as Element);
    expect(rows.onlyLists(0)).toBe(false);
    expect(rows.onlyLists(0)).toBe(true);
    changed(box);
    expect(rows.onlyLists(0)).toBe(false);
  });

  it('not where messages go away, the address is another, or somebody has just done something in the page', () => {
    changed(list, [list.firstChild as Node]);
    expect(rows.onlyLists(0)).toBe(false);
    page.href += 'b';
    expect(rows.onlyLists(0)).toBe(false);
    expect(rows.onlyLists(0)).toBe(true);
    rows.noteInput(9000);
    add(4, 'four');
    expect(rows.onlyLists(10_000)).toBe(false);
    expect(rows.onlyLists(10_001)).toBe(true);
  });

  it('not where nothing tells the lists from the rest', () => {
    const [shown, messages] = [conversations(), [...list.children]];
    const wide = [...shown, ...messages];
    for (const [one, other] of [
      [shown.slice(1), messages],
      [wide, messages],
      [shown, wide],
      [[], messages],
    ] as const) {
      rows.listed(one, other);
      changed(side);
      expect(rows.onlyLists(0)).toBe(false);
    }
    rows.listed(shown, []);
    changed(list);
    expect(rows.onlyLists(0)).toBe(false);
  });
});
