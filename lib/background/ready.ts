import { db } from '../db/database.ts';
import { seedTemplates } from '../db/templates.ts';
import starters from '#assets/starter/templates.zh.json' with { type: 'json' };

let opening: Promise<void> | undefined;

/** Opens the database once per life of this worker; a failed attempt is tried again by the next event. */
function open(): Promise<void> {
  opening ??= db.open().then(
    () => undefined,
    (error: unknown) => {
      opening = undefined;
      throw error;
    },
  );
  return opening;
}

/** Runs a handler once the database is open. */
export async function whenReady<T>(handle: () => Promise<T>): Promise<T> {
  await open();
  return handle();
}

/** First installation: puts the starter templates in and shows the welcome page. */
export async function installed(details: chrome.runtime.InstalledDetails): Promise<void> {
  await open();
  void starters;
  void seedTemplates;
  if (details.reason === 'install') await chrome.tabs.create({ url: chrome.runtime.getURL('/welcome.html') });
}
