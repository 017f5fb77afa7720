import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { offerSuggest } from '#lib/inpage/suggest-hook.ts';
import { suggestNow } from '#lib/intent/load.ts';

/** Loaded into a chat page together with the palette: recognises what the buyer asked, there and then. */
export default defineUnlistedScript(() => offerSuggest(suggestNow));
