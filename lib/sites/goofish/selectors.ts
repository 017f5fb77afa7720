/** Where things are in the message centre of 闲鱼, 2026-04 … 2026-05. Classes carry a build hash: stems only. */
export const CHAT = {
  anchor: ['[class*="message-topbar"]', '#message-list-scrollable', '[class*="conversation-item"]', '.rc-virtual-list-holder'],
  root: ['main', 'body'],
  name: ['[class*="message-topbar"] [class*="text1"]', '[class*="message-topbar"] > :first-child'],
  maskedId: ['[class*="message-topbar"] [class*="text2"]'],
  item: ['a[href*="goofish.com/item?id="]', 'a[href*="/item?id="]'],
  row: [
    '.rc-virtual-list-holder [class*="conversation-item"]',
    '[class*="conversation-item--"]',
    '.rc-virtual-list-holder > div > *',
  ],
  rowAvatar: '[class*="avatar"]',
  unread: 'sup',
  message: ['#message-list-scrollable li.ant-list-item', '#message-list-scrollable li', '[class*="message-row--"]'],
  avatar: '[class*="avatar--"]',
  body: '[class*="message-text"], [class*="message-content"], [class*="msg-dx-content"]',
  text: ['[class*="message-text"]'],
  card: ['[class*="msg-dx-title"]'],
  editor: ['[class*="sendbox"] textarea', 'textarea[placeholder*="请输入消息"]', 'textarea'],
} as const;

/** The account id in the top bar, masked: `(t***6)`. */
export const MASKED_ID = /^[(（]\S{0,3}\*{2,}\S{0,3}[)）]$/;

/** Rows of the platform itself, which are nobody. */
export const NOBODY = /^(?:通知|系统|互动|活动|订单|物流|服务|官方)(?:消息|通知|助手)$/;

/** State words that a row shows beside the name; other words there are not understood. */
export const ROW_STATE = /^(?:等待|待|交易|退款|已|买家|卖家|订单|我已|去)[\u4e00-\u9fff，]{1,14}$/;

/** How a row tells its time. */
export const ROW_TIME =
  /^(?:刚刚|\d{1,2}(?:分钟|小时|天)前|昨天|前天|星期.|周.|\d{1,2}:\d{2}|(?:\d{4}-)?\d{1,2}-\d{1,2}|\d{1,2}月\d{1,2}日)$/;
