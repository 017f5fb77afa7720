import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { observationSchema, type Reading, shopSchema } from '#lib/domain/observation.ts';
import { taobaoPayloads, taobaoReaders } from '#lib/sites/taobao/readers.ts';
import { pageOf } from './page-of.ts';

/** `<name>.html` or `<name>.json` beside `<name>.expected.json`: the address (pages only) and the whole reading. */
type Expected = Reading & { url?: string; topUrl?: string };

const folder = new URL('./', import.meta.url);
const files = readdirSync(folder);
const fixtures = files.filter((file) => /\.(?:html|json)$/.test(file) && !file.endsWith('.expected.json'));

function expectedOf(file: string): Expected {
  return JSON.parse(readFileSync(new URL(file.replace(/\.\w+$/, '.expected.json'), folder), 'utf8')) as Expected;
}

function readPage(file: string, { url = '', topUrl }: Expected): Reading[] {
  const source = pageOf(readFileSync(new URL(file, folder), 'utf8'), url, topUrl);
  return taobaoReaders.filter((reader) => reader.recognises(source)).map((reader) => reader.read(source));
}

function readPayload(file: string): Reading[] {
  const charset = file.includes('.gb18030.') ? 'gb18030' : 'utf-8';
  const text = new TextDecoder(charset, { fatal: true }).decode(readFileSync(new URL(file, folder)));
  const payload: unknown = JSON.parse(text);
  return taobaoPayloads.filter((reader) => reader.recognises(payload)).map((reader) => reader.read(payload));
}

describe('saved pages and responses', () => {
  it.each(fixtures)('%s gives exactly what stands in it', (file) => {
    const { url, topUrl, ...reading } = expectedOf(file);
    const readings = file.endsWith('.html') ? readPage(file, { url, topUrl, ...reading } as Expected) : readPayload(file);
    expect(readings[0]).toStrictEqual(reading);
    // Only one reader may claim a document; the shell is around other pages, so it may come second.
    expect(
      readings
        .slice(1)
        .map((other) => other.reader)
        .filter((id) => id !== 'taobao/shell-2025'),
    ).toEqual([]);
  });

  it.each(fixtures)('%s gives observations that pass the schema', (file) => {
    const { observations, shop } = expectedOf(file);
    for (const observation of observations) expect(observationSchema.parse(observation)).toStrictEqual(observation);
    if (shop) expect(shopSchema.parse(shop)).toStrictEqual(shop);
  });

  it('has a fixture for every reader, and an expectation for every fixture', () => {
    const owned = new Set(fixtures.map((file) => expectedOf(file).reader));
    expect([...taobaoReaders, ...taobaoPayloads].map((reader) => reader.id).filter((id) => !owned.has(id))).toEqual([]);
  });

  it('reads the same from GB18030 bytes as from UTF-8', () => {
    expect(expectedOf('async-sold.2026.gb18030.json')).toEqual(expectedOf('async-sold.2026.json'));
  });
});

describe('the captured conversation list', () => {
  it('keeps all 48 rows with the nick, uid, times and account that its source names', () => {
    interface Row {
      cid: { appCid: string };
      displayName: string;
      createTime: string;
      modifyTime: string;
      userID: { appUid: string };
    }
    const source = JSON.parse(readFileSync(new URL('history-conversations.json', folder), 'utf8')) as { data: { result: Row[] } };
    const [reading] = readPayload('history-conversations.json');
    const rows = source.data.result.map((row) => [
      row.displayName,
      row.cid.appCid.split('.')[0],
      row.createTime,
      row.modifyTime,
      row.userID.appUid,
    ]);
    const seen = reading?.observations.map((o) =>
      o.kind === 'conversation' ? [o.peer.nick, o.peer.uid, String(o.createdAt), String(o.at), o.staffUid] : [],
    );
    expect(seen).toHaveLength(48);
    expect(seen).toEqual(rows);
  });
});
