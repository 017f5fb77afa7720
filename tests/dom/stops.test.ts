// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest';
import { nextStop } from '#lib/dom/stops.ts';

let field: HTMLTextAreaElement;
beforeEach(() => {
  field = document.createElement('textarea');
  document.body.replaceChildren(field);
});

/** The draft as it is after an insertion: `|` are the places, the caret is at the first. */
function put(marked: string, allowed = (): boolean => true): () => boolean {
  const pieces = marked.split('|');
  const places = pieces.slice(0, -1).map((_, i) => pieces.slice(0, i + 1).join('').length);
  field.value = pieces.join('');
  field.setSelectionRange(places[0] ?? 0, places[0] ?? 0);
  return nextStop(field, { draft: field.value, stops: places }, allowed);
}
const type = (text: string): void => field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
const shown = (): string => `${field.value.slice(0, field.selectionStart)}|${field.value.slice(field.selectionEnd)}`;

it('goes from place to place with what was typed between, and ends with the last', () => {
  const next = put('亲，您的|已发出，预计|到，|请留意');
  type('围巾');
  expect([next(), shown()]).toEqual([true, '亲，您的围巾已发出，预计|到，请留意']);
  type('周五');
  expect([next(), shown()]).toEqual([true, '亲，您的围巾已发出，预计周五到，|请留意']);
  expect([next(), shown()]).toEqual([false, '亲，您的围巾已发出，预计周五到，|请留意']);
});

it('goes on from wherever the caret is, and with nothing typed', () => {
  const next = put('草稿。|您好|！');
  field.setSelectionRange(0, 2);
  expect([next(), shown()]).toEqual([true, '草稿。您好|！']);
});

it.each([
  ['sent', ''],
  ['of another chat', '别的草稿'],
  ['edited before the place', '亲们，您的已发出，预计到'],
  ['edited behind it', '亲，您的已寄出，预计到'],
  ['shorter than it was', '亲，您的，预计到'],
])('ends when the draft is %s', (_how, draft) => {
  const next = put('亲，您的|已发出，预计|到');
  field.value = draft;
  expect(next()).toBe(false);
  // Not even when the text should come back.
  field.value = '亲，您的已发出，预计到';
  expect(next()).toBe(false);
});

it('does not take the same stretch for both sides of a place', () => {
  const next = put('好的好|好的好|。');
  field.value = '好的好的好。';
  expect(next()).toBe(false);
});

it('stays out of a chat that is no longer the one', () => {
  let open = true;
  const next = put('您|好|', () => open);
  open = false;
  expect(next()).toBe(false);
});

it('takes no-break blanks for blanks', () => {
  const next = put('A | B |C');
  field.value = 'A\u00a0x B C';
  expect([next(), field.selectionStart]).toEqual([true, 6]);
});
