import 'fake-indexeddb/auto';
import { afterEach, expect, it } from 'vitest';
import { templatesFor } from '#lib/background/templates.ts';
import { db } from '#lib/db/database.ts';
import { countUse, saveTemplate } from '#lib/db/templates.ts';

afterEach(async () => {
  await db.delete();
  await db.open();
});

it('sends the replies again after some uses, so that the palette ranks by them, and not after each', async () => {
  await saveTemplate({ title: '发货', body: '今天发', folder: '', language: 'zh', pinyin: [], initials: [] });
  const id = (await db.templates.toArray())[0]?.id ?? '';
  let { revision } = await templatesFor(undefined);
  const sent: number[] = [];
  for (let use = 1; use <= 10; use += 1) {
    await countUse(id, `command-${use}`);
    const answer = await templatesFor(revision);
    if (answer.list) sent.push(answer.list[0]?.uses ?? 0);
    revision = answer.revision;
  }
  expect(sent).toEqual([5, 10]);
});
