import { Editor } from '@tiptap/core';
import { StarterKit } from '@tiptap/starter-kit';
import { changed, host, offer } from './page.js';

const editor = new Editor({ element: host, extensions: [StarterKit], onUpdate: changed });
offer(editor.view.dom, () => editor.getText({ blockSeparator: '\n' }));
