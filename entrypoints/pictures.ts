import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { copyPicture, insertFiles } from '#lib/dom/insert-files.ts';
import { offerPart } from '#lib/inpage/on-demand.ts';
import { PICTURES, type PictureWays } from '#lib/inpage/pack.ts';

/** Loaded into a chat's frame when a template with pictures is put in there, beside the script that asked. */
export default defineUnlistedScript(() => offerPart<PictureWays>(PICTURES, { insertFiles, copyPicture }));
