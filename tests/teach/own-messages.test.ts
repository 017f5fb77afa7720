import { describe, expect, it } from 'vitest';
import type { MessageSeen } from '#lib/domain/observation.ts';
import { derive } from '#lib/teach/derive.ts';
import type { FieldRule } from '#lib/teach/rule.ts';
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
};

const pageOf = ({ row }: Shape): string =>
  `<body><header><h2 class="title">王小明</h2></header><section class="list">${SAID.map((line) =>
    row(line.startsWith('seller'), line.replace(/^\w+ /, '')),
  ).join('')}</section><div contenteditable="true" role="textbox"></div></body>`;

describe("messages of a site of one's own", () => {
  it.each(Object.entries(SHAPES))('are told apart by %s', (name, shape) => {
    const source = sourceOf({ name, html: pageOf(shape), url: `https://${host}/inbox` });
    const points = [
      ['peer.name', '.title'],
      ['message.text', shape.buyers],
      ['message.own', shape.own],
    ] as const;
    const fields = points.map(([field, selector]): FieldRule => {
      const derived = derive(source.document.querySelector(selector)!, { field, print, at: 1 });
      if (!derived.ok) throw new Error(`${field}: ${derived.why}`);
      return derived.rule;
    });
    const reading = wrapped(undefined, { rules: { site: 'custom', host, fields }, print, page: 'chat' })!.read(source);
    const said = reading.observations.filter((o): o is MessageSeen => o.kind === 'message');
    expect(said.map(({ side, text }) => `${side} ${text}`)).toEqual(SAID);
  });
});
