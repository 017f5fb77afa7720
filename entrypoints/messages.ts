import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { collectMessages } from '#lib/inpage/message-collector.ts';
import { offerPart } from '#lib/inpage/on-demand.ts';
import { type Collecting, MESSAGES } from '#lib/inpage/pack.ts';

/** Loaded into a frame where a chat was read, beside the script that reads it: collects its messages over time. */
export default defineUnlistedScript(() => offerPart<Collecting>(MESSAGES, collectMessages()));
