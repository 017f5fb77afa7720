import type { ShopRef } from '#lib/domain/observation.ts';
import type { ChatReader } from '../site.ts';
import { hasSign, webChat } from '../taobao/web-chat.ts';
import { isKnown } from '../taobao/page.ts';
import { alibaba1688Meta } from './meta.ts';

/** Only one's own messages name the account; what the panel beside the chat shows there is not known on 1688. */
function shopOf(shop: ShopRef | undefined): ShopRef | undefined {
  // A title alone is no account; here a bare account is one, as no other page of this site is read.
  if (!shop || (shop.keyIsName && shop.key === shop.name)) return undefined;
  const { name: _panel, keyIsName: _bare, ...own } = shop;
  return { ...own, site: 'alibaba1688' };
}

const frame = webChat(
  'alibaba1688/chat-2026',
  'alibaba1688',
  (source) => alibaba1688Meta.pageKind(source.url) === 'chat' && isKnown(source, hasSign(source.document)),
);

/** The web chat frame of 1688 (`def_cbu_web_im_core`): the component of Taobao's web chat under another address. */
export const chat2026: ChatReader = {
  ...frame,
  read(source) {
    const { shop: read, ...reading } = frame.read(source);
    const shop = shopOf(read);
    return { ...reading, ...(shop ? { shop } : {}) };
  },
};
