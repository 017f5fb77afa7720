// Finds a Chromium-based browser. Uses nothing but Node itself.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const NAMES = [
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'microsoft-edge-stable',
  'google-chrome',
  'google-chrome-stable',
];
const MAC = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const WINDOWS = [
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'Google\\Chrome\\Application\\chrome.exe',
];

function onPath(name) {
  for (const folder of (process.env.PATH ?? '').split(':')) {
    if (folder && existsSync(join(folder, name))) return join(folder, name);
  }
  return null;
}

/**
 * Returns the path of a browser that can load an unpacked extension from the command line, or null. `CHROMIUM` wins.
 * Branded Chrome comes last: since 137 it no longer accepts `--load-extension`.
 */
export function findBrowser() {
  const named = process.env.CHROMIUM;
  if (named) return existsSync(named) ? named : null;
  if (process.platform === 'darwin') return MAC.find((path) => existsSync(path)) ?? null;
  if (process.platform === 'win32') {
    const bases = [process.env.LOCALAPPDATA, process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)']].filter(Boolean);
    return WINDOWS.flatMap((path) => bases.map((base) => join(base, path))).find((path) => existsSync(path)) ?? null;
  }
  return NAMES.map(onPath).find(Boolean) ?? null;
}

/** Tells whether a font for Chinese is installed (Linux). */
export function hasChineseFont() {
  const done = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' });
  return done.status === 0 && done.stdout.trim() !== '';
}

/** Tells whether a browser is branded Chrome, which from 137 on loads no extension from the command line. */
export function mayRefuseExtensions(path) {
  return /google-chrome|Google Chrome|Google\\Chrome/.test(path);
}
