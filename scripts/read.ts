import { readFile as readBytes } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { readFile, Unreadable } from './read-file.ts';

const USAGE = `用法:npm run read -- [--url 页面地址] [--top-url 标签页地址] 文件
打印读到的内容(JSON)。网页(HTML)必须写明 --url;JSON、文字、CSV、XLSX 可以不写。`;

function addressOf(text: string | undefined): URL | undefined {
  if (text === undefined) return undefined;
  if (!URL.canParse(text)) throw new Unreadable(`地址写得不对:${text}`);
  return new URL(text);
}

function argumentsOf(): { file: string; url: URL | undefined; topUrl: URL | undefined } {
  const options = { url: { type: 'string' }, 'top-url': { type: 'string' } } as const;
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new Unreadable(USAGE);
    return { file, url: addressOf(values.url), topUrl: addressOf(values['top-url']) };
  } catch (error) {
    if (error instanceof TypeError) throw new Unreadable(USAGE, { cause: error });
    throw error;
  }
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readBytes(file);
  } catch (error) {
    throw new Unreadable(`打不开文件:${file}`, { cause: error });
  }
}

try {
  const { file, url, topUrl } = argumentsOf();
  const readings = await readFile(await bytesOf(file), {
    name: basename(file),
    ...(url ? { url } : {}),
    ...(topUrl ? { topUrl } : {}),
  });
  process.stdout.write(`${JSON.stringify(readings.length === 1 ? readings[0] : readings, null, 2)}\n`);
} catch (error) {
  if (!(error instanceof Unreadable)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
