import 'fake-indexeddb/auto';
import { cleanup, configure } from '@testing-library/preact';
import { afterEach, beforeEach } from 'vitest';
import { resetBrowser } from './fake-chrome.ts';

resetBrowser();

// Imported late: both look at the browser and at IndexedDB when they are loaded.
const { db } = await import('#lib/db/database.ts');
const { forgetDrafts } = await import('#lib/ui/drafts.ts');
const { unmuteHotkeys } = await import('#lib/ui/hotkeys.ts');
const { forgetNotices } = await import('#lib/ui/notices.ts');

beforeEach(async () => {
  resetBrowser();
  await Promise.all(db.tables.map((table) => table.clear()));
});

afterEach(() => {
  cleanup();
  forgetDrafts();
  forgetNotices();
  unmuteHotkeys();
});

// Real databases behind the components: a busy machine may take more than the default second.
configure({ asyncUtilTimeout: 15_000 });
