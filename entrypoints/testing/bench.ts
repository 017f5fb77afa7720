import { measureHabits, measureWording } from './bench/drafts.ts';
import { exportAll, exportPlain } from './bench/exports.ts';
import { addPeoplesWork, fillByImport, fillPlain } from './bench/fill.ts';
import { LOOKUPS, measureLookup, settled } from './bench/lookups.ts';
import { measureSearch, putTemplates, search } from './bench/replies.ts';
import { QUERIES } from './bench/reply-sample.ts';
import { measureTicks } from './bench/ticks.ts';

/** What `npm run bench` calls in the page. */
export const bench = {
  fillByImport,
  fillPlain,
  addPeoplesWork,
  settled,
  LOOKUPS,
  measureLookup,
  exportAll,
  exportPlain,
  QUERIES,
  measureSearch,
  search,
  putTemplates,
  measureHabits,
  measureWording,
  measureTicks,
};
