import { addPeoplesWork, fillByImport, fillPlain } from './bench/fill.ts';

/** What `npm run bench` calls in the page. */
export const bench = { fillByImport, fillPlain, addPeoplesWork };
