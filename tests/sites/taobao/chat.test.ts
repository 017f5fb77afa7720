import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { observationSchema, type Observation } from '#lib/domain/observation.ts';
import { chatReader } from '#lib/sites/taobao/chat.ts';
import type { PageSource } from '#lib/sites/site.ts';
import { pageOf } from './page-of.ts';

const URL_CORE = 'https://market.m.taobao.com/app/im/chat-core/index.html?uid=cntaobaox&type=web';
const saved = readFileSync(new URL('chat-2023.html', import.meta.url), 'utf8');

function chat(change?: (document: Document) => void): PageSource {
  const source = pageOf(saved, URL_CORE);
  change?.(source.document);
  return source;
}

function at(document: Document, selector: string, index = 0): Element {
  const found = document.querySelectorAll(selector)[index];
  if (!found) throw new Error(`no ${selector} in the saved page`);
  return found;
}

/** Sets the header, the active row and every buyer line to one name, as the page does after switching. */
function rename(document: Document, name: string, shown = name): void {
  at(document, '.conversation-header .name').textContent = name;
  at(document, '.conversation-item.active .name').textContent = shown;
  for (const nick of document.querySelectorAll('.first-line .nick:not(.self)')) nick.textContent = name;
}

function messages(source: PageSource): Extract<Observation, { kind: 'message' }>[] {
  return chatReader.read(source).observations.filter((o) => o.kind === 'message');
}

function peer(source: PageSource): Extract<Observation, { kind: 'peer' }> | undefined {
  return chatReader.read(source).observations.find((o) => o.kind === 'peer');
}

describe('who the conversation is with', () => {
  it('compares with the active row by its beginning only when the row is cut', () => {
    expect(peer(chat((d) => rename(d, '海棠与猫家居旗舰店小号', '海棠与猫家居旗舰…')))?.peer.nick).toBe('海棠与猫家居旗舰店小号');
    expect(peer(chat((d) => rename(d, '海棠与猫家居', '海棠与猫')))).toBeUndefined();
  });

  it('names nobody and reads no message when header and active row disagree', () => {
    const source = chat((d) => (at(d, '.conversation-header .name').textContent = 'tb583920176'));
    const reading = chatReader.read(source);
    expect(reading.observations.map((o) => o.kind)).toEqual(['conversation', 'conversation']);
    expect(reading.health['peer.name']).toBe('refused');
    expect(chatReader.fingerprint(source)).toBeNull();
  });

  it('accepts the header while the active row is scrolled out of the virtual list', () => {
    const source = chat((d) => at(d, '.conversation-item.active').remove());
    expect(peer(source)?.peer.nick).toBe('林间小雨88');
  });

  it('reads no message while the lines still belong to the conversation before', () => {
    const source = chat((d) => {
      at(d, '.conversation-header .name').textContent = 'tb583920176';
      at(d, '.conversation-item.active .name').textContent = 'tb583920176';
    });
    const reading = chatReader.read(source);
    expect(reading.observations.filter((o) => o.kind === 'message')).toEqual([]);
    expect(reading.health['message.sender']).toBe('refused');
  });

  it('shows a masked name and never uses it as a nick', () => {
    const source = chat((d) => rename(d, '林**'));
    expect(peer(source)?.peer).toEqual({ name: '林**', masked: true });
    expect(chatReader.fingerprint(source)).toBeNull();
  });

  it('takes markup in a nick as the text it is, and drops invisible characters', () => {
    const odd = '<img src=x onerror=alert(1)>';
    expect(peer(chat((d) => rename(d, odd)))?.peer.nick).toBe(odd);
    expect(peer(chat((d) => rename(d, '林间\u200b小雨\u202e88\ufeff')))?.peer.nick).toBe('林间小雨88');
  });

  it('gives no nick for a row of the list whose name is cut', () => {
    const rows = chatReader.read(chat()).observations.filter((o) => o.kind === 'conversation');
    expect(rows.map((row) => row.peer)).toEqual([{ name: 'tb583920176', nick: 'tb583920176' }, { name: '海棠与猫家居旗舰…' }]);
  });
});

