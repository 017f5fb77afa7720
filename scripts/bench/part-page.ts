import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Stage } from './stage.ts';
import { single } from './statistics.ts';

const SCRIPTS = ['taobao.js', 'taobao-chat.js', 'aliexpress.js', 'aliexpress-chat.js'] as const;

/** What each page of a shop has to load. */
export function measureSizes(stage: Stage): void {
  for (const file of SCRIPTS) {
    const kilobytes = gzipSync(readFileSync(join(stage.extension, file))).length / 1000;
    stage.add({
      part: 'f',
      name: `${file}, gzipped`,
      size: 0,
      unit: 'kB',
      ours: single(kilobytes),
      aim: { of: 'p50', rule: '<=', value: 15 },
    });
  }
}
