import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { observationSchema, type Reading, shopSchema } from '../../lib/domain/observation.ts';
import { payloadReaders } from '../../lib/sites/payloads.ts';
import { pageReaders } from '../../lib/sites/readers.ts';
import { siblingMetas } from '../../lib/sites/registry.ts';
import type { ChatReader } from '../../lib/sites/site.ts';
import { pageOf } from './aliexpress/page-of.ts';
import { type Change, changed } from './changed.ts';

type Expected = Reading & { url?: string };

const textOf = (site: string, name: string): string => readFileSync(new URL(`${site}/${name}`, import.meta.url), 'utf8');
const fixtures = siblingMetas.flatMap(({ id }) =>
  readdirSync(new URL(`${id}/`, import.meta.url))
    .filter((name) => /\.(?:html|json)$/.test(name) && !name.endsWith('.expected.json'))
    .map((name) => [id, name] as const),
);
const expectedOf = (site: string, name: string): Expected =>
  JSON.parse(textOf(site, name.replace(/\.\w+$/, '.expected.json'))) as Expected;

describe('saved pages and responses of the sites that are switched on one by one', () => {
  it.each(fixtures)('%s/%s is read by one reader, exactly', (site, name) => {
    const { url = '', ...reading } = expectedOf(site, name);
    if (name.endsWith('.html')) {
      const source = pageOf(textOf(site, name), url);
      const before = source.document.documentElement.cloneNode(true);
      const readers = pageReaders.filter((reader) => reader.recognises(source));
      expect(readers.map((reader) => reader.read(source))).toStrictEqual([reading]);
      expect(source.document.documentElement.isEqualNode(before)).toBe(true);
      return;
    }
    const payload: unknown = JSON.parse(textOf(site, name));
    const readers = payloadReaders.filter((reader) => reader.site === site && reader.recognises(payload));
    expect(readers.map((reader) => reader.read(payload))).toStrictEqual([reading]);
  });

  it.each(fixtures)('%s/%s gives observations that the intake accepts', (site, name) => {
    const { observations, shop } = expectedOf(site, name);
    for (const observation of observations) expect(observationSchema.parse(observation)).toStrictEqual(observation);
    if (shop) expect(shopSchema.parse(shop)).toStrictEqual(shop);
  });
});

/** Opens a saved page of a site with some of its text changed. */
function chatOf(site: string, name: string, changes: readonly Change[] = [], address?: string) {
  const source = pageOf(changed(textOf(site, name), changes), address ?? expectedOf(site, name).url ?? '');
  const reader = pageReaders.find((each) => each.recognises(source));
  if (!reader) throw new Error(`nobody reads ${name}`);
  return { source, reader: reader as ChatReader };
}

const OPEN = [
  ['goofish', 'chat-2026.html'],
  ['alibaba1688', 'chat-2026.html'],
  ['lazada', 'chat-open-2021.html'],
  ['alibaba', 'chat-2026.html'],
  ['alibaba', 'onetalk-open-2026.html'],
] as const;

describe('writing into their chats', () => {
  it.each(OPEN)('%s/%s has the one editor and nothing else to type in', (site, name) => {
    const { source, reader } = chatOf(site, name);
    const editor = reader.editor(source.document);
    expect(editor?.matches('textarea, pre[contenteditable="true"]')).toBe(true);
    editor?.remove();
    expect(reader.editor(source.document)).toBeNull();
  });

  it('refuses to choose between two editors, and takes none that is hidden or switched off', () => {
    const two = chatOf('goofish', 'chat-2026.html', [
      ['<div class="sendbox--qq77">', '<div class="sendbox--qq77"><textarea></textarea>'],
    ]);
    expect(two.reader.editor(two.source.document)).toBeNull();
    const hidden = chatOf('goofish', 'chat-2026.html', [
      ['<div class="sendbox--qq77">', '<div class="sendbox--qq77" style="display: none">'],
    ]);
    expect(hidden.reader.editor(hidden.source.document)).toBeNull();
    const off = chatOf('lazada', 'chat-open-2021.html', [['<textarea class', '<textarea disabled class']]);
    expect(off.reader.editor(off.source.document)).toBeNull();
  });

  it.each(OPEN)('%s/%s: the marks stay the same while messages arrive and change with the buyer', (site, name) => {
    const { source, reader } = chatOf(site, name);
    const before = reader.fingerprint(source);
    expect(before).toBeTruthy();
    const shown = reader.read(source).observations.find((each) => each.kind === 'peer')?.peer.name ?? '';
    const other = chatOf(site, name, [[shown, '换了一个人']]);
    expect(other.reader.fingerprint(other.source)).not.toBe(before);
    const row = source.document.querySelector('.message-item-line, .ant-list-item, .im-message-item, .message-item-wrapper');
    row?.after(row.cloneNode(true));
    expect(reader.fingerprint(source)).toBe(before);
  });

  it('has no marks while two signs name two buyers', () => {
    for (const [site, name] of [
      ['lazada', 'chat-two-open-2021.html'],
      ['alibaba', 'onetalk-lagging-2026.html'],
    ] as const) {
      const { source, reader } = chatOf(site, name);
      expect(reader.fingerprint(source)).toBeNull();
    }
  });

  it('tells two buyers of one name on 闲鱼 apart by the masked id and the item', () => {
    const marks = [
      chatOf('goofish', 'chat-2026.html'),
      chatOf('goofish', 'chat-2026.html', [['(t***6)', '(t***7)']]),
      chatOf('goofish', 'chat-2026.html', [['id=800000000001', 'id=800000000002']]),
    ].map(({ reader, source }) => reader.fingerprint(source));
    expect(new Set(marks).size).toBe(3);
  });
});

