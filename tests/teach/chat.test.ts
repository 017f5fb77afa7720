import { describe, expect, it } from 'vitest';
import type { PeerSeen, Reading } from '#lib/domain/observation.ts';
import { derive } from '#lib/teach/derive.ts';
import type { FieldRule, HostRules, TeachField } from '#lib/teach/rule.ts';
import { lacking } from '#lib/ui/teach.ts';
import type { Print } from '#lib/teach/values.ts';
import { wrapped } from '#lib/teach/wrap.ts';
import { pageOf } from './page.ts';

const print: Print = { site: 'custom', zone: 'Asia/Shanghai', currency: 'CNY' };

/** Points at elements of a page, one per field; what is refused is skipped, as a person would. */
function taught(html: string, points: Partial<Record<TeachField, string>>): HostRules {
  const fields = Object.entries(points).flatMap(([field, selector]): FieldRule[] => {
    const element = pageOf(html).querySelector(selector);
    if (!element) throw new Error(`no ${selector}`);
    const derived = derive(element, { field: field as TeachField, page: 'chat', print, at: 1 });
    return derived.ok ? [derived.rule] : [];
  });
  return { site: 'custom', host: 'chat.example.test', fields };
}

function read(html: string, rules: HostRules): Reading | undefined {
  const reader = wrapped(undefined, { rules, print, page: 'chat' });
  return reader?.read({ url: new URL('https://chat.example.test/'), document: pageOf(html) } as never);
}

const nameIn = (reading: Reading | undefined): string | undefined =>
  reading?.observations.find((o): o is PeerSeen => o.kind === 'peer')?.peer.name;

const people = ['王小明', 'Maria Silva', '陈一一'];
/** A chat without a head; the list shows who is open by a class, or not at all. */
const chat = (open: string, { mark = ' active', order = people }: { mark?: string; order?: string[] } = {}): string =>
  `<div class="list">${order
    .map((name, at) => `<div class="conv${at === 0 ? ' first' : ''}${name === open ? mark : ''}"><b class="n">${name}</b></div>`)
    .join('')}</div><div class="box" contenteditable="true"></div>`;

describe('a chat whose name stands only in the list', () => {
  it('is that of the row that is open, whoever was pointed at', () => {
    const rules = taught(chat('王小明'), { 'peer.name': '.active .n', 'chat.row': '.active .n' });
    expect(nameIn(read(chat('王小明'), rules))).toBe('王小明');
    expect(nameIn(read(chat('Maria Silva'), rules))).toBe('Maria Silva');
    expect(nameIn(read(chat('陈一一', { order: people.toReversed() }), rules))).toBe('陈一一');
  });

  it('lacks nothing but a place to type', () => {
    expect(lacking(taught(chat('王小明'), { 'peer.name': '.active .n', 'chat.row': '.active .n' }))).toEqual(['chat.editor']);
    expect(lacking(null)).toEqual(['peer.name', 'chat.editor']);
  });

  it('is nobody where no word says which row is open', () => {
    const html = chat('王小明', { mark: '' });
    const rules = taught(html, { 'peer.name': '.first .n', 'chat.row': '.first .n' });
    expect(rules.fields).toEqual([]);
  });

  it('is not told by a mark of before that moves on its own', () => {
    const row = taught(chat('王小明'), { 'chat.row': '.active .n' }).fields[0]!;
    const rules: HostRules = { site: 'custom', host: 'chat.example.test', fields: [{ ...row, mark: '.first' }] };
    expect(nameIn(read(chat('Maria Silva'), rules))).toBeUndefined();
  });

  it('is not told by a place in the list that was taken before', () => {
    const html = chat('王小明');
    const candidates = [
      {
        by: 'structure' as const,
        selector: 'div.list > div:nth-of-type(1):nth-last-of-type(3) > b:nth-of-type(1):nth-last-of-type(1)',
        hits: 0,
        misses: 0,
        against: 0,
      },
    ];
    const place: FieldRule = { field: 'peer.name', candidates, at: 1, origin: 'own' };
    const alone: HostRules = { site: 'custom', host: 'chat.example.test', fields: [place] };
    expect(pageOf(html).querySelector(candidates[0]!.selector)?.textContent).toBe('王小明');
    expect(nameIn(read(html, alone))).toBeUndefined();
    const both = { ...alone, fields: [place, ...taught(html, { 'chat.row': '.active .n' }).fields] };
    expect(nameIn(read(chat('Maria Silva'), both))).toBe('Maria Silva');
  });

  it('is told by its place where it stands by itself', () => {
    const html = '<div class="a"><div><b>王小明</b></div><div><i>在线</i></div></div><textarea></textarea>';
    const rules = taught(html, { 'peer.name': 'b' });
    expect(nameIn(read(html, rules))).toBe('王小明');
  });
});

/** Heads of chats without a lasting sign; each is found by its place alone and stands in no list of people. */
const HEADS: readonly (readonly [string, string, (name: string) => string])[] = [
  [
    'atomic classes shared by every block',
    'header span[dir]',
    (name) =>
      `<div class="x78zum5 x1n2onr6"><div class="x9f619 x1n2onr6"><header class="x1n2onr6 x1hx0egp"><div class="x78zum5 x6s0dn4"><span class="x1rg5ohu"></span></div><div class="x78zum5 xdt5ytf"><span dir="auto" class="x1iyjqo2">${name}</span></div><div class="x78zum5 x6s0dn4"><button class="x1n2onr6">…</button></div></header><div class="x1n2onr6"><p>你好</p></div><footer><div contenteditable="true"></div></footer></div></div>`,
  ],
  [
    'a list of its own',
    'b',
    (name) =>
      `<div><div><ul><li><b>${name}</b></li><li><i>在线</i></li></ul></div><div><p>hi</p></div><textarea></textarea></div>`,
  ],
  [
    'a word of one hashed class beside it',
    'span',
    (name) =>
      `<div><div><span class="s3aB9x">${name}</span><span class="s3aB9x">VIP2</span></div><div><p>hi</p></div><textarea></textarea></div>`,
  ],
  [
    'a block of one hashed class beside it',
    'em',
    (name) =>
      `<div><div class="q7"><div class="a1B2c3"><em>${name}</em></div><div class="a1B2c3"><em>在线</em></div></div><div><p>hi</p></div><textarea></textarea></div>`,
  ],
  [
    'a chat that is a table',
    'td',
    (name) =>
      `<table><tr><td>${name}</td></tr><tr><td><div>msgs <p>hi</p></div></td></tr><tr><td><textarea></textarea></td></tr></table>`,
  ],
];

describe('a name that was taken', () => {
  it.each(HEADS)('is read again in %s', (_, selector, html) => {
    const rules = taught(html('王小明'), { 'peer.name': selector });
    expect(rules.fields.flatMap(({ candidates }) => candidates.map(({ by }) => by))).toEqual(['structure']);
    expect(nameIn(read(html('Maria Silva'), rules))).toBe('Maria Silva');
  });
});
