import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { changed, host, offer } from './page.js';

const tag = new URLSearchParams(location.search).get('tag');
let state = '';

function Field() {
  const [value, setValue] = useState('');
  state = value;
  const onChange = ({ target }) => {
    changed();
    setValue(target.value);
  };
  return createElement(tag, { value, onChange, ref: (field) => field && !globalThis.editor && offer(field, () => state) });
}

createRoot(host).render(createElement(Field));
