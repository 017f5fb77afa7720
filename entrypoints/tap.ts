import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startTap } from '#lib/tap/start.ts';

// In the page's own world, and only while a person has switched it on.
export default defineUnlistedScript(() => startTap());
