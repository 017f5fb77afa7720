import { describe, expect, it } from 'vitest';
import { taughtChat } from '#lib/teach/apply-chat.ts';
import { candidatesFor } from '#lib/teach/candidates.ts';
import { derive } from '#lib/teach/derive.ts';
import type { FieldRule } from '#lib/teach/rule.ts';
import type { Print } from '#lib/teach/values.ts';
import { savedPages } from '../sites/mutation/saved.ts';
import { sourceOf } from '../sites/mutation/mutant.ts';
import { pageOf } from './page.ts';

const print: Print = { site: 'custom', zone: 'Asia/Shanghai', currency: 'CNY' };
const PEOPLE = ['王小明', '李雷', '韩梅梅', 'tb583920176', '林间小雨88', '赵六'];
/** The same people after the last one wrote and moved to the top. */
const MOVED = ['赵六', ...PEOPLE.slice(0, 5)];

const bubbles = (row: string, text: string): string =>
  ['在吗', '在的', '好的'].map((words) => `<div class="${row}"><div class="${text}">${words}</div></div>`).join('');
const NAMED = `<div class="msgs">${bubbles('msg', 'text')}</div><div class="input"><textarea></textarea></div>`;
const HASHED = `<div class="g_1Ty">${bubbles('b_5Ui', 'x_3Kp')}</div><div class="i_2Op"><textarea></textarea></div>`;
const PLAIN = '<div><div><p>在吗</p></div><div><p>在的</p></div><div><p>好的</p></div></div><div><textarea></textarea></div>';
const chat = (name: string): string =>
  `<div class="main"><div class="chat-header"><span class="chat-title">${name}</span></div>${NAMED}</div>`;
const hashedChat = (name: string): string =>
  `<div class="m_9Az"><div class="h_7Qw"><span class="t_3Er">${name}</span></div>${HASHED}</div>`;

type Rows = (people: readonly string[]) => string;
const each = (people: readonly string[], row: (name: string) => string): string => people.map(row).join('');
const items: Rows = (people) =>
  each(
    people,
    (n) => `<div class="conv-item"><div class="info"><span class="nick">${n}</span><span class="last">你好</span></div></div>`,
  );
const points: Rows = (people) => each(people, (n) => `<li class="conv-item"><span class="nick">${n}</span></li>`);
const hashed: Rows = (people) => each(people, (n) => `<div class="r_a1B"><p class="n_77a">${n}</p><p class="t_1Cd">hi</p></div>`);
const plain: Rows = (people) => each(people, (n) => `<div><p>${n}</p><p>hi</p></div>`);
const titled = (row: string): Rows => {
  return (people) => each(people, (n) => `<div class="${row}"><i class="p_1Fg" title="${n}"></i></div>`);
};

/** Two groups of one list, of which the first has so many people. */
const groups = (first: number, group: (people: readonly string[], title: string) => string): Rows => {
  return (people) => group(people.slice(0, first), '置顶') + group(people.slice(first), '全部');
};
const group = (rows: Rows) => (people: readonly string[], title: string) =>
  `<div class="group"><div class="group-title">${title}</div>${rows(people)}</div>`;
const list = (people: readonly string[], title: string): string =>
  `<h4>${title}</h4><ul class="conv-list">${points(people)}</ul>`;