describe('orders and shop beside the chat', () => {
  it('keeps 19 digits exactly, several orders in order, the same one once', () => {
    const source = chat((d) => {
      for (const no of ['9007199254740993001', '4512300187000204539']) {
        const element = d.createElement('div');
        element.className = 'order-id';
        element.textContent = no;
        at(d, '.ww_tab').append(element);
      }
    });
    expect(peer(source)?.orderNos).toEqual(['4512300187000204539', '9007199254740993001']);
    expect(chatReader.fingerprint(source)).toBe('林间小雨88');
  });

  it.each([
    '订单号：4512300187000204539',
    '订单编号: 4512300187000204539',
    '<b>订单号：</b><i>4512300187000204539</i><a>复制</a>',
  ])('reads the number behind its label: %s', (markup) => {
    const source = pageOf(saved.replace('>4512300187000204539<', `>${markup}<`), URL_CORE);
    expect(peer(source)?.orderNos).toEqual(['4512300187000204539']);
  });

  it.each(['45123001870002045391234', '4512300187000204539 4512288765001892301', '订单'])(
    'refuses %s as an order number',
    (text) => {
      const source = chat((d) => (at(d, '.order-id').textContent = text));
      expect(peer(source)?.orderNos).toEqual([]);
      expect(chatReader.read(source).health['peer.orderNos']).toBe('refused');
    },
  );

  it('tells another staff account of the shop from the buyer', () => {
    const source = chat((d) => (at(d, '.first-line .nick:not(.self)', 1).textContent = '青禾示例专卖店：小夜'));
    const [, second] = messages(source);
    expect(second).toMatchObject({ side: 'seller', staff: '青禾示例专卖店：小夜' });
    expect(second).not.toHaveProperty('sender');
  });

  it('knows no shop when own lines name two', () => {
    const source = chat((d) => (at(d, '.first-line .nick.self').textContent = '别的店:甲'));
    expect(chatReader.read(source)).not.toHaveProperty('shop');
  });
});

describe('messages', () => {
  it('says nothing about a bubble the virtual list has emptied', () => {
    const [emptied] = messages(chat((d) => (at(d, '.message-item pre.edit').textContent = ''))).slice(1);
    expect(emptied).toEqual({
      kind: 'message',
      side: 'buyer',
      type: 'empty',
      at: 1790475662000,
      sender: { name: '林间小雨88', nick: '林间小雨88' },
    });
  });

  it('leaves an unreadable time out', () => {
    const source = chat((d) => (at(d, '.message-item .time').textContent = '刚刚'));
    expect(messages(source)[0]).not.toHaveProperty('at');
    expect(chatReader.read(source).health['message.at']).toBe('refused');
  });

  it('does not take a buyer who writes 已读 for a mark', () => {
    const source = chat((d) => (at(d, '.message-item pre.edit').textContent = '已读'));
    expect(messages(source)[1]).toMatchObject({ side: 'buyer', type: 'text', text: '已读' });
    expect(messages(source)[1]).not.toHaveProperty('read');
    const marked = chat((d) => (at(d, '.message-item:not(.self) span[style]', 1).textContent = '已读'));
    expect(messages(marked)[1]).not.toHaveProperty('read');
  });

  it('marks a line without a nick as the system, a withdrawn one as withdrawn', () => {
    const source = chat((d) => {
      at(d, '.message-item-line', 0).textContent = '安全提醒：检测到外部链接';
      at(d, '.message-item-line', 1).textContent = '对方撤回了一条消息';
    });
    expect(
      messages(source)
        .slice(0, 2)
        .map(({ side, type }) => [side, type]),
    ).toEqual([
      ['system', 'system'],
      ['system', 'withdrawn'],
    ]);
  });

  it('leaves out a line that it does not understand, and no other', () => {
    const whole = messages(chat()).length;
    const card =
      (...parts: string[]) =>
      (d: Document) => {
        const line = d.createElement('div');
        line.className = 'message-item-line';
        for (const part of parts)
          line.append(Object.assign(d.createElement(part), { textContent: part === 'img' ? '' : '服务小结' }));
        at(d, '.message-item-line').before(line);
      };
    for (const change of [card('img', 'div'), card('div', 'div')]) {
      expect(messages(chat(change))).toHaveLength(whole);
      expect(chatReader.read(chat(change)).health).toMatchObject({ 'message.sender': 'found', 'message.text': 'refused' });
    }
  });

  it('reads none beside a line of somebody else, with or without words of theirs, or one that has lost its writer', () => {
    const other = chat((d) => (at(d, '.first-line .nick', 1).textContent = '海棠与猫'));
    const wordless = chat((d) => {
      at(d, '.first-line .nick', 1).textContent = '海棠与猫';
      at(d, '.message-item-line', 1).querySelector('.content')?.remove();
    });
    const lost = chat((d) => at(d, '.first-line .nick', 1).remove());
    for (const source of [other, wordless, lost]) {
      expect(messages(source)).toEqual([]);
      expect(chatReader.read(source).health['message.sender']).toBe('refused');
    }
  });

  it('takes small pictures in a text for expressions and keeps their names', () => {
    const source = chat((d) => {
      const face = d.createElement('img');
      face.setAttribute('alt', '[微笑]');
      face.setAttribute('width', '24');
      at(d, '.message-item pre.edit').append(face);
    });
    expect(messages(source)[1]?.text).toBe('在吗？我昨天拍的那件什么时候发货[微笑]');
  });

  it('gives only observations that pass the schema, however long the text is', () => {
    const source = chat((d) => (at(d, '.message-item pre.edit').textContent = '长'.repeat(50_000)));
    for (const seen of chatReader.read(source).observations) expect(observationSchema.safeParse(seen).success).toBe(true);
  });
});

