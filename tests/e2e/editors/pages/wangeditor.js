import { createEditor } from '@wangeditor/editor';
import { add, changed, host, offer } from './page.js';

const place = add('div', { id: 'wang', style: 'height:200px' });
// By name as its pages do; one in a shadow tree cannot be found so.
const selector = place.getRootNode() === document ? '#wang' : place;
const editor = createEditor({ selector, config: { placeholder: '请输入', onChange: changed } });
offer(host.querySelector('[contenteditable="true"]'), () => editor.getText());