/** Lists of people in which no class finds one row alone, beside an open chat; and where a name stands in a row. */
const LISTS: readonly (readonly [string, string, Rows])[] = [
  ['two groups', '.nick', (p) => `<div class="side">${groups(2, group(items))(p)}</div>${chat('李雷')}`],
  ['one pinned, and all', '.nick', (p) => `<div class="side">${groups(1, group(items))(p)}</div>${chat('李雷')}`],
  ['two lists', '.nick', (p) => `<div class="side">${groups(2, list)(p)}</div>${chat('李雷')}`],
  [
    'two lists in sections',
    '.nick',
    (p) => `<div class="side">${groups(1, (n, t) => `<section>${list(n, t)}</section>`)(p)}</div>${chat('李雷')}`,
  ],
  ['classes of a build', 'p:first-child', (p) => `<div class="l_x8K">${hashed(p)}</div>${hashedChat('李雷')}`],
  [
    'classes of a build, one level deeper',
    'p:first-child',
    (p) => `<div class="a_1Bc"><div class="l_x8K">${hashed(p)}</div></div>${hashedChat('李雷')}`,
  ],
  [
    'two groups with classes of a build',
    'p:first-child',
    (p) =>
      `<div class="a_1Bc">${groups(1, (n, t) => `<div class="g_2De"><em>${t}</em>${hashed(n)}</div>`)(p)}</div>${hashedChat('李雷')}`,
  ],
  ['no classes at all', 'p:first-child', (p) => `<div>${plain(p)}</div><div><div><b>李雷</b></div>${PLAIN}</div>`],
  ['names that only a hint tells', 'i', (p) => `<div class="conv-list">${titled('conv-item')(p)}</div>${chat('李雷')}`],
  ['the same with classes of a build', 'i', (p) => `<div class="l_x8K">${titled('r_a1B')(p)}</div>${hashedChat('李雷')}`],
  [
    'rows that are nothing but the name',
    'a',
    (p) => `<div class="l_x8K">${each(p, (n) => `<a class="r_a1B">${n}</a>`)}</div>${hashedChat('李雷')}`,
  ],
];

/** What was taken for such a name in earlier versions: its place. */
function placeOf(element: Element): FieldRule {
  const candidates = candidatesFor({ root: element.ownerDocument, element, field: 'peer.name' });
  return { field: 'peer.name', candidates: candidates.filter(({ by }) => by === 'structure'), at: 1, origin: 'own' };
}

const nameOn = (html: string, rule: FieldRule): unknown =>
  taughtChat(pageOf(html), { site: 'custom', host: 'chat.example.test', fields: [rule] }, 'chat', print).name;

describe('a name in a list of people is not the name of the open chat', () => {
  it.each(LISTS)('in %s', (_, selector, html) => {
    for (const at of [0, 1, 3]) {
      const element = pageOf(html(PEOPLE)).querySelectorAll(selector)[at]!;
      expect(derive(element, { field: 'peer.name', page: 'chat', print, at: 1 })).toEqual({ ok: false, why: 'in-list' });
      const rule = placeOf(element);
      expect([rule.candidates.length, nameOn(html(PEOPLE), rule), nameOn(html(MOVED), rule)]).toEqual([1, null, null]);
    }
  });
});

/** Pages of real chats and somebody their list shows who is not open. */
const SAVED = [
  ['taobao/chat-2023.html', 'tb583920176'],
  ['taobao/chat-2023.html', '海棠与猫家居旗舰…'],
  ['aliexpress/chat-2026-open.html', 'ae000000'],
  ['aliexpress/chat-2026-full.html', 'ae000000'],
] as const;

describe('nor is one in the list of a saved page', () => {
  it.each(SAVED)('%s: %s', (name, other) => {
    for (const build of [false, true]) {
      const { document } = sourceOf(savedPages().find((page) => page.name === name)!);
      const all = [...document.body.querySelectorAll('*')];
      // Classes of a build say nothing that lasts; what carried one still carries one.
      const tokens = [...new Set(all.flatMap(({ classList }) => [...classList]))];
      for (const element of build ? all : []) {
        const renamed = [...element.classList].map((token) => `k${tokens.indexOf(token)}x9Zq`);
        if (renamed.length > 0) element.setAttribute('class', renamed.join(' '));
      }
      const places = all.filter(({ textContent, childElementCount }) => textContent === other && childElementCount === 0);
      expect(places.length).toBeGreaterThan(0);
      for (const element of places) expect(derive(element, { field: 'peer.name', page: 'chat', print, at: 1 }).ok).toBe(false);
    }
  });
});

