import { h } from '../common/dom.js';
import { messageRow } from './im-view.js';

/** Conversations of more messages than this are shown through a window. */
export const LONG = 150;
/** Rows that are in the document, and their height in px. */
const ROWS = 40;
const HEIGHT = 56;

/**
 * A long conversation: a fixed number of rows that are used again for other messages as the list is scrolled. The
 * assumption of the practice shop is that a row keeps its place in the list of rows and gets another content.
 */
export function windowed(stream, messages, avatar) {
  const rows = Array.from({ length: ROWS }, () => h('div', { style: `height:${HEIGHT}px;overflow:hidden` }));
  const above = h('div');
  const below = h('div');
  const held = rows.map(() => null);
  stream.replaceChildren(above, ...rows, below);
  function draw() {
    const spare = (ROWS - Math.ceil(stream.clientHeight / HEIGHT)) >> 1;
    const first = Math.max(0, Math.min(messages.length - ROWS, Math.floor(stream.scrollTop / HEIGHT) - spare));
    above.style.height = `${first * HEIGHT}px`;
    below.style.height = `${(messages.length - first - ROWS) * HEIGHT}px`;
    for (const [i, row] of rows.entries()) {
      const message = messages[first + i];
      if (held[i] === message) continue;
      held[i] = message;
      row.replaceChildren(messageRow(message, avatar));
    }
  }
  stream.addEventListener('scroll', draw, { passive: true });
  below.style.height = `${(messages.length - ROWS) * HEIGHT}px`;
  stream.scrollTop = stream.scrollHeight;
  draw();
  return {
    add(message) {
      messages.push(message);
      draw();
      stream.scrollTop = stream.scrollHeight;
    },
    stop: () => stream.removeEventListener('scroll', draw),
  };
}
