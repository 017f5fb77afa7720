/** A message as the messenger sends it; `data` may be anything. */
export interface Forged {
  what: string;
  message: unknown;
}

const TYPES = [
  'report',
  'templates',
  'render',
  'whoIsOpen',
  'templateUsed',
  'messages',
  'checkDraft',
  'loadPart',
  'loadPalette',
  'openPanel',
] as const;
const COMMAND = '11111111-2222-4333-8444-555555555555';
const SCRIPT = '<img src=https://evil.example/x onerror=globalThis.pwned=1>';

const order = (change: object): object => ({ kind: 'order', no: '4512300187000299999', state: 'paid', items: [], ...change });
const report = (change: object): object => ({
  commandId: COMMAND,
  reader: 'taobao/orders-2026',
  url: 'https://myseller.taobao.com/',
  state: 'ready',
  shop: { site: 'taobao', key: '青禾示例专卖店' },
  observations: [],
  health: {},
  ...change,
});

/** Data of no type's shape. */
const SHAPELESS: readonly unknown[] = [
  undefined,
  null,
  0,
  -1,
  1e308,
  true,
  'x',
  '',
  [],
  [[]],
  {},
  { data: {} },
  { commandId: 5 },
  { commandId: 'short' },
  { commandId: 'x'.repeat(65) },
  { commandId: { toString: 'x' } },
  { commandId: [COMMAND] },
  { commandId: `${COMMAND}\n` },
  { constructor: { prototype: { pwned: 1 } } },
  { templateId: 7, fingerprint: 7 },
  { fingerprint: 'x'.repeat(2001) },
];

/** Reports that are wrong in one place. */
const REPORTS: readonly object[] = [
  { commandId: '' },
  { reader: 5 },
  { reader: 'x'.repeat(201) },
  { url: null },
  { url: 'x'.repeat(2001) },
  { state: 'fine' },
  { state: null },
  { shop: { site: 'evil', key: 'x' } },
  { shop: { site: 'taobao', key: '' } },
  { shop: { site: 'taobao', key: 'x'.repeat(513) } },
  { shop: 'x' },
  { health: { a: 'good' } },
  { health: null },
  { health: { ['k'.repeat(201)]: 'found' } },
  { fingerprint: 5 },
  { fingerprint: 'x'.repeat(2001) },
  { observations: null },
  { observations: 'x' },
  { observations: [null] },
  { observations: [{}] },
  { observations: [{ kind: 'delete' }] },
  { observations: Array.from({ length: 51 }, () => order({})) },
  ...[
    { no: '' },
    { no: Number('4512300187000299999') },
    { no: SCRIPT },
    { no: '1'.repeat(40) },
    { state: 'free' },
    { createdAt: -1 },
    { createdAt: 1e300 },
    { createdAt: '2026-01-01' },
    { createdAt: 1.5 },
    { paid: 5 },
    { paid: { minor: 1.5, currency: 'CNY' } },
    { paid: { minor: '1', currency: 'CNY' } },
    { paid: { minor: 1, currency: SCRIPT } },
    { paid: { minor: 1e300, currency: 'CNY' } },
    { items: 'x' },
    { items: [null] },
    { items: [{ quantity: -1 }] },
    { items: [{ title: '' }] },
    { items: [{ title: 'x'.repeat(513) }] },
    { items: [{ itemId: SCRIPT }] },
    { buyer: 'x' },
    { buyer: { uid: SCRIPT } },
    { buyer: { nick: 'x'.repeat(513) } },
    { buyer: { nick: 5 } },
    { buyer: { masked: 'yes' } },
  ].map((change) => ({ observations: [order(change)] })),
  ...[
    { peer: null },
    { peer: { uid: '"><script>' } },
    { peer: { nick: [] } },
    { peer: {}, orderNos: 'x' },
    { peer: {}, orderNos: [5] },
    { peer: {}, orderNos: ['x'] },
  ].map((change) => ({ fingerprint: 'x', observations: [{ kind: 'peer', orderNos: [], ...change }] })),
];

const UNKNOWN = [
  '',
  ' ',
  'db',
  'eval',
  'delete',
  'clear',
  'restore',
  'insertAll',
  'addNote',
  'customers',
  'report ',
  'REPORT',
  'Report',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'then',
  'chrome',
  'keban',
  'x'.repeat(70_000),
];

/** More than two hundred messages that no honest content script sends: shapeless, oversized, unknown, not ours to say. */
export function forgedMessages(): Forged[] {
  const sent = (type: unknown, data: unknown): object => ({ id: 1, type, data, timestamp: 1 });
  const binding = { tabId: 1, frameId: 0, fingerprint: '林间小雨88' };
  return [
    ...TYPES.flatMap((type) => SHAPELESS.map((data, i) => ({ what: `${type} shapeless ${i}`, message: sent(type, data) })))
      // With nothing given the templates are asked for as a whole, which is allowed.
      .filter(({ message }) => !isTemplates(message)),
    ...REPORTS.map((change, i) => ({ what: `report wrong ${i}`, message: sent('report', report(change)) })),
    ...TYPES.map((type) => ({ what: `${type} oversized`, message: sent(type, { ...report({}), padding: 'x'.repeat(70_000) }) })),
    { what: 'report of 5 MB', message: sent('report', report({ reader: 'x'.repeat(5_000_000) })) },
    ...UNKNOWN.map((type) => ({ what: `unknown ${type.slice(0, 20)}`, message: sent(type, report({})) })),
    ...[null, 0, 'x', [], {}, true, { type: 'report' }, { type: 5, timestamp: 1 }, { timestamp: 1 }, [report({})]].map(
      (message, i) => ({ what: `bare ${i}`, message }),
    ),
    ...['insert', 'reread'].flatMap((type) =>
      [binding, null].map((b) => ({
        what: `${type} from a page's script`,
        message: sent(type, { text: '坏话', binding: b, commandId: COMMAND }),
      })),
    ),
  ];
}

function isTemplates(message: object): boolean {
  const { type, data } = message as { type: string; data: unknown };
  return type === 'templates' && typeof data === 'object' && data !== null && !Array.isArray(data);
}
