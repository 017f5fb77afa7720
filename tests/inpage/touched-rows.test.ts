import { Window } from 'happy-dom';
import { beforeEach, expect, it } from 'vitest';
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
  rows.noteChanges([{ target: list, addedNodes: [row] } as unknown as MutationRecord]);
  return row;
}

function write(row: Element, text: string): void {
  row.textContent = text;
  rows.noteChanges([{ target: row, addedNodes: row.childNodes } as unknown as MutationRecord]);
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
