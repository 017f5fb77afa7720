import { describe, expect, it } from 'vitest';
import type { MessageSeen } from '#lib/domain/observation.ts';
import { derive } from '#lib/teach/derive.ts';
import type { PageSource } from '#lib/sites/site.ts';
import type { FieldRule, HostRules } from '#lib/teach/rule.ts';
import { wrapped } from '#lib/teach/wrap.ts';
import { sourceOf } from '../sites/mutation/mutant.ts';

const print = { site: 'custom', zone: 'Asia/Shanghai', currency: 'CNY' } as const;
const host = 'chat.example.test';
const SAID = ['buyer 你好，请问这个有货吗', 'seller 您好，有货的', 'buyer 今天能发吗', 'seller 今天可以发', 'buyer 好的'];

interface Shape {
  /** How such sites build a message; the names of classes are invented. */
  row: (own: boolean, text: string) => string;
  buyers: string;
  own: string;
}

const SHAPES: Record<string, Shape> = {
  'words on a part well above the text': {
    row: (own, text) =>
      `<div role="row"><div tabindex="-1" class="_x1 ${own ? 'message-out' : 'message-in'} list-item"><div class="copyable"><div class="_akbu"><span class="_ao3e selectable copyable"><span>${text}</span></span></div></div><span dir="auto">12:00</span></div></div>`,
    buyers: '.message-in .selectable span',
    own: '.message-out .selectable span',
  },
  'words between the row of the list and the text': {
    row: (own, text) =>
      `<li class="clearfix onemsg"><div class="${own ? 'seller-item' : 'buyer-item'}"><i></i><div class="msg-box"><p class="name">${own ? '小王' : '王小明'}</p><div class="text-content"><span>${text}</span></div></div></div></li>`,
    buyers: '.buyer-item .text-content span',
    own: '.seller-item .text-content span',
  },
  'words on the outermost of many parts': {
    row: (own, text) =>
      `<div class="im-item ${own ? 'im-me' : 'im-others'}"><div class="im-message clearfix"><div class="im-user"><img></div><div class="im-flow"><div class="im-content"><pre class="plain">${text}</pre></div></div></div></div>`,
    buyers: '.im-others pre',
    own: '.im-me pre',
  },
  'words in an attribute, which the pointed one shares with its side only': {
    row: (own, text) => `<li data-from="${own ? 'me' : 'peer'}"><article><p>${text}</p></article></li>`,
    buyers: 'li:first-child p',
    own: 'li:nth-child(2) p',
  },
  'a word of the row that is also one of the list': {
    row: (own, text) => `<div class="msg-in-list${own ? ' self' : ''}"><p class="words">${text}</p></div>`,
    buyers: '.words',
    own: '.self .words',
  },
  'one word for each side on a bare text': {
    row: (own, text) => `<div class="${own ? 'item-send' : 'item-receive'}">${text}</div>`,
    buyers: '.item-receive',
    own: '.item-send',
  },
  'who speaks, as desks for support call it': {
    row: (own, text) => `<div class="line ${own ? 'agent-msg' : 'visitor-msg'}"><span>${text}</span></div>`,
    buyers: '.visitor-msg span',
    own: '.agent-msg span',
  },
};

/** What stands around the list of messages. */
const AROUND: Record<string, (rows: readonly string[], box: string) => string> = {
  'a list alone': (rows, box) => `<section class="list">${rows.join('')}</section>${box}`,
  'a tip above, the box far away': (rows, box) =>
    `<main><div class="body"><div class="tip">请文明用语</div><div class="chat-right">${rows.join('')}</div></div></main><footer>${box}</footer>`,
  'two lists by day': (rows, box) =>
    `<main><div class="body"><div class="day">${rows.slice(0, 2).join('')}</div><div class="day">${rows.slice(2).join('')}</div></div></main><footer>${box}</footer>`,
};

const pageOf = ({ row }: Shape, around: (rows: readonly string[], box: string) => string, said = SAID): string => {
  const rows = said.map((line) => row(line.startsWith('seller'), line.replace(/^\w+ /, '')));
  const box = '<div contenteditable="true" role="textbox"></div>';
  return `<body><header><h2 class="title">王小明</h2></header>${around(rows, box)}</body>`;
};

const sourceFor = (html: string): PageSource => sourceOf({ name: 'own', html, url: `https://${host}/inbox` });

function pointed({ document }: PageSource, { buyers, own }: Shape): HostRules {
  const points = [
    ['peer.name', '.title'],
    ['message.text', buyers],
    ['message.own', own],
  ] as const;
  const fields = points.map(([field, selector]): FieldRule => {
    const derived = derive(document.querySelector(selector)!, { field, page: 'chat', print, at: 1 });
    if (!derived.ok) throw new Error(`${field}: ${derived.why}`);
    return derived.rule;
  });
  return { site: 'custom', host, fields };
}

function said(source: PageSource, rules: HostRules): string[] {
  const reading = wrapped(undefined, { rules, print, page: 'chat' })!.read(source);
  const messages = reading.observations.filter((o): o is MessageSeen => o.kind === 'message');
  return messages.map(({ side, text }) => `${side} ${text}`);
}

const CASES = Object.entries(SHAPES).flatMap(([name, shape]) =>
  Object.entries(AROUND).map(([where, around]) => [name, where, shape, around] as const),
);

describe("messages of a site of one's own", () => {
  it.each(CASES)('are told apart by %s: %s', (_name, _where, shape, around) => {
    const source = sourceFor(pageOf(shape, around));
    expect(said(source, pointed(source, shape))).toEqual(SAID);
  });

  it('are read of a buyer who has had no answer yet, once an answer was seen on the page', () => {
    const [shape, around] = [SHAPES['words on the outermost of many parts']!, AROUND['a list alone']!];
    const source = sourceFor(pageOf(shape, around));
    const rules = pointed(source, shape);
    const asked = ['buyer 在吗', 'buyer 有货吗', 'buyer 能发吗'];
    expect(said(sourceFor(pageOf(shape, around, asked)), rules)).toEqual([]);
    expect(said(source, rules)).toEqual(SAID);
    source.document.body.replaceChildren(...sourceFor(pageOf(shape, around, asked)).document.body.childNodes);
    expect(said(source, rules)).toEqual(asked);
  });
});
