import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { planRows } from '#lib/domain/template-plan.ts';
import { OPTIONAL_FIELDS, type TemplateRecord } from '#lib/domain/template-record.ts';
import { slotsOf } from '#lib/domain/template-slots.ts';
import type { Template } from '#lib/domain/template.ts';
import { blobOf } from '#lib/files/export-customers.ts';
import { encodeGbk } from '#lib/files/gbk.ts';
import { readTemplateFile, type TemplateFile } from '#lib/files/templates/read-templates.ts';
import { exportTemplates } from '#lib/files/templates/write-templates.ts';

const sample = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(`samples/templates/${name}`, import.meta.url)));
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function read(source: Uint8Array | Blob): Promise<TemplateFile> {
  const file = await readTemplateFile(source, { latin: 'en' });
  if (file.status !== 'ready') throw new Error(file.status === 'refused' ? file.problem.key : file.status);
  return file;
}

async function refusal(source: Uint8Array): Promise<string> {
  const file = await readTemplateFile(source, { latin: 'en' });
  return file.status === 'refused' ? file.problem.code : file.status;
}

/** Rows as they would be taken into an empty database, by code or title; bad ones by their line. */
async function taken(source: Uint8Array): Promise<Record<string, Partial<TemplateRecord> | string>> {
  const { rows } = await read(source);
  return Object.fromEntries(
    planRows([], rows).map((row) =>
      row.kind === 'bad' ? [`line ${row.line}`, row.problem.code] : [row.record.code ?? row.record.title, row.record],
    ),
  );
}

let count = 0;
/** What is stored after a file was taken in. */
function stored(rows: TemplateFile['rows'], before: readonly Template[] = []): Template[] {
  const now = [...before];
  for (const row of planRows(before, rows)) {
    if (row.kind === 'bad' || row.kind === 'same') continue;
    const { id: _id, derived: _derived, ...fields } = row.record;
    const made = { pinyin: [], initials: [], uses: 0, createdAt: 1, updatedAt: 1 };
    if (row.kind === 'new') now.push({ ...made, ...fields, id: row.record.id ?? `t${(count += 1)}` });
    else now[now.findIndex(({ id }) => id === row.target.id)] = { ...row.target, ...fields };
  }
  return now;
}

const template = (more: Partial<Template>): Template => ({
  id: `t${(count += 1)}`,
  title: '发货',
  body: '48 小时内发出',
  folder: '',
  language: 'zh',
  pinyin: [],
  initials: [],
  uses: 0,
  createdAt: 1,
  updatedAt: 1,
  ...more,
});

