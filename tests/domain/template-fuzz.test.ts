import { expect, it } from 'vitest';
import { isMoment } from '#lib/domain/condition-dates.ts';
import type { Order } from '#lib/domain/order.ts';
import { factsFrom, type Facts } from '#lib/domain/template-facts.ts';
import { renderTemplate, type RenderOptions } from '#lib/domain/template-render.ts';
import { FACT_NAMES, factNamed } from '#lib/domain/template-slots.ts';
import { dice, type Dice } from '../support/dice.ts';

/*
 * Templates made of every construct, filled with facts that are there or not: what comes out holds no piece of a
 * construct, no word of a program and no hole where something was left out, and nothing comes out while a value that is
 * needed is unknown. What is needed is told by a second, plainer reading of the same tree.
 */
const NOW = Date.UTC(2026, 10, 3, 6, 5);
const ROUNDS = 4000;

/** A piece of a template, and how it is written. */
type Node =
  | { kind: 'text'; text: string }
  | { kind: 'slot'; name: string; fallback?: string; form?: string }
  | { kind: 'if'; name: string; test: string; held: Node[]; otherwise: Node[] | null }
  | { kind: 'variants'; options: string[] }
  | { kind: 'include'; code: string }
  | { kind: 'cursor' }
  | { kind: 'message' };

const WORDS = ['亲', '您好，', '请稍等。', 'Hello', 'your parcel', '订单', '马上处理！', '谢谢', 'ok.', '48 小时内'];
const FACTS = Object.values(FACT_NAMES).flat();
const FREE = ['尺码', '赔付金额', '备注', '店铺.发货时效', '店铺.退货地址'];
const FORMS = ['单选 S/M/L', '日期', '开关 已加礼盒', '文字'];
const SHIFTS = ['+3天', '-2天', '+1个月', '+2周', '+5个工作日', '+999天', '-999个月', '+36小时'];
const CODES = ['qm', 'kk', '没有'];

function slot(die: Dice): Node {
  const free = die.chance(0.3);
  const base = free ? die.pick(FREE) : die.pick(FACTS);
  const shifted = !free && die.chance(0.25) ? die.pick(SHIFTS) : '';
  const form = free && !base.includes('.') && die.chance(0.6) ? die.pick(FORMS) : undefined;
  return {
    kind: 'slot',
    name: base + shifted,
    ...(form && { form }),
    ...(!form && die.chance(0.4) && { fallback: die.pick(['稍后', 'soon', '亲']) }),
  };
}

function comparisonsOf(name: string): string[] {
  const fact = factNamed(name);
  if (fact === 'time') return ['<18:00', '>=9点半', '=18:00'];
  return isMoment(fact)
    ? ['<12月1日', '>今天-3天', '=昨天', '≠2026-11-03', '=圣诞']
    : ['=ES/MX', '≠西班牙', '>100', '<5', '=S/M'];
}

function pieces(die: Dice, depth: number): Node[] {
  return Array.from({ length: die.int(1, 5) }, (): Node => {
    const roll = die.int(0, 99);
    if (roll < 35) return { kind: 'text', text: die.pick(WORDS) };
    if (roll < 68) return slot(die);
    if (roll < 85 && depth < 3) {
      const name = die.chance(0.75) ? die.pick(FACTS) : die.pick(FREE);
      const test = die.chance(0.6) ? '' : die.pick(comparisonsOf(name));
      const otherwise = die.chance(0.5) ? pieces(die, depth + 1) : null;
      return { kind: 'if', name, test, held: pieces(die, depth + 1), otherwise };
    }
    if (roll < 91) return { kind: 'variants', options: ['您好', '在的', 'Hi'].slice(0, die.int(2, 3)) };
    if (roll < 95) return { kind: 'include', code: die.pick(CODES) };
    return roll < 98 ? { kind: 'cursor' } : { kind: 'message' };
  });
}

