import { ask, h, listen, pressSend } from '../common/dom.js';
import { conversationList } from './wangwang-list.js';
import { editor } from './wangwang-editor.js';
import { messageList } from './wangwang-messages.js';

/* The practice shop's assumption: uid=cntaobao<buyer nick> in the outer address opens that conversation at load. */
const wantedNick = (new URLSearchParams(location.search).get('uid') ?? '').replace(/^cntaobao/, '');

let open = null;
let round = 0;
const rows = [];

const title = h('div', { class: 'name' });
const tab = h('div', { class: 'ww_tab' });
const list = conversationList((row) => openConversation(row));
const messages = messageList();
const input = editor((text) => {
  if (open) pressSend('taobao', open.uid, text);
});

function skeleton() {
  return h(
    'div',
    { class: 'ww' },
    h(
      'div',
      { class: 'ww_content' },
      h(
        'div',
        { class: 'ww_conversation' },
        h(
          'div',
          { class: 'ww_user_panel' },
          h(
            'div',
            { class: 'ww_user' },
            h(
              'div',
              { class: 'ww-title' },
              h('img', { class: 'ww-icon', src: 'https://gw.alicdn.com/imgextra/i4/icon-36.png' }),
              '聊天列表',
            ),
          ),
        ),
        h(
          'span',
          { class: 'next-input next-medium ww_search' },
          h(
            'span',
            { class: 'next-input-inner next-before' },
            h('img', { class: 'search-icon', src: 'https://gw.alicdn.com/imgextra/i1/search.png' }),
          ),
          h('input', {
            placeholder: '搜索最近联系人',
            height: '100%',
            autocomplete: 'off',
            value: '',
            oninput: (event) => list.filter(event.target.value),
          }),
        ),
        list.element,
      ),
      h(
        'div',
        { class: 'ww_container' },
        h('div', { class: 'ww_header' }, h('div', { class: 'conversation-header' }, h('div', {}, title))),
        h(
          'div',
          { class: 'ww_body' },
          h(
            'div',
            { class: 'ww_box' },
            messages.element,
            h('div', { class: 'ww_input' }, h('div', { class: 'input-area' }, h('div', { class: 'send-box' }, input.element))),
          ),
          tab,
        ),
      ),
    ),
  );
}

function drawPanel(panel) {
  tab.replaceChildren(
    h('div', { class: 'shop-title' }, panel.shop),
    h('div', { class: 'tab-head' }, `近3个月订单（${panel.orders.length}）`),
    ...panel.orders.map((order) =>
      h(
        'div',
        { class: 'order-box' },
        h('div', { class: 'order-line' }, '订单号 ', h('div', { class: 'order-id' }, order.id)),
        h(
          'div',
          { class: 'order-goods' },
          h('img', { src: order.lines[0].picture }),
          h(
            'div',
            {},
            h('div', { class: 'goods-title' }, order.lines[0].title),
            h('div', { class: 'goods-sub' }, `${order.state}${order.refund ? ` · ${order.refund.label}` : ''}`),
          ),
        ),
        h('div', { class: 'order-sum' }, `${order.created.slice(5)} 下单`, h('b', {}, order.total)),
      ),
    ),
    panel.orders.length === 0 ? h('div', { class: 'tab-empty' }, '暂无订单') : '',
  );
}

/** The typed draft is deliberately left alone: on the real page it follows into the next conversation. */
async function openConversation(row) {
  round += 1;
  const mine = round;
  open = row;
  row.unread = 0;
  list.activate(row.uid);
  title.textContent = row.nick;
  messages.clear();
  tab.replaceChildren(h('div', { class: 'tab-empty' }, '加载中…'));
  ask('taobao', 'panel', { uid: row.uid }).then((panel) => {
    if (mine === round) drawPanel(panel);
  });
  const chat = await ask('taobao', 'messages', { uid: row.uid, open: 1 });
  if (mine !== round) return;
  messages.show(chat);
  // The real page renders its rows a second time once everything has come; earlier nodes are dead then.
  setTimeout(
    () => {
      if (mine === round) messages.again();
    },
    350 + Math.random() * 300,
  );
}

function take({ buyer, message }) {
  const row = rows.find((entry) => entry.uid === buyer);
  if (!row) return;
  row.last = message;
  row.at = Date.now();
  if (open?.uid === buyer) messages.add(message);
  else if (message.from === 'buyer') row.unread += 1;
  rows.splice(rows.indexOf(row), 1);
  rows.unshift(row);
  list.show(rows);
}

function react(event) {
  if (event.type === 'message') take(event);
  if (event.type === 'change' && open?.uid === event.buyer) messages.change(event.message);
  if (event.type === 'switch') {
    const row = rows.find((entry) => entry.uid === event.buyer);
    if (row) openConversation(row);
  }
  if (event.type === 'offline') input.lock(true);
  if (event.type === 'calm') input.lock(false);
  if (event.type === 'reset') location.reload();
}

async function start() {
  document.querySelector('#ice-container').append(skeleton());
  const answer = await ask('taobao', 'conversations');
  rows.push(...answer.rows);
  list.show(rows);
  listen('taobao', react);
  const first = rows.find((row) => row.nick === wantedNick);
  if (first) openConversation(first);
  else tab.replaceChildren(h('div', { class: 'tab-empty' }, '请选择一个联系人'));
}

start();
