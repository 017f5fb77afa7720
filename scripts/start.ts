import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_URLS, startDemo } from '../demo/server.ts';
import { launch, root } from './browser.ts';
import { build } from './run.ts';
import { tellStory } from './story/run.ts';

// Builds the extension and the practice shop and opens both; without a display it tells the story by itself.
const args = process.argv.slice(2);
const noDisplay = process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];
const headless = args.includes('--headless') || noDisplay;
const value = (name: string): string | undefined => args[args.indexOf(name) + 1 || args.length];

const extension = build();

if (headless) {
  const shots = join(root, 'artifacts', 'story');
  rmSync(shots, { recursive: true, force: true });
  console.log('\n没有显示器（或用了 --headless）：由程序自己把整件事做一遍，约 5 分钟（其中多半在等一分钟后到期的跟进）。\n');
  const only = value('--only');
  const failed = await tellStory({
    extension,
    shots,
    crashing: args.includes('--crash'),
    ...(only ? { only } : {}),
    say: console.log,
  });
  console.log(`\n每一步的截图在 artifacts/story/。${failed === 0 ? '全部成立。' : `${failed} 步不成立。`}`);
  process.exit(failed === 0 ? 0 : 1);
}

const demo = await startDemo({ port: 0 });
const profile = join(root, '.cache', 'practice-profile');
const [first = '', ...others] = DEMO_URLS;
const browser = await launch({ extension, shopPort: demo.port, profile, headless: false, url: first });
for (const url of others) await (await browser.context.newPage()).goto(url);
await browser.context
  .pages()
  .find((page) => page.url().startsWith('https://'))
  ?.bringToFront();
console.log(`
练习店已经打开。试试：
  1. 看「已卖出的宝贝」，订单自动成为客户；
  2. 打开旺旺聊天，按 Alt+Shift+K 打开侧边栏（或点工具栏的拼图图标 → 客伴 → 打开侧边栏）；
  3. 在聊天里点一位买家，在输入框里打 /fh（发货的首字母），按 Enter：填好的话术就在输入框里，客伴不会替你发送。
关掉浏览器窗口就结束。`);
browser.process.once('exit', () => void demo.close().then(() => process.exit(0)));
process.once('SIGINT', () => void browser.close().then(() => process.exit(0)));
