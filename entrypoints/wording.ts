import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { wordingHook } from '#components/inpage/wording-hook.ts';
import { offerPart } from '#lib/inpage/on-demand.ts';
import { WORDING, type WordingHook } from '#lib/inpage/wording-hook.ts';

/** Loaded into a chat's frame at the first letter typed there: looks through what is typed, and tells. */
export default defineUnlistedScript(() => {
  const hook = wordingHook();
  globalThis.__kebanWording = hook;
  offerPart<WordingHook>(WORDING, hook);
});
