import { ask, h, listen, mtop, platformCall, pressSend } from '../common/dom.js';
import { side } from '../common/hash.js';
import { controlledTextarea } from './im-input.js';
import { drawPanel } from './im-panel.js';
import { layout, messageRow, sessionRow } from './im-view.js';
import { LONG, windowed } from './im-window.js';

/** App 消息中心: the route lives in the hash, a switch does not reload, the right panel comes late. */
export function chat(root) {
  const rows = [];
  // `?bare=session,row`: no conversation id in the address, no sign on the open row; the real page may have neither.
  const bare = new Set((new URLSearchParams(location.search).get('bare') ?? '').split(','));
  let open = null;
  let round = 0;
  let longList = null;
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
  const drawList = () =>
    list.replaceChildren(...rows.map((row) => sessionRow(row, row === open && !bare.has('row'), (chosen) => openSession(chosen))));
  function openSession(row) {
    if (!bare.has('session') && location.hash !== `#/window?sessionId=${row.id}`) history.pushState({}, '', `#/window?sessionId=${row.id}`);
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
    ask('aliexpress', 'panel', { sessionId: row.id }).then((answer) => {
      if (mine === round) drawPanel(panel, answer);
    });
    const answer = await ask('aliexpress', 'messages', { sessionId: row.id, open: 1 });
    if (mine !== round) return;
    longList?.stop();
    longList = answer.messages.length > LONG ? windowed(stream, answer.messages, answer.avatar) : null;
    if (longList) return;
    let day = '';
    stream.replaceChildren(
      ...answer.messages.flatMap((message) => {
        const fresh = message.at.slice(0, 10) !== day;
        day = message.at.slice(0, 10);
        return [fresh ? h('div', { class: 'im-day' }, message.at) : null, messageRow(message, answer.avatar)].filter(Boolean);
      }),
    );
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
      if (longList) longList.add(event.message);
      else {
        stream.append(messageRow(event.message, row.avatar));
        stream.scrollTop = stream.scrollHeight;
      }
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