describe('files of other programs', () => {
  it('reads canned responses of Chatwoot as its API gives them', async () => {
    expect((await read(sample('chatwoot.json'))).source).toBe('chatwoot');
    const rows = await taken(sample('chatwoot.json'));
    expect(rows).toMatchObject({
      hello: { body: 'Hi {name|there}, this is {staff} from {shop}.', language: 'en' },
      ticket: { body: 'Your case number is {conversation id}. We use {{braces}} too.' },
      'line 3': 'notRecord',
      'shipping-delay-apology': { body: '您好 {买家昵称}，包裹延误了，非常抱歉。', language: 'zh' },
    });
    expect(rows['shipping-delay-apology']).not.toHaveProperty('code');
  });

  it('reads canned responses as a table too', async () => {
    expect((await read(sample('chatwoot.csv'))).source).toBe('chatwoot');
    expect(await taken(sample('chatwoot.csv'))).toMatchObject({
      hello: { body: 'Hi {name},\nwelcome', title: 'welcome' },
      bye: { body: 'See you' },
    });
  });

  it('reads matches of Espanso: variables, forms, caret, and tells the lines of what brings no text', async () => {
    expect((await read(sample('espanso.yml'))).source).toBe('espanso');
    expect(await taken(sample('espanso.yml'))).toMatchObject({
      espanso: { body: 'Hi there!', title: ':espanso', language: 'en' },
      ship: {
        title: 'Shipping time',
        tags: ['delivery', 'post'],
        body: 'Hello,\nyour parcel leaves on {today+2 days}.{光标}\nGreen Tree {{shop}}',
      },
      paste: { body: 'You wrote: {clipboard}' },
      form: { body: 'Hey {填写 name}, we sent {填写 item} in {size:单选 S/M/L}.' },
      greet: { body: '{随机:Hello/Good day} {who|friend}, {output}' },
      'line 69': 'pictureOnly',
      answer: { body: '42' },
      'line 75': 'notRecord',
      spasibo: { language: 'ru' },
    });
  });

  it('reads an export of Briskine: HTML becomes lines, Handlebars become ours', async () => {
    expect((await read(sample('briskine.csv'))).source).toBe('briskine');
    expect(await taken(sample('briskine.csv'))).toMatchObject({
      h: { title: 'Say Hello', body: 'Hello {name},', tags: ['en', 'greetings'] },
      kr: { body: 'Kind regards,\n{staff}.' },
      nw: { body: '{随机:Hello/Hi/Hey}, until {today+7 days} & thanks{如果 name}, {name}{否则}, dear{结束}' },
      ord: { body: 'About {subject}\n{模板:kr}' },
      'line 6': 'noBody',
    });
  });

  it('reads a plain list as it is written, and takes it for an export of Briskine only when it looks like one', async () => {
    const list = [
      {
        id: 7,
        title: '发货',
        body: '{买家昵称|亲}，{店铺.发货时效}内发',
        code: 'fh',
        folder: '发货/时效',
        language: '中文',
        favourite: false,
      },
      { title: 'Hi', body: 'Hello {name}, see a < b', tags: ['greeting'] },
      { title: 'nothing' },
    ];
    const plain = bytes(JSON.stringify(list));
    expect((await read(plain)).source).toBe('json');
    expect(await taken(plain)).toMatchObject({
      fh: { title: '发货', body: '{买家昵称|亲}，{店铺.发货时效}内发', folder: '发货/时效', language: 'zh' },
      Hi: { body: 'Hello {name}, see a < b', language: 'en', tags: ['greeting'] },
      'line 3': 'notRecord',
    });
    const sourceOf = async (more: object): Promise<string> =>
      (await read(bytes(JSON.stringify([{ title: 'a', body: 'b', ...more }])))).source;
    expect(await sourceOf({ body: '{{to.name}}', code: 'x' })).toBe('json');
    expect(await sourceOf({ body: '<div>Hi</div>' })).toBe('briskine');
    expect(await sourceOf({ body: 'Hi {{to.first_name}}' })).toBe('briskine');
    expect(await sourceOf({ shortcut: 'h', code: 'x' })).toBe('briskine');
    expect(await taken(bytes('[{"title":"t","shortcut":"h","body":"{a}"}]'))).toMatchObject({ h: { body: '{{a}}' } });
  });

  it('reads an export of ProKeys with its folders and macros', async () => {
    const file = sample('ProKeys data 28th November 2026.txt');
    expect((await read(file)).source).toBe('prokeys');
    expect(await taken(file)).toMatchObject({
      letter: {
        folder: 'Shop',
        body: 'Hello {name},\nyour complaint number {complaint} has been noted.\nRegards,\n{staff},\nDate: {today}',
      },
      due: { folder: 'Shop/Later', body: 'It leaves on {today+5 days}. {模板:brb}' },
      brb: { body: 'be right back' },
      clipboard_macro: { body: 'You said: {clipboard}' },
      'line 5': 'notRecord',
    });
  });

  it.each([
    ['ProKeys', [{ name: 'r', body: 'We will refund %amount% to you within %date%' }], '{填写 amount}', '{填写 date}'],
    [
      'Chatwoot',
      [{ short_code: 'r', content: '{{amount}} {{ order.total | default: "5" }} {{paid}}' }],
      '{填写 amount}',
      '{填写 paid}',
    ],
    [
      'Briskine',
      [{ title: 'r', shortcut: 'r', body: '{{amount}} {{#if status}}{{tracking}}{{/if}}' }],
      '{填写 amount}',
      '{填写 status}',
    ],
    ['a mark', [{ name: 'r', body: '%amount% %else% %if x% %today+3 days%' }], '{填写 else}', '{填写 today+3 days}'],
  ])('asks for what %s names as a fact here', async (_, list, ...asked) => {
    const [row] = (await read(bytes(JSON.stringify(list)))).rows;
    const slots = slotsOf(row?.raw?.body ?? '');
    expect(slots.map(({ fact }) => fact)).toEqual(slots.map(() => null));
    expect(slots.map(({ name }) => `{${name}}`)).toEqual(expect.arrayContaining(asked));
  });

  it.each([
    ['100%正品 100%放心', '100%正品 100%放心'],
    ['满意度100%，好评率99%', '满意度100%，好评率99%'],
    ['全棉 100 %，九成新 90 %', '全棉 100 %，九成新 90 %'],
    ['Between 5% and 10% off', 'Between 5% and 10% off'],
    ['%item1% is %5% off, 100%', '{item1} is %5% off, 100%'],
    ['%商品%已发 %快递 公司%', '{填写 商品}已发 {填写 快递 公司}'],
    ['打9折，满100减10%，再减5%', '打9折，满100减10%，再减5%'],
    ['Save 20% or 30% today, %customer1%', 'Save 20% or 30% today, {customer1}'],
    ['约%几，大概 100%', '约%几，大概 100%'],
    ['订单2 %name% 您好', '订单2 {买家昵称} 您好'],
    ['iPhone 15 %color% case', 'iPhone 15 {color} case'],
    ['SKU7%color%', 'SKU7{color}'],
    ['5 %item% left', '5 {填写 item} left'],
    ['寄到 %地址1%', '寄到 {地址1}'],
    ['第1 %商品% 第2 %数量%', '第1 {填写 商品} 第2 {填写 数量}'],
    ['Save 5%, 10% and 15%', 'Save 5%, 10% and 15%'],
    ['买2件 9%起，3件 12%', '买2件 9%起，3件 12%'],
    ['好评率99%，%name%您好，满意度100%', '好评率99%，{买家昵称}您好，满意度100%'],
    ['纯棉95%氨纶5%', '纯棉95%氨纶5%'],
    ['95%cotton 5%spandex', '95%cotton 5%spandex'],
    ['5% to 10%', '5% to 10%'],
    ['100%正品，7天无理由。100%', '100%正品，7天无理由。100%'],
    ['5%-10%的人', '5%-10%的人'],
  ])('leaves the percents of ProKeys %s', async (body, expected) => {
    const [row] = (await read(bytes(JSON.stringify([{ name: 'r', body }])))).rows;
    expect(row?.raw?.body).toBe(expected);
  });

  it('gives a day only for what prints a day', async () => {
    const espanso = (format: string, offset = 0): string => `
  - trigger: ':t${format.replace(/\W/g, '')}${offset}'
    replace: 'It is {{at}} here'
    vars: [{ name: at, type: date, params: { format: '${format}', offset: ${offset} } }]`;
    const days = [espanso('%d/%m/%Y'), espanso('%A, %-d %B', 86_400), espanso('%F', -86_400)].join('');
    const others = [espanso('%H:%M', 7200), espanso('%A'), espanso('%B %Y'), espanso('%Y-%m-%d %H:%M'), espanso('%F', 7200)].join(
      '',
    );
    const bodies = async (source: string): Promise<unknown[]> => (await read(bytes(source))).rows.map((row) => row.raw?.body);
    expect(await bodies(`matches:${days}`)).toEqual([
      'It is {today} here',
      'It is {today+1 days} here',
      'It is {today-1 days} here',
    ]);
    expect(new Set(await bodies(`matches:${others}`))).toEqual(new Set(['It is {at} here']));
    const briskine = [
      "format='HH:mm'",
      "format='dddd'",
      "add='2;hours' format='D MMM'",
      "add='1;months' format='Do MMMM'",
      "format='L'",
    ];
    const moments = briskine.map((how) => ({ title: how, shortcut: 'x', body: `{{moment ${how}}}` }));
    expect(await bodies(JSON.stringify(moments))).toEqual([
      '{time HH mm}',
      '{time dddd}',
      '{time D MMM}',
      '{today+1 months}',
      '{today}',
    ]);
    const macros = ['hh:mm', 'D-MM-YYYY', 'dddd', 'D MMMM+1 YYYY', 'Do MMM, hh:mm a', 'DD-2 MMM'];
    const snippets = macros.map((how) => ({ name: how, body: `[[%d(${how})]]` }));
    expect(await bodies(JSON.stringify(snippets))).toEqual([
      '{time hh mm}',
      '{today}',
      '{time dddd}',
      '{time D MMMM+1 YYYY}',
      '{time Do MMM, hh mm a}',
      '{today-2 days}',
    ]);
  });

  it('keeps the signs of variants, choices and fallbacks, and asks where they could not be told apart', async () => {
    const yaml = `matches:
  - trigger: ':a'
    replace: '{{v}} {{one}}'
    vars:
      - { name: v, type: random, params: { choices: ['9:00-18:00', 'https://shop.com/help', 'Note: soon'] } }
      - { name: one, type: random, params: { choices: ['https://shop.com/help', 'Open 24/7'] } }
  - trigger: ':b'
    form: '[[when]] [[hours]] [[link]]'
    form_fields:
      when: { type: choice, values: ['at 9:00', 'at 18:00'] }
      hours: { type: list, values: ['Open 24/7, 9:00-18:00', 'closed'] }
      link: { default: 'https://shop.com/help' }
`;
    const rows = await taken(bytes(yaml));
    expect(rows).toMatchObject({
      a: { body: '{随机:9:00-18:00/Note: soon} https://shop.com/help' },
      b: { body: '{when:单选 at 9:00/at 18:00} {hours} {link|https://shop.com/help}' },
    });
    expect(slotsOf((rows['b'] as TemplateRecord).body)).toMatchObject([
      { form: { options: ['at 9:00', 'at 18:00'] } },
      { name: 'hours' },
      { name: 'link', fallback: 'https://shop.com/help' },
    ]);
  });

  it('tells the rows of Chatwoot that are programs', async () => {
    const list = ['{% if contact.name %}x{% endif %}', "{{ contact.custom_attribute['x'] }}", '100% {sure}'];
    const canned = list.map((content, i) => ({ short_code: `c${i}`, content }));
    const told = { 'line 1': 'liquid', 'line 2': 'liquid', c2: { body: '100% {{sure}}' } };
    expect(await taken(bytes(JSON.stringify(canned)))).toMatchObject(told);
    const csv = `short_code,content\nc0,{% if contact.name %}x{% endif %}\nc2,ok\n`;
    expect(await taken(bytes(csv))).toMatchObject({ 'line 2': 'liquid', c2: { body: 'ok' } });
  });

  it('asks for what Espanso names as a fact here', async () => {
    const yaml = `matches:
  - trigger: ':a'
    form: '[[amount]] [[status]]'
    form_fields: { status: { type: choice, values: [open, closed] } }
  - trigger: ':b'
    replace: '{{amount}} {{Country}}'
`;
    expect(await taken(bytes(yaml))).toMatchObject({
      a: { body: '{填写 amount} {填写 status:单选 open/closed}' },
      b: { body: '{填写 amount} {填写 Country}' },
    });
  });

  it('reads phrases of 千牛 in GBK, whose codes may stand twice', async () => {
    const csv =
      '快捷短语编码,快捷短语,快捷短语分组\r\n1,"亲，在的哦~/:^_^\r\n请问有什么可以帮您？",问候\r\n1,{48小时}内发货,发货\r\n,谢谢惠顾,未分组\r\n,,发货\r\n';
    const { bytes: gbk } = encodeGbk(csv);
    const file = await read(gbk);
    expect(file.source).toBe('qianniu');
    const planned = planRows([], file.rows);
    expect(
      planned.map((row) => (row.kind === 'bad' ? row.problem.code : [row.record.folder, row.record.title, row.record.body])),
    ).toEqual([
      ['问候', '亲，在的哦~/:^_^', '亲，在的哦~/:^_^\n请问有什么可以帮您？'],
      ['发货', '{48小时}内发货', '{{48小时}}内发货'],
      ['', '谢谢惠顾', '谢谢惠顾'],
      'noBody',
    ]);
    // Full-width ones mean as little there.
    expect(await taken(bytes('快捷短语编码,快捷短语\n1,｛48小时｝内发货'))).toMatchObject({
      1: { body: '｛｛48小时｝｝内发货' },
    });
    // Taken in, and the same file again.
    const now = stored(file.rows);
    expect(now).toHaveLength(3);
    expect(planRows(now, file.rows).map((row) => row.kind)).toEqual(['same', 'same', 'same', 'bad']);
  });

  it.each([
    ['a list of nothing known', '[{"a":1}]', 'notTemplates'],
    ['customers of this product', '{"schema":"keban.customers","version":1}', 'notTemplates'],
    ['half a JSON', '[{"short_code":', 'notJson'],
    ['a table without a text', '编号,日期,电话\nA1,2026-11-28,13800000000\n', 'noTemplateColumn'],
    ['a list without a text', '[{"id":1,"at":"2026-11-28","url":"https://a.cn/b"}]', 'notTemplates'],
    ['a broken YAML', 'matches:\n  - trigger: "a\n replace: [', 'badYaml'],
    ['a dangerous key', '[{"short_code":"a","content":"b","__proto__":{"x":1}}]', 'dangerousKey'],
    ['a later version', '{"schema":"keban.templates","version":99,"templates":[]}', 'newerVersion'],
    ['nothing', '', 'empty'],
  ])('refuses %s', async (_, text, code) => {
    expect(await refusal(bytes(text))).toBe(code);
  });
});

