// Finds a Chromium-based browser. Uses nothing but Node itself.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];
const WINDOWS = [
  'Chromium\\Application\\chrome.exe',
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

function onPath(name) {
  for (const folder of (process.env.PATH ?? '').split(':')) {
    if (folder && existsSync(join(folder, name))) return join(folder, name);
  }
  return null;
}

/**
 * Returns the path of a browser that can load an unpacked extension from the command line, or null. `CHROMIUM` wins.
 * Chromium comes first: branded Chrome no longer accepts `--load-extension`.
 */
export function findBrowser() {
  const named = process.env.CHROMIUM;
  if (named) return existsSync(named) ? named : null;
  if (process.platform === 'darwin')
    return MAC.toSorted((a) => (a.includes('Chromium') ? -1 : 0)).find((path) => existsSync(path)) ?? null;
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
