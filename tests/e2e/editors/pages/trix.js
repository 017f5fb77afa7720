import 'trix';
import { add, changed, offer } from './page.js';

// Once emptied, its build takes nothing from the keyboard before it is clicked: a new one is put in its place.
function start() {
  document.querySelector('trix-editor')?.remove();
  const element = add('trix-editor');
  element.addEventListener('trix-change', changed);
  return new Promise((resume) => {
    const ready = () => {
      offer(element, () => element.editor.getDocument().toString(), start);
      resume();
    };
    if (element.editor) ready();
    else element.addEventListener('trix-initialize', ready);
  });
}

start();
