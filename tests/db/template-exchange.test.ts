import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { undo } from '#lib/db/changes.ts';
import { KebanDatabase } from '#lib/db/database.ts';
import { takeTemplates, type TakenRow } from '#lib/db/import-templates.ts';
import { lastAnswers, noteAnswers, withLast } from '#lib/db/last-answers.ts';
import { makePack, nextVersion, packsWithTemplates, removePack, setPackOf } from '#lib/db/packs.ts';
import { dropStrayPictures, keepPicture, picturesOf, recordPictures } from '#lib/db/pictures.ts';
import { picturesFrom, pictureLines } from '#lib/db/picture-lines.ts';
import { FactTwice, fixTemplate, ignoreContradiction, ownFacts, saveFact } from '#lib/db/shop-facts.ts';
import { FolderRefused, moveFolder, moveTemplates } from '#lib/db/template-folders.ts';
import { versionsOf } from '#lib/db/template-history.ts';
import { removeTemplate, saveTemplate, type TemplateInput } from '#lib/db/templates.ts';
import { planRows, type ReadRow } from '#lib/domain/template-plan.ts';
import { isEditedHere } from '#lib/domain/template-pack.ts';
import { OPTIONAL_FIELDS, type RawRecord } from '#lib/domain/template-record.ts';

let db: KebanDatabase;
let n = 0;
beforeEach(() => (db = new KebanDatabase(`exchange-${(n += 1)}`)));
afterEach(() => db.delete());

const keysOf = (title: string): { pinyin: string[]; initials: string[] } => ({ pinyin: [title], initials: [] });
const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3, 4, 5, 6]);

async function save(title: string, more: Partial<TemplateInput> = {}): Promise<string> {
  const change = await saveTemplate(
    { title, body: `${title}。`, folder: '', language: 'zh', pinyin: [], initials: [], ...more },
    db,
  );
  return change?.ops[0]?.key ?? '';
}

const rows = async (read: ReadRow[]): Promise<TakenRow[]> =>
  planRows(await db.templates.toArray(), read).filter((row): row is TakenRow => row.kind !== 'bad');
const all = async (): Promise<string[]> => (await db.templates.toArray()).map(({ title, body }) => `${title}|${body}`).toSorted();

describe('taking a file in', () => {
  const file: ReadRow[] = [
    { line: 2, raw: { title: '发货', body: '24 小时', language: 'zh', code: 'fh' } },
    { line: 3, raw: { title: '新的', body: '好', language: 'zh' }, pictures: [{ name: 'a.png', type: 'image/png', data: PNG }] },
    { line: 4, raw: { title: '坏的', body: '', language: 'zh' } },
  ];

  it('adds and changes as one change that is undone as one; the same again changes nothing', async () => {
    const id = await save('发货', { body: '48 小时', code: 'fh', folder: '发货', tags: ['时效'] });
    await db.templates.update(id, { uses: 7 });
    const change = await takeTemplates(await rows(file), { fileName: 'a.csv', keysOf }, db);
    expect(change?.label).toEqual({ key: 'change.templatesTaken', params: { file: 'a.csv', created: 1, updated: 1 } });
    expect(await all()).toEqual(['发货|24 小时', '新的|好']);
    // What the file does not tell stays.
    expect(await db.templates.get(id)).toMatchObject({ folder: '发货', tags: ['时效'], uses: 7 });
    const added = (await db.templates.toArray()).find(({ title }) => title === '新的');
    expect(await picturesOf(added?.pictures ?? [], db)).toMatchObject([{ name: 'a.png' }]);
    expect((await versionsOf(id, 30, db)).map(({ template }) => template.body)).toEqual(['48 小时']);
    expect(await takeTemplates(await rows(file.slice(0, 1)), { fileName: 'a.csv', keysOf }, db)).toBeNull();
    await undo(change?.id ?? '', db);
    expect(await all()).toEqual(['发货|48 小时']);
    expect((await db.templates.get(id))?.uses).toBe(7);
  });

  it('takes 600 rows as one, each with its history, and gives them back', async () => {
    const many: ReadRow[] = Array.from({ length: 600 }, (_, i) => ({
      line: i,
      raw: { title: `话术${i}`, body: `第${i}条`, language: 'zh' },
    }));
    const change = await takeTemplates(await rows(many), { fileName: 'b.csv', keysOf }, db);
    expect(await db.templates.count()).toBe(600);
    const last = (await db.templates.toArray()).at(-1);
    expect(await db.changes.where('refs').equals(`templates:${last?.id}`).count()).toBe(1);
    await undo(change?.id ?? '', db);
    expect(await db.templates.count()).toBe(0);
  });
});

