import type { Keban } from '../../entrypoints/testing/main.ts';

declare global {
  /** The verbs that the testing page offers to code run in it. */
  var keban: Keban;
}
