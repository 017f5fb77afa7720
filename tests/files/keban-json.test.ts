import { describe, expect, it } from 'vitest';
import type { KebanExport } from '#lib/files/keban-json.ts';
import { exportKebanJson, forbiddenKeyIn, readKebanJson } from '#lib/files/keban-json.ts';
import { bytesOfExport, utf8 } from './read-all.ts';

const at = Date.parse('2026-11-21T08:00:00Z');
const data: KebanExport = {
  tags: [{ name: '大码', color: 'blue' }],
  customers: [
    {
      id: 'c1',
      site: 'taobao',
      shopKey: '青禾示例店',
      name: '林间小雨88',
      nick: '林间小雨88',
      tags: ['大码'],
      orders: { count: 2, paid: [{ minor: 124_235, currency: 'CNY' }] },
    },
    { id: 'c2', site: 'aliexpress', shopKey: '2671514005', name: 'J**n', masked: true, aliases: ['Joh****'] },
  ],
  notes: [{ customerId: 'c1', text: '=怕起球\n"引号"', at }],
  reminders: [{ customerId: 'c1', text: '补发', dueAt: at, state: 'open', orderNo: '4512300187000204539' }],
};
const whole = async (): Promise<Record<string, unknown>> =>
  JSON.parse(new TextDecoder().decode(await bytesOfExport(exportKebanJson(data, at)))) as Record<string, unknown>;
const read = (value: unknown): ReturnType<typeof readKebanJson> =>
  readKebanJson(utf8(typeof value === 'string' ? value : JSON.stringify(value)));

describe('exchange file', () => {
  it('comes back as it was written', async () => {
    const file = exportKebanJson(data, at);
    const back = await readKebanJson(await bytesOfExport(file));
    expect(back).toEqual({ status: 'ready', version: 1, exportedAt: at, errors: [], ...data });
    expect(file.report.rows).toBe(5);
  });

  it('comes back from lists longer than one piece, and from empty ones', async () => {
    const customers = Array.from({ length: 1201 }, (_, i) => ({ id: `c${i}`, site: 'taobao', shopKey: 's', name: `n${i}` }));
    const back = await readKebanJson(await bytesOfExport(exportKebanJson({ tags: [], customers, notes: [], reminders: [] }, at)));
    expect(back).toMatchObject({ status: 'ready', customers, tags: [], notes: [], reminders: [], errors: [] });
  });

  it.each(['__proto__', 'constructor', 'prototype'])('is refused when it has the key %s anywhere', async (key) => {
    const text = JSON.stringify(await whole()).replace(
      '"masked":true',
      `"masked":true,"extra":[{"deep":{"${key}":{"polluted":1}}}]`,
    );
    expect(text).toContain(key);
    expect(await read(text)).toMatchObject({ status: 'refused', problem: { code: 'dangerousKey', params: { key } } });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('of a newer version is refused with both versions', async () => {
    expect(await read({ ...(await whole()), version: 2 })).toMatchObject({
      status: 'refused',
      problem: { code: 'newerVersion', key: 'files.problem.newerVersion', params: { found: 2, known: 1 } },
    });
  });

  it.each([
    ['text', 'hello', 'notJson'],
    ['cut off', '{"schema":"keban.customers","version":1', 'notJson'],
    ['a list', [], 'notKeban'],
    ['null', null, 'notKeban'],
    ['another schema', { schema: 'keban.table', version: 1, exportedAt: '2026-11-21T00:00:00Z' }, 'notKeban'],
    ['no version', { schema: 'keban.customers', exportedAt: '2026-11-21T00:00:00Z' }, 'notKeban'],
    ['no date', { schema: 'keban.customers', version: 1, exportedAt: 'today' }, 'notKeban'],
    [
      'a section that is no list',
      { schema: 'keban.customers', version: 1, exportedAt: '2026-11-21T00:00:00Z', notes: {} },
      'notKeban',
    ],
  ])('that is %s is refused', async (_, value, code) => {
    expect(await read(value)).toMatchObject({ status: 'refused', problem: { code } });
  });

  it('loses only its bad records, and names them', async () => {
    const file = await whole();
    const customers = [...(file.customers as unknown[]), { id: 'c3', site: 'ebay', shopKey: 's', name: 'x' }];
    const notes = [{ customerId: 'c1', text: 1, at }, { customerId: 'c3', text: 'x', at }, ...(file.notes as unknown[])];
    const back = await read({ ...file, customers, notes });
    expect(back).toMatchObject({
      status: 'ready',
      customers: data.customers,
      notes: data.notes,
      errors: [
        { section: 'customers', position: 3, reason: { code: 'badRecord', params: { field: 'site' } } },
        { section: 'notes', position: 1, reason: { code: 'badRecord', params: { field: 'text' } } },
        { section: 'notes', position: 2, reason: { code: 'badRecord', params: { field: 'customerId' } } },
      ],
    });
  });

  it('nested ever so deep does not bring the reader down', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const answer = await read(`{"schema":"keban.customers","version":1,"exportedAt":"2026-11-21T00:00:00Z","x":${deep}}`);
    expect(['ready', 'refused']).toContain(answer.status);
    expect(forbiddenKeyIn(JSON.parse('{"a":[{"__proto__":1}]}'))).toBe('__proto__');
  });
});