describe('packs', () => {
  const head = (version: number): { id: string; name: string; version: number; author: string } => ({
    id: 'p1',
    name: '双11',
    version,
    author: '小雨',
  });
  const first: ReadRow[] = [
    { line: 1, raw: { id: 'k1', title: '预售', body: '预售说明', language: 'zh' } },
    { line: 2, raw: { id: 'k2', title: '尾款', body: '尾款说明', language: 'zh' } },
  ];
  const take = async (read: ReadRow[], version: number, shopId?: string): Promise<unknown> => {
    const mine = await db.templates.toArray();
    const planned = planRows(mine, read, {
      byKey: (key) => mine.find(({ pack }) => pack?.id === 'p1' && pack.key === key),
      isEdited: (template) => isEditedHere(template, template.pictures),
    });
    const wanted = planned.filter((row): row is TakenRow => row.kind !== 'bad' && !(row.kind === 'changed' && row.edited));
    await takeTemplates(wanted, { fileName: 'p.json', keysOf, pack: { ...head(version), ...(shopId && { shopId }) } }, db);
    return planned.map((row) => [row.kind, row.kind === 'changed' && row.edited === true]);
  };

  it('a newer version finds its templates again, whatever they are called here, and marks own edits', async () => {
    await take(first, 1, 'taobao|a');
    const [one, two] = await db.templates.toArray();
    expect(one).toMatchObject({ pack: { id: 'p1', version: 1, key: 'k1' }, shopId: 'taobao|a' });
    await save('我的尾款', { id: two?.id, body: '我改过' });
    expect((await packsWithTemplates(db)).map(({ pack, edited }) => [pack.name, pack.version, edited])).toEqual([['双11', 1, 1]]);
    const second = [
      { line: 1, raw: { id: 'k1', title: '预售', body: '预售说明（新）', language: 'zh' } },
      { line: 2, raw: { id: 'k2', title: '尾款', body: '尾款说明（新）', language: 'zh' } },
      { line: 3, raw: { id: 'k3', title: '红包', body: '红包说明', language: 'zh' } },
    ];
    expect(await take(second, 2)).toEqual([
      ['changed', false],
      ['changed', true],
      ['new', false],
    ]);
    expect(await all()).toEqual(['我的尾款|我改过', '红包|红包说明', '预售|预售说明（新）']);
    expect((await db.packs.get('p1'))?.version).toBe(2);
  });

  it('a newer version takes away what it leaves out, and that is no edit made here', async () => {
    const tells = OPTIONAL_FIELDS;
    const of = (body: string, more: RawRecord = {}): ReadRow[] => [
      { line: 1, raw: { id: 'k1', title: '预售', body, language: 'zh', ...more }, tells },
    ];
    const more = { code: 'ys', tags: ['大促'], favourite: true as const, validUntil: 5, folder: '大促', group: 'g' };
    await take(of('一', more), 1);
    expect(await take(of('一'), 2)).toEqual([['changed', false]]);
    const [two] = await db.templates.toArray();
    for (const field of ['code', 'tags', 'favourite', 'validUntil']) expect(two).not.toHaveProperty(field);
    expect(two).toMatchObject({ folder: '大促', group: 'g', pack: { version: 2 } });
    expect(two && isEditedHere(two)).toBe(false);
    expect(await take(of('三'), 3)).toEqual([['changed', false]]);
    expect(await take(of('三'), 3)).toEqual([['same', false]]);
    // Without a place for them in the file they stay.
    await save('预售', { id: two?.id, body: '三', code: 'ys' });
    expect(await take([{ line: 1, raw: { id: 'k1', title: '预售', body: '三', language: 'zh' } }], 4)).toEqual([['same', false]]);
  });

  it('of one shop becomes one of all shops, but for templates bound to a shop by hand', async () => {
    await take(first, 1, 'taobao|a');
    const [, two] = await db.templates.toArray();
    await db.templates.update(two?.id ?? '', { shopId: 'taobao|b' });
    await take(first, 1);
    expect((await db.templates.toArray()).map(({ shopId }) => shopId).toSorted()).toEqual(['taobao|b', undefined]);
    expect((await db.packs.get('p1'))?.shopId).toBeUndefined();
  });

  it('the same version a second time is no change, and hides no older version of a template', async () => {
    await take(first, 1);
    const [one] = await db.templates.toArray();
    await save('预售', { id: one?.id, body: '改过' });
    const changes = await db.changes.count();
    await take(first, 1);
    expect(await db.changes.count()).toBe(changes);
    const next = [{ line: 1, raw: { id: 'k2', title: '尾款', body: '新的尾款说明', language: 'zh' } }, ...first.slice(0, 1)];
    await take(next, 2);
    expect(await db.changes.count()).toBe(changes + 1);
    expect((await db.templates.get(one?.id ?? ''))?.body).toBe('改过');
    expect((await versionsOf(one?.id ?? '', 30, db)).map(({ template }) => template.body)).toEqual(['预售说明']);
    // Changes made before named templates that they left alone.
    const [latest] = (await db.changes.toArray()).toSorted((a, b) => (b.seq ?? 0) - (a.seq ?? 0));
    await db.changes.put({ ...latest!, id: `${latest?.id}z`, ops: [], refs: [`templates:${one?.id}`] });
    expect(await versionsOf(one?.id ?? '', 30, db)).toHaveLength(1);
  });

  it('an own pack rises by one version when its templates changed, not otherwise', async () => {
    const id = await save('预售');
    const made = await makePack({ name: '我的包', author: '小雨', templateIds: [id] }, db);
    const packId = (await db.packs.toArray())[0]?.id ?? '';
    expect((await nextVersion(packId, false, db))?.pack.version).toBe(1);
    await save('预售', { id, body: '改了' });
    expect((await nextVersion(packId, false, db))?.pack.version).toBe(2);
    expect((await packsWithTemplates(db))[0]?.edited).toBe(0);
    const other = await save('尾款');
    await setPackOf(other, packId, db);
    expect((await packsWithTemplates(db))[0]).toMatchObject({ edited: 1, pack: { version: 2 } });
    const gone = await removePack(packId, true, db);
    expect(await db.templates.count()).toBe(0);
    await undo(gone?.id ?? '', db);
    expect(await db.templates.count()).toBe(2);
    expect(await db.packs.count()).toBe(1);
    expect(made?.label.params).toEqual({ name: '我的包', n: 1 });
  });

  it('a template keeps the shop it is for when it joins or leaves a pack that did not bring it', async () => {
    const first = await save('首条');
    const id = await save('只给甲店', { shopId: 'taobao|a' });
    const shopOf = async (): Promise<string | undefined> => (await db.templates.get(id))?.shopId;
    await makePack({ name: '全部店铺', author: '', templateIds: [first] }, db);
    await makePack({ name: '乙店', author: '', shopId: 'taobao|b', templateIds: [first] }, db);
    const packs = new Map((await db.packs.toArray()).map((pack) => [pack.name, pack.id]));
    const ofAll = packs.get('全部店铺') ?? '';
    await setPackOf(id, ofAll, db);
    expect(await shopOf()).toBe('taobao|a');
    await setPackOf(id, null, db);
    expect(await shopOf()).toBe('taobao|a');
    await setPackOf(id, ofAll, db);
    await removePack(ofAll, false, db);
    expect(await shopOf()).toBe('taobao|a');
    await setPackOf(id, packs.get('乙店') ?? '', db);
    expect(await shopOf()).toBe('taobao|b');
    await setPackOf(id, ofAll, db);
    expect(await shopOf()).toBe('taobao|a');
    await setPackOf(id, packs.get('乙店') ?? '', db);
    await setPackOf(id, null, db);
    // Not offered everywhere: it was for one shop before.
    expect(await shopOf()).toBe('taobao|a');
    await makePack({ name: '甲店', author: '', shopId: 'taobao|a', templateIds: [id] }, db);
    const ofOne = (await db.templates.get(id))?.pack?.id ?? '';
    await removePack(ofOne, false, db);
    expect(await shopOf()).toBe('taobao|a');
    await setPackOf(first, null, db);
    expect((await db.templates.get(first))?.shopId).toBeUndefined();
  });

  it('a template is for its own shop again when a newer version of its pack is for all', async () => {
    const id = await save('预售', { shopId: 'taobao|a', body: '预售说明' });
    await db.templates.update(id, { pack: { id: 'p1', version: 1, key: 'k1', base: '' } });
    await take(first, 1);
    const shopOf = async (): Promise<string | undefined> => (await db.templates.get(id))?.shopId;
    expect(await shopOf()).toBe('taobao|a');
    await take(first, 2, 'taobao|b');
    await take(first, 3, 'taobao|b');
    expect(await shopOf()).toBe('taobao|b');
    await take(first, 4);
    expect(await shopOf()).toBe('taobao|a');
  });
});