describe('a tag beside a value', () => {
  const kinds = (site: string, name: string, change: readonly (readonly [string, string])[]) => {
    const { reader, source } = chatOf(site, name, change);
    const reading = reader.read(source);
    const of = (kind: string) => reading.observations.filter((each) => each.kind === kind) as Record<string, unknown>[];
    return { peers: of('peer'), messages: of('message'), rows: of('conversation'), health: reading.health };
  };

  it('is no part of the name over a chat, where the list or a message says the name alone', () => {
    const goofish = kinds('goofish', 'chat-2026.html', [['text1--ee55">海棠与猫', 'text1--ee55">海棠与猫<i>3</i>']]);
    expect(goofish.peers).toMatchObject([{ peer: { name: '海棠与猫' } }]);
    const name = 'contact-name">Buyer One';
    expect(kinds('alibaba', 'onetalk-open-2026.html', [[name, `${name}<span>VIP</span>`]]).peers).toMatchObject([
      { peer: { name: 'Buyer One' } },
    ]);
    const alone = kinds('lazada', 'chat-open-2021.html', [['Demo Buyer', 'Demo Buyer<b>VIP</b>']]);
    expect([alone.peers, alone.health['peer.name']]).toEqual([[], 'missing']);
  });

  it('refuses a message, and a mark of reading is left out of it', () => {
    const said = (tag: string) =>
      kinds('goofish', 'chat-2026.html', [['<span>在的</span>', `<span>在的${tag}</span>`]]).messages[1];
    expect([said('<b>急</b>'), said('<span>已读</span>'), said('<i>3</i>')]).toMatchObject([
      { type: 'empty' },
      { type: 'text', text: '在的' },
      { type: 'empty' },
    ]);
    const own = kinds('alibaba', 'chat-2026.html', [['text">Hi<', 'text">Hi<sup>3</sup><']]);
    expect([own.messages[1], own.health['message.text']]).toMatchObject([{ side: 'seller', type: 'empty' }, 'refused']);
  });

  it('is no part of a row of the list', () => {
    const row = kinds('goofish', 'chat-kinds-2026.html', [['<div>青柠</div>', '<div>青柠<i>3</i></div>']]);
    expect(row.rows.map(({ peer }) => peer)).toEqual([{ name: '阿月' }]);
    const lazada = kinds('lazada', 'chat-open-2021.html', [
      ['badge">3', 'badge">3<i>1</i>'],
      ['Any discount?', 'Any discount?<b>新</b>'],
    ]);
    expect(lazada.rows[0]).toEqual({ kind: 'conversation', peer: { name: 'Siti Demo' } });
  });
});

