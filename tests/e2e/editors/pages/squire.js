import Squire from 'squire-rte';
import { add, changed, offer, textOfHtml } from './page.js';

const root = add('div', { style: 'min-height:60px' });
const squire = new Squire(root, { sanitizeToDOMFragment: (html) => document.createRange().createContextualFragment(html) });
squire.addEventListener('input', changed);
offer(
  root,
  () => textOfHtml(squire.getHTML()),
  () => squire.setHTML(''),
);
