import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { mountPalette } from '#components/inpage/mount-palette.tsx';
import { offerPalette } from '#lib/inpage/bridge.ts';

/** Loaded into a chat page when the palette is first asked for, beside the content script that asked. */
export default defineUnlistedScript(() => {
  if (!globalThis.__kebanPalette) offerPalette(mountPalette(document));
});
