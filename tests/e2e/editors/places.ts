import { EDITORS, type Editor } from './table.ts';

/** A page an editor is in, by its address and the headers of its document. */
export interface Place {
  name: string;
  page: (editor: Editor) => string;
  headers: Record<string, string> | ((editor: Editor) => Record<string, string>);
  /** Editors that do not live there at all, with the reason: what is typed by hand does not come to them whole either. */
  without?: Readonly<Record<string, string>>;
}

const STRICT = "default-src 'none'; script-src 'self'; connect-src 'none'; frame-src https:; base-uri 'none'; form-action 'none'";
/** Measures itself by styles that it writes into the page, which has to let it. */
const STYLED = 'CKEditor 4, inline';
const strict = ({ name }: Editor): string => (name === STYLED ? `${STRICT}; style-src 'self' 'unsafe-inline'` : STRICT);
const SCRIPTED = 'begins its frame by a script in its markup, which no strict policy lets run';

/** These write no markup into the page; the others need a policy of the page that lets them. */
const WITHOUT_MARKUP = /^(?:input|textarea|React-|Vue-|contenteditable|pre|Draft|Slate|Lexical|ProseMirror|CodeMirror)/;

const here = ({ page }: Editor): string => page;
const with_ = ({ page }: Editor, flag: string): string => `${page}${page.includes('?') ? '&' : '?'}${flag}`;
const framed = (address: string): string => `frame?of=${encodeURIComponent(address)}`;
const isolated = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** Where an editor may be, beside the plain pages of the matrix. */
export const PLACES: readonly Place[] = [
  { name: 'an iframe of the same origin', page: ({ page }) => framed(`/${page}`), headers: {} },
  { name: 'an iframe of another origin', page: ({ page }) => framed(`https://other.test/${page}`), headers: {} },
  {
    name: 'an open shadow tree',
    page: (editor) => with_(editor, 'shadow'),
    headers: {},
    without: {
      'Draft.js': 'asks the document for the selection: what is typed in the middle goes to the end',
      'CKEditor 4': 'looks for its own parts in the document and never comes up',
      'CKEditor 4, inline': 'asks the document for the selection: a paste by hand throws and is lost',
      'CKEditor 5': 'asks the document for the selection: throws at each key, a paste by hand goes to the end',
    },
  },
  {
    name: 'a page with a strict policy',
    page: here,
    headers: (editor) => ({ 'Content-Security-Policy': strict(editor) }),
    without: { 'CKEditor 4': SCRIPTED },
  },
  {
    name: 'a page that wants trusted types',
    page: (editor) => (WITHOUT_MARKUP.test(editor.name) ? editor.page : with_(editor, 'policy')),
    headers: (editor) => ({ 'Content-Security-Policy': `${strict(editor)}; require-trusted-types-for 'script'` }),
    without: {
      'CKEditor 4': SCRIPTED,
      TinyMCE: 'writes markup into its frame, which wants trusted types too and has none of the page’s policies',
    },
  },
  { name: 'a page isolated from others', page: here, headers: { ...isolated, 'Cross-Origin-Resource-Policy': 'cross-origin' } },
];

/** The editors of a place: all that live there. */
export const editorsIn = ({ without = {} }: Place): Editor[] => EDITORS.filter(({ name }) => !(name in without));

/** The headers of the document that an editor is in. */
export const headersOf = ({ headers }: Place, editor: Editor): Record<string, string> =>
  typeof headers === 'function' ? headers(editor) : headers;
