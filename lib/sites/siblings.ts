import { conversationsPayload } from './alibaba/conversations.ts';
import { messenger2026, oneTalk2026 } from './alibaba/chat.ts';
import { chat2026 as chat1688 } from './alibaba1688/chat.ts';
import { chat2026 as chatGoofish } from './goofish/chat.ts';
import { pushPayload } from './goofish/payloads.ts';
import { chat2021 as chatLazada } from './lazada/chat.ts';
import { lazadaPayloads } from './lazada/payloads.ts';
import type { PageReader, PayloadReader } from './site.ts';

/** Page readers of the sites that are switched on one by one. */
export const siblingReaders: readonly PageReader[] = [chatGoofish, chat1688, chatLazada, messenger2026, oneTalk2026];

/** Payload readers of those sites. */
export const siblingPayloads: readonly PayloadReader[] = [pushPayload, conversationsPayload, ...lazadaPayloads];
