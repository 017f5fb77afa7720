import { ClassicEditor } from '@ckeditor/ckeditor5-editor-classic';
import { Essentials } from '@ckeditor/ckeditor5-essentials';
import { Paragraph } from '@ckeditor/ckeditor5-paragraph';
import { add, changed, offer } from './page.js';

const editor = await ClassicEditor.create(add('div'), { licenseKey: 'GPL', plugins: [Essentials, Paragraph] });
editor.model.document.on('change:data', changed);
const textOf = (node) => (node.is('$text') ? node.data : node.is('element', 'softBreak') ? '\n' : '');
// It keeps the attributes of its editable to itself.
offer(editor.ui.view.editable.element.parentElement, () =>
  [...editor.model.document.getRoot().getChildren()].map((block) => [...block.getChildren()].map(textOf).join('')).join('\n'),
);
