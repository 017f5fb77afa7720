import { Window } from 'happy-dom';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MessageSeen } from '../../lib/domain/observation.ts';
import { TouchedRows } from '../../lib/inpage/touched-rows.ts';
import type { RowRead } from '../../lib/sites/row-memo.ts';

let document: Document;
let list: Element;
let rows: TouchedRows;
let made = 0;

/** Reads a row `<p data-at="…">words</p>` as a message; the words may have been taken out. */
function make(row: Element): RowRead {
  made += 1;
  const text = row.textContent ?? '';
  const at = Number(row.getAttribute('data-at')) || undefined;
  const found: MessageSeen = { kind: 'message', side: 'buyer', type: text ? 'text' : 'empty' };
  return { found: { ...found, ...(at ? { at } : {}), ...(text ? { text } : {}) }, health: {} };
}

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
  document = new new Window().DOMParser().parseFromString('<div></div>', 'text/html') as unknown as Document;
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

it('does not read a row again that is emptied but for its writer, and does when anything came', () => {
  const row = add(1, 'one');
  const name = document.createElement('b');
  name.textContent = 'Ann';
  row.prepend(name);
  said();
  const before = made;
  const words = row.lastChild as ChildNode;
  const change = (addedNodes: Node[], removedNodes: Node[]): void =>
    rows.noteChanges([{ target: row, addedNodes, removedNodes } as unknown as MutationRecord]);
  words.remove();
  change([], [words]);
  expect(said()).toEqual(['Annone']);
  expect(made).toBe(before);
  expect(rows.touchesOf(row)).toBe(1);
  row.append('two');
  change([row.lastChild as Node], []);
  expect(said()).toEqual(['Anntwo']);
  row.replaceChildren();
  change([], [name]);
  expect(made).toBe(before + 2);
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
    document.body.innerHTML =
      '<section><p class="side"><b><i class="row">one</i></b><b><i class="row">two</i></b></p><h1>name</h1><div></div></section>';
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
    write(add(3, 'three'), '');
    side.replaceChildren(...conversations().toReversed());
    changed(side);
    changed(conversations()[0] as Element);
    expect(rows.onlyLists(0)).toBe(true);
    expect(rows.onlyLists(0)).toBe(true);
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
    for (const [one, other] of [[shown.slice(1), messages], [wide, messages], [shown, wide], [[], messages]] as const) {
      rows.listed(one, other);
      changed(side);
      expect(rows.onlyLists(0)).toBe(false);
    }
    rows.listed(shown, []);
    changed(list);
    expect(rows.onlyLists(0)).toBe(false);
  });
});
