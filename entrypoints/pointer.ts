import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { beginPointing } from '#lib/teach/pointer.ts';

/** Put into the frames of a tab while a person points at what its reader misses. */
export default defineUnlistedScript(() => beginPointing());
