import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { answerReaderFor } from '../../lib/sites/answer-readers.ts';
import { type Answer, answers } from '../../lib/sites/answers.ts';
import type { Word } from '../../lib/tap/copies.ts';
import { takeFrame } from '../../lib/tap/frames.ts';

const ROW = answers.find(({ id }) => id === 'aliexpress/push-frames') as Answer;
const file = join(import.meta.dirname, '..', 'sites', 'aliexpress', 'json-push-frame.json');
const PLAIN = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
const content = Buffer.from(String(PLAIN['data']), 'base64').toString('utf8');

const packed = (text: string): string => Buffer.from(gzipSync(strToU8(text))).toString('base64');
const gzip = (data: string): string => JSON.stringify({ ...PLAIN, compressType: 'GZIP', data });

async function said(text: string): Promise<Word[]> {
  const words: Word[] = [];
  takeFrame(ROW, text, (word) => void words.push(word));
  for (let i = 0; i < 50 && words.length === 0; i += 1) await new Promise((resume) => setTimeout(resume, 5));
  return words;
}

describe('a packed frame of the push channel', () => {
  it('is handed on like the same frame unpacked', async () => {
    const [plain] = await said(JSON.stringify(PLAIN));
    const [opened] = await said(gzip(packed(content)));
    expect(plain?.kind).toBe('copy');
    expect(opened).toEqual(plain);
    const payload: unknown = JSON.parse(opened?.kind === 'copy' ? opened.text : '');
    const reading = answerReaderFor('aliexpress', payload)?.read(payload);
    expect(reading?.observations.map(({ kind }) => kind)).toContain('message');
  });

  it('keeps no secret that was packed', async () => {
    const [word] = await said(gzip(packed(content.replace('{', '{"access_token":"abcdef1234567890abcdef",'))));
    expect(word?.kind).toBe('copy');
    const data = word?.kind === 'copy' ? (JSON.parse(word.text) as { data: string }).data : '';
    expect(Buffer.from(data, 'base64').toString('utf8')).not.toContain('abcdef1234567890');
  });

  it.each([
    ['damaged', packed(content).slice(0, 60)],
    ['no base64', '%%%%'],
    ['no GZIP at all', Buffer.from(content).toString('base64')],
    ['a bomb', packed('0'.repeat(5_000_000))],
  ])('is refused: %s', async (_what, data) => {
    expect(await said(gzip(data))).toEqual([{ kind: 'refused', id: ROW.id, why: 'shape' }]);
  });
});
