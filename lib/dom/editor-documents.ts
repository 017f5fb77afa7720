/**
 * Calls `watch` for a document, and for that of a frame of the same origin as soon as somebody goes into the editor in
 * it: some editors (TinyMCE, CKEditor 4) live in a frame of their own. Nothing is called after `signal`.
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
  const look = (): void => {
    const owner = signal.aborted ? undefined : editorOf()?.ownerDocument;
    if (owner) add(owner);
  };
  const entered = (): void => {
    if (document.activeElement?.tagName === 'IFRAME') look();
  };
  // By the keyboard: the window loses the focus to a frame in it before the document knows which one has it.
  document.defaultView?.addEventListener('blur', () => setTimeout(entered), { signal });
  // By the pointer; a window that had no focus loses none.
  const over = ({ target }: Event): void => {
    if (target && 'tagName' in target && target.tagName === 'IFRAME') look();
  };
  document.addEventListener('pointerover', over, { capture: true, passive: true, signal });
  entered();
}
