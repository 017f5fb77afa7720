import { h } from '../common/dom.js';
import { boot } from '/__demo/boot.js';

/** Messages shown at first, and how many older ones come when somebody scrolls to the top. */
const FIRST = 60;
const MORE = 40;

function bubble(text) {
  return h(
    'div',
    { class: 'biz-expression-editor biz-expression-editor-no-ui expression-parser' },
    h('div', { class: 'editBox' }, h('div', { class: 'placeholder' }), h('pre', { class: 'edit', spellcheck: 'false' }, text)),
  );
}

function template({ id, lines, button }) {
  return h(
    'div',
    { class: 'im-template-msg dx-msg-wrap' },
    h(
      'div',
      { class: 'tpl-wrapper', 'data-tpl-id': id },
      lines.map((line) => h('div', { 'view-name': 'TextView' }, line)),
      h('div', { class: 'dx-event-node', 'view-name': 'FrameLayout' }, button),
    ),
  );
}

function body(message) {
  if (message.kind === 'image') return h('img', { src: `https://img.alicdn.com/imgextra/i1/${message.picture}.jpg`, width: 180 });
  if (message.kind === 'file')
    return h(
      'div',
      { class: 'file-msg' },
      h('div', { class: 'file-name', title: message.file.name }, message.file.name),
      h('div', { class: 'file-size' }, message.file.size),
      h('a', { class: 'download-file' }, '下载'),
    );
  if (message.kind === 'item') {
    const { itemId, title, price, picture } = message.item;
    return h(
      'div',
      { class: 'item-card' },
      h('img', { class: 'item-pic', src: `//img.alicdn.com/imgextra/i1/${picture}-${itemId.slice(-6)}.jpg` }),
      h('div', { class: 'item-title' }, title),
      h('div', { class: 'item-price' }, price),
    );
  }
  if (message.kind === 'template') return template(message.template);
  if (message.kind === 'withdrawn')
    return h('div', { class: 'revoke-tip' }, message.from === 'shop' ? '你撤回了一条消息' : '对方撤回了一条消息');
  return bubble(message.text);
}

/** A system card has another inner structure than a message: no head picture, no nick, no time. */
function systemLine(message) {
  return h(
    'div',
    { class: 'message-item-line' },
    h('div', { class: 'message-item system' }, h('div', { class: 'sys-card' }, h('span', { class: 'sys-text' }, message.text))),
  );
}

function line(message, avatar, watch) {
  if (message.kind === 'system') return systemLine(message);
  const self = message.from === 'shop' ? ' self' : '';
  const appeared = h('div', { 'data-before-current-y': '295.8125', 'data-appeared': 'true', 'data-has-appeared': 'true' });
  watch(appeared, message);
  const picture =
    message.from === 'shop' ? 'https://wwc.alicdn.com/avatar/shop-qinghe.jpg' : `https://wwc.alicdn.com/avatar/${avatar}.jpg`;
  return h(
    'div',
    { class: 'message-item-line' },
    h(
      'div',
      { class: `message-item${self}` },
      h(
        'div',
        { class: `item${self}` },
        h('img', { class: `headPic${self}`, src: picture }),
        h(
          'div',
          {},
          h(
            'div',
            { class: `first-line${self}` },
            h('div', { class: `nick${self}` }, message.nick || boot.taobao.staff),
            h('div', { class: `time${self}` }, message.at),
          ),
          h('div', { class: `content${self}` }, appeared),
          h(
            'div',
            {},
            h(
              'div',
              { style: 'font-size: 12px; padding: 8px; margin-top: -3px; text-align: right;' },
              h('span', { style: 'color: rgb(153, 153, 153);' }, self ? (message.read ? '已读' : '未读') : ''),
            ),
          ),
        ),
      ),
    ),
  );
}

/** The message list: every row stays in the document, but rows out of view have their text taken out until they come back. */
export function messageList() {
  const view = h('div', {
    class: 'rc-scrollbars-view',
    style: 'position: absolute; inset: 0px; overflow: scroll; margin-right: -15px; margin-bottom: -15px;',
  });
  const element = h(
    'div',
    { class: 'ww_message' },
    h(
      'div',
      { class: 'message-list' },
      h(
        'div',
        { class: 'rc-scrollbars-container', style: 'position: relative; overflow: hidden; width: 100%; height: 100%;' },
        view,
        ['h', 'v'].map((way) =>
          h(
            'div',
            { class: `rc-scrollbars-track rc-scrollbars-track-${way}` },
            h('div', { class: `rc-scrollbars-thumb rc-scrollbars-thumb-${way}` }),
          ),
        ),
      ),
    ),
  );
  const held = new WeakMap();
  let chat = { messages: [], avatar: '' };
  let from = 0;
  const eye = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting, boundingClientRect } of entries) {
        const message = held.get(target);
        if (isIntersecting && !target.firstChild) {
          target.style.minHeight = '';
          target.append(body(message));
        } else if (!isIntersecting && target.firstChild) {
          target.style.minHeight = `${boundingClientRect.height}px`;
          target.replaceChildren();
        }
      }
    },
    { root: view, rootMargin: '40px 0px' },
  );

  const watch = (appeared, message) => {
    held.set(appeared, message);
    appeared.append(body(message));
    eye.observe(appeared);
  };
  const bottom = () => {
    view.scrollTop = view.scrollHeight;
  };
  function draw() {
    eye.disconnect();
    view.replaceChildren(...chat.messages.slice(from).map((message) => line(message, chat.avatar, watch)));
    bottom();
  }
  /** Older ones come on top, and what was in sight stays in sight. */
  function older() {
    if (from === 0 || view.scrollTop > 40) return;
    const before = from;
    from = Math.max(0, from - MORE);
    const below = view.scrollHeight - view.scrollTop;
    view.prepend(...chat.messages.slice(from, before).map((message) => line(message, chat.avatar, watch)));
    view.scrollTop = view.scrollHeight - below;
  }
  view.addEventListener('scroll', older, { passive: true });
  return {
    element,
    clear: () => {
      chat = { messages: [], avatar: '' };
      from = 0;
      draw();
    },
    show: (next) => {
      chat = next;
      from = Math.max(0, chat.messages.length - FIRST);
      draw();
    },
    again: draw,
    add: (message) => {
      chat.messages.push(message);
      view.append(line(message, chat.avatar, watch));
      bottom();
    },
    change: (message) => {
      const old = chat.messages.find((entry) => entry.id === message.id);
      if (!old) return;
      Object.assign(old, message);
      for (const appeared of view.querySelectorAll('[data-appeared]'))
        if (held.get(appeared) === old) appeared.replaceChildren(body(old));
    },
  };
}