describe('folders', () => {
  it('a folder is moved with all in it as one change', async () => {
    await save('a', { folder: '售后' });
    await save('b', { folder: '售后/退款' });
    await save('c', { folder: '售后服务' });
    const folders = async (): Promise<string[]> => (await db.templates.toArray()).map(({ folder }) => folder).toSorted();
    const change = await moveFolder('售后', '客服/售后', db);
    expect(await folders()).toEqual(['售后服务', '客服/售后', '客服/售后/退款'].toSorted());
    await undo(change?.id ?? '', db);
    expect(await folders()).toEqual(['售后', '售后/退款', '售后服务']);
    await expect(moveFolder('售后', '售后/旧', db)).rejects.toThrow(FolderRefused);
    const ids = (await db.templates.toArray()).map(({ id }) => id);
    await moveTemplates(ids, ' 全部 ／ 一起 ', db);
    expect(await folders()).toEqual(['全部/一起', '全部/一起', '全部/一起']);
  });
});

describe('facts of the shop', () => {
  it('remembers former values, refuses a second of one name, and can be undone', async () => {
    const made = await saveFact({ name: '发货时效', value: '48小时' }, db);
    const id = made?.ops[0]?.key ?? '';
    await saveFact({ id, name: '发货时效', value: '24小时' }, db);
    expect(await db.facts.get(id)).toMatchObject({ value: '24小时', former: ['48小时'] });
    await expect(saveFact({ name: '发货 时效', value: '1天' }, db)).rejects.toThrow(FactTwice);
    await saveFact({ name: '发货时效', value: '12小时', shopId: 'taobao|a' }, db);
    expect((await ownFacts('taobao|a', db)).get('发货时效')).toBe('12小时');
    expect((await ownFacts(null, db)).get('发货时效')).toBe('24小时');
    const back = await saveFact({ id, name: '发货时效', value: '48小时' }, db);
    expect((await db.facts.get(id))?.former).toEqual(['24小时']);
    await undo(back?.id ?? '', db);
    expect(await db.facts.get(id)).toMatchObject({ value: '24小时', former: ['48小时'] });
    await ignoreContradiction(id, 't1', 5, db);
    expect((await db.facts.get(id))?.ignored).toEqual({ t1: 5 });
    const template = await save('发货', { body: '48 小时内退，48 小时内发' });
    const at = '48 小时内退，'.length;
    await fixTemplate({ id: template, title: '发货' }, { at, text: '48 小时' }, '{店铺.发货时效}', db);
    await fixTemplate({ id: template, title: '发货' }, { at, text: '48 小时' }, '24 小时', db);
    expect((await db.templates.get(template))?.body).toBe('48 小时内退，{店铺.发货时效}内发');
  });
});

