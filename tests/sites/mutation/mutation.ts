import type { Random } from './random.ts';

/** What one mutation did to a document: in words for the report of a failure, and which texts it took away. */
interface Done {
  what: string;
  removed?: string[];
}

/** Changes a document as a site's update might. Returns what was done, null where the page offers no place for it. */
export type Mutate = (document: Document, random: Random) => Done | null;
