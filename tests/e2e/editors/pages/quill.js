import Quill from 'quill';
import { add, changed, offer } from './page.js';

const quill = new Quill(add('div'), { placeholder: '请输入' });
quill.on('text-change', changed);
offer(quill.root, () => quill.getText());
