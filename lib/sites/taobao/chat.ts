import { isPage } from './page.ts';
import { hasSign, webChat } from './web-chat.ts';

/** The web chat frame of Taobao and Tmall (`/app/im/chat-core/`). */
export const chatReader = webChat('taobao/chat-2023', 'taobao', (source) => isPage(source, 'chat', hasSign(source.document)));