/** Writes pieces apart by single blanks or lines, as a person does. */
function written(nodes: readonly Node[], die: Dice): string {
  let text = '';
  for (const node of nodes) {
    if (node.kind === 'message') text += '\n---\n';
    else text += (text === '' || text.endsWith('\n') ? '' : die.pick([' ', ' ', '', '\n'])) + piece(node, die);
  }
  return text;
}
function piece(node: Exclude<Node, { kind: 'message' }>, die: Dice): string {
  if (node.kind === 'text') return node.text;
  // A blank before the caret is wanted.
  if (node.kind === 'cursor') return '谢谢{光标}';
  if (node.kind === 'variants') return `{随机:${node.options.join('/')}}`;
  if (node.kind === 'include') return `{模板:${node.code}}`;
  if (node.kind === 'slot') return `{${node.name}${node.form ? `:${node.form}` : ''}${node.fallback ? `|${node.fallback}` : ''}}`;
  const [a, b] = die.chance(0.2) ? [' ', ' '] : ['', ''];
  const otherwise = node.otherwise ? `{否则}${a}${written(node.otherwise, die)}${b}` : '';
  return `{如果 ${node.name}${node.test}}${a}${written(node.held, die)}${b}${otherwise}{结束}`;
}

function order(die: Dice, no: string): Order {
  const maybe = <T>(value: T): T | undefined => (die.chance(0.6) ? value : undefined);
  const fields = {
    stateText: maybe('卖家已发货'),
    createdAt: maybe(NOW - die.int(1, 40) * 86_400_000),
    shippedAt: maybe(NOW - 86_400_000),
    paid: maybe({ minor: die.int(1, 99_999), currency: 'CNY' }),
    carrier: maybe('中通快递'),
    tracking: maybe(['75312345678901']),
    recipient: maybe({ name: '林某', address: die.pick(['广东省广州市天河路 1 号', '广东省***']) }),
  };
  return {
    no,
    shopId: 'taobao:青禾示例店',
    state: die.pick(['unpaid', 'paid', 'shipped', 'done', 'closed', 'refunding', 'unknown'] as const),
    seenAt: NOW,
    items: die.chance(0.7) ? [{ title: '加厚羊毛围巾', ...(die.chance(0.5) && { sku: '米白', quantity: 2 }) }] : [],
    ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
  } as Order;
}

function facts(die: Dice): Facts {
  const orders = Array.from({ length: die.pick([0, 1, 1, 1, 2, 3]) }, (_, i) => order(die, `271828182845904523${i}`));
  return factsFrom({
    customer: die.chance(0.8)
      ? {
          name: die.pick(['林间小雨88', '林**', '一个很长的名字…']),
          masked: die.chance(0.1),
          ...(die.chance(0.5) && { country: 'ES' }),
        }
      : null,
    orders,
    shop: die.chance(0.8) ? { site: 'taobao', key: '青禾示例店', staff: '青禾示例店:小满' } : null,
    now: NOW,
    zone: die.pick(['Asia/Shanghai', 'America/Los_Angeles']),
    ...(die.chance(0.3) && { clipboard: '剪贴的字' }),
    own: new Map(die.chance(0.5) ? [['发货时效', '48 小时']] : []),
  });
}

