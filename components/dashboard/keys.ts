/** Keys of the dashboard and what they do (message keys); the list behind `?` is made of this. */
export const dashboardKeys = [
  { keys: 'G D', does: 'dash.key.today' },
  { keys: 'G C', does: 'dash.key.customers' },
  { keys: 'G F', does: 'dash.key.reminders' },
  { keys: 'G T', does: 'dash.key.templates' },
  { keys: 'G S', does: 'dash.key.settings' },
  { keys: '/', does: 'dash.key.search' },
  { keys: 'e', does: 'dash.key.export' },
  { keys: 't', does: 'panel.key.tag' },
  { keys: 'n', does: 'dash.key.new' },
  { keys: 'f', does: 'panel.key.followUp' },
  { keys: 'm', does: 'merge.key.look' },
  { keys: 'Ctrl+z', does: 'panel.key.undo' },
  { keys: 'Esc', does: 'dash.key.back' },
  { keys: '?', does: 'panel.key.help' },
] as const;
