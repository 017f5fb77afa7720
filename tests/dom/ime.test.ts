// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { watchTrigger } from '#lib/dom/trigger.ts';

/*
 * What input methods make of keys before the palette is open: which of it is a trigger. The sequences of Microsoft Pinyin,
 * Sogou and macOS in ime/ were recorded nowhere: each is built from what its `source` names, a specification or a known
 * report about that input method.
 */

/** One event as the browser tells it; `value` is what the field holds by then. */
interface Told {
  type: string;
  data?: string;
  inputType?: string;
  value?: string;
  key?: string;
  code?: string;
  keyCode?: number;
  altKey?: boolean;
  isComposing?: boolean;
}

/** What an input method makes of some keys, and the triggers that are meant by it. */
interface Sequence {
  name: string;
  source: string;
  opens: string[];
  events: Told[];
}

const folder = join(import.meta.dirname, 'ime');
const METHODS = readdirSync(folder).map((file) => ({
  method: file.replace('.json', ''),
  sequences: JSON.parse(readFileSync(join(folder, file), 'utf8')) as Sequence[],
}));

let field: HTMLTextAreaElement;
let opened: string[];
let over: AbortController;

beforeEach(() => {
  field = document.createElement('textarea');
  document.body.replaceChildren(field);
  field.focus();
  opened = [];
  over = new AbortController();
  const note = (editor: HTMLElement, { kind, at }: { kind: string; at: number }): void => {
    opened.push(kind === 'keys' ? 'keys' : ((editor as HTMLTextAreaElement).value[at] ?? ''));
  };
  watchTrigger(document, () => field, note, over.signal);
});
afterEach(() => over.abort());

function eventOf({ type, ...told }: Told): Event {
  const init = { bubbles: true, cancelable: true, composed: true, ...told };
  if (type === 'keydown' || type === 'keyup') return new KeyboardEvent(type, init);
  return type === 'input' || type === 'beforeinput' ? new InputEvent(type, init) : new CompositionEvent(type, init);
}

function replay(events: readonly Told[]): void {
  for (const told of events) {
    if (told.value !== undefined) {
      field.value = told.value;
      field.setSelectionRange(told.value.length, told.value.length);
    }
    const event = eventOf(told);
    // What a person's keys cause is trusted, except the end of a composition in Chromium.
    Object.defineProperty(event, 'isTrusted', { value: told.type !== 'compositionend' });
    for (const name of ['keyCode', 'isComposing'] as const) {
      if (told[name] !== undefined) Object.defineProperty(event, name, { value: told[name] });
    }
    field.dispatchEvent(event);
  }
}

describe.each(METHODS)('with $method', ({ sequences }) => {
  it.each(sequences)('$name', ({ events, opens }) => {
    replay(events);
    expect(opened).toEqual(opens);
  });
});

describe('typed letter by letter', () => {
  const type = (text: string): void =>
    replay([...text].map((data, index) => ({ type: 'input', inputType: 'insertText', data, value: text.slice(0, index + 1) })));

  it.each([
    '1/2',
    'and/or',
    'km/h',
    'https://a.cn/b',
    '2026/11/28',
    '11/28',
    '苹果、梨',
    '和／或',
    'a.cn/',
    '尺码:S/M/L',
    '24/7',
    'w/o',
  ])('stays closed in %s', (text) => {
    type(text);
    expect(opened).toEqual([]);
  });

  it.each(['/fh', '、fh', '／fh', '您好 /fh', '您好\u3000、fh', '第一行\n/fh'])('opens once in %j', (text) => {
    type(text);
    expect(opened).toHaveLength(1);
  });
});
