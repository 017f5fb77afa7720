import { add, changed, offer } from './page.js';

/** `?tag=div|pre`, `&mode=plaintext-only`, `&shadow`: an editable element without any framework. */
const query = new URLSearchParams(location.search);
const style = query.get('tag') === 'pre' ? 'white-space:break-spaces;margin:0' : '';
const element = add(query.get('tag'), { contenteditable: query.get('mode') ?? 'true', style: `min-height:60px;${style}` });
element.addEventListener('input', changed);
if (query.has('shadow')) {
  const outside = add('div');
  outside.attachShadow({ mode: 'open' }).append(element);
  offer(outside, () => element.innerText);
} else offer(element, () => element.innerText);
