import { ask, h } from '../common/dom.js';
import { shell } from '../common/hash.js';

let round = 0;

function saying(message) {
  const text =
    message.kind === 'text' || message.kind === 'system'
      ? message.text
      : (message.template?.lines.join(' ') ?? message.file?.name ?? message.item?.title ?? '');
  const side = message.from === 'shop' ? 'chatText' : 'chatTextLeft';
  return h(
    'div',
    { class: shell('chatWrap') },
    h('div', { class: shell('chatTime') }, message.at.slice(11)),
    h(
      'div',
      { class: shell('chatBody') },
      h('span', { class: shell(side), title: text }, message.kind === 'withdrawn' ? '[已撤回]' : text),
      h('span', { class: shell('chatName') }, message.nick),
      message.kind === 'image' ? h('img', { src: `https://img.alicdn.com/imgextra/i1/${message.picture}.jpg` }) : null,
    ),
  );
}

function days(messages) {
  const byDay = Map.groupBy(messages, (message) => message.at.slice(0, 10));
  return [...byDay].map(([day, said]) => h('div', {}, h('div', {}, day), said.map(saying)));
}

async function start() {
  const right = h('div', { class: 'message-list-right' });
  const left = h('div', { class: 'message-list-left' });
  async function choose(row, element) {
    round += 1;
    const mine = round;
    for (const other of left.children) other.classList.toggle('active', other === element);
    right.replaceChildren(h('div', { class: 'next-loading-indicator' }, '加载中…'));
    const chat = await ask('taobao', 'messages', { uid: row.uid });
    if (mine === round) right.replaceChildren(...days(chat.messages));
  }
  document
    .querySelector('#ice-container')
    .append(
      h(
        'div',
        { class: 'message-search' },
        h('span', {}, '聊天日期'),
        h(
          'span',
          { class: 'next-range-picker' },
          h('input', { placeholder: '起始日期' }),
          h('input', { placeholder: '结束日期' }),
        ),
        h('button', { class: 'next-btn next-btn-primary' }, '查询'),
      ),
      h('div', { class: 'message-container' }, left, right),
    );
  const { rows } = await ask('taobao', 'conversations');
  const elements = rows.map((row) => {
    const element = h(
      'div',
      { class: 'results-list', title: row.nick, onclick: () => choose(row, element) },
      h('span', {}, row.nick),
    );
    return element;
  });
  left.replaceChildren(...elements);
  if (rows[0]) choose(rows[0], elements[0]);
}

start();
