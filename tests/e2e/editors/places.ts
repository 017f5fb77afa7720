/** A page an editor is in, by its address and the headers of its document. */
export interface Place {
  name: string;
  page: (editor: string) => string;
  headers: Record<string, string>;
}

const STRICT = "default-src 'none'; script-src 'self'; connect-src 'none'; frame-src https:; base-uri 'none'; form-action 'none'";
const here = (editor: string): string => editor;
const isolated = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** Where an editor may be, beside the plain pages of the matrix. */
export const PLACES: readonly Place[] = [
  { name: 'an iframe of the same origin', page: (editor) => `frame?of=${encodeURIComponent(`/${editor}`)}`, headers: {} },
  {
    name: 'an iframe of another origin',
    page: (editor) => `frame?of=${encodeURIComponent(`https://other.test/${editor}`)}`,
    headers: {},
  },
  { name: 'a page with a strict policy', page: here, headers: { 'Content-Security-Policy': STRICT } },
  {
    name: 'a page that wants trusted types',
    page: here,
    headers: { 'Content-Security-Policy': `${STRICT}; require-trusted-types-for 'script'` },
  },
  { name: 'a page isolated from others', page: here, headers: { ...isolated, 'Cross-Origin-Resource-Policy': 'cross-origin' } },
];

/** Editors tried in each place: one of each way of being written to. `shadow` is an open shadow tree. */
export const PLACED = [
  'fields?tag=textarea',
  'editable?tag=pre',
  'editable?tag=div&shadow',
  'prosemirror',
  'codemirror',
  'slate',
];
