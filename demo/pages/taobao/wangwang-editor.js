import { h } from '../common/dom.js';

const LIMIT = 500;

/** The editor: notices only `input` events, so a text that was put in silently is neither counted nor sent. */
export function editor(send) {
  const counter = h('div', { class: 'maxLength' }, `0 / ${LIMIT}`);
  const placeholder = h('div', { class: 'placeholder' }, '请输入消息，按Enter键 或 点击发送按钮发送（Shift + Enter 进行换行）');
  const edit = h('pre', { class: 'edit', contenteditable: 'true', spellcheck: 'false' });
  const button = h(
    'button',
    { type: 'button', class: 'next-btn next-small next-btn-primary send-btn' },
    h('span', { class: 'send-text' }, '发送'),
  );
  let noticed = '';
  let locked = false;

  function notice() {
    noticed = edit.innerText.replace(/\n$/, '');
    counter.textContent = `${[...noticed].length} / ${LIMIT}`;
    counter.classList.toggle('over', [...noticed].length > LIMIT);
    placeholder.style.display = noticed ? 'none' : '';
  }
  function press() {
    if (locked || !noticed.trim() || [...noticed].length > LIMIT) return;
    send(noticed);
    edit.replaceChildren();
    notice();
  }
  edit.addEventListener('input', notice);
  edit.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    if (event.shiftKey) document.execCommand('insertText', false, '\n');
    else press();
  });
  edit.addEventListener('paste', (event) => {
    event.preventDefault();
    document.execCommand('insertText', false, event.clipboardData.getData('text/plain'));
  });
  button.addEventListener('click', press);
  const element = h(
    'div',
    { class: 'text-panel' },
    h(
      'div',
      { class: 'biz-expression-editor text-area' },
      h('div', { class: 'title', style: 'display: flex; justify-content: flex-start; align-items: center;' }, counter),
      h('div', { class: 'editBox' }, placeholder, edit),
    ),
    h('div', { class: 'btn-container' }, button),
  );
  return {
    element,
    lock: (on) => {
      locked = on;
      button.disabled = on;
    },
  };
}
