import { h } from '../common/dom.js';

const KINDS = { image: '[图片]', item: '[商品]', withdrawn: '[消息已撤回]', file: '[文件]' };

/** A row of the conversation list. */
export function sessionRow(row, active, choose) {
  return h(
    'div',
    { class: `im-session-item${active ? ' im-session-item-active' : ''}`, onclick: () => choose(row) },
    h('span', { class: 'im-session-avatar', style: `background-image:url(https://wwc.alicdn.com/avatar/${row.avatar}.jpg)` }),
    h(
      'div',
      { class: 'im-session-item-content' },
      h('div', { class: 'im-session-item-name-content' }, h('b', {}, row.name)),
      h('span', { class: 'im-session-preview' }, KINDS[row.last.kind] ?? row.last.text),
    ),
    h(
      'span',
      { class: 'im-session-side' },
      h('span', { class: 'im-session-time' }, row.last.at.slice(5, 10)),
      row.unread > 0 ? h('em', { class: 'im-session-unread' }, String(row.unread)) : null,
    ),
  );
}

function content(message) {
  if (message.kind === 'image') return [h('img', { src: `https://ae01.alicdn.com/kf/${message.picture}.jpg`, alt: '' })];
  if (message.kind === 'withdrawn')
    return [h('i', { class: 'im-recalled' }, message.from === 'shop' ? '你撤回了一条消息' : '对方撤回了一条消息')];
  if (message.kind === 'item') {
    const { itemId, title, price, picture } = message.item;
    return [
      h(
        'div',
        { class: 'im-product-card' },
        h('img', { src: `https://ae01.alicdn.com/kf/${picture}-${itemId.slice(-6)}.jpg`, alt: '' }),
        h('div', {}, h('div', {}, title), h('b', {}, price)),
      ),
    ];
  }
  if (!message.translation) return [message.text];
  return [
    message.text,
    h('span', { class: 'im-translate-text' }, message.translation),
    h('span', { class: 'im-translate-foot' }, '由阿里AI翻译'),
  ];
}

/** One message; whoever writes it decides the side. */
export function messageRow(message, avatar) {
  const own = message.from === 'shop';
  return h(
    'div',
    { class: `im-chat-row${own ? ' own' : ''}` },
    h('span', {
      class: 'im-session-avatar',
      style: `background-image:url(https://wwc.alicdn.com/avatar/${own ? 'shop-demo' : avatar}.jpg)`,
    }),
    h('div', { class: `im-message-item${own ? ' im-message-item-self' : ''}` }, content(message)),
  );
}

/** The three columns of the workbench. */
export function layout(parts) {
  return h(
    'div',
    { class: 'im-workbench' },
    h(
      'div',
      { class: 'im-left' },
      h('div', { class: 'im-left-head' }, h('span', { class: 'next-input' }, h('input', { placeholder: '搜索买家' }))),
      parts.list,
    ),
    h(
      'div',
      { class: 'im-middle' },
      h('div', { class: 'im-middle-head' }, parts.title),
      parts.stream,
      h(
        'footer',
        { class: 'im-foot' },
        h(
          'div',
          { class: 'im-tools' },
          h('label', {}, '图片', h('input', { type: 'file', hidden: true })),
          h('span', {}, '快捷短语'),
          h('span', {}, '邀请下单'),
          h('span', {}, '自动翻译：开'),
        ),
        h('div', { class: 'im-message-input-input-wrap' }, parts.input.element),
        h(
          'div',
          { class: 'im-message-input-footer-right' },
          h('img', {
            class: 'im-message-input-footer-right-send-icon',
            src: 'https://ae01.alicdn.com/kf/send-24.png',
            alt: '',
            onclick: parts.press,
          }),
        ),
      ),
    ),
    parts.panel,
  );
}
