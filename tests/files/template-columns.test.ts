import { describe, expect, it } from 'vitest';
import { planRows } from '#lib/domain/template-plan.ts';
import { readTemplateFile } from '#lib/files/templates/read-templates.ts';
import type { ColumnsAnswer, UnmappedTemplates } from '#lib/files/templates/unmapped.ts';
import { workbookOf } from '../support/workbook.ts';

type Source = Parameters<typeof readTemplateFile>[0];
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const json = (value: unknown): Uint8Array => bytes(JSON.stringify(value));

/** Replies as they would be taken into an empty database: title, text, short code, folder. */
async function taken(source: Source, answer?: ColumnsAnswer): Promise<string[]> {
  const file = await readTemplateFile(source, { latin: 'en', ...(answer && { answer }) });
  if (file.status !== 'ready') return [file.status];
  return planRows([], file.rows).map((row) => {
    if (row.kind === 'bad') return `${row.line} ${row.problem.code}`;
    const { derived, title, body, code = '', folder } = row.record;
    return [derived ? '' : title, body, code, folder].join('|');
  });
}

async function asked(source: Source, answer?: ColumnsAnswer): Promise<UnmappedTemplates> {
  const file = await readTemplateFile(source, { latin: 'en', ...(answer && { answer }) });
  if (file.status !== 'needsMapping') throw new Error(file.status);
  return file;
}

/** What is guessed of columns: name → field. */
const guessed = ({ headers }: UnmappedTemplates): string =>
  headers.flatMap(({ text, guess }) => (guess ? `${text}=${guess}` : [])).join(' ');

describe('columns of a shop’s own table', () => {
  it.each([
    ['问题,回复\n什么时候发货,48小时内\n能便宜吗,亲已经最低啦', ['什么时候发货|48小时内||', '能便宜吗|亲已经最低啦||']],
    ['短语内容\n您好亲\n稍等哦', ['|您好亲||', '|稍等哦||']],
    ['Name,Message\nGreeting,Hello there', ['Greeting|Hello there||']],
    ['Question,Answer\nWhen?,In two days', ['When?|In two days||']],
    ['分组名称,快捷短语,快捷编码\n售前,亲在的,1\n售后,麻烦拍照,2', ['|亲在的|1|售前', '|麻烦拍照|2|售后']],
    ['话术分类,话术标题,回复内容,快捷键\n售前,在吗,在的亲,zm', ['在吗|在的亲|zm|售前']],
    ['分组名,短语名称,短语内容\n发货,时效,48小时内发', ['时效|48小时内发||发货']],
    ['场景;自动回复\n发货;48小时内', ['发货|48小时内||']],
    ['shortcut,reply,category\nhi,Hello,greet', ['|Hello|hi|greet']],
    ['label,response\nHi,Hello there', ['Hi|Hello there||']],
    ['标题,话术内容,快捷码,分类\n发货,亲 48小时内发货,fh,售前', ['发货|亲 48小时内发货|fh|售前']],
    ['id,title,content,updated_at\n7,Hi,Hello there,2026-11-28', ['Hi|Hello there||']],
    // Our own names before others, wherever they stand.
    ['问题,标题,内容\n几天到,时效,三天到哦', ['时效|三天到哦||']],
    ['快捷键,短码,组别,分组,内容\nF1,zm,甲,售前,在的亲', ['|在的亲|zm|售前']],
    ['Template,Content\nGreeting,Hello there', ['|Hello there||']],
    ['Name,Template\nGreeting,Hello there', ['Greeting|Hello there||']],
    ['Название;Текст\nПривет;Здравствуйте!', ['Привет|Здравствуйте!||']],
    // Figures and links are replies where nothing else could be, and an empty column is none.
    ['标题,内容\n工号,1024\n热线,400-800-1234', ['工号|1024||', '热线|400-800-1234||']],
    ['标题,内容\n店铺,https://shop.a.cn', ['店铺|https://shop.a.cn||']],
    ['title,content,message\na,Hello dear,', ['a|Hello dear||']],
  ])('are known by their names: %j', async (csv, rows) => {
    expect(await taken(bytes(csv))).toEqual(rows);
  });

  it.each([
    ['分类,标题,内容1,内容2\n售前,你好,您好呀亲,在的', '分类=folder 标题=title 内容1=body'],
    ['话务,客服说\n发货,亲 48小时内就会给您发出的', '客服说=body'],
    ['Ref,Words of the clerk\nA-1,We ship within two days', 'Words of the clerk=body'],
    // Known names over what is no text, or over two that could be it.
    ['内容,说明\n10023,亲，您好\n10024,稍等哦亲', '说明=body'],
    ['message,note\n2026-11-28,We ship tomorrow\n2026-11-29,Please wait', 'note=body'],
    ['text,remark\nhttps://a.cn/1,Here you are dear\nhttps://a.cn/2,See this', 'remark=body'],
    ['消息,回复,分组\n什么时候发货,亲 48小时内就会发出的哦,售前', '消息=title'],
    ['内容,回复\n能便宜吗,亲 已经是最低价了哦', '回复=body'],
    ['姓名,电话\n张三,1', '姓名=body'],
    ['Question,Answer\nShip to Peru?,no', 'Question=title Answer=body'],
    // What was said to single buyers.
    ['time,sender,message\n2026-11-01 10:00,shop,Hello dear', 'message=body'],
    ['买家昵称,消息内容\n张三,几天到', '消息内容=body'],
    ['订单号,评价,回复\n1,很好,谢谢亲', '回复=body'],
  ])('are asked for, beginning with a guess: %j', async (csv, guess) => {
    const file = await asked(bytes(csv));
    if (guess === '消息=title') expect(guessed(file)).toMatch(/回复=body.*分组=folder/);
    else expect(guessed(file)).toBe(guess);
    expect(file.isHeadless).toBe(false);
  });

  it('are read as a person has said, and asked for again with that', async () => {
    const csv = bytes('分类,标题,内容1,内容2\n售前,你好,您好呀亲,在的\n售后,退货,,可以退的');
    const answer = { sheet: '', columns: { body: 3, title: 1, folder: 0 }, isHeadless: false };
    expect(await taken(csv, answer)).toEqual(['你好|在的||售前', '退货|可以退的||售后']);
    expect(guessed(await asked(csv, { ...answer, again: true }))).toBe('分类=folder 标题=title 内容2=body');
    const file = await readTemplateFile(csv, { latin: 'en', answer });
    expect(file).toMatchObject({ status: 'ready', source: 'table', columns: { left: ['内容1'] } });
  });

  it('may have no names: the first row is a reply too', async () => {
    const lines = bytes('亲，您好，请问有什么可以帮您？\n亲，48小时内发货哦\n稍等');
    const file = await asked(lines);
    expect(file).toMatchObject({ isHeadless: true, headers: [{ at: 0, guess: 'body' }] });
    expect(file.headers[0]?.samples[0]).toBe('亲，您好，请问有什么可以帮您？');
    const rows = await taken(lines, { sheet: '', columns: { body: 0 }, isHeadless: true });
    expect(rows).toEqual(['|亲，您好，请问有什么可以帮您？||', '|亲，48小时内发货哦||', '|稍等||']);
  });

  it('are asked for of the sheet that holds the texts, and those built alike are read too', async () => {
    const book = await workbookOf([
      ['说明', [['怎么用'], ['看表']]],
      [
        '售前',
        [
          ['场合', '客服说的话'],
          ['问价', '亲，这是最低价了哦'],
          ['问货', '亲，现货的，今天就能发'],
        ],
      ],
      [
        '售后',
        [
          ['场合', '客服说的话'],
          ['退货', '亲，可以退的，七天内都行'],
        ],
      ],
    ]);
    const file = await asked(book);
    expect(file.sheet).toBe('售前');
    expect(guessed(file)).toBe('客服说的话=body');
    expect(await taken(book, { sheet: '售前', columns: { title: 0, body: 1 }, isHeadless: false })).toEqual([
      '问价|亲，这是最低价了哦||售前',
      '问货|亲，现货的，今天就能发||售前',
      '退货|亲，可以退的，七天内都行||售后',
    ]);
  });

  it('name languages in their ways', async () => {
    const csv = 'Name,Message,Language\na,Hello,English\nb,Здравствуйте,Русский\nc,Hola,西班牙文\nd,Ciao,Klingon\ne,Salut,fr_FR';
    const file = await readTemplateFile(bytes(csv), { latin: 'pl' });
    const rows = file.status === 'ready' ? planRows([], file.rows) : [];
    expect(rows.map((row) => (row.kind === 'bad' ? row.problem.code : row.record.language))).toEqual([
      'en',
      'ru',
      'es',
      'badLanguage',
      'fr',
    ]);
  });
});

