import { createApp, h, ref } from 'vue';
import { changed, host, offer } from './page.js';

const tag = new URLSearchParams(location.search).get('tag');
const value = ref('');

// Controlled: what is shown is drawn from the state again after every change.
createApp({
  render: () =>
    h(tag, {
      value: value.value,
      onInput({ target }) {
        changed();
        value.value = target.value;
      },
    }),
}).mount(host);
offer(host.querySelector(tag), () => value.value);
