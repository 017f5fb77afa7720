import { describe, expect, it } from 'vitest';
import { derive } from '#lib/teach/derive.ts';
import { type FieldRule, pageOfRule, type TeachField } from '#lib/teach/rule.ts';
import type { Print } from '#lib/teach/values.ts';
import { pageOf } from './page.ts';

const print: Print = { site: 'custom', zone: 'Asia/Shanghai', currency: 'CNY' };

function at(html: string, selector: string, field: TeachField): ReturnType<typeof derive> {
  const element = pageOf(html).querySelector(selector);
  if (!element) throw new Error(`no ${selector}`);
  return derive(element, { field, page: pageOfRule({ field }), print, at: 1 });
}

function ruleAt(html: string, selector: string, field: TeachField): FieldRule {
  const derived = at(html, selector, field);
  if (!derived.ok) throw new Error(derived.why);
  return derived.rule;
}

const LIST = `<div class="k-list"><a class="k-row k-on"><span class="k-name">王小明</span></a>
<a class="k-row"><span class="k-name">Maria Silva</span></a><a class="k-row"><span class="k-name">陈一一</span></a></div>`;

describe('the open row of a list', () => {
  it('is told by what only it carries', () => {
    const rule = ruleAt(LIST, '.k-on .k-name', 'chat.row');
    expect([rule.row, rule.mark, rule.candidates[0]?.selector]).toEqual(['a.k-row', '.k-on', 'span.k-name']);
  });

  it('may be nothing but its text', () => {
    const rule = ruleAt('<ul><li class="c active">王小明</li><li class="c">Maria</li></ul>', '.active', 'chat.row');
    expect([rule.row, rule.mark, rule.candidates[0]?.selector]).toEqual(['li.c', '.active', '']);
  });

  it('is not guessed where nothing tells it', () => {
    expect(at(LIST.replace(' k-on', ''), '.k-name', 'chat.row')).toEqual({ ok: false, why: 'no-mark' });
  });
});

const names = ['王小明', 'Maria Silva', '陈一一'];
/** A list of people in which one row carries a class and something inside it. */
const listOf = (rows: readonly (readonly [string, string?])[]): string =>
  `<div class="list">${rows.map(([token, inside], at) => `<div class="${token}"><b class="n">${names[at]}</b>${inside ?? ''}</div>`).join('')}</div>`;
const CHATS: readonly (readonly [string, string, string | null])[] = [
  ['the place in the list', listOf([['conv first active'], ['conv'], ['conv last']]), '.active'],
  ['a place in a list of two', listOf([['conv odd active'], ['conv even']]), '.active'],
  ['somebody being there', listOf([['conv online bg-sel'], ['conv'], ['conv']]), '.bg-sel'],
  ['a badge beside an inline style', listOf([['conv', '<i class="vip"></i>'], ['conv'], ['conv']]), null],
  ['a photo', listOf([['conv', '<img class="photo">'], ['conv'], ['conv']]), null],
  ['messages not read', listOf([['conv unread'], ['conv'], ['conv']]), null],
  ['when somebody was last there', listOf([['conv', '<i class="last-active">昨天</i>'], ['conv'], ['conv']]), null],
  ['a state in capitals', listOf([['conv isSelected'], ['conv'], ['conv']]), '.isSelected'],
];

describe('the mark of the open row', () => {
  it.each(CHATS)('is not %s', (_, html, mark) => {
    const derived = at(html, '.n', 'chat.row');
    expect(derived.ok ? derived.rule.mark : derived.why).toBe(mark ?? 'no-mark');
  });

  it.each([
    ['aria-selected="true"', 'aria-selected="false"', '[aria-selected="true"]'],
    ['aria-current="page"', '', '[aria-current="page"]'],
    ['data-active="true"', 'data-active="false"', '[data-active="true"]'],
  ])('is %s where the page says so', (open, closed, mark) => {
    const html = listOf([['conv first'], ['conv'], ['conv']]).replaceAll('class="conv', `${closed} class="conv`);
    expect(ruleAt(html.replace(`${closed} class="conv first`, `${open} class="conv first`), '.n', 'chat.row').mark).toBe(mark);
  });
});

describe('a name in the list is not the name of the open chat', () => {
  it.each([
    ['by its place', listOf([['conv active'], ['conv'], ['conv']])],
    ['by a badge', listOf([['conv vip'], ['conv'], ['conv']])],
    ['by a row that is nothing but the name', '<ul><li class="n active">王小明</li><li>Maria</li></ul>'],
  ])('%s', (_, html) => expect(at(html, '.n', 'peer.name')).toEqual({ ok: false, why: 'in-list' }));

  it.each([
    ['in the head', `<header><b>王小明</b><b>在线</b></header>${LIST}`, 'header b'],
    [
      'in one of several columns with heads',
      `<div class="col"><h2 class="t">会话</h2></div><div class="col chat"><h2 class="t">王小明</h2><textarea></textarea></div>`,
      '.chat .t',
    ],
    ['beside the country', '<div class="hd"><span class="t">王小明</span><span class="sub">Brazil</span></div>', '.t'],
    ['above the country', '<div class="hd"><p class="t"><b>王小明</b></p><p class="sub"><b>Brazil</b></p></div>', '.t b'],
    ['behind a label', '<p class="l"><i>买家：</i><b>王小明</b></p><p class="l"><i>国家：</i><b>Brazil</b></p>', 'b'],
    ['in a line for names', '<p class="l name"><b>王小明</b></p><p class="l"><b>Brazil</b></p>', 'b'],
  ])('but one %s is', (_, html, selector) => expect(ruleAt(html, selector, 'peer.name').candidates).not.toEqual([]));
});

describe('what must stay secret', () => {
  it.each([
    ['<form><input type="password"><b class="x">王小明</b></form>', 'b', 'peer.name'],
    ['<input type="password" class="a">', 'input', 'chat.editor'],
    ['<input type="text" autocomplete="one-time-code">', 'input', 'chat.editor'],
    ['<input type="text" name="card-number">', 'input', 'chat.editor'],
    ['<input type="hidden" class="a">', 'input', 'chat.editor'],
  ] as const)('%s is not taken', (html, selector, field) => {
    expect(at(html, selector, field)).toEqual({ ok: false, why: 'secret' });
  });

  it('and nothing of the text at hand goes into a rule', () => {
    const html = `<header><span class="t" data-name="王小明" title="王小明">王小明</span></header><p>旺旺：</p>${LIST}`;
    for (const field of ['peer.name'] as const) {
      const rule = ruleAt(html, 'header span', field);
      expect(JSON.stringify(rule)).not.toContain('王小明');
    }
  });
});

describe('a name that several places show', () => {
  it('is found by its own sign, never by one that finds another person', () => {
    const html = `<header><span class="n">王小明</span></header>${LIST.replaceAll('k-name', 'n')}`;
    const rule = ruleAt(html, 'header span', 'peer.name');
    for (const { selector } of rule.candidates) {
      expect([...pageOf(html).querySelectorAll(selector)].map((each) => each.textContent)).toEqual(['王小明']);
    }
  });
});
