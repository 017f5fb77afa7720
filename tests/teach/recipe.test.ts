import { describe, expect, it } from 'vitest';
import { taughtEditor } from '#lib/teach/apply-chat.ts';
import { derive } from '#lib/teach/derive.ts';
import { readRecipe, recipeOf, standingOf } from '#lib/teach/recipe.ts';
import { isSecret } from '#lib/teach/secrets.ts';
import type { FieldRule, HostRules } from '#lib/teach/rule.ts';
import { pageOf } from './page.ts';

const score = { hits: 0, misses: 0, against: 0 };
const name: FieldRule = {
  field: 'peer.name',
  candidates: [{ by: 'class', selector: 'span[class*="user-name__"]', ...score, hits: 7 }],
  at: 1,
  origin: 'own',
};
const rules: HostRules = { site: 'custom', host: 'chat.example.com', fields: [name] };

const print = { site: 'custom', zone: 'Asia/Shanghai', currency: 'CNY' } as const;
const text = recipeOf(rules)!;
const with_ = (change: (file: Record<string, never> & { fields: Record<string, unknown>[] }) => void): string => {
  const file = JSON.parse(text) as Parameters<typeof change>[0];
  change(file);
  return JSON.stringify(file);
};
const problem = (file: string): string | undefined => {
  const read = readRecipe(file, 5);
  return 'problem' in read ? read.problem : undefined;
};
const selector = (value: string, field = 'peer.name'): string =>
  with_((file) => {
    file.fields[0] = { field, candidates: [{ by: 'class', selector: value }] };
  });

describe('a recipe file', () => {
  it('brings the rules to a colleague, without their score', () => {
    expect(readRecipe(text, 5)).toEqual({
      rules: { ...rules, fields: [{ ...name, candidates: [{ ...name.candidates[0], hits: 0 }], at: 5, origin: 'recipe' }] },
    });
    expect(text).not.toMatch(/hits|origin|"at"/);
  });

  it.each([
    ['input[type="password"]', 'secret'],
    ['input', 'secret'],
    ['.field', 'secret'],
    ['input[name="cvv"]', 'secret'],
    ['div[aria-label="验证码"]', 'secret'],
    ['div.pin input[type="text"]', 'secret'],
    ['form.pin input[type="text"]', 'secret'],
    ['form.pin > div input[type="text"]', 'secret'],
    ['div.pin-input b', 'secret'],
    ['div.pin-code b', 'secret'],
    ['div.acc-no b', 'secret'],
    ['div<script>', 'script'],
    ['div[class="javascript:alert(1)"]', 'script'],
    ['span[class*="a"]{color:red}', 'script'],
    ['iframe body', 'other-origin'],
    ['a[title="https://evil.example"]', 'other-origin'],
    ['span:has(input)', 'shape'],
    ['span, p', 'shape'],
    ['*', 'shape'],
  ])('with %s is refused: %s', (value, why) => expect(problem(selector(value))).toBe(why));

  it('is refused when its way to an input begins at a row that asks for a PIN', () => {
    const file = with_(({ fields }) => {
      fields[0] = { field: 'order.buyer', row: 'div.pin', candidates: [{ by: 'class', selector: 'input[type="text"]' }] };
    });
    expect(problem(file)).toBe('secret');
    expect(problem(file.replace('input[type=\\"text\\"]', 'b'))).toBeUndefined();
  });

  it('may name a place to type only by what cannot be a password', () => {
    expect(problem(selector('input[type="text"]', 'chat.editor'))).toBeUndefined();
    expect(problem(selector('textarea.k-box', 'chat.editor'))).toBeUndefined();
    expect(problem(selector('form input', 'chat.editor'))).toBe('secret');
  });

  it.each([
    '<input name="message">',
    '<input class="k-box">',
    '<input type="text" class="k-box">',
    '<form class="k-send"><input></form>',
  ])('brings an editor that is %s, and never finds a password by it', (html) => {
    const derived = derive(pageOf(html).querySelector('input')!, { field: 'chat.editor', page: 'chat', print, at: 1 });
    if (!derived.ok) throw new Error(derived.why);
    const read = readRecipe(recipeOf({ ...rules, fields: [derived.rule] }) ?? '', 5);
    const brought = 'rules' in read ? read.rules : null;
    expect(taughtEditor(pageOf(html), brought ?? rules)).not.toBeNull();
    const [candidate] = brought?.fields[0]?.candidates ?? [];
    const secret = pageOf(html.replace(/<input(?: type="text")?/, '<input type="password"'));
    expect(secret.querySelector(candidate?.selector ?? '*')).toBeNull();
  });

  it('leaves at home what the colleague would have to refuse, and is none when that is all', () => {
    const editor: FieldRule = {
      ...name,
      field: 'chat.editor',
      candidates: [{ by: 'attribute', selector: 'input[name="message"]', ...score }],
    };
    expect(recipeOf({ ...rules, fields: [name, editor] })).toBe(text);
    expect(recipeOf({ ...rules, fields: [editor] })).toBeNull();
  });

  it.each([
    'class="acc-name"',
    'class="card-normal"',
    'class="card-note"',
    'class="acc-note"',
    'class="msg-pin"',
    'class="chat-iframe"',
    'class="iframe-head"',
    'data-online="yes"',
  ])('brings what was pointed at beside %s', (sign) => {
    const html = `<div ${sign}><b>王小明</b></div><div ${sign}><textarea placeholder="发送，data: 可粘贴"></textarea></div>`;
    const fields = (['b', 'textarea'] as const).map((tag): FieldRule => {
      const field = tag === 'b' ? 'peer.name' : 'chat.editor';
      const derived = derive(pageOf(html).querySelector(tag)!, { field, page: 'chat', print, at: 1 });
      if (!derived.ok) throw new Error(derived.why);
      return derived.rule;
    });
    const read = readRecipe(recipeOf({ ...rules, fields }) ?? '', 1);
    expect('rules' in read ? read.rules.fields : read.problem).toEqual(fields.map((rule) => ({ ...rule, origin: 'recipe' })));
  });

  it.each<[string, Partial<FieldRule>]>([
    ['a way that runs something', { candidates: [{ by: 'attribute', selector: '[title="javascript:x"]', ...score }] }],
    ['a way to a password', { candidates: [{ by: 'attribute', selector: 'span[aria-label="验证码"]', ...score }] }],
    ['a way into a frame', { candidates: [{ by: 'class', selector: 'iframe b', ...score }] }],
    ['a row by a card number', { row: 'div.card-no' }],
    ['a mark that is none', { mark: 'div:has(b)' }],
  ])('leaves %s at home, and the rest is taken', (_, change) => {
    const other: FieldRule = { ...name, field: 'order.buyer', ...change };
    expect(recipeOf({ ...rules, fields: [name, other] })).toBe(text);
    const mixed = { ...name, candidates: [...name.candidates, ...(change.candidates ?? [])] };
    expect(recipeOf({ ...rules, fields: [mixed] })).toBe(text);
  });

  it.each(['cc-number', 'field_cc-csc', 'cardNo', 'card-number', 'cardNoInput', 'enter-pin', 'acc-no'])(
    'never reads a field %s',
    (id) => {
      expect(isSecret(pageOf(`<input id="${id}">`).querySelector('input')!)).toBe(true);
    },
  );

  it("brings rows that are nothing but their text, and one's own side", () => {
    const fields: FieldRule[] = [
      { field: 'message.text', row: 'div.msg', candidates: [{ by: 'class', selector: '', ...score }], at: 1, origin: 'own' },
      { field: 'message.own', row: 'div.msg', mark: '.out', candidates: [], at: 1, origin: 'own' },
    ];
    const read = readRecipe(recipeOf({ ...rules, fields }) ?? '', 5);
    expect('rules' in read ? read.rules.fields.map(({ field }) => field) : read.problem).toEqual(['message.text', 'message.own']);
  });

  it('is refused when it is for another site than it says, or for any site', () => {
    const host = (value: string, site = 'custom'): string => with_((file) => Object.assign(file, { host: value, site }));
    expect(problem(host('*.example.com'))).toBe('other-origin');
    expect(problem(host('market.m.taobao.com'))).toBe('other-origin');
    expect(problem(host('example.com', 'taobao'))).toBe('other-origin');
    expect(problem(host('market.m.taobao.com', 'taobao'))).toBeUndefined();
    expect(problem(with_((file) => Object.assign(file, { url: 'x' })))).toBe('other-origin');
  });

  it('is refused when it is something else, newer, or too large', () => {
    expect(problem('{')).toBe('not-recipe');
    expect(problem('{"format":"x"}')).toBe('not-recipe');
    expect(problem(with_((file) => Object.assign(file, { version: 2 })))).toBe('newer');
    expect(problem(with_((file) => Object.assign(file, { more: true })))).toBe('shape');
    expect(problem(text + ' '.repeat(40_000))).toBe('too-large');
  });
});

