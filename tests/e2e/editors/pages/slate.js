import { createElement, useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import { createEditor, Node } from 'slate';
import { withHistory } from 'slate-history';
import { Editable, Slate, withReact } from 'slate-react';
import { changed, host, offer } from './page.js';

let editor;

function Page() {
  editor = useMemo(() => withHistory(withReact(createEditor())), []);
  const onValueChange = () => changed();
  return createElement(
    Slate,
    { editor, initialValue: [{ type: 'paragraph', children: [{ text: '' }] }], onValueChange },
    createElement(Editable, { placeholder: '请输入', renderPlaceholder: undefined }),
  );
}

createRoot(host).render(createElement(Page));
const wait = new MutationObserver(() => {
  const element = host.querySelector('[contenteditable="true"]');
  if (!element || globalThis.ready) return;
  offer(element, () => editor.children.map((node) => Node.string(node)).join('\n'));
});
wait.observe(host, { childList: true, subtree: true });