describe('what was filled in last', () => {
  it('is kept per buyer, but no facts, no days and no amounts', async () => {
    await noteAnswers(
      'c1',
      { 预计发出日期: '周末', 补偿方案: '送券', 'amount offered': 'half', 说明: '周五前', 备注: '退 20 元' },
      db,
    );
    await noteAnswers(
      'c1',
      { 尺码: 'L', 快递单号: '123456', 到货: '2026-12-01', '今天+3天': '周五', '店铺.质保期': '1年', 空: ' ' },
      db,
    );
    await noteAnswers('c1', { 颜色: '红' }, db);
    expect(await lastAnswers('c1', db)).toEqual({ 尺码: 'L', 颜色: '红' });
    expect(await lastAnswers('c2', db)).toEqual({});
    expect(await lastAnswers(null, db)).toEqual({});
  });

  it('is offered only where it can be an answer', () => {
    const slots = [
      { name: '尺码', label: '尺码', choices: ['S', 'M'] },
      { name: '颜色', label: '颜色' },
      { name: '订单号', label: '订单号' },
      { name: '说明', label: '说明' },
    ];
    expect(
      withLast({ outcome: 'missing', slots, partial: '' }, { 尺码: 'L', 颜色: '红', 订单号: '1', 说明: '明天' }),
    ).toMatchObject({
      slots: [
        { name: '尺码' },
        { name: '颜色', last: '红' },
        { name: '订单号' },
        expect.not.objectContaining({ last: expect.anything() }),
      ],
    });
    expect(JSON.stringify(withLast({ outcome: 'missing', slots, partial: '' }, { 尺码: 'L' }))).not.toContain('last');
  });
});

