import hostCss from './host.css?inline';

/**
 * Returns a tree of our own to be put over a page, without any style or script of the page reaching in, with `css` in
 * it; events of the given types end in it, since what is done there is nobody's business outside.
 */
export function closedTree(document: Document, css: string, ending: readonly string[]): { host: HTMLElement; root: ShadowRoot } {
  const host = document.createElement('div');
  host.setAttribute('popover', 'manual');
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(hostCss + css);
  root.adoptedStyleSheets = [sheet];
  for (const type of ending) root.addEventListener(type, (event) => event.stopPropagation());
  return { host, root };
}
