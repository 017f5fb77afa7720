import MediumEditor from 'medium-editor';
import { add, changed, offer, textOfHtml } from './page.js';

const element = add('div', { style: 'min-height:60px' });
const medium = new MediumEditor(element, { toolbar: false, placeholder: { text: '请输入' } });
medium.subscribe('editableInput', changed);
offer(element, () => textOfHtml(medium.getContent()));
