import { createEmptyHistoryState, registerHistory } from '@lexical/history';
import { registerRichText } from '@lexical/rich-text';
import { $getRoot, createEditor } from 'lexical';
import { add, changed, offer } from './page.js';

const element = add('div', { contenteditable: 'true', style: 'min-height:60px;white-space:pre-wrap' });
const editor = createEditor({
  namespace: 'chat',
  onError(error) {
    throw error;
  },
});
editor.setRootElement(element);
registerRichText(editor);
registerHistory(editor, createEmptyHistoryState(), 300);
editor.registerTextContentListener(changed);
offer(element, () =>
  editor.getEditorState().read(() =>
    $getRoot()
      .getChildren()
      .map((each) => each.getTextContent())
      .join('\n'),
  ),
);