describe('our own files', () => {
  const list = [
    template({
      title: '发货时效',
      body: '=SUM(A1)\n第二行 "引号", 逗号',
      code: 'fh',
      folder: '发货/时效',
      tags: ['发货', '时效'],
      favourite: true,
      stages: ['paid', 'unpaid'],
      validFrom: new Date(2026, 10, 1).getTime(),
      validUntil: new Date(2026, 11, 1).getTime() - 1,
      group: 'g1',
    }),
    template({ title: '@here', body: "'=1+1", folder: '' }),
    template({ title: 'Shipping', body: '-50% 😀 عربى', language: 'ru', group: 'g1' }),
    template({ title: '很长', body: '发'.repeat(4000) }),
  ];

  it.each(['xlsx', 'csv', 'csv-gbk', 'json'] as const)('%s comes back as it went, twice without a change', async (format) => {
    const file = await exportTemplates({ templates: list }, { format, exportedAt: 0 });
    const read1 = await read(await blobOf(file));
    expect(read1.source).toBe(format === 'json' ? 'keban' : 'keban-table');
    expect(planRows(list, read1.rows).map((row) => [row.kind, row.kind === 'bad' ? row.problem : row])).toEqual(
      list.map(() => ['same', expect.anything()]),
    );
    const fresh = stored(read1.rows);
    const bare = (each: Template): object => ({ ...each, createdAt: 0, updatedAt: 0, stages: each.stages?.toSorted() ?? [] });
    expect(fresh.map(bare)).toEqual(list.map(bare));
    expect(planRows(fresh, read1.rows).every((row) => row.kind === 'same')).toBe(true);
  });

  it('writes nothing a spreadsheet takes for a formula', async () => {
    const csv = await (await blobOf(await exportTemplates({ templates: list }, { format: 'csv', exportedAt: 0 }))).text();
    expect(csv).toContain(`"'=SUM(A1)`);
    expect(csv).toContain(`"'@here"`);
    expect(csv).toContain(`"''=1+1"`);
  });

  it('tells changes by field, keeps good rows beside bad ones, and refuses a second row for one template', async () => {
    const [first, second] = list;
    const file = await read(
      bytes(
        `标题,内容,短码,语言,收藏,可用结束,编号\r\n发货时效,24 小时内发出,fh,中文,是,,${first?.id}\r\n新的,好的,,中文,,,\r\n坏的,,,中文,,,\r\n坏语言,好,,火星语,,,\r\n坏日子,好,,中文,,2026-13-40,\r\n别的,再来一条,,中文,,,${second?.id}\r\n又是,又一条,,中文,,,${second?.id}\r\n新的,好的,,中文,,,\r\n`,
      ),
    );
    expect(
      planRows(list, file.rows).map((row) => [
        row.line,
        row.kind,
        row.kind === 'bad' ? row.problem.code : row.kind === 'new' ? row.record.title : row.fields,
      ]),
    ).toEqual([
      [2, 'changed', ['body', 'validUntil']],
      [3, 'new', '新的'],
      [4, 'bad', 'noBody'],
      [5, 'bad', 'badLanguage'],
      [6, 'bad', 'badDay'],
      [7, 'changed', ['title', 'body']],
      [8, 'bad', 'twice'],
      [9, 'bad', 'twice'],
    ]);
  });

  it('keeps pictures in JSON, and refuses bytes that are none', async () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3, 4, 5, 6]);
    const picturesOf = (): Promise<{ name: string; type: string; data: Uint8Array<ArrayBuffer> }[]> =>
      Promise.resolve([{ name: '尺码表.png', type: 'image/png', data: png }]);
    const blob = await blobOf(
      await exportTemplates({ templates: list.slice(1, 2), picturesOf }, { format: 'json', exportedAt: 0 }),
    );
    const [row] = (await read(blob)).rows;
    expect(row?.pictures).toEqual([{ name: '尺码表.png', type: 'image/png', data: png }]);
    const damaged = (await blob.text()).replace('iVBO', 'AAAA');
    expect((await read(bytes(damaged))).rows[0]?.problem?.code).toBe('badPicture');
  });

  it('keeps files in JSON as they were, and refuses what is not what it is called', async () => {
    const pdf = new TextEncoder().encode('%PDF-1.7 安装说明');
    const picturesOf = (): Promise<{ name: string; type: string; data: Uint8Array<ArrayBuffer> }[]> =>
      Promise.resolve([{ name: '安装说明.pdf', type: 'application/pdf', data: pdf }]);
    const blob = await blobOf(
      await exportTemplates({ templates: list.slice(1, 2), picturesOf }, { format: 'json', exportedAt: 0 }),
    );
    expect((await read(blob)).rows[0]?.pictures).toEqual([{ name: '安装说明.pdf', type: 'application/pdf', data: pdf }]);
    const text = await blob.text();
    for (const [part, other] of [
      ['安装说明.pdf', '安装说明.exe'],
      ['application/pdf', 'text/html'],
      ['安装说明.pdf', '../安装说明.pdf'],
      ['JVBE', 'TVqQ'],
    ] as const) {
      expect(text).toContain(part);
      expect((await read(bytes(text.replace(part, other)))).rows[0]?.problem?.code).toBe('badPicture');
    }
  });

  it('carries a pack with its head', async () => {
    const pack = { id: 'p1', name: '双11', version: 3, author: '小雨', note: '新增两条' };
    const own = template({ pack: { id: 'p1', version: 2, key: 'k1', base: 'x' } });
    const blob = await blobOf(await exportTemplates({ templates: [own], pack }, { format: 'json', exportedAt: 0 }));
    const file = await read(blob);
    expect(file.pack).toEqual(pack);
    // What it has no place filled for is not there in this version.
    expect(file.rows[0]?.tells).toEqual([...OPTIONAL_FIELDS, 'pictures']);
    expect(file.rows[0]?.raw?.id).toBe('k1');
  });
});

it('plans 10,000 rows in a moment', () => {
  const many = Array.from({ length: 10_000 }, (_, i) => template({ title: `话术 ${i}`, body: `第 ${i} 条`, code: `c${i}` }));
  const rows = many.map(({ title, body, code }, i) => ({
    line: i + 2,
    raw: { title, body: i % 2 ? body : `${body}!`, code: code ?? '', language: 'zh' },
  }));
  const started = performance.now();
  const planned = planRows(many, rows);
  expect(planned.filter((row) => row.kind === 'same')).toHaveLength(5000);
  expect(planned.filter((row) => row.kind === 'changed')).toHaveLength(5000);
  console.log(`plan of 10,000 rows: ${Math.round(performance.now() - started)} ms`);
});