describe('whose shop it is', () => {
  const own = (nick: string): PageSource =>
    chat((d) => {
      for (const each of d.querySelectorAll('.nick.self')) each.textContent = nick;
    });

  it('is told by a staff account', () => {
    expect(chatReader.read(own('青禾示例专卖店:小竹')).shop).toMatchObject({
      key: '青禾示例专卖店',
      staff: '青禾示例专卖店:小竹',
    });
  });

  it('must be known from elsewhere where a bare account writes: it may be a private one that buys', () => {
    const { shop, health } = chatReader.read(own('tb_private_77'));
    expect(shop).toMatchObject({ key: 'tb_private_77', keyIsName: true });
    expect(health['shop.key']).toBe('missing');
  });
});

describe('the frame itself', () => {
  it('finds the editor and not one of the bubbles of the same class', () => {
    const editor = chatReader.editor(chat().document);
    expect(editor?.closest('.ww_input')).not.toBeNull();
    expect(chatReader.root(chat().document)?.className).toBe('ww_content');
  });

  it('reads nothing while the slider is shown, and is not stopped by words in a message', () => {
    const slider = chat((d) => d.body.append(Object.assign(d.createElement('div'), { className: 'nc_wrapper' })));
    expect(chatReader.read(slider)).toMatchObject({ state: 'punish', observations: [], health: {} });
    const words = chat((d) => (at(d, '.message-item pre.edit').textContent = '请您完成人脸核验！没有符合条件的宝贝'));
    expect(chatReader.read(words).state).toBe('ready');
  });

  it('leaves the outer page and other addresses to others', () => {
    const outer = pageOf(
      '<html><body><iframe src="about:blank"></iframe></body></html>',
      'https://market.m.taobao.com/app/im/chat/index.html',
    );
    expect(chatReader.recognises(outer)).toBe(false);
    expect(chatReader.recognises(pageOf(saved, 'https://example.com/app/im/chat-core/index.html'))).toBe(false);
  });
});

describe('after classes have changed', () => {
  /** The page with other names for some of its classes. */
  const renamed = (...stems: string[]): PageSource => {
    const pattern = new RegExp(`(?<=class="[^"]*)(?<![\\w-])(?:${stems.join('|')})(?![\\w-])`, 'g');
    return pageOf(
      saved.replaceAll(pattern, (stem) => `x${[...stem].toReversed().join('')}`),
      URL_CORE,
    );
  };
  const sides = (source: PageSource): string[] => messages(source).map(({ side, text }) => `${side} ${text ?? ''}`);

  it.each([
    [['nick', 'time', 'first-line']],
    [['message-item', 'item', 'self', 'nick', 'time', 'first-line']],
    [['message-item-line', 'message-item', 'item', 'self', 'nick', 'time', 'first-line', 'headPic']],
    [['name']],
    [['content', 'editBox', 'edit']],
    [['ww', 'ww_content', 'ww_conversation', 'ww_conversation_list', 'ww_message', 'ww_header', 'ww_container', 'ww_box']],
  ])('%j the messages are still read, each with its side', (stems) => {
    expect(peer(renamed(...stems))?.peer.nick).toBe('林间小雨88');
    expect(sides(renamed(...stems))).toEqual(sides(chat()));
  });

  it('takes nobody for the shop by the name in the panel who is written to or whose class is known', () => {
    const other = renamed('message-item', 'item', 'self', 'nick', 'time', 'first-line');
    for (const name of other.document.querySelectorAll('.name')) {
      if (name.textContent === '林间小雨88') name.textContent = '青禾示例专卖店:小竹';
    }
    expect(messages(other)).toEqual([]);
    const known = chat((d) => {
      for (const item of d.querySelectorAll('.message-item.self')) item.classList.remove('self');
    });
    expect(chatReader.read(known).shop?.staff).toBeUndefined();
  });
});
