import { describe, expect, it } from 'vitest';
import { aliexpressMeta, channelOf, sessionOf } from '../../../lib/sites/aliexpress/meta.ts';

const CHAT = 'https://csp.aliexpress.com/m_apps/ai-im/im?channelId=100001#/window';

describe('chatUrl', () => {
  it('brings back the conversation where it was seen, without tokens', () => {
    const seen = 'https://gsp.aliexpress.com/m_apps/im-chat/im?channelId=100001&token=t#/window?sessionId=s-0001&k=v';
    expect(aliexpressMeta.chatUrl('100001', {}, seen)).toBe(
      'https://gsp.aliexpress.com/m_apps/im-chat/im?channelId=100001#/window?sessionId=s-0001',
    );
  });

  it.each([
    ['nowhere', undefined],
    ['another page of the portal', 'https://csp.aliexpress.com/m_apps/order-manage/orderList?channelId=100001'],
    ['another shop', 'https://csp.aliexpress.com/m_apps/ai-im/im?channelId=100002#/window'],
    ['a page without a shop', 'https://csp.aliexpress.com/m_apps/ai-im/im#/window'],
    ['a host that only looks like it', 'https://csp.aliexpress.com.example.com/m_apps/ai-im/im?channelId=100001'],
    ['a user name in front of another host', 'https://csp.aliexpress.com@example.com/m_apps/ai-im/im?channelId=100001'],
    ['plain http', 'http://csp.aliexpress.com/m_apps/ai-im/im?channelId=100001'],
    ['a script', 'javascript:alert(1)'],
    ['no address', 'not an address'],
  ])("takes the shop's chat page when it was seen at %s", (_where, seen) => {
    expect(aliexpressMeta.chatUrl('100001', { uid: 'buyer-0001' }, seen)).toBe(CHAT);
  });

  it('has none for a shop key that is no channel', () => {
    expect(aliexpressMeta.chatUrl('100001#/x', {}, CHAT)).toBeNull();
    expect(aliexpressMeta.chatUrl('', {})).toBeNull();
  });
});

describe('the shop and the conversation of an address', () => {
  it('are read only where they have the right shape', () => {
    expect(channelOf(new URL(CHAT))).toBe('100001');
    expect(channelOf(new URL('https://csp.aliexpress.com/x?channelId=1&channelId=2'))).toBeNull();
    expect(channelOf(new URL('https://csp.aliexpress.com/x?channelId=1%20or%201'))).toBeNull();
    expect(channelOf(new URL('https://www.aliexpress.com/x?channelId=100001'))).toBeNull();
    expect(sessionOf(new URL(`${CHAT}?sessionId=s-0001`))).toBe('s-0001');
    expect(sessionOf(new URL(`${CHAT}?sessionId=%3Cb%3E`))).toBeNull();
    expect(sessionOf(new URL(CHAT))).toBeNull();
  });
});