describe('what stands in their way', () => {
  /** Puts words at the end of a page, in a dialog or simply there. */
  function say(document: Document, words: string, role?: string): void {
    const box = document.createElement('div');
    if (role) box.setAttribute('role', role);
    box.append(Object.assign(document.createElement('p'), { textContent: words }));
    document.body.append(box);
  }

  it.each(OPEN)('%s/%s: a check that a dialog asks for stops the reading, the words of people do not', (site, name) => {
    for (const words of ['请您完成人脸核验！', '请拖动下方滑块完成验证', 'Please slide to verify']) {
      const { source, reader } = chatOf(site, name);
      say(source.document, words, 'dialog');
      expect([words, reader.read(source).state]).toEqual([words, 'punish']);
    }
    const { source, reader } = chatOf(site, name);
    say(source.document, '请您完成人脸核验！');
    expect(reader.read(source).state).toBe('ready');
  });

  it.each([
    ['<main>请您完成人脸核验！</main>', '', 'punish'],
    ['<main>亲，请拖动下方滑块完成验证</main>', '', 'punish'],
    ['<main>正在打开</main>', '&x5secdata=xyz', 'punish'],
    ['<iframe src="https://login.taobao.com/member/login.jhtml"></iframe>', '', 'login'],
    ['<iframe src="https://havanalogin.taobao.com/mini_login.htm?x=1"></iframe>', '', 'login'],
  ])('a page of 闲鱼 without its chat that holds %s%s', (body, query, state) => {
    const { url = '' } = expectedOf('goofish', 'chat-2026.html');
    const source = pageOf(`<!doctype html><html><body>${body}</body></html>`, `${url}${url.includes('?') ? '' : '?a=1'}${query}`);
    const readers = pageReaders.filter((reader) => reader.recognises(source));
    expect(readers.map((reader) => reader.read(source).state)).toEqual([state]);
  });
});

describe('who the buyer is', () => {
  const peerOf = (site: string, name: string, changes: readonly Change[] = [], address?: string) => {
    const { reader, source } = chatOf(site, name, changes, address);
    const seen = reader.read(source).observations.find((each) => each.kind === 'peer');
    return seen?.kind === 'peer' ? seen.peer : null;
  };

  it('takes the id in the address of OneTalk only when the page gives it the name that is shown', () => {
    const at = (id: string): string => `https://onetalk.alibaba.com/message/weblitePWA.htm?activeAccountId=${id}#/`;
    expect(peerOf('alibaba', 'onetalk-open-2026.html', [], at('2200000001'))).toEqual({ name: 'Buyer One', uid: '2200000001' });
    expect(peerOf('alibaba', 'onetalk-open-2026.html', [], at('2200000002'))).toEqual({ name: 'Buyer One' });
    expect(peerOf('alibaba', 'onetalk-open-2026.html', [], at('2200000009'))).toEqual({ name: 'Buyer One' });
    const namesakes = [['"contactNick":"Buyer Two"', '"contactNick":"Buyer One"']] as const;
    expect(peerOf('alibaba', 'onetalk-open-2026.html', namesakes, at('2200000001'))).toEqual({ name: 'Buyer One' });
  });

  it('makes no key of a name that is masked or cut', () => {
    expect(peerOf('goofish', 'chat-2026.html', [['text1--ee55">海棠与猫', 'text1--ee55">海**']])).toEqual({
      name: '海**',
      masked: true,
    });
    expect(peerOf('lazada', 'chat-open-2021.html', [['Demo Buyer', 'Demo Bu…']])).toBeNull();
  });

  it('names the account of 1688 by its own messages only', () => {
    const marks = [' self"', '>已读<', '>未读<'].map((mark) => [mark, mark.replaceAll(/ self|已读|未读/g, '')] as const);
    const { reader, source } = chatOf('alibaba1688', 'chat-2026.html', marks);
    expect(reader.read(source).shop).toBeUndefined();
  });

  it.each([
    ['goofish', { uid: '2200000000001' }, 'own', 'https://www.goofish.com/im?itemId=&peerUserId=2200000000001'],
    ['goofish', { nick: '海棠与猫' }, 'own', null],
    ['goofish', { uid: '1&x=2' }, 'own', null],
    [
      'alibaba1688',
      { nick: '林间 小雨' },
      '店',
      'https://air.1688.com/app/ocms-fusion-components-1688/def_cbu_web_im/index.html?touid=cnalichn%E6%9E%97%E9%97%B4%20%E5%B0%8F%E9%9B%A8#/',
    ],
    ['alibaba1688', { nick: '林**' }, '店', null],
    ['lazada', { uid: 'buyer-1' }, 'my', 'https://sellercenter.lazada.com.my/apps/im/window?isWindowOpen=true&buyerId=buyer-1'],
    ['lazada', { uid: 'buyer-1' }, 'xx', null],
    ['alibaba', { uid: '2200000001' }, 'own', 'https://onetalk.alibaba.com/message/weblitePWA.htm?activeAccountId=2200000001#/'],
    ['alibaba', {}, 'own', null],
  ])('%s opens the chat of %j', (site, peer, shop, address) => {
    const meta = siblingMetas.find(({ id }) => id === site)!;
    expect(meta.chatUrl(shop, peer)).toBe(address);
    if (address) expect(meta.pageKind(new URL(address))).toBe('chat');
  });
});