/** The plainer reading: whether something that is needed is unknown. */
function lacks(nodes: readonly Node[], known: Facts, inside: Record<string, Node[]>, depth = 0): boolean {
  return nodes.some((node) => {
    if (node.kind === 'include')
      return depth >= 3 || !inside[node.code] ? true : lacks(inside[node.code]!, known, inside, depth + 1);
    if (node.kind === 'slot') return isUnknown(node, known);
    if (node.kind !== 'if') return false;
    const value = has(node.name, known);
    if (value === null) return true;
    if (node.test) return !value;
    if (!value && !factNamed(node.name) && !node.name.startsWith('店铺.')) return true;
    return lacks(value ? node.held : (node.otherwise ?? []), known, inside, depth);
  });
}
/** Whether a value is there; null: of one of several orders, and not which. */
function has(name: string, { values, dates, orders, own }: Facts): boolean | null {
  if (name.startsWith('店铺.')) return own.has(name.slice(3));
  const [, base = name, moved] = /^(.+?)([+-]\d+.+)?$/.exec(name) ?? [];
  const fact = factNamed(base);
  if (!fact) return false;
  if (moved ? dates.has(fact) : values.has(fact)) return true;
  return orders.some((each) => each.values.has(fact) || each.dates.has(fact)) ? null : false;
}
function isUnknown({ name, fallback }: Node & { kind: 'slot' }, known: Facts): boolean {
  const value = has(name, known);
  return value === null || (!value && fallback === undefined);
}
const compares = (nodes: readonly Node[]): boolean =>
  nodes.some((node) => node.kind === 'if' && (node.test !== '' || compares(node.held) || compares(node.otherwise ?? [])));

const WRONG = /[{}]|[^\P{Cc}\n]|undefined|null|NaN|Invalid|\[object|＿＿/u;

function check(text: string, body: string): void {
  const about = JSON.stringify({ body, text });
  expect(WRONG.exec(text)?.[0], about).toBeUndefined();
  expect(/[^\S\n]{2}|[^\S\n]\n|\n[^\S\n]|^\s|\s$|\n{3}| [,.!?，。！？、]/.exec(text)?.[0], about).toBeUndefined();
  expect(text.trim(), about).not.toBe('');
}

it(`${ROUNDS} templates of every construct leave no hole, and nothing is filled while something needed is unknown`, () => {
  const told = { ready: 0, missing: 0, answered: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const die = dice(round + 1);
    const inside: Record<string, Node[]> = { qm: pieces(die, 2), kk: [{ kind: 'text', text: '谢谢' }] };
    const bodies = Object.fromEntries(Object.entries(inside).map(([code, nodes]) => [code, written(nodes, die)]));
    const nodes = pieces(die, 0);
    const body = written(nodes, die);
    const known = facts(die);
    const options: RenderOptions = { lookUp: (code) => bodies[code] ?? null, seed: String(round) };
    let rendered = renderTemplate(body, known, {}, options);
    // What is compared decides by rules of its own, tested elsewhere: there only that a lack is never passed over counts.
    if (lacks(nodes, known, inside)) expect(rendered.outcome, JSON.stringify({ round, body })).toBe('missing');
    else if (!compares([...nodes, ...Object.values(inside).flat()]) && rendered.outcome === 'missing')
      expect(
        rendered.slots.map(({ name }) => name),
        JSON.stringify({ round, body }),
      ).toEqual(['内容']);
    told[rendered.outcome === 'ready' ? 'ready' : 'missing'] += 1;
    const answers: Record<string, string> = {};
    for (let asked = 0; rendered.outcome === 'missing' && asked < 8; asked++) {
      expect(rendered.slots.length, body).toBeGreaterThan(0);
      for (const { name, kind, choices = [] } of rendered.slots)
        answers[name] = kind === 'date' ? '2026-12-05' : choices.length > 0 ? die.pick(choices) : die.pick(['7', '8 件']);
      rendered = renderTemplate(body, known, answers, options);
      if (rendered.outcome === 'ready') told.answered += 1;
    }
    if (rendered.outcome !== 'ready') {
      // Only a template that is not there cannot be answered.
      expect(rendered.outcome === 'missing' && rendered.slots.some(({ name }) => name.startsWith('模板:')), body).toBe(true);
      continue;
    }
    for (const message of rendered.messages ?? [rendered.text]) check(message, body);
  }
  console.log(
    `${ROUNDS} templates: ${told.ready} filled at once, ${told.missing} asked first, ${told.answered} filled by answers`,
  );
  expect(told.ready).toBeGreaterThan(ROUNDS / 10);
  expect(told.answered).toBeGreaterThan(ROUNDS / 10);
});
