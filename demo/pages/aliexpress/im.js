import { ask, h, listen, mtop, platformCall, pressSend } from '../common/dom.js';
import { side } from '../common/hash.js';
import { controlledTextarea } from './im-input.js';
import { drawPanel } from './im-panel.js';

const KINDS = { image: '[图片]', item: '[商品]', withdrawn: '[消息已撤回]', file: '[文件]' };

function sessionRow(row, active, choose) {
  return h('div', { class: `im-session-item${active ? ' im-session-item-active' : ''}`, onclick: () => choose(row) },
    h('span', { class: 'im-session-avatar', style: `background-image:url(https://wwc.alicdn.com/avatar/${row.avatar}.jpg)` }),
    h('div', { class: 'im-session-item-content' }, h('div', { class: 'im-session-item-name-content' }, h('b', {}, row.name)),
      h('span', { class: 'im-session-preview' }, KINDS[row.last.kind] ?? row.last.text)),
    h('span', { class: 'im-session-side' }, h('span', { class: 'im-session-time' }, row.last.at.slice(5, 10)), row.unread > 0 ? h('em', { class: 'im-session-unread' }, String(row.unread)) : null));
}

function content(message) {
  if (message.kind === 'image') return [h('img', { src: `https://ae01.alicdn.com/kf/${message.picture}.jpg`, alt: '' })];
  if (message.kind === 'withdrawn') return [h('i', { class: 'im-recalled' }, message.from === 'shop' ? '你撤回了一条消息' : '对方撤回了一条消息')];
  if (message.kind === 'item') {
    const { itemId, title, price, picture } = message.item;
    return [h('div', { class: 'im-product-card' }, h('img', { src: `https://ae01.alicdn.com/kf/${picture}-${itemId.slice(-6)}.jpg`, alt: '' }), h('div', {}, h('div', {}, title), h('b', {}, price)))];
  }
  if (!message.translation) return [message.text];
  return [message.text, h('span', { class: 'im-translate-text' }, message.translation), h('span', { class: 'im-translate-foot' }, '由阿里AI翻译')];
}

function messageRow(message, avatar) {
  const own = message.from === 'shop';
  return h('div', { class: `im-chat-row${own ? ' own' : ''}` },
    h('span', { class: 'im-session-avatar', style: `background-image:url(https://wwc.alicdn.com/avatar/${own ? 'shop-demo' : avatar}.jpg)` }),
    h('div', { class: `im-message-item${own ? ' im-message-item-self' : ''}` }, content(message)));
}

function layout(parts) {
  return h('div', { class: 'im-workbench' },
    h('div', { class: 'im-left' }, h('div', { class: 'im-left-head' }, h('span', { class: 'next-input' }, h('input', { placeholder: '搜索买家' }))), parts.list),
    h('div', { class: 'im-middle' }, h('div', { class: 'im-middle-head' }, parts.title), parts.stream,
      h('footer', { class: 'im-foot' }, h('div', { class: 'im-tools' }, h('label', {}, '图片', h('input', { type: 'file', hidden: true })), h('span', {}, '快捷短语'), h('span', {}, '邀请下单'), h('span', {}, '自动翻译：开')),
        h('div', { class: 'im-message-input-input-wrap' }, parts.input.element),
        h('div', { class: 'im-message-input-footer-right' }, h('img', { class: 'im-message-input-footer-right-send-icon', src: 'https://ae01.alicdn.com/kf/send-24.png', alt: '', onclick: parts.press })))),
    parts.panel);
}

/** App 消息中心: the route lives in the hash, a switch does not reload, the right panel comes late. */
export function chat(root) {
  const rows = [];
  let open = null;
  let round = 0;
  const list = h('div', { class: 'im-session-list' });
  const stream = h('div', { class: 'im-message-list' });
  const title = h('span', { class: side('session-title') }, '请选择会话');
  const panel = h('div', { class: side('customer') });
  const input = controlledTextarea(() => press());

  function press() {
    const text = input.value();
    if (!open || !text.trim()) return;
    pressSend('aliexpress', open.buyer, text);
    input.clear();
  }
  const drawList = () => list.replaceChildren(...rows.map((row) => sessionRow(row, row === open, (chosen) => openSession(chosen))));
  function openSession(row) {
    if (location.hash !== `#/window?sessionId=${row.id}`) history.pushState({}, '', `#/window?sessionId=${row.id}`);
    show(row);
  }
  /** Until its answer is there, the panel keeps the buyer before; the draft stays in the textarea as well. */
  async function show(row) {
    round += 1;
    const mine = round;
    open = row;
    row.unread = 0;
    drawList();
    title.textContent = row.name;
    stream.replaceChildren(h('div', { class: 'next-loading-indicator' }, '加载中…'));
    platformCall(mtop('mtop.gsp.im.web.seller.messagebox.direction.querybysessionid', { sessionId: row.id }));
    ask('aliexpress', 'panel', { sessionId: row.id }).then((answer) => { if (mine === round) drawPanel(panel, answer); });
    const answer = await ask('aliexpress', 'messages', { sessionId: row.id, open: 1 });
    if (mine !== round) return;
    let day = '';
    stream.replaceChildren(...answer.messages.flatMap((message) => {
      const fresh = message.at.slice(0, 10) !== day;
      day = message.at.slice(0, 10);
      return [fresh ? h('div', { class: 'im-day' }, message.at) : null, messageRow(message, answer.avatar)].filter(Boolean);
    }));
    stream.scrollTop = stream.scrollHeight;
  }
  function follow() {
    const wanted = /sessionId=([^&]+)/.exec(location.hash)?.[1];
    const row = rows.find((entry) => entry.id === wanted);
    if (row && row !== open) show(row);
  }
  function react(event) {
    const row = rows.find((entry) => entry.buyer === event.buyer);
    if (!row) return;
    if (event.type === 'switch') openSession(row);
    if (event.type === 'change' && row === open) show(row);
    if (event.type !== 'message') return;
    row.last = event.message;
    if (row === open) {
      stream.append(messageRow(event.message, row.avatar));
      stream.scrollTop = stream.scrollHeight;
    } else if (event.message.from === 'buyer') row.unread += 1;
    rows.splice(rows.indexOf(row), 1);
    rows.unshift(row);
    drawList();
    input.render();
  }
  root.append(layout({ list, stream, title, panel, input, press }));
  platformCall(mtop('mtop.gsp.im.use.web.seller.messagebox.querySessionList'));
  ask('aliexpress', 'sessions').then((answer) => {
    rows.push(...answer.rows);
    drawList();
    follow();
  });
  window.addEventListener('popstate', follow);
  window.addEventListener('hashchange', follow);
  const deaf = listen('aliexpress', react);
  return () => {
    round += 1;
    deaf();
    window.removeEventListener('popstate', follow);
    window.removeEventListener('hashchange', follow);
  };
}
