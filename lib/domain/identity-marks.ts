/** Sites that show buyers in the same way. */
export type Family = 'taobao' | 'aliexpress' | 'custom';

/** Something a page shows of a buyer, and what it is worth when two records are compared within one shop. */
export interface Mark {
  mark:
    | 'orderNo'
    | 'uid'
    | 'enc'
    | 'nick'
    | 'maskedNick'
    | 'shownName'
    | 'genericName'
    | 'orderTail'
    | 'phoneTail'
    | 'recipient'
    | 'remark'
    | 'country';
  /** Taobao and what shares its member names and chat, or AliExpress and everything that shows only names and ids. */
  family: Family;
  /** Two records that share it: are one buyer; are offered to a person, the better the more they share; or nothing follows. */
  same: 'joins' | 'ranks' | 'nothing';
  /** Two records that differ in it: are two buyers; are less likely one; or nothing follows. */
  differs: 'rejects' | 'lowers' | 'nothing';
}

/**
 * Who is who: every mark of a buyer that pages show and what may be concluded from it, best first. Only what joins
 * becomes an identity key (an order number joins by its owner). Everything else is for rejecting and for suggestions,
 * which a person decides.
 */
export const MARKS: readonly Mark[] = [
  {
    mark: 'orderNo',
    family: 'taobao',
    same: 'joins',
    differs: 'nothing',
  },
  {
    mark: 'uid',
    family: 'taobao',
    same: 'joins',
    differs: 'rejects',
  },
  {
    mark: 'enc',
    family: 'taobao',
    same: 'joins',
    differs: 'nothing',
  },
  {
    mark: 'nick',
    family: 'taobao',
    same: 'joins',
    differs: 'rejects',
  },
  {
    mark: 'maskedNick',
    family: 'taobao',
    same: 'nothing',
    differs: 'rejects',
  },
  {
    mark: 'orderTail',
    family: 'taobao',
    same: 'ranks',
    differs: 'nothing',
  },
  {
    mark: 'phoneTail',
    family: 'taobao',
    same: 'ranks',
    differs: 'nothing',
  },
  { mark: 'recipient', family: 'taobao', same: 'ranks', differs: 'nothing' },
  { mark: 'remark', family: 'taobao', same: 'ranks', differs: 'nothing' },
  {
    mark: 'orderNo',
    family: 'aliexpress',
    same: 'joins',
    differs: 'nothing',
  },
  {
    mark: 'uid',
    family: 'aliexpress',
    same: 'joins',
    differs: 'rejects',
  },
  {
    mark: 'shownName',
    family: 'aliexpress',
    same: 'ranks',
    differs: 'rejects',
  },
  {
    mark: 'genericName',
    family: 'aliexpress',
    same: 'nothing',
    differs: 'nothing',
  },
  {
    mark: 'nick',
    family: 'custom',
    same: 'joins',
    differs: 'rejects',
  },
  {
    mark: 'orderTail',
    family: 'aliexpress',
    same: 'ranks',
    differs: 'lowers',
  },
  {
    mark: 'phoneTail',
    family: 'aliexpress',
    same: 'ranks',
    differs: 'nothing',
  },
  { mark: 'recipient', family: 'aliexpress', same: 'ranks', differs: 'nothing' },
  { mark: 'remark', family: 'aliexpress', same: 'ranks', differs: 'nothing' },
  {
    mark: 'country',
    family: 'aliexpress',
    same: 'ranks',
    differs: 'lowers',
  },
];

/** Where each mark is known from, as `family.mark`: for whoever reads, no script carries it. */
export const MARK_SOURCES: Readonly<Record<string, string>> = {
  'taobao.orderNo': 'one order has one buyer; shown beside chats, in orders, refunds, reviews and exports (2016 – 2026)',
  'taobao.uid':
    'number in the conversation code, buyer first in 631 of 631 rows (2025-09); buyer.id of the old order detail (to 2021)',
  'taobao.enc':
    'buyer.encodeId of the order list (2026), securityuid of reviews; whether both are one value and stay the same is not known, so two values are no proof of two buyers',
  'taobao.nick':
    'full in chats, chat records and exports before 2022; 631 nicks of a shop without a double; can be changed, so an equal uid outweighs it',
  'taobao.maskedNick': 'first character and **; of 631 nicks only 128 have a first character of their own',
  'taobao.orderTail':
    'last six digits follow from the uid in the orders of 2018; undocumented, one exception among four orders of 2026',
  'taobao.phoneTail': 'a buyer has several addresses, a household one telephone',
  'taobao.recipient': 'masked to one character since about 2021',
  'taobao.remark': 'free text of the staff',
  'aliexpress.orderNo': 'one order has one buyer; order cards beside the chat (2026-03), lists, disputes, exports',
  'aliexpress.uid': 'targetId of the conversation list (2026-09), ownerMemberId in the order list until 2024',
  'aliexpress.shownName': 'real names, not unique; another full name on the same order means that a signal is wrong',
  'aliexpress.genericName': '`ae` and six digits, or `xxx user`, stand in for a name in chats (2026-03)',
  'custom.nick': "a chat site of the user's own shows a name and nothing else; that namesakes become one is said there",
  'aliexpress.orderTail':
    'last four digits: equal in the orders of 58 of 58 repeat buyers and in 261 of 261 disputes (2026-01); one in 10,000 by chance',
  'aliexpress.phoneTail': 'masked to the first and last three digits after 90 days',
  'aliexpress.recipient': 'masked to three letters after 90 days',
  'aliexpress.remark': 'free text of the staff',
  'aliexpress.country': 'country of the account or of the newest address',
};
