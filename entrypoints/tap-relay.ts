import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startRelay } from '#lib/tap/relay.ts';

// Beside `tap.ts`, in our own world: reads its copies and reports what is kept of them.
export default defineUnlistedScript(() => startRelay());
