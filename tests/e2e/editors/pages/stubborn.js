import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { changed, host, offer } from './page.js';

/** A field of a page that lets only short texts stay. */
let state = 'draft';

function Field() {
  const [value, setValue] = useState(state);
  state = value;
  const onChange = ({ target }) => {
    changed();
    if (target.value.length < 8) setValue(target.value);
  };
  return createElement('textarea', { value, onChange, ref: (field) => field && !globalThis.editor && offer(field, () => state) });
}

createRoot(host).render(createElement(Field));
