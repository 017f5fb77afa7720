import 'trix';
import { add, changed, offer } from './page.js';

const element = add('trix-editor');
element.addEventListener('trix-change', changed);
const start = () => offer(element, () => element.editor.getDocument().toString());
if (element.editor) start();
else element.addEventListener('trix-initialize', start);
