import { baseKeymap } from '@tiptap/pm/commands';
import { history, redo, undo } from '@tiptap/pm/history';
import { keymap } from '@tiptap/pm/keymap';
import { Schema } from '@tiptap/pm/model';
import { EditorState } from '@tiptap/pm/state';
import { EditorView } from '@tiptap/pm/view';
import { changed, host, offer } from './page.js';

/** The barest ProseMirror: paragraphs of text, no line breaks inside. */
const schema = new Schema({
  nodes: {
    doc: { content: 'paragraph+' },
    paragraph: { content: 'text*', parseDOM: [{ tag: 'p' }], toDOM: () => ['p', 0] },
    text: {},
  },
});
const view = new EditorView(host, {
  state: EditorState.create({ schema, plugins: [history(), keymap({ 'Mod-z': undo, 'Mod-y': redo }), keymap(baseKeymap)] }),
  dispatchTransaction(transaction) {
    if (transaction.docChanged) changed();
    view.updateState(view.state.apply(transaction));
  },
});
offer(view.dom, () => view.state.doc.textBetween(0, view.state.doc.content.size, '\n'));
