import { describe, expect, it } from 'vitest';
import { planRows } from '#lib/domain/template-plan.ts';
import { readTemplateFile, type TemplateFile } from '#lib/files/templates/read-templates.ts';
import { readOrderFile } from '#lib/files/order-file.ts';
import { workbookOf, type SheetRows } from '../support/workbook.ts';

async function read(...sheets: SheetRows[]): Promise<TemplateFile> {
  const file = await readTemplateFile(await workbookOf(sheets), { latin: 'en' });
  if (file.status !== 'ready') throw new Error(file.status === 'refused' ? file.problem.key : file.status);
  return file;
}
const texts = ({ rows }: TemplateFile): string[] => rows.map(({ raw }) => `${raw?.folder}/${raw?.title}/${raw?.body}`);

const HEAD = ['标题', '内容'];

describe('templates in a workbook of several sheets', () => {
  it('are read from all sheets with the same columns, the sheets as folders', async () => {
    const file = await read(['售前', [HEAD, ['在吗', '在的亲']]], ['售后', [HEAD, ['退货', '可以退'], ['换货', '可以换']]]);
    expect(texts(file)).toEqual(['售前/在吗/在的亲', '售后/退货/可以退', '售后/换货/可以换']);
    expect(file).not.toHaveProperty('unread');
    expect(planRows([], file.rows).map(({ sheet, line }) => `${sheet} ${line}`)).toEqual(['售前 2', '售后 2', '售后 3']);
  });

  it('keep their own folders, and names that programs give by themselves are none', async () => {
    const own = await read(
      [
        '甲',
        [
          [...HEAD, '分组'],
          ['在吗', '在', '问候'],
        ],
      ],
      [
        '乙',
        [
          ['内容', '分组', '标题'],
          ['退', '售后', '退货'],
        ],
      ],
    );
    expect(texts(own)).toEqual(['问候/在吗/在', '售后/退货/退']);
    const usual = await read(['Sheet1', [HEAD, ['在吗', '在的']]], ['Sheet2', [HEAD, ['退货', '可以退']]]);
    expect(texts(usual)).toEqual(['/在吗/在的', '/退货/可以退']);
    const single = await read(['话术', [HEAD, ['在吗', '在的']]], ['Sheet2', []]);
    expect([texts(single), single.unread]).toEqual([['/在吗/在的'], undefined]);
  });

  it('say how many others were not read', async () => {
    const file = await read(
      ['说明', [['怎么用这张表'], ['先填内容']]],
      ['话术', [HEAD, ['在吗', '在的亲']]],
      [
        '英语',
        [
          ['title', 'body', 'tags'],
          ['hi', 'Hello', ''],
        ],
      ],
      ['空的', []],
    );
    expect([texts(file), file.unread]).toEqual([['/在吗/在的亲'], 2]);
    const none = await readTemplateFile(await workbookOf([['说明', [['怎么用这张表']]]]), { latin: 'en' });
    expect(none).toMatchObject({ status: 'refused', problem: { code: 'noTemplateColumn' } });
  });
});

it('orders are read from the first sheet, and others that hold something are told of', async () => {
  const orders = [
    ['订单编号', '买家会员名', '买家实际支付金额', '订单状态', '订单创建时间'],
    ['2400000000000204539', '林间小雨88', '105.00', '交易成功', '2026-11-10 10:01:02'],
  ];
  const open = async (...sheets: SheetRows[]): Promise<number | undefined> => {
    const file = await readOrderFile(await workbookOf(sheets), 'orders.xlsx');
    if (file.status !== 'ready') throw new Error(file.status);
    return file.description.otherSheets;
  };
  expect(await open(['订单', orders], ['十月', orders], ['Sheet3', []])).toBe(1);
  expect(await open(['订单', orders], ['Sheet2', []])).toBeUndefined();
});
