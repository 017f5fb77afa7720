// Prepares a fresh machine: packages and a browser. Uses nothing but Node itself, since it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser, hasChineseFont, mayRefuseExtensions } from './find-browser.mjs';

// Not `import.meta.dirname`: an older Node is to read as far as the line that says so.
const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'node_modules', '.keban-setup');
const say = (text) => console.error(`[setup] ${text}`);

function fail(text) {
  console.error(`[setup] ${text}`);
  process.exit(1);
}

function run(command, args, options = {}) {
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32', ...options });
}

function lockHash() {
  const files = ['package.json', 'package-lock.json'].map((name) => readFileSync(join(root, name)));
  return createHash('sha256').update(Buffer.concat(files)).digest('hex');
}

function installPackages() {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 20) fail(`需要 Node 20 或更新的版本，当前是 ${process.versions.node}。请到 nodejs.org 安装后重试。`);
  const wanted = lockHash();
  const have = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  if (have === wanted) return;
  say('安装依赖包，第一次约一分钟…');
  // Not `npm ci`: it refuses a lockfile without the optional binaries of platforms that a mirror may not carry.
  // The versions are those of the lockfile all the same, and it is not written. wxt and vitest ask for Node 22, which
  // arrives as a package; hence no strict check of engines.
  const done = run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (done.status !== 0) fail('npm install 失败。请检查网络和 npm 源设置后重试。');
  writeFileSync(stamp, wanted);
}

function prepareTypes() {
  if (existsSync(join(root, '.wxt', 'tsconfig.json'))) return;
  mkdirSync(join(root, '.wxt'), { recursive: true });
  const node = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  const done = run(node, [join(root, 'node_modules', 'wxt', 'bin', 'wxt.mjs'), 'prepare'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (done.status !== 0) fail('wxt prepare 失败，请看上面的错误。');
}

function isDebianRoot() {
  return process.platform === 'linux' && existsSync('/etc/debian_version') && process.getuid?.() === 0;
}

const NO_BROWSER = '请安装 Chromium 或 Edge，或用环境变量 CHROMIUM 指定可执行文件的路径。';

function installBrowser() {
  const named = process.env.CHROMIUM;
  if (named && !existsSync(named)) fail(`环境变量 CHROMIUM 指向的文件不存在：${named}。请改正，或去掉它。`);
  const found = findBrowser();
  const missing = [];
  if (!found || (mayRefuseExtensions(found) && isDebianRoot())) missing.push('chromium');
  else if (mayRefuseExtensions(found)) say(`只找到 ${found}。Chrome 137 起不再从命令行载入扩展；打不开时${NO_BROWSER}`);
  if (process.platform === 'linux' && !hasChineseFont()) missing.push('fonts-noto-cjk');
  if (missing.length === 0) return;
  if (!isDebianRoot()) {
    if (!missing.includes('chromium')) return say('没有找到中文字体，界面可能显示为方框。请安装 fonts-noto-cjk。');
    fail(`没有找到 Chrome、Chromium 或 Edge。${NO_BROWSER}`);
  }
  say(`安装 ${missing.join('、')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const done = run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (done.status !== 0 || !findBrowser()) fail(`安装失败。请手动运行 apt-get install -y ${missing.join(' ')} 后重试。`);
}

installPackages();
if (!process.argv.includes('--no-browser')) installBrowser();
prepareTypes();