describe('pictures', () => {
  it('are kept once, come back from a snapshot as they were, and go when nobody has them for 90 days', async () => {
    const id = await keepPicture({ name: '尺码表.png', type: 'image/png', data: PNG, width: 3, height: 4 }, db);
    expect(await keepPicture({ name: 'other.png', type: 'image/png', data: PNG }, db)).toBe(id);
    expect(await db.pictures.count()).toBe(1);
    const [line] = await pictureLines(await db.pictures.toArray());
    const [row] = picturesFrom([JSON.parse(JSON.stringify(line))]);
    expect(row).toMatchObject({ id, name: '尺码表.png', width: 3, height: 4 });
    expect(new Uint8Array((await row?.blob.arrayBuffer()) ?? new ArrayBuffer())).toEqual(PNG);
    expect(row?.blob.type).toBe('image/png');
    const template = await save('a', { pictures: [id] });
    const later = Date.now() + 91 * 86_400_000;
    expect(await dropStrayPictures(later, db)).toBe(0);
    // It came long ago: what counts is when nobody had it any more.
    await db.pictures.update(id, { at: Date.now() - 100 * 86_400_000 });
    await removeTemplate(template, db);
    expect(await dropStrayPictures(Date.now(), db)).toBe(0);
    expect(await dropStrayPictures(later, db)).toBe(1);
  });

  it('that a newer version of a pack leaves out go from its template, and stay while its history or an undo needs them', async () => {
    const tells = [...OPTIONAL_FIELDS, 'pictures' as const];
    const raw = { id: 'k1', title: '尺码', body: '见图', language: 'zh' };
    const pack = (version: number) => ({ fileName: 'p.json', keysOf, pack: { id: 'p1', name: '包', version, author: '小雨' } });
    const picture = { name: '尺码表.png', type: 'image/png', data: PNG };
    await takeTemplates(await rows([{ line: 1, raw, tells, pictures: [picture] }]), pack(1), db);
    const planned = await rows([{ line: 1, raw, tells }]);
    expect(planned).toMatchObject([{ kind: 'changed', fields: ['pictures'], cleared: ['pictures'] }]);
    const change = await takeTemplates(planned, pack(2), db);
    const [template] = await db.templates.toArray();
    expect(template).not.toHaveProperty('pictures');
    expect(template && isEditedHere(template)).toBe(false);
    const later = Date.now() + 91 * 86_400_000;
    expect(await dropStrayPictures(later, db)).toBe(0);
    const [version] = await versionsOf(template?.id ?? '', 30, db);
    expect(await picturesOf(version?.template.pictures ?? [], db)).toHaveLength(1);
    await undo(change?.id ?? '', db);
    const [again] = await db.templates.toArray();
    expect(await picturesOf(again?.pictures ?? [], db)).toMatchObject([{ name: '尺码表.png' }]);
    await removeTemplate(again?.id ?? '', db);
    expect([await dropStrayPictures(Date.now() + 89 * 86_400_000, db), await dropStrayPictures(later, db)]).toEqual([0, 1]);
  });

  it('files are kept under the name a buyer will see, carried by snapshots, and count as edits of a pack', async () => {
    const pdf = { name: '安装说明.pdf', type: 'application/pdf', data: new TextEncoder().encode('%PDF-1.7') };
    const id = await keepPicture(pdf, db);
    expect(id).toMatch(/^file_[0-9a-f]{32}$/);
    expect(await keepPicture(pdf, db)).toBe(id);
    const renamed = await keepPicture({ ...pdf, name: 'manual.pdf' }, db);
    expect(renamed).not.toBe(id);
    expect((await picturesOf([renamed, id], db)).map(({ name, blob }) => [name, blob.type, blob.size])).toEqual([
      ['manual.pdf', 'application/pdf', 8],
      ['安装说明.pdf', 'application/pdf', 8],
    ]);
    const lines = await pictureLines(await picturesOf([id], db));
    const [row] = picturesFrom(JSON.parse(JSON.stringify(lines)));
    expect(row).toMatchObject({ id, name: '安装说明.pdf' });
    expect(await row?.blob.text()).toBe('%PDF-1.7');
    const template = await db.templates.get(await save('带文件', { pictures: [id] }));
    const [carried] = await recordPictures(template!, db);
    expect(carried).toEqual(pdf);
    await takeTemplates(
      await rows([{ line: 1, raw: { id: 'k1', title: '包里的', body: '说明书见附件', language: 'zh' }, pictures: [pdf] }]),
      { fileName: 'p.json', keysOf, pack: { id: 'p1', name: '包', version: 1, author: '小雨' } },
      db,
    );
    const taken = (await db.templates.toArray()).find(({ title }) => title === '包里的')!;
    expect(taken.pictures).toEqual([id]);
    expect(isEditedHere(taken, taken.pictures)).toBe(false);
    expect(isEditedHere(taken, [])).toBe(true);
  });
});
