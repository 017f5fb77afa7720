import { parseTemplate, type SlotForm, type SlotPart, type TemplatePart } from './template-parts.ts';

/** A slot of a template: its name as written, the fact it stands for (null: a free slot), its fallback, how it is asked for. */
export interface TemplateSlot {
  name: string;
  fact: FactName | null;
  fallback?: string;
  form?: SlotForm;
}

/** Returns the slots of a body in order, each name once; those that only conditions ask about are among them. */
export function slotsOf(body: string): TemplateSlot[] {
  const slots = new Map<string, TemplateSlot>();
  for (const part of parseTemplate(body)) {
    const named = slotIn(part);
    if (!named) continue;
    const slot: TemplateSlot = slots.get(named.slot) ?? { name: named.slot, fact: factNamed(named.shifted?.base ?? named.slot) };
    slots.set(named.slot, {
      ...slot,
      ...(named.fallback !== undefined && slot.fallback === undefined && { fallback: named.fallback }),
      ...(named.form && { form: named.form }),
    });
  }
  return [...slots.values()];
}

function slotIn(part: TemplatePart): SlotPart | null {
  if ('slot' in part) return part;
  return 'test' in part ? { slot: part.test.slot } : null;
}

/** Tells whether a body has more places for the caret than one, whatever its conditions choose. */
export function hasMoreCursors(body: string): boolean {
  const parts = parseTemplate(body);
  const stops = parts.filter((part) => 'mark' in part && part.mark === 'cursor');
  return stops.length > 1 && !parts.some((part) => 'test' in part);
}

/** The facts a slot can stand for and the names it may be written with; the first is the one that menus offer. */
export const FACT_NAMES = {
  buyer: ['买家昵称', '买家', '昵称', '客户昵称'],
  orderNo: ['订单号', '订单编号', 'order', 'orderno', 'ordernumber', 'orderid'],
  orderState: ['订单状态'],
  item: ['商品', '商品名称', '宝贝', '宝贝标题'],
  sku: ['规格', '颜色尺码', 'sku', 'variant'],
  quantity: ['数量', '件数', 'quantity', 'qty'],
  // Not 「金额」: which amount it is, only a person knows.
  paid: ['实付金额', '实付'],
  carrier: ['快递公司', '物流公司', '快递', 'carrier', 'shippingcompany'],
  tracking: ['快递单号', '物流单号', '运单号', 'tracking', 'trackingnumber'],
  orderDate: ['下单日期'],
  shippedDate: ['发货日期'],
  recipient: ['收件人', '收货人', 'recipient'],
  address: ['收货地址', '地址', 'address'],
  country: ['国家', 'country'],
  shop: ['店铺', '店铺名', 'shop', 'store'],
  staff: ['客服', '客服昵称', 'staff', 'agent'],
  clipboard: ['剪贴板', 'clipboard'],
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
