import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { observationSchema } from '../../../lib/domain/observation.ts';
import type { Asked } from '../../../lib/sites/site.ts';
import { aliexpressPayloads } from '../../../lib/sites/aliexpress/payloads.ts';
import { aliexpressReaders } from '../../../lib/sites/aliexpress/readers.ts';
import { pageOf } from './page-of.ts';

const folder = new URL('./', import.meta.url);
const names = readdirSync(folder).filter((name) => /\.(?:html|json)$/.test(name) && !name.endsWith('.expected.json'));
const textOf = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

describe('every saved page and response of AliExpress', () => {
  it('has a page or a response for each of its readings', () => {
    const expected = readdirSync(folder).filter((name) => name.endsWith('.expected.json'));
    expect(expected.map((name) => name.replace('.expected.json', '')).toSorted()).toEqual(
      names.map((name) => name.replace(/\.\w+$/, '')).toSorted(),
    );
  });

  it.each(names)('%s is read by one reader, exactly and completely', (name) => {
    const expected = textOf(name.replace(/\.\w+$/, '.expected.json'));
    // What the request asks for stands beside the readings of answers that do not repeat it.
    const { url, asked, ...reading } = JSON.parse(expected) as { url?: string; asked?: Asked };
    if (name.endsWith('.html')) {
      const source = pageOf(textOf(name), url ?? '');
      const readers = aliexpressReaders.filter((reader) => reader.recognises(source));
      expect(readers.map((reader) => reader.read(source))).toEqual([reading]);
    } else {
      const payload: unknown = JSON.parse(textOf(name));
      const readers = aliexpressPayloads.filter((reader) => reader.recognises(payload));
      expect(readers.map((reader) => reader.read(payload, asked))).toEqual([reading]);
    }
  });

  it.each(names)('%s gives observations that the intake accepts', (name) => {
    const { observations } = JSON.parse(textOf(name.replace(/\.\w+$/, '.expected.json'))) as { observations: unknown[] };
    for (const observation of observations) {
      expect(observationSchema.parse(observation)).toEqual(observation);
    }
  });

  it.each(names.filter((name) => name.endsWith('.html')))('%s is left as it was', (name) => {
    const { url } = JSON.parse(textOf(name.replace(/\.\w+$/, '.expected.json'))) as { url: string };
    const source = pageOf(textOf(name), url);
    const before = source.document.documentElement.cloneNode(true);
    for (const reader of aliexpressReaders) if (reader.recognises(source)) reader.read(source);
    expect(source.document.documentElement.isEqualNode(before)).toBe(true);
  });
});
