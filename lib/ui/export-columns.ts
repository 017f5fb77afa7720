import type { ExportColumn } from '../files/export-cells.ts';
import type { ExportFormat } from '../files/export-customers.ts';
import { t, type MessageKey } from '../i18n.ts';

/** What goes into a file: a row per customer, or a row per order. */
export type ExportWhat = 'customers' | 'orders';

export interface ExportChoice {
  what: ExportWhat;
  format: ExportFormat;
  notes: boolean;
}

type Column = readonly [key: string, header: MessageKey, type: ExportColumn['type']];

const ABOUT: readonly Column[] = [
  ['shop', 'table.shop', 'text'],
  ['name', 'table.name', 'text'],
  ['masked', 'export.masked', 'text'],
  ['country', 'table.country', 'text'],
  ['tags', 'table.tags', 'text'],
];
const FIGURES: readonly Column[] = [
  ['orders', 'table.orders', 'number'],
  ['paidOrders', 'export.paidOrders', 'number'],
  ['paid', 'table.paid', 'money'],
  ['paid', 'export.currency', 'currency'],
  ['paidOther', 'export.paidOther', 'text'],
  ['first', 'table.first', 'time'],
  ['last', 'table.last', 'time'],
  ['aliases', 'export.aliases', 'text'],
  ['standing', 'dash.standing', 'text'],
  ['id', 'export.id', 'text'],
];
const ORDER: readonly Column[] = [
  ['no', 'export.orderNo', 'text'],
  ['state', 'table.state', 'text'],
  ['orderedAt', 'export.orderedAt', 'time'],
  ['paidAt', 'export.paidAt', 'time'],
  ['amount', 'export.amount', 'money'],
  ['amount', 'export.currency', 'currency'],
  ['items', 'export.items', 'text'],
  ['quantity', 'export.quantity', 'number'],
  ['recipient', 'export.recipient', 'text'],
  ['phone', 'export.phone', 'text'],
  ['address', 'export.address', 'text'],
  ['carrier', 'export.carrier', 'text'],
  ['tracking', 'export.tracking', 'text'],
  ['memo', 'export.memo', 'text'],
  ['buyerNote', 'export.buyerNote', 'text'],
];
/** Where a parcel goes beside its address; lists that were saved before had none of it. */
const PLACE: readonly Column[] = [
  ['city', 'import.field.city', 'text'],
  ['region', 'import.field.region', 'text'],
  ['zip', 'import.field.zip', 'text'],
  ['toCountry', 'export.toCountry', 'text'],
  ['email', 'import.field.email', 'text'],
];
const NOTES: Column = ['notes', 'export.notes', 'text'];

/** Returns the columns of a file, with their names. */
export function columnsOf({ what, notes }: ExportChoice): ExportColumn[] {
  const columns = what === 'orders' ? [...ORDER, ...PLACE, ...ABOUT] : [...ABOUT, ...FIGURES];
  return [...columns, ...(notes ? [NOTES] : [])].map(([key, header, type]) => ({ key, header: t(header), type }));
}

/** Tells whether column names are those of a list of orders that was saved here; its times are this computer's. */
export function isOrderList(headers: readonly string[]): boolean {
  return [...ORDER, ...ABOUT].every(([, header]) => headers.includes(t(header)));
}
