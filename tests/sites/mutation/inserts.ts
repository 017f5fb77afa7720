import { placedRows, tablesWithHeads } from './columns.ts';
import type { Mutate } from './mutation.ts';
import type { Random } from './random.ts';

/** What inserted blocks say; none of it may ever come out of a reader. */
const FOREIGN = {
  name: '路人乙',
  latin: 'Passer By',
  orderNo: '4599000000000012345',
  aliOrderNo: '8299000000099887',
  caseNo: '407399000000012345',
  itemId: '700000000077',
  title: '看了又看的宝贝',
  amount: '￥9.90',
  dollars: 'US $9.90',
  count: '7',
  time: '2025-01-02 03:04:05',
} as const;

type Markup = (random: Random) => string;

const { name, latin, orderNo, aliOrderNo, caseNo, itemId, title, amount, dollars, count, time } = FOREIGN;

/** Blocks as sites put between their own: tips, advertisements, cards with numbers, other people's orders. */
const BLOCKS: readonly Markup[] = [
  () => `<div class="tip">温馨提示：请在 24 小时内回复买家，超时 3 次将影响评分</div>`,
  () => `<div><a href="//item.taobao.com/item.htm?id=${itemId}">${title}</a><span>${amount}</span><em>${count}</em></div>`,
  () => `<div class="guess"><h4>猜你喜欢</h4><div>订单号：${orderNo}</div><div>${title}</div><div>${amount}</div></div>`,
  () => `<div class="guess"><h4>你可能在找</h4><div>订单编号：${orderNo}</div><div>昵称：${name}</div><div>${time}</div></div>`,
  () =>
    `<div class="guess"><a href="//qn.taobao.com/home.htm/trade-platform/tp/detail?bizOrderId=${orderNo}">${orderNo}</a></div>`,
  () => `<div class="card"><div>退款编号：${caseNo}</div><div>退款金额：${amount}</div><div>还剩 9天 9时 9分</div></div>`,
  () => `<div class="card"><div>创建时间：${time}</div><div>实收款：${amount}</div><div>订单状态：交易关闭</div></div>`,
  () => `<div class="card"><div>买家</div><div>${name}</div><div>订单号</div><div>${orderNo}</div></div>`,
  () => `<div class="ad"><span>Order ID</span><span>${aliOrderNo}</span><span>Buyer</span><span>${latin}</span></div>`,
  () => `<div class="ad"><div>订单号: ${aliOrderNo}</div><div>${dollars}</div><div>${time}</div><div>x${count}</div></div>`,
  () => `<div class="ad"><b>${latin}</b><p>${dollars}</p><p>${count}</p></div>`,
  () => `<div>${count}</div>`,
  () => `<div>${amount}</div>`,
  () => `<div class="tag">已优惠${amount}</div>`,
  () =>
    `<table><tbody><tr><td>订单号：${orderNo}</td></tr><tr><td><a href="//item.taobao.com/item.htm?id=${itemId}">${title}</a></td><td>${amount}</td><td>${count}</td></tr></tbody></table>`,
  (random) => `<div class="${random.word(6)}"><img src="//img.alicdn.com/promo.png" width="200"><div>满 199 减 20</div></div>`,
];

const CONTAINERS = /^(?:BODY|DIV|SECTION|TD|LI|FOOTER|HEADER)$/;

/** Elements that hold only other elements: between those a site puts its blocks, not into the words of one field. */
function containersOf(document: Document): Element[] {
  return [document.body, ...document.body.querySelectorAll('*')].filter(
    (element) =>
      CONTAINERS.test(element.tagName) &&
      element.childElementCount > 0 &&
      !element.closest('[contenteditable], textarea, svg') &&
      ![...element.childNodes].some((node) => node.nodeType === 3 && (node.nodeValue ?? '').trim() !== ''),
  );
}

/** Returns the element that a markup describes. */
export function fragmentOf(document: Document, markup: string): Element {
  const block = document.createRange().createContextualFragment(markup).firstElementChild;
  if (!block) throw new Error(`no block in ${markup}`);
  return block;
}

function widthOf(row: Element): number {
  const table = row.closest('table');
  const placed = placedRows([...(table?.querySelectorAll('tr') ?? [])]);
  return Math.max(1, ...placed.flatMap((cells) => cells.map((cell) => cell.column + cell.width)));
}

function insertRow(document: Document, random: Random): string {
  const rows = [...document.querySelectorAll('tbody > tr')];
  if (rows.length === 0) return '';
  const row = document.createElement('tr');
  const cell = document.createElement('td');
  const at = random.pick(rows);
  cell.setAttribute('colspan', String(widthOf(at)));
  cell.append(fragmentOf(document, random.pick(BLOCKS)(random)));
  row.append(cell);
  if (random.chance(0.5)) at.after(row);
  else at.before(row);
  return 'a row of a table';
}

/** Inserts one to three unknown blocks somewhere, among them rows of their own in tables. */
export const insertBlocks: Mutate = (document, random) => {
  const places: string[] = [];
  for (let left = 1 + random.int(3); left > 0; left -= 1) {
    const row = random.chance(0.2) ? insertRow(document, random) : '';
    if (row) {
      places.push(row);
      continue;
    }
    const container = random.pick(containersOf(document));
    const block = fragmentOf(document, random.pick(BLOCKS)(random));
    const before = random.pick([...container.children, null]);
    container.insertBefore(block, before);
    places.push(`${container.tagName.toLowerCase()}.${container.className}: ${block.textContent?.slice(0, 30)}`);
  }
  return { what: `inserted ${places.join('; ')}` };
};

/** Inserts a column that nobody knows, head and cells. */
export const insertColumn: Mutate = (document, random) => {
  const tables = tablesWithHeads(document);
  if (tables.length === 0) return null;
  const { head, rows } = random.pick(tables);
  const at = random.int(head.children.length + 1);
  const [word, value] = random.pick([
    ['预估利润', amount],
    ['剩余库存', count],
    ['关联单号', orderNo],
    ['推荐', title],
  ] as const);
  const cellOf = (tag: string, text: string): Element => {
    const cell = document.createElement(tag);
    cell.textContent = text;
    return cell;
  };
  const width = head.children.length;
  for (const cells of rows) {
    const [first] = cells;
    if (!first) continue;
    if (cells.some((cell) => cell.width > 1)) {
      const wide = cells.find(
        (cell) => cell.width > 1 && (cell.width === width || (cell.column < at && at < cell.column + cell.width)),
      );
      if (wide) {
        wide.cell.setAttribute('colspan', String(wide.width + 1));
        continue;
      }
    }
    const behind = cells.find((cell) => cell.column >= at);
    first.cell.parentElement?.insertBefore(cellOf('td', value), behind?.cell ?? null);
  }
  head.insertBefore(cellOf('th', word), head.children[at] ?? null);
  return { what: `column ${word} (${value}) at ${at}` };
};

const NAMES =
  '.conversation-header .name, [class*="user-name__"], .im-session-item b, [data-nick] + span, [class*="buyerInfo--"], .results-list.active span';

/** Puts a second name of the same kind beside the one that is there. */
export const insertRivalName: Mutate = (document, random) => {
  const names = [...document.querySelectorAll(NAMES)];
  if (names.length === 0) return null;
  const original = random.pick(names);
  const rival = original.cloneNode(false) as Element;
  rival.textContent = /[一-鿿]/.test(original.textContent ?? '') ? name : latin;
  if (random.chance(0.5)) original.after(rival);
  else original.before(rival);
  return { what: `a second name beside ${original.textContent?.trim()}` };
};
