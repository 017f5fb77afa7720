import { add, changed, offer } from './page.js';

/** `?tag=div|pre`, `&mode=plaintext-only`: an editable element without any framework. */
const query = new URLSearchParams(location.search);
const style = query.get('tag') === 'pre' ? 'white-space:break-spaces;margin:0' : '';
const element = add(query.get('tag'), { contenteditable: query.get('mode') ?? 'true', style: `min-height:60px;${style}` });
element.addEventListener('input', changed);
offer(element, () => element.innerText);
