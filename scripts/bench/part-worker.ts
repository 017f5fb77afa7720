import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cdp } from './cdp.ts';
import type { Stage } from './stage.ts';
import { figures } from './statistics.ts';

const PAGE = 'https://csp.aliexpress.com/m_apps/ai-im/im?channelId=100001#/window';

/** Writes an extension whose worker does nothing but answer; returns its folder. */
export function writeBareExtension(stage: Stage): string {
  const folder = join(stage.folder, 'bare');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'manifest.json'),
    JSON.stringify({
      manifest_version: 3,
      name: 'bare',
      version: '1',
      background: { service_worker: 'worker.js' },
      content_scripts: [{ matches: ['https://*.aliexpress.com/*'], js: ['content.js'] }],
    }),
  );
  writeFileSync(
    join(folder, 'worker.js'),
    'chrome.runtime.onMessage.addListener((message, sender, answer) => { answer({ ok: true }); });\n',
  );
  writeFileSync(join(folder, 'content.js'), '');
  return folder;
}

/** The id the browser gives to an unpacked extension: made of the folder's path. */
function idOfFolder(folder: string): string {
  const digits = createHash('sha256').update(folder).digest('hex').slice(0, 32);
  return [...digits].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}

const ASK = `(async () => {
  const from = performance.now();
  const answer = await chrome.runtime.sendMessage({ id: 1, type: 'whoIsOpen', data: { fingerprint: 'none' }, timestamp: Date.now() });
  if (!answer) throw new Error('no answer');
  return performance.now() - from;
})()`;

const pause = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms));

/** How long a content script waits for a worker that has to be started first, and for one that runs. */
export async function measureWorker(stage: Stage): Promise<void> {
  const bare = writeBareExtension(stage);
  const browser = await stage.start(undefined, `${stage.extension},${bare}`);
  const cdp = await Cdp.connect(browser);
  const session = await cdp.open(PAGE);
  const ids = { ours: idOfFolder(stage.extension), base: idOfFolder(bare) };
  await pause(3000);
  await cdp.send('ServiceWorker.enable', {}, session);
  const cold = { ours: [] as number[], base: [] as number[] };
  const warm = { ours: [] as number[], base: [] as number[] };
  const times = stage.quick ? 8 : 40;
  for (let i = 0; i < times; i++) {
    for (const which of i % 2 === 0 ? (['ours', 'base'] as const) : (['base', 'ours'] as const)) {
      await cdp.send('ServiceWorker.stopAllWorkers', {}, session);
      await pause(400);
      cold[which].push(await cdp.inContentScript<number>(session, ids[which], ASK));
      await pause(200);
      warm[which].push(await cdp.inContentScript<number>(session, ids[which], ASK));
    }
  }
  cdp.close();
  await browser.kill();
  const against = 'a worker that only answers';
  stage.add({
    part: 'e',
    name: 'worker cold: message → answer',
    size: 0,
    unit: 'ms',
    ours: figures(cold.ours),
    base: figures(cold.base),
    against,
  });
  stage.add({
    part: 'e',
    name: 'worker awake: message → answer',
    size: 0,
    unit: 'ms',
    ours: figures(warm.ours),
    base: figures(warm.base),
    against,
  });
}
