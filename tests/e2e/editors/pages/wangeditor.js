import { createEditor } from '@wangeditor/editor';
import { add, changed, host, offer } from './page.js';

add('div', { id: 'wang', style: 'height:200px' });
const editor = createEditor({ selector: '#wang', config: { placeholder: '请输入', onChange: changed } });
offer(host.querySelector('[contenteditable="true"]'), () => editor.getText());
