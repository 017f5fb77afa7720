import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { CHUNK_BYTES } from '#lib/files/byte-source.ts';
import { encodeGbk } from '#lib/files/gbk.ts';
import { readOrderFile } from '#lib/files/order-file.ts';
import { utf8 } from './read-all.ts';

const ROWS = 50_000;
const head = '订单编号,买家会员名,买家实际支付金额,订单状态,买家留言,收货地址 ,订单创建时间,宝贝标题 ,宝贝种类 ,宝贝总数量\r\n';

function orderNo(i: number): string {
  return `4512300187${String(i).padStart(6, '0')}539`;
}

function textOf(rows: number): string {
  const parts = [head];
  for (let i = 0; i < rows; i++) {
    const note = i % 7 === 0 ? '"第一行\r\n第二行，""好"""' : '';
    parts.push(
      `="${orderNo(i)}",林间小雨${i % 900},${i % 300}.50,交易成功,${note},浙江省 杭州市 西湖区 某路${i}号(310000),2026-09-27 10:01:02,示例商品A,1,1\r\n`,
    );
  }
  return parts.join('');
}

/** A Blob that tells how much of it was asked for at once and how much is read at all. */
class WatchedBlob extends Blob {
  largest = 0;
  asked = 0;

  override slice(start = 0, end = this.size, type?: string): Blob {
    this.largest = Math.max(this.largest, end - start);
    this.asked += end - start;
    return super.slice(start, end, type);
  }
}

describe('a file of 50,000 orders', () => {
  const text = textOf(ROWS);
  const bytes = utf8(text);

  it('is read whole and exact, in pieces, never as one text', async () => {
    const blob = new WatchedBlob([bytes]);
    const file = await readOrderFile(blob, 'large.csv');
    if (file.status !== 'ready') throw new Error(file.status);
    let next = 0;
    let largestBatch = 0;
    let line = 2;
    const progress: number[] = [];
    for await (const batch of file.batches()) {
      largestBatch = Math.max(largestBatch, batch.rows.length);
      progress.push(batch.bytesRead / batch.bytesTotal);
      for (const row of batch.rows) {
        if (row.order?.no !== orderNo(next) || row.line !== line || row.order.paid?.minor !== (next % 300) * 100 + 50) {
          expect(row).toMatchObject({ line, order: { no: orderNo(next), paid: { minor: (next % 300) * 100 + 50 } } });
        }
        line += next % 7 === 0 ? 2 : 1;
        next++;
      }
    }
    expect(next).toBe(ROWS);
    expect(blob.largest).toBeLessThanOrEqual(CHUNK_BYTES);
    expect(largestBatch).toBeLessThan(ROWS / 4);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(progress.at(-1)).toBe(1);
  }, 120_000);

  it('costs a small multiple of a bare pass of the CSV parser', async () => {
    const bare = (): number => {
      const from = performance.now();
      let rows = 0;
      Papa.parse<string[]>(new TextDecoder().decode(bytes), {
        step: () => {
          rows++;
        },
      });
      expect(rows).toBeGreaterThan(ROWS);
      return performance.now() - from;
    };
    const ours = async (): Promise<number> => {
      const from = performance.now();
      const file = await readOrderFile(bytes, 'large.csv');
      if (file.status !== 'ready') throw new Error(file.status);
      let rows = 0;
      for await (const batch of file.batches()) rows += batch.rows.length;
      expect(rows).toBe(ROWS);
      return performance.now() - from;
    };
    bare();
    const ratios = [];
    for (let i = 0; i < 2; i++) ratios.push((await ours()) / bare());
    // Checking cells, zones and shapes costs more than splitting; growing with the square of the size would show here.
    expect(Math.min(...ratios)).toBeLessThan(40);
  }, 120_000);

  it('does not hold more for a file twice as long', async () => {
    const heldBy = async (rows: number): Promise<number> => {
      const blob = new Blob([encodeGbk(textOf(rows)).bytes]);
      const file = await readOrderFile(blob, 'x.csv');
      if (file.status !== 'ready') throw new Error(file.status);
      let largest = 0;
      for await (const batch of file.batches()) largest = Math.max(largest, batch.rows.length);
      return largest;
    };
    const [short, long] = [await heldBy(20_000), await heldBy(40_000)];
    expect(long).toBeLessThan(short * 1.2);
  }, 120_000);
});
