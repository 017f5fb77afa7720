import { h } from '../common/dom.js';

const ROW = 54;
const WIDEST = 16;

/** Cuts a name the way the list does: about sixteen half-width places, then "…". */
export function cutName(name) {
  let width = 0;
  let kept = '';
  for (const sign of name) {
    width += sign.codePointAt(0) > 0x2e7f ? 2 : 1;
    if (width > WIDEST) return `${kept}…`;
    kept += sign;
  }
  return name;
}

function preview(message) {
  const labels = {
    image: '[图片]',
    file: '[文件]',
    item: '[商品]',
    template: '[卡片消息]',
    withdrawn: '撤回了一条消息',
    system: '[系统消息]',
  };
  return labels[message.kind] ?? message.text.replaceAll('\n', ' ');
}

function moment(at) {
  const today = new Date().toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' });
  const yesterday = new Date(Date.now() - 86_400_000).toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' });
  if (at.startsWith(today)) return at.slice(11, 16);
  return at.startsWith(yesterday) ? '昨天' : at.slice(5, 10);
}

function rowElement(row, top, active, choose) {
  const badge =
    row.unread > 0 ? h('span', { class: 'next-badge' }, h('sup', { class: 'next-badge-count' }, String(row.unread))) : null;
  return h(
    'div',
    { style: `position: absolute; left: 0px; top: ${top}px; height: ${ROW}px; width: 100%;` },
    h(
      'div',
      { class: `conversation-item${active ? ' active' : ''}`, onclick: () => choose(row) },
      h('img', { class: 'content-close', src: 'https://gw.alicdn.com/imgextra/i1/close.png' }),
      h(
        'div',
        { class: 'avatar' },
        h('img', { class: 'avatar-img', src: `https://wwc.alicdn.com/avatar/${row.avatar}.jpg` }),
        badge,
      ),
      h(
        'div',
        { class: 'content' },
        h(
          'div',
          { class: 'conversation' },
          h('div', { class: 'name' }, cutName(row.nick)),
          h('div', { class: 'time' }, moment(row.last.at)),
        ),
        h('div', { class: 'conversation-secondary-line' }, h('div', { class: 'desc' }, preview(row.last))),
      ),
    ),
  );
}

/** The virtual list of conversations: fixed 54 px rows, only rows in view exist in the document. */
export function conversationList(choose) {
  const inner = h('div', { style: 'height: 0px; width: 100%;' });
  const scroll = h(
    'div',
    {
      style: 'position: relative; height: 500px; width: 270px; overflow: auto; will-change: transform; direction: ltr;',
      onscroll: () => draw(),
    },
    inner,
  );
  const element = h(
    'div',
    { class: 'ww_conversation_list', style: 'position: relative;' },
    h('div', { style: 'overflow: visible; height: 0px; width: 0px;' }, scroll),
    h(
      'div',
      { class: 'resize-triggers' },
      h('div', { class: 'expand-trigger' }, h('div', {})),
      h('div', { class: 'contract-trigger' }),
    ),
  );
  let rows = [];
  let wanted = '';
  let active = '';

  function draw() {
    const shown = rows.filter((row) => row.nick.includes(wanted));
    inner.style.height = `${shown.length * ROW}px`;
    const first = Math.max(0, Math.floor(scroll.scrollTop / ROW));
    const last = Math.ceil((scroll.scrollTop + scroll.clientHeight) / ROW);
    inner.replaceChildren(
      ...shown.slice(first, last).map((row, index) => rowElement(row, (first + index) * ROW, row.uid === active, choose)),
    );
  }
  new ResizeObserver(() => {
    scroll.style.height = `${element.clientHeight}px`;
    draw();
  }).observe(element);
  return {
    element,
    show: (list) => {
      rows = [...list];
      draw();
    },
    filter: (text) => {
      wanted = text.trim();
      draw();
    },
    activate: (uid) => {
      active = uid;
      draw();
    },
  };
}
