/** Keys of the dashboard and what they do (message keys); the list behind `?` is made of this. */
export const dashboardKeys = [
  { keys: 'g d', does: 'dash.key.today' },
  { keys: 'g c', does: 'dash.key.customers' },
  { keys: 'g f', does: 'dash.key.reminders' },
  { keys: 'g t', does: 'dash.key.templates' },
  { keys: 'g s', does: 'dash.key.settings' },
  { keys: '/', does: 'dash.key.search' },
  { keys: 'e', does: 'dash.key.export' },
  { keys: 't', does: 'panel.key.tag' },
  { keys: 'n', does: 'dash.key.new' },
  { keys: 'f', does: 'panel.key.followUp' },
  { keys: 'Ctrl+z', does: 'panel.key.undo' },
  { keys: 'Esc', does: 'dash.key.back' },
  { keys: '?', does: 'panel.key.help' },
] as const;
