/** A piece of a template's body: plain text, or a slot with its name as written and its fallback. */
export type TemplatePart = { text: string } | { slot: string; fallback?: string };

/** Longest name of a slot; what is longer is no slot but a brace that was left open. */
const MAX_NAME = 40;

const SLOT = /^\{([^{}|\n]{1,60})(?:\|([^{}\n]*))?\}/;

/**
 * Splits a body into text and slots. `{名}` is a slot, `{名|默认}` one with a fallback, `{{` and `}}` are literal braces.
 * A single brace that belongs to no slot becomes a slot of its own name, so that a slip is asked about, never sent.
 */
export function parseTemplate(body: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let text = '';
  const push = (part: TemplatePart): void => {
    if (text) parts.push({ text });
    text = '';
    parts.push(part);
  };
  for (let at = 0; at < body.length;) {
    const char = body[at] ?? '';
    if (char !== '{' && char !== '}') {
      text += char;
      at += 1;
    } else if (body[at + 1] === char) {
      text += char;
      at += 2;
    } else {
      const slot = char === '{' ? readSlot(body.slice(at, at + 600)) : null;
      push(slot ? slot.part : { slot: char });
      at += slot ? slot.length : 1;
    }
  }
  if (text) parts.push({ text });
  return parts;
}

function readSlot(rest: string): { part: TemplatePart; length: number } | null {
  const found = SLOT.exec(rest);
  const name = found?.[1]?.trim() ?? '';
  if (!found || !name || name.length > MAX_NAME) return null;
  const fallback = found[2]?.trim();
  return { part: fallback ? { slot: name, fallback } : { slot: name }, length: found[0].length };
}

/** A slot of a template: its name as written, the fact it stands for (null: a free slot), and its fallback. */
export interface TemplateSlot {
  name: string;
  fact: FactName | null;
  fallback?: string;
}

/** Returns the slots of a body in order, each name once. */
export function slotsOf(body: string): TemplateSlot[] {
  const slots = new Map<string, TemplateSlot>();
  for (const part of parseTemplate(body)) {
    if (!('slot' in part) || slots.has(part.slot)) continue;
    const slot: TemplateSlot = { name: part.slot, fact: factNamed(part.slot) };
    if (part.fallback !== undefined) slot.fallback = part.fallback;
    slots.set(part.slot, slot);
  }
  return [...slots.values()];
}

/** The facts a slot can stand for and the names it may be written with; the first is the one that menus offer. */
export const FACT_NAMES = {
  buyer: ['买家昵称', '买家', '昵称', '客户昵称'],
  orderNo: ['订单号', '订单编号', 'order', 'orderno', 'ordernumber', 'orderid'],
  orderState: ['订单状态'],
  item: ['商品', '商品名称', '宝贝', '宝贝标题'],
  sku: ['规格', '颜色尺码', 'sku', 'variant'],
  quantity: ['数量', '件数', 'quantity', 'qty'],
  paid: ['实付金额', '实付', '金额'],
  carrier: ['快递公司', '物流公司', '快递', 'carrier', 'shippingcompany'],
  tracking: ['快递单号', '物流单号', '运单号', 'tracking', 'trackingnumber'],
  orderDate: ['下单日期'],
  shippedDate: ['发货日期'],
  recipient: ['收件人', '收货人', 'recipient'],
  address: ['收货地址', '地址', 'address'],
  country: ['国家', 'country'],
  shop: ['店铺', '店铺名', 'shop', 'store'],
  staff: ['客服', '客服昵称', 'staff', 'agent'],
  today: ['今天'],
  tomorrow: ['明天'],
  dayAfter: ['后天'],
  yesterday: ['昨天'],
  weekday: ['星期'],
  time: ['现在'],
  greeting: ['问候'],
  // The same facts as foreign buyers read them: dates as 2026-11-03, amounts and states in English.
  name: ['name', 'buyer', 'customer', 'buyername', 'firstname'],
  status: ['status', 'orderstatus'],
  product: ['item', 'product'],
  amount: ['amount', 'paid', 'total'],
  orderIso: ['orderdate'],
  shippedIso: ['shippeddate'],
  todayIso: ['today', 'date'],
  tomorrowIso: ['tomorrow'],
} as const;

/** A fact that a slot can stand for. */
export type FactName = keyof typeof FACT_NAMES;

const byName = new Map<string, FactName>(
  (Object.keys(FACT_NAMES) as FactName[]).flatMap((fact) => FACT_NAMES[fact].map((name) => [name, fact] as const)),
);

/** Returns the fact a slot's name stands for, or null when it is a free slot that a person fills. */
export function factNamed(name: string): FactName | null {
  return (
    byName.get(
      name
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[\s_-]+/g, ''),
    ) ?? null
  );
}
