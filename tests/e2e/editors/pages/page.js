/**
 * What every page of the matrix has in common. `window.editor` is how the test asks the page's own model:
 * `text()` what the page would send, `clear` empties it where keys do not, `changes` how often the page was told of a change.
 */
const query = new URLSearchParams(location.search);
const outside = document.getElementById('host');
/** `shadow` in the address of any page: what the editor is put into stands in an open shadow tree. */
export const host = query.has('shadow')
  ? outside.attachShadow({ mode: 'open' }).appendChild(document.createElement('div'))
  : outside;

// `policy`: for builds that write markup, as their pages do where trusted types are wanted.
if (query.has('policy')) {
  const trust = (text) => text;
  trustedTypes.createPolicy('default', { createHTML: trust, createScript: trust, createScriptURL: trust });
}

/** Makes an editor known: `element` is what a content script would find, `text` reads the framework's own model. */
export function offer(element, text, clear) {
  element.setAttribute('data-editor', '');
  if (host !== outside) outside.setAttribute('data-editor', '');
  globalThis.editor = { text, changes: 0, clear };
  globalThis.ready = true;
}

/** Called by the page's own handlers. */
export function changed() {
  if (globalThis.editor) globalThis.editor.changes += 1;
}

/** Adds an element below the host. */
export function add(tag, attributes = {}) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  host.append(element);
  return element;
}

/** Returns the lines of an editor that hands out markup: one per block, `br` breaks inside. */
export function textOfHtml(html) {
  const body = new DOMParser().parseFromString(html.replaceAll(/>\n+/g, '>'), 'text/html').body;
  const lines = [];
  const blocks = [...body.children].some(({ tagName }) => /^(?:P|DIV|UL|OL|H\d)$/.test(tagName)) ? [...body.children] : [body];
  for (const block of blocks) {
    // The last br of a block only holds its line open.
    if (block.lastChild?.nodeName === 'BR') block.lastChild.remove();
    for (const br of block.querySelectorAll('br')) br.replaceWith('\n');
    // Markup is often set out in lines of its own.
    lines.push(block.textContent.replaceAll('\u200b', '').replace(/^\u00a0$/, ''));
  }
  return lines.join('\n');
}
