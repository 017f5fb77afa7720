import { h } from '../common/dom.js';
import { shell } from '../common/hash.js';

/** Three people, two of one name: only the masked account id and the item tell them apart. */
const people = [
  { name: '海棠与猫', id: 't***6', item: '800000000001', title: '示例闲置相机', price: '¥990', said: ['还在吗', '能小刀吗'] },
  { name: '山茶', id: 's***2', item: '800000000001', title: '示例闲置相机', price: '¥990', said: ['包邮吗'] },
  { name: '海棠与猫', id: 'h***9', item: '800000000002', title: '示例旧书', price: '¥12', said: ['书有笔记吗'] },
].map((person) => ({ ...person, lines: person.said.map((text) => ({ text, mine: false })), unread: person.said.length }));

let open = -1;

function line({ text, mine }, name) {
  const avatar = h('div', { class: `${shell('avatar')} picture` });
  const who = h('div', {}, h('div', {}, mine ? '我' : name));
  const words = h('div', { class: `${shell('message-text')} bubble` }, h('span', {}, text));
  const parts = mine ? [who, words, avatar] : [avatar, who, words];
  return h('li', { class: 'ant-list-item' }, h('div', { class: `${shell('message-row')} line${mine ? ' mine' : ''}` }, parts));
}

function row(person, index) {
  const count = person.unread > 0 && h('sup', { class: 'ant-scroll-number', title: person.unread }, String(person.unread));
  return h(
    'div',
    { class: `${shell('conversation-item')} row`, onclick: () => show(index) },
    h('div', { class: `${shell('avatar-area')} picture` }, count),
    h(
      'div',
      {},
      h('div', {}, h('div', {}, person.name)),
      h('div', {}, person.lines.at(-1).text),
      h('div', {}, `${index + 1}分钟前`),
    ),
  );
}

/** The real page's editor listens to input events only; Enter sends. */
function editor(person) {
  let draft = '';
  const area = h('textarea', {
    placeholder: '请输入消息，按Enter键发送或点击发送按钮发送',
    oninput: (event) => {
      draft = event.target.value;
    },
  });
  const send = () => {
    if (!draft.trim()) return;
    person.lines.push({ text: draft, mine: true });
    draft = '';
    draw();
  };
  area.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
  return h('div', { class: `${shell('sendbox')} send` }, area, h('button', { type: 'button', onclick: send }, '发送'));
}

function chat(person) {
  const top = h(
    'div',
    { class: `${shell('message-topbar')} top` },
    h('span', { class: shell('text1') }, person.name),
    h('span', { class: shell('text2') }, `(${person.id})`),
  );
  const item = h(
    'a',
    { class: 'item', href: `https://www.goofish.com/item?id=${person.item}` },
    h('div', { class: shell('title') }, person.title),
    h('div', { class: shell('money') }, person.price),
  );
  const list = h('ul', { class: 'ant-list-items' }, person.lines.map((each) => line(each, person.name)));
  return [top, item, h('div', { id: 'message-list-scrollable', class: 'list' }, list), editor(person)];
}

function draw() {
  const rows = h('div', { class: 'rc-virtual-list-holder' }, h('div', {}, people.map(row)));
  const right = open < 0 ? [h('p', { class: 'top' }, '选择一个会话')] : chat(people[open]);
  document.querySelector('#content').replaceChildren(h('aside', {}, h('div', { class: 'rc-virtual-list' }, rows)), h('main', {}, right));
}

function show(index) {
  open = index;
  people[index].unread = 0;
  draw();
}

draw();
