import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'wxt';
import { declaredMetas, originsOf, siblingMetas } from './lib/sites/registry.ts';

const starters = join(import.meta.dirname, 'assets', 'starter');
const matches = [...new Set(declaredMetas.flatMap((site) => site.matches))];
// Any other chat site the user adds by its address; the browser asks for that one host only.
// A translator of the user's own choice may run on this computer; that host too is asked for only when it is set up.
const onDemand = [...siblingMetas.flatMap(originsOf), 'https://*/*', 'http://localhost/*', 'http://127.0.0.1/*'];

/**
 * Extension pages: nothing from outside, no inline code, no string ever becomes markup or script. Every page closes
 * `connect-src` further for itself: to nothing outside, or to the one origin the user set up (lib/language/outlet.ts).
 */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self' https: http://localhost:* http://127.0.0.1:*",
  "font-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/**
 * The script in the page's own world gets a name of its own, so that the extension's address stands in no stack trace
 * that the page can read, and no variable of the page's world.
 */
const tapUnnamed = {
  name: 'keban:tap-unnamed',
  generateBundle(_options: unknown, bundle: Record<string, { type: string; code?: string }>) {
    const chunk = bundle['tap.js'];
    if (chunk?.type === 'chunk') chunk.code = `${chunk.code}\n//# sourceURL=tap\n`;
  },
};

export default defineConfig({
  srcDir: '.',
  entrypointsDir: 'entrypoints',
  publicDir: 'assets/public',
  outDir: '.output',
  imports: false,
  // The picker of a browser to start is scripts/start.ts; wxt only builds.
  webExt: { disabled: true },
  hooks: {
    // The measuring page and the tests' way in exist only in the build for tests (`wxt build --mode e2e`).
    'entrypoints:found': (wxt, infos) => {
      if (wxt.config.mode === 'e2e') return;
      const kept = infos.filter(({ name }) => name !== 'testing');
      infos.splice(0, infos.length, ...kept);
    },
    'build:publicAssets': (_wxt, files) => {
      for (const name of readdirSync(starters)) {
        if (name.endsWith('.json')) files.push({ absoluteSrc: join(starters, name), relativeDest: `starter/${name}` });
      }
    },
  },
  manifest: {
    name: '客伴 KeBan',
    short_name: '客伴',
    description: '卖家的客户记忆：在淘宝/天猫、速卖通后台旁显示客户、备注、跟进与快捷回复。数据只在本机。',
    minimum_chrome_version: '120',
    permissions: ['storage', 'unlimitedStorage', 'alarms', 'notifications', 'sidePanel', 'scripting'],
    host_permissions: matches,
    optional_host_permissions: onDemand,
    action: { default_title: '客伴 KeBan' },
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+J' } },
      'open-panel': { suggested_key: { default: 'Alt+Shift+K' }, description: '打开侧边栏' },
      'jump-waiting': { suggested_key: { default: 'Alt+Shift+L' }, description: '切到等待队列里的第一位' },
      // Chrome lets only Ctrl+Shift+0…9 work outside the browser.
      'open-compact': { suggested_key: { default: 'Ctrl+Shift+8' }, description: '打开小窗', global: true },
    },
    content_security_policy: { extension_pages: pagePolicy },
    // Written by hand, not as wxt content scripts: those announce the extension to the page and can be switched off by it.
    content_scripts: declaredMetas
      .flatMap((site) => site.scripts)
      .map(({ file, matches: on }) => ({ matches: [...on], js: [file], all_frames: true, run_at: 'document_start' as const })),
  },
  vite: () => ({
    plugins: [tapUnnamed],
    // The package's own entry is the build for old browsers, as one object that nothing can be dropped from.
    resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' }] },
    build: { target: 'chrome120', sourcemap: false, modulePreload: { polyfill: false } },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  }),
});