const kit: Rows = (people) =>
  each(people, (n) => `<div class="MuiBox-root css-3l4"><p class="MuiTypography-root css-9x1">${n}</p></div>`);
/** A panel of four lines with words, of which the first is the buyer. */
const card = (name: string, line: (word: string, value: string) => string): string =>
  line('用户', name) + line('地区', '上海') + line('等级', 'VIP2') + line('来源', '小程序');

/** Heads beside a list of people, in which other things stand that look much like a row. */
const HEADS: readonly (readonly [string, string, (name: string, people: readonly string[]) => string])[] = [
  ['a class', '.chat-title', (n, p) => `<div class="side">${items(p)}</div>${chat(n)}`],
  [
    'the part that the list shows people with',
    '.hd .nick',
    (n, p) =>
      `<div class="side">${items(p)}</div><div class="main"><div class="hd"><div class="info"><span class="nick">${n}</span></div></div>${NAMED}</div>`,
  ],
  ['classes of a build', '.t_3Er', (n, p) => `<div class="l_x8K">${hashed(p)}</div>${hashedChat(n)}`],
  [
    'the row of the list with its classes of a build',
    '.h_7Qw p',
    (n, p) => `<div class="l_x8K">${hashed(p)}</div><div class="m_9Az"><div class="h_7Qw">${hashed([n])}</div>${HASHED}</div>`,
  ],
  [
    'a block like that of the state',
    '.t_3Er',
    (n, p) =>
      `<div class="l_x8K">${hashed(p)}</div><div class="m_9Az"><div class="h_7Qw"><div class="u_1aB"><em class="t_3Er">${n}</em></div><div class="u_1aB"><em class="t_3Er">在线</em></div></div>${HASHED}</div>`,
  ],
  ['no class', 'b', (n, p) => `<div>${plain(p)}</div><div><div><b>${n}</b></div>${PLAIN}</div>`],
  ['two lines without a class', 'div + div > div > p', (n, p) => `<div>${plain(p)}</div><div>${plain([n])}${PLAIN}</div>`],
  [
    'a panel of lines without a class',
    'div > div > p',
    (n, p) =>
      `<div><p>${n}</p><p>France</p><p>VIP</p><p>爱好露营</p></div><div>${plain(p)}</div><div>${PLAIN}</div>`
        .replace('<div>', '<div><div>')
        .replace('</div>', '</div></div>'),
  ],
  [
    'a line with a word before it, in one of two like cards',
    '.v_1Ab',
    (n) =>
      `<div class="side"><div class="c_1Ab"><div class="f_1Ab"><i>客户：</i><b class="v_1Ab">${n}</b></div></div><div class="c_1Ab"><div class="f_1Ab"><i>地区：</i><b class="v_1Ab">浙江</b></div><div class="f_1Ab"><i>等级：</i><b class="v_1Ab">金牌</b></div></div></div><div class="main">${NAMED}</div>`,
  ],
  [
    'one of two cards in parts of other kinds',
    '.q_1Ab p',
    (n) =>
      `<div class="s_9Kz"><div class="q_1Ab"><div class="z_1Ab"><p>${n}</p></div></div><div class="q_2Cd"><div class="z_1Ab"><p>小美</p></div></div></div><div class="main">${NAMED}</div>`,
  ],
  [
    'a hint of a picture beside icons',
    '.h_7Qw i',
    (n, p) =>
      `<div class="l_x8K">${hashed(p)}</div><div class="m_9Az"><div class="h_7Qw"><i title="${n}"></i><i title="搜索"></i><i title="更多"></i><i title="关闭"></i></div>${HASHED}</div>`,
  ],
  [
    'a head of a kit whose blocks all carry one class, beside messages of it',
    '.css-7n8 p',
    (n, p) =>
      `<div class="MuiBox-root css-0"><div class="MuiBox-root css-1k2">${kit(p)}</div><div class="MuiBox-root css-5m6"><div class="MuiBox-root css-7n8"><p class="MuiTypography-root css-2b3">${n}</p></div><div class="MuiBox-root css-9o0"><p class="MuiTypography-root css-4c5">在吗</p><p class="MuiTypography-root css-4c5">您好</p></div><form class="MuiPaper-root css-1p2"><textarea></textarea></form></div></div>`,
  ],
  [
    'a head with the state in a block of the same kit, above a box that is no text area',
    '.r-1b4',
    (n, p) =>
      `<div class="css-175oi2r"><div class="css-175oi2r r-13aw">${each(p, (m) => `<div class="css-175oi2r r-1p0d"><div class="css-146c3p1">${m}</div></div>`)}</div><div class="css-175oi2r r-16y2"><div class="css-175oi2r r-18u3"><div class="css-175oi2r"><div class="css-146c3p1 r-1b4">${n}</div></div><div class="css-175oi2r"><div class="css-146c3p1">结束会话</div></div></div><div class="css-175oi2r"><input type="text"></div></div></div>`,
  ],
  [
    'a column of a grid that holds the chat box',
    '.col:nth-child(2) b',
    (n, p) =>
      `<div class="row"><div class="col">${each(p, (m) => `<div class="media"><b>${m}</b></div>`)}</div><div class="col"><div class="media"><b>${n}</b></div><div class="w_1Zx"><textarea></textarea></div></div></div>`,
  ],
  [
    'a column like that of the list, above a box of its own',
    'body > .flex > div + div span',
    (n, p) =>
      `<div class="flex"><div class="flex"><div class="flex">${each([n, ...p.filter((m) => m !== n)], (m) => `<div class="flex"><span>${m}</span></div>`)}</div></div><div class="flex"><div class="flex"><div class="flex"><span>${n}</span></div></div></div></div><div class="flex"><textarea></textarea></div>`,
  ],
  [
    'a word above it without a colon',
    '.g_2Hj i',
    (n, p) =>
      `<div class="l_x8K">${hashed(p)}</div><div class="m_9Az">${HASHED}</div><div class="p_2Gf">${card(n, (l, v) => `<div class="d_4Hh"><div class="f_1Kw"><i>${l}</i></div><div class="g_2Hj"><i>${v}</i></div></div>`)}</div>`,
  ],
  [
    'a word below it without a colon',
    '.d_4Hh em',
    (n, p) =>
      `<div class="l_x8K">${hashed(p)}</div><div class="m_9Az">${HASHED}</div><div class="p_2Gf">${card(n, (l, v) => `<div class="d_4Hh"><em>${v}</em><i>${l}</i></div>`)}</div>`,
  ],
  [
    'a list of what is known of the buyer',
    '.w_7Dt li span',
    (n, p) =>
      `<div class="w_1Ab"><ul class="k_3Bp">${each(p, (m) => `<li class="j_5Cq"><span>${m}</span></li>`)}</ul></div><div class="w_7Dt"><ul class="k_9Er">${each([n, 'PLUS会员', '北京'], (m) => `<li class="j_1Fs"><span>${m}</span></li>`)}</ul><textarea></textarea></div>`,
  ],
  [
    'a hint among icons of one class',
    '.h_3Ju i',
    (n, p) =>
      `<div class="l_x8K">${hashed(p)}</div><div class="h_3Ju">${each([n, '转接', '结束会话', '更多'], (m) => `<b class="i_1Cv"><i title="${m}"></i></b>`)}</div><textarea></textarea>`,
  ],
];

describe('a name in the head is taken and read again', () => {
  it.each(HEADS)('from %s', (_, selector, html) => {
    const derived = derive(pageOf(html('李雷', PEOPLE)).querySelector(selector)!, {
      field: 'peer.name',
      page: 'chat',
      print,
      at: 1,
    });
    if (!derived.ok) throw new Error(derived.why);
    expect(derived.shown).toBe('李雷');
    expect(nameOn(html('Maria Silva', MOVED), derived.rule)).toBe('Maria Silva');
  });
});
