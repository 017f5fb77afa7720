import 'fake-indexeddb/auto';
import { afterEach, expect, it } from 'vitest';
import { KebanDatabase } from '../../lib/db/database.ts';
import { languageSettings, saveLanguageSettings } from '../../lib/db/language.ts';
import { SNAPSHOT_TABLES } from '../../lib/db/snapshot.ts';

let db: KebanDatabase;
afterEach(() => db.delete());

const one = { kind: 'openai', url: 'https://api.example.com/v1', model: 'm', key: 'sk-secret' } as const;
const other = { ...one, url: 'https://elsewhere.example/v1' };

it('everything is off at first, and an agreement is good for one endpoint only', async () => {
  db = new KebanDatabase('language-settings');
  expect(await languageSettings(db)).toEqual({ id: 'language', translate: false, draft: false });
  await saveLanguageSettings({ endpoint: one }, db);
  await saveLanguageSettings({ translate: true, agreed: 'https://api.example.com' }, db);
  await saveLanguageSettings({ endpoint: { ...one, key: 'sk-new' } }, db);
  expect(await languageSettings(db)).toMatchObject({
    translate: true,
    agreed: 'https://api.example.com',
    endpoint: { key: 'sk-new' },
  });
  await saveLanguageSettings({ endpoint: other }, db);
  expect((await languageSettings(db)).agreed).toBeUndefined();
  await saveLanguageSettings({ agreed: 'https://elsewhere.example' }, db);
  await saveLanguageSettings({ endpoint: null }, db);
  expect(await languageSettings(db)).toEqual({ id: 'language', translate: true, draft: false });
});

it('the key lies in one table, which no snapshot holds and no change names', async () => {
  db = new KebanDatabase('language-key');
  await saveLanguageSettings({ endpoint: one }, db);
  const holding = [];
  for (const table of db.tables) {
    if (JSON.stringify(await table.toArray()).includes('sk-secret')) holding.push(table.name);
  }
  expect(holding).toEqual(['services']);
  expect(SNAPSHOT_TABLES).not.toContain('services');
});
