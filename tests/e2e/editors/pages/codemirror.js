import { EditorView, minimalSetup } from 'codemirror';
import { changed, host, offer } from './page.js';

const view = new EditorView({
  parent: host,
  extensions: [minimalSetup, EditorView.lineWrapping, EditorView.updateListener.of((update) => update.docChanged && changed())],
});
offer(view.contentDOM, () => view.state.doc.toString());
