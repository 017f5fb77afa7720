/** Keys of the panel and what they do (message keys); the list behind `?` is made of this. */
export const panelKeys = [
  { keys: 't', does: 'panel.key.tag' },
  { keys: 'n', does: 'panel.key.note' },
  { keys: 'f', does: 'panel.key.followUp' },
  { keys: 'm', does: 'merge.key.look' },
  { keys: 'c', does: 'panel.key.copyName' },
  { keys: '/', does: 'panel.key.search' },
  { keys: 'w', does: 'panel.key.compact' },
  { keys: '1–3', does: 'panel.key.insert' },
  { keys: 'Alt+1–8', does: 'panel.key.insertFromSearch' },
  { keys: 'Ctrl+Enter', does: 'panel.key.saveNote' },
  { keys: 'Enter', does: 'panel.key.saveFollowUp' },
  { keys: 'Ctrl+z', does: 'panel.key.undo' },
  { keys: 'h', does: 'panel.key.doctor' },
  { keys: 'Alt+x', does: 'panel.key.blur' },
  { keys: 'Esc', does: 'panel.key.leave' },
  { keys: '?', does: 'panel.key.help' },
] as const;
