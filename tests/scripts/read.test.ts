import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const fixture = (name: string): string => join(root, 'tests/sites/aliexpress', name);
const folder = mkdtempSync(join(tmpdir(), 'read-'));

function saved(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function run(...args: string[]): { code: number | null; out: string; error: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/read.ts', ...args], { cwd: root, encoding: 'utf8' });
  return { code: status, out: stdout, error: stderr };
}

function expected(name: string): { url?: string; reading: unknown } {
  const { url, ...reading } = JSON.parse(readFileSync(fixture(`${name}.expected.json`), 'utf8')) as { url?: string };
  return { ...(url ? { url } : {}), reading };
}

describe('npm run read', () => {
  it.each(['chat-2026', 'orders-2026', 'gate-2026'])('prints the reading of the page %s', (name) => {
    const { url = '', reading } = expected(name);
    const { code, out } = run('--url', url, fixture(`${name}.html`));
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual(reading);
  });

  it('reads a response without an address, and prints nothing else', () => {
    const { code, out, error } = run(fixture('json-disputes.json'));
    expect([code, error]).toEqual([0, '']);
    expect(JSON.parse(out)).toEqual(expected('json-disputes').reading);
  });

  it('takes what a response is about from the address of its request', () => {
    const request = encodeURIComponent('{"_timezone":-8,"reverseOrderLineId":"6302516863689763","channelId":"100001"}');
    const url = `https://seller-acs.aliexpress.com/h5/mtop.aliexpress.seller.reverse.reverseorderlinedetailrender/1.0/?data=${request}`;
    const { asked: _asked, ...reading } = expected('json-dispute-asked').reading as { asked: unknown };
    expect(JSON.parse(run('--url', url, fixture('json-dispute-asked.json')).out)).toEqual(reading);
  });

  it('gives a list where a file holds several responses', () => {
    const one = readFileSync(fixture('json-push-frame.json'), 'utf8');
    const two = readFileSync(fixture('json-conversations.json'), 'utf8');
    const { out } = run(saved('several.json', `[{"note": "first", "frame": ${one}}, {"body": ${two}}, {"other": 1}]`));
    expect(JSON.parse(out)).toEqual([expected('json-push-frame').reading, expected('json-conversations').reading]);
  });

  it('reads a response with its callback around it and with a byte order mark', () => {
    const text = readFileSync(fixture('json-history.json'), 'utf8');
    const { out } = run(saved('jsonp.txt', `\ufeff mtopjsonp12(${text});`));
    expect(JSON.parse(out)).toEqual(expected('json-history').reading);
  });

  it('reads a page in GBK', () => {
    // 订单号 and 等待发货 in GBK; everything else of the page is ASCII.
    const bytes = Buffer.concat([
      Buffer.from(
        '<meta charset="gbk"><table class="next-table-row"><tr><td><span class="header--valueHighLight--x">8299000000012468</span></td><td><div class="chc-state-label__stateText">',
      ),
      Buffer.from([0xb5, 0xc8, 0xb4, 0xfd, 0xb7, 0xa2, 0xbb, 0xf5]),
      Buffer.from('</div></td></tr></table>'),
    ]);
    const { out } = run('--url', 'https://csp.aliexpress.com/m_apps/order-manage/orderList', saved('gbk.html', bytes));
    expect(JSON.parse(out)).toMatchObject({ observations: [{ no: '8299000000012468', stateText: '等待发货', state: 'paid' }] });
  });

  it.each(['orders.txt', 'orders'])('reads an export called %s by its content', (name) => {
    const csv = '订单号,订单状态,买家名称,下单时间,订单金额\n8299000000012468,等待发货,Nora,01/16/2026 15:57,CN￥ 954.91\n';
    const { code, out, error } = run(saved(name, csv));
    expect([code, error]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({ reader: 'file/aliexpress-orders', observations: [{ no: '8299000000012468' }] });
    expect(run(saved(`table-${name}`, 'a,b\n1,2\n')).error).toContain('认不出表头');
    expect(run(saved(`words-${name}`, '只是一句话')).error).toContain('没有读取器认得这段文字');
  });

  it('reads an order file and names the rows it refused', () => {
    const csv =
      '订单号,订单状态,买家名称,下单时间,订单金额\n8299000000012468,等待发货,Nora,01/16/2026 15:57,CN￥ 954.91\n8299000000034680,等待发货,Sam,99/99/2026 15:57,CN￥ 1.00\n';
    const { code, out } = run(saved('orders.csv', `\ufeff${csv}`));
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      reader: 'file/aliexpress-orders',
      state: 'ready',
      zone: 'America/Los_Angeles',
      observations: [
        { no: '8299000000012468', state: 'paid', createdAt: 1768607820000, paid: { minor: 95491, currency: 'CNY' } },
      ],
      health: { 'order.no': 'found', 'order.createdAt': 'refused' },
      refused: [{ line: 3, column: '下单时间', value: '99/99/2026 15:57' }],
    });
  });

  it.each([
    ['no file', [], '用法'],
    ['a file that is not there', ['/nowhere/x.html'], '打不开文件'],
    ['an unknown option', ['--site', 'x', 'y'], '用法'],
    ['an address that is none', ['--url', 'orders', fixture('orders-2026.html')], '地址写得不对'],
    ['a page without its address', [fixture('orders-2026.html')], '--url'],
    ['a page of somebody else', ['--url', 'https://example.com/', fixture('orders-2026.html')], '不是会读取的页面'],
    ['half a response', [saved('half.json', '{"data": [')], '不是完整的 JSON'],
    ['an unknown response', [saved('other.json', '{"data": [1]}')], '没有读取器'],
    ['an empty file', [saved('empty.txt', '')], '空'],
  ])('says in Chinese what is wrong with %s', (_what, args, words) => {
    const { code, out, error } = run(...args);
    expect([code, out]).toEqual([2, '']);
    expect(error).toContain(words);
    expect(error).not.toContain('    at ');
  });
});
