import { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import { derive } from '#lib/teach/derive.ts';
import type { FieldRule, TeachField } from '#lib/teach/rule.ts';
import type { Print } from '#lib/teach/values.ts';

const print: Print = { site: 'custom', zone: 'Asia/Shanghai', currency: 'CNY' };

export function pageOf(html: string): Document {
  return new new Window().DOMParser().parseFromString(html, 'text/html') as unknown as Document;
}

function at(html: string, selector: string, field: TeachField): ReturnType<typeof derive> {
  const element = pageOf(html).querySelector(selector);
  if (!element) throw new Error(`no ${selector}`);
  return derive(element, { field, print, at: 1 });
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

  it('is not guessed where nothing tells it', () => {
    expect(at(LIST.replace(' k-on', ''), '.k-name', 'chat.row')).toEqual({ ok: false, why: 'no-mark' });
  });
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
