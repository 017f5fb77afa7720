import { add, changed, host, offer, textOfHtml } from './page.js';

/** `?inline`: without an iframe. Its build loads its parts by address, so it is not bundled. */
const inline = new URLSearchParams(location.search).has('inline');
const script = document.createElement('script');
script.src = '/npm/ckeditor4/ckeditor.js';
script.addEventListener('load', () => {
  const { CKEDITOR } = globalThis;
  const config = { customConfig: '', versionCheck: false, stylesSet: false, removePlugins: 'scayt,wsc' };
  const editor = inline
    ? CKEDITOR.inline(add('div', { contenteditable: 'true', style: 'min-height:60px' }), config)
    : CKEDITOR.replace(add('textarea'), config);
  editor.on('change', changed);
  editor.on('instanceReady', () => {
    const element = inline ? editor.editable().$ : host.querySelector('iframe');
    offer(element, () => textOfHtml(editor.getData()));
  });
});
document.head.append(script);