describe('beside rules of my own', () => {
  it('an own rule that works is not given up for it', () => {
    const other: FieldRule = { ...name, candidates: [{ by: 'class', selector: 'b.other', ...score }] };
    const broken: FieldRule = { ...name, candidates: [{ ...name.candidates[0]!, hits: 0, against: 3 }] };
    expect(standingOf(name, null)).toBe('new');
    expect(standingOf(name, rules)).toBe('same');
    expect(standingOf(other, rules)).toBe('own-better');
    expect(standingOf(other, { ...rules, fields: [broken] })).toBe('own-broken');
  });
});

describe('a recipe for several kinds of page', () => {
  const own = { by: 'class', selector: 'strong.sum', hits: 0, misses: 0, against: 0 } as const;
  const rules: HostRules = {
    site: 'taobao',
    host: 'qn.taobao.com',
    fields: [
      { field: 'order.paid', page: 'orders', row: 'table.row', candidates: [own], at: 1, origin: 'own' },
      { field: 'order.paid', page: 'order', candidates: [own], at: 1, origin: 'own' },
      { field: 'chat.row', page: 'records', row: 'div.line', mark: '.zqx', moved: true, candidates: [own], at: 1, origin: 'own' },
      { field: 'peer.name', page: 'chat', paired: true, candidates: [own], at: 1, origin: 'own' },
    ],
  };

  it('says which rule is for which', () => {
    const text = recipeOf(rules)!;
    const read = readRecipe(text, 1);
    if (!('rules' in read)) throw new Error(read.problem);
    const told = read.rules.fields.map(({ page, moved, paired }) => [page, moved, paired]);
    // The kind of page that was the only one for a field before is not named: older versions read a file of these.
    expect(told).toEqual([
      [undefined, undefined, undefined],
      ['order', undefined, undefined],
      ['records', true, undefined],
      [undefined, undefined, true],
    ]);
    expect(read.rules.fields.map((rule) => standingOf(rule, rules))).toEqual(['same', 'same', 'same', 'same']);
  });

  it('is refused when a field is not on its kind of page', () => {
    const text = recipeOf(rules)!.replace('"records"', '"reviews"');
    expect(readRecipe(text, 1)).toEqual({ problem: 'shape' });
  });
});
