import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { obstacleOf } from '#lib/sites/obstacle.ts';

/** Put into a page when the page doctor is opened over a protection; says which one it is, reads nothing else. */
export default defineUnlistedScript(() => obstacleOf(document, new URL(location.href)));
