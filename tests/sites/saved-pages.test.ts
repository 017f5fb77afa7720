import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readFile } from '../../scripts/read-file.ts';
import { ADDRESSES } from './saved-addresses.ts';

/** A collection of saved pages that may lie beside the checkout; the tests of each site do not need it. */
const folder = fileURLToPath(new URL('../../../shared/pages/', import.meta.url));
const present = existsSync(folder);
if (!present) console.log('no collection of saved pages beside the checkout: only the pages in tests/sites are read');

/** What is no page and no response: nobody may know it. */
const STRANGERS = /INDEX\.md$/;

function originOf(name: string): { name: string; url?: URL } {
  const address = /\.html$|error-envelopes/.test(name) ? ADDRESSES.find(([pattern]) => pattern.test(name))?.[1] : undefined;
  return { name, ...(address ? { url: new URL(address) } : {}) };
}

/** What is expected of the pages and responses in tests/sites, without their addresses. */
const expected = readdirSync(new URL('./', import.meta.url), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.expected.json'))
  .map((entry) => {
    const { url: _url, topUrl: _topUrl, ...reading } = JSON.parse(readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'));
    return reading as object;
  });

describe.runIf(present)('the collection of saved pages beside the checkout', () => {
  const files = present
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, `${entry.parentPath}/${entry.name}`))
    : [];

  it.each(files.filter((file) => !STRANGERS.test(file)))('%s is read, exactly as is expected of it', async (file) => {
    const readings = await readFile(readFileSync(`${folder}/${file}`), originOf(file));
    expect(readings.length).toBeGreaterThan(0);
    const states = new Set(readings.map((reading) => reading.state));
    const refusals = /risk-control|error-envelopes/.test(file);
    for (const state of states) expect(refusals ? ['punish', 'login', 'loading', 'unknown'] : ['ready']).toContain(state);
    // Order files have no expected JSON: they are compared row by row where they are imported.
    const pages = readings.filter((reading) => !reading.reader.startsWith('file/'));
    for (const reading of pages) expect(expected).toContainEqual(JSON.parse(JSON.stringify(reading)));
    if (refusals) expect([...states]).toEqual(expect.arrayContaining(['punish', 'login']));
  });

  it.each(files.filter((file) => STRANGERS.test(file)))('%s is left alone', async (file) => {
    await expect(readFile(readFileSync(`${folder}/${file}`), originOf(file))).rejects.toThrow(
      /没有读取器|不是会读取|没有认得的内容/,
    );
  });
});

describe('what is no page of ours', () => {
  it('is refused in words', async () => {
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    await expect(readFile(bytes('<p>x</p>'), { name: 'x.html' })).rejects.toThrow('--url');
    await expect(readFile(bytes('<p>x</p>'), { name: 'x.html', url: new URL('https://example.com/') })).rejects.toThrow(
      '不是会读取的页面',
    );
    await expect(readFile(bytes('{"a":'), { name: 'x.json' })).rejects.toThrow('不是完整的 JSON');
    await expect(readFile(bytes('{"a": 1}'), { name: 'x.json' })).rejects.toThrow('没有读取器');
    await expect(readFile(bytes('  '), { name: 'x.txt' })).rejects.toThrow('空');
    await expect(readFile(bytes('a\u0000b'), { name: 'x.bin' })).rejects.toThrow('不是文本');
  });
});
