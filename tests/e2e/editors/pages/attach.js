import { add, changed, offer } from './page.js';

/** `?take=paste|drop|text|nothing`: a chat box that shows pictures above itself, as web chats do, or takes none. */
const take = new URLSearchParams(location.search).get('take');
const previews = add('div', { id: 'previews' });
const element = add('pre', { contenteditable: 'true', style: 'min-height:60px;white-space:break-spaces;margin:0' });
element.addEventListener('input', changed);

function preview(event, files) {
  event.preventDefault();
  // Not at once: a page uploads first, or asks.
  setTimeout(() => {
    for (const file of files) {
      const image = new Image();
      image.src = URL.createObjectURL(file);
      image.title = file.name;
      previews.append(image);
    }
  }, 100);
}

element.addEventListener('paste', (event) => {
  if (take === 'paste') preview(event, event.clipboardData.files);
  if (take !== 'text') return;
  event.preventDefault();
  document.execCommand('insertText', false, event.clipboardData.getData('text/plain'));
});
for (const type of ['dragenter', 'dragover']) {
  element.addEventListener(type, (event) => {
    if (take !== 'drop') return;
    event.preventDefault();
    element.dataset.over = '';
  });
}
element.addEventListener('dragleave', () => delete element.dataset.over);
element.addEventListener('drop', (event) => {
  delete element.dataset.over;
  if (take === 'drop') preview(event, event.dataTransfer.files);
});
offer(element, () => element.innerText);
