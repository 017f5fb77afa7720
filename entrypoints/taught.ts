import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { routeKeys } from '#lib/inpage/bridge.ts';
import { beginTaught } from '#lib/teach/inject.ts';

/** Put into pages for which a person has taught rules; on sites of the user's own it is the only script. */
export default defineUnlistedScript(() => {
  // Before any listener of the page, so that Enter in the palette never reaches the site's own Enter-sends.
  routeKeys(window);
  void beginTaught();
});
