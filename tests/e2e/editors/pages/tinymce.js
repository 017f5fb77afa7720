import tinymce from 'tinymce';
import 'tinymce/icons/default';
import 'tinymce/models/dom';
import 'tinymce/themes/silver';
import { add, changed, host, offer, textOfHtml } from './page.js';

const [editor] = await tinymce.init({
  target: add('textarea'),
  license_key: 'gpl',
  skin: false,
  content_css: false,
  promotion: false,
  branding: false,
  height: 200,
});
editor.on('input change ExecCommand', changed);
offer(host.querySelector('iframe'), () => textOfHtml(editor.getContent()));
