/**
 * Calls `watch` for a document, and for that of a frame of the same origin as soon as the editor in it has the focus:
 * some editors (TinyMCE, CKEditor 4) live in a frame of their own. Nothing is called after `signal`.
 */
export function eachEditorDocument(
  document: Document,
  editorOf: () => HTMLElement | null,
  watch: (document: Document) => void,
  signal: AbortSignal,
): void {
  const watched = new WeakSet<Document>();
  const add = (each: Document): void => {
    if (watched.has(each)) return;
    watched.add(each);
    watch(each);
  };
  add(document);
  const entered = (): void => {
    if (signal.aborted || document.activeElement?.tagName !== 'IFRAME') return;
    const owner = editorOf()?.ownerDocument;
    if (owner) add(owner);
  };
  // A window loses the focus to a frame in it before the document knows which one has it.
  document.defaultView?.addEventListener('blur', () => setTimeout(entered), { signal });
  entered();
}
