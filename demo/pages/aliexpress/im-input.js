import { h } from '../common/dom.js';

const native = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value');

/**
 * A textarea that behaves as under React: the page holds the value, learns of changes only by `input` events, and
 * overwrites on its next render whatever was put in without one. Setting `element.value` from the page's own world
 * moves React's tracker along, so that the `input` event after it is taken for no change.
 */
export function controlledTextarea(onEnter) {
  const element = h('textarea', {
    class: 'im-message-input-no-auto-height',
    placeholder: '请输入消息，Enter 发送，Ctrl + Enter 换行',
  });
  let value = '';
  let tracked = '';
  let waiting = 0;

  function render() {
    if (native.get.call(element) === value) return;
    native.set.call(element, value);
    tracked = value;
  }
  function renderSoon() {
    clearTimeout(waiting);
    waiting = setTimeout(render, 60);
  }
  Object.defineProperty(element, 'value', {
    configurable: true,
    get() {
      return native.get.call(this);
    },
    set(next) {
      tracked = String(next);
      native.set.call(this, next);
      renderSoon();
    },
  });
  element.addEventListener('input', () => {
    const now = native.get.call(element);
    if (now !== tracked) {
      tracked = now;
      value = now;
    }
    renderSoon();
  });
  for (const type of ['focus', 'blur', 'keyup', 'click']) element.addEventListener(type, renderSoon);
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    if (event.ctrlKey || event.shiftKey) document.execCommand('insertText', false, '\n');
    else onEnter();
  });
  return {
    element,
    render,
    value: () => value,
    clear: () => {
      value = '';
      render();
    },
  };
}
