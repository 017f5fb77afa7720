/** Keys of the compact window and what they do (message keys). */
export const compactKeys = [
  { keys: 'Ctrl+V', does: 'compact.key.paste' },
  { keys: 'Enter', does: 'compact.key.open' },
  { keys: '/', does: 'compact.key.replies' },
  { keys: 't', does: 'compact.key.tag' },
  { keys: 'n', does: 'compact.key.note' },
  { keys: 'c', does: 'compact.key.copy' },
  { keys: 'Ctrl+z', does: 'panel.key.undo' },
  { keys: 'Esc', does: 'compact.key.close' },
] as const;