describe('lists of replies in JSON', () => {
  it.each([
    [[{ name: '发货', content: '48小时内发货', shortcut: 'fh' }], ['发货|48小时内发货|fh|']],
    [[{ label: 'Hi', text: 'Hello there' }], ['Hi|Hello there||']],
    [[{ title: 'Hi', message: 'Hello there', category: 'greet', uses: 12 }], ['Hi|Hello there||greet']],
    [
      ['您好亲', '稍等哦'],
      ['|您好亲||', '|稍等哦||'],
    ],
    [{ items: [{ question: '发货', answer: '48小时内' }], total: 1 }, ['发货|48小时内||']],
    [
      { 售前: [{ title: '你好', content: '您好亲' }], 售后: [{ title: '退货', content: '可以退' }] },
      ['你好|您好亲||售前', '退货|可以退||售后'],
    ],
    [{ 售前: ['您好亲', '在的'] }, ['|您好亲||售前', '|在的||售前']],
    [{ data: [{ name: 'a', reply: '好的亲', tags: ['x', 'y'] }, { name: 'b' }] }, ['a|好的亲||', '2 noBody']],
  ])('are read by the names of their fields: %j', async (value, rows) => {
    expect(await taken(json(value))).toEqual(rows);
  });

  it('are asked for where no field is known', async () => {
    const list = json([{ uid: 5, was: '发货', sagt: '亲，48小时内就会发出的哦' }]);
    const file = await asked(list);
    expect(guessed(file)).toBe('sagt=body');
    expect(await taken(list, { sheet: '', columns: { title: 1, body: 2 }, isHeadless: false })).toEqual([
      '发货|亲，48小时内就会发出的哦||',
    ]);
  });
});
