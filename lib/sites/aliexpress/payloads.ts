import type { PayloadReader } from '../site.ts';
import { chatPayloads } from './payloads-chat.ts';
import { errorPayload } from './payloads-error.ts';
import { tradePayloads } from './payloads-trade.ts';

/** All payload readers of AliExpress; refusals of the gateway come first, so that nothing in them is read. */
export const aliexpressPayloads: readonly PayloadReader[] = [errorPayload, ...chatPayloads, ...tradePayloads];
