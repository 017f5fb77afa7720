/** Shapes of the practice shop's invented data. Money is in cents, moments are epoch milliseconds, ids are strings. */

export interface Item {
  key: string;
  itemId: string;
  title: string;
  /** Picture family drawn by images.ts, e.g. "lamp". */
  picture: string;
  price: number;
  variants: { spec: { name: string; value: string }[]; code: string }[];
}

export interface OrderLine {
  itemId: string;
  title: string;
  picture: string;
  spec: { name: string; value: string }[];
  code: string;
  price: number;
  quantity: number;
}

type OrderState = 'unpaid' | 'paid' | 'shipped' | 'success' | 'closed';

export interface Order {
  id: string;
  buyer: string;
  state: OrderState;
  lines: OrderLine[];
  discount: number;
  postage: number;
  total: number;
  createdAt: number;
  paidAt?: number;
  shippedAt?: number;
  finishedAt?: number;
  closedAt?: number;
  tracking?: { carrier: string; number: string };
  flag: 'none' | 'red' | 'purple' | 'white';
  memo: string;
  buyerNote: string;
  tags: string[];
}

export interface Buyer {
  /** Numeric uid on Taobao, "buyer-0001" on AliExpress. */
  id: string;
  name: string;
  avatar: string;
  /** Conversation id on AliExpress, conversation code on Taobao. */
  session: string;
  /** Last digits shared by all orders of the buyer. */
  tail: string;
  country?: { code: string; name: string };
  star?: string;
  remark?: string;
  contact: { name: string; address: string; zip: string; phone: string; mail: string };
}

type MessageKind = 'text' | 'image' | 'file' | 'item' | 'template' | 'system' | 'withdrawn';

export interface Message {
  id: string;
  from: 'buyer' | 'shop';
  /** Shown nick of the writer (shop staff differ). */
  nick: string;
  at: number;
  kind: MessageKind;
  text: string;
  /** Machine translation shown under a foreign text (AliExpress). */
  translation?: string;
  picture?: string;
  file?: { name: string; size: string };
  item?: { itemId: string; title: string; price: string; picture: string };
  template?: { id: string; lines: string[]; button: string };
  /** Written by the platform in the shop's name. */
  robot?: boolean;
  read?: boolean;
}

export interface Chat {
  buyer: string;
  unread: number;
  messages: Message[];
}

export interface Refund {
  id: string;
  lineId: string;
  orderId: string;
  buyer: string;
  kind: string;
  amount: number;
  reason: string;
  status: string;
  open: boolean;
  appliedAt: number;
  deadlineAt: number;
  tracking?: { carrier: string; number: string };
  steps: string[];
}

export interface Review {
  id: string;
  orderId: string;
  buyer: string;
  mood: '正面评价' | '中性评价' | '负面评价' | '情感识别中';
  at: number;
  text: string;
  pictures: string[];
  append?: { days: number; text: string };
  reply?: string;
}

export interface Shop {
  site: 'taobao' | 'aliexpress';
  name: string;
  staff: string;
  buyers: Buyer[];
  orders: Order[];
  chats: Chat[];
  refunds: Refund[];
  reviews: Review[];
}

/** An order as written down by hand: minutes before now, item keys, and what is special about it. */
export interface OrderPlan {
  buyer: string;
  ago: number;
  state: OrderState;
  /** [item key, variant index, quantity] */
  lines: [string, number, number][];
  id?: string;
  off?: number;
  post?: number;
  flag?: Order['flag'];
  memo?: string;
  note?: string;
  tags?: string[];
}

/** One chat line: minutes before now, who (b buyer, s staff, c colleague, r robot, y system), text or "#kind:…", translation. */
export type ChatLine = [number, 'b' | 's' | 'c' | 'r' | 'y', string, string?];
