import { Editor, EditorState } from 'draft-js';
import { createElement, useState } from 'react';
import { render } from 'react-dom';
import { changed, host, offer } from './page.js';

let state = EditorState.createEmpty();

function Draft() {
  const [editorState, setEditorState] = useState(state);
  state = editorState;
  const onChange = (next) => {
    if (next.getCurrentContent() !== state.getCurrentContent()) changed();
    setEditorState(next);
  };
  return createElement(Editor, { editorState, onChange });
}

render(createElement(Draft), host);
offer(host.querySelector('[contenteditable]'), () => state.getCurrentContent().getPlainText('\n'));
