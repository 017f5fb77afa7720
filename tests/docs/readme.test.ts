import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import config from '../../wxt.config.ts';
import { panelKeys } from '../../components/customer/keys.ts';
import { dashboardKeys } from '../../components/dashboard/keys.ts';
import { endsInTrigger } from '../../lib/dom/trigger.ts';
import { keyFate } from '../../lib/inpage/palette-keys.ts';
import type { PaletteSession } from '../../lib/inpage/palette-session.ts';
import { WORDING_KEYS, wordingAct } from '../../lib/inpage/wording-watch.ts';
import { codeIn, root, section, tableRows, textOf } from './pages.ts';

const readme = textOf('README.md');
const pages = ['README.md', 'CONTRIBUTING.md', 'docs/privacy.md'];
const { scripts, dependencies } = JSON.parse(textOf('package.json')) as Record<
  'scripts' | 'dependencies',
  Record<string, string>
>;
interface Manifest {
  permissions: string[];
  host_permissions: string[];
  minimum_chrome_version: string;
  commands: Record<string, { suggested_key: { default: string } }>;
}
const manifest = config.manifest as unknown as Manifest;

/** Paths that come into being by running something. */
const MADE = /^(?:\.output|artifacts|snapshots|journal|import)\//;

function isPath(code: string): boolean {
  return (
    /^\.?[\w-]+(?:\/[\w.@-]+)*\/?$/.test(code) &&
    (code.includes('/') || /\.(?:md|json|ts|tsx|mjs)$/.test(code)) &&
    !MADE.test(code) &&
    !((code.split('/')[0] ?? '') in dependencies)
  );
}

describe('the documentation', () => {
  it.each(pages)('%s names only files and folders that are there', (page) => {
    const text = textOf(page);
    const links = [...text.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, target]) => target ?? '');
    if (page === 'README.md') expect(links.length).toBeGreaterThan(3);
    const local = links.filter((target) => !/^https?:/.test(target)).map((target) => join(page, '..', target));
    const named = codeIn(text.replace(/```[\s\S]*?```/g, '')).filter(isPath);
    // Plain names such as `meta.ts` stand for a file of the folder that is talked about.
    const missing = [...named.filter((path) => path.includes('/')), ...local].filter((path) => !existsSync(join(root, path)));
    expect(missing).toEqual([]);
  });

  it.each(pages)('%s names only commands that exist', (page) => {
    const named = [...textOf(page).matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)].map(
      ([, run, short]) => run ?? short ?? '',
    );
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('names every command a person may run', () => {
    const own = Object.keys(scripts).filter((name) => !/^(?:pre|post)/.test(name));
    const silent = own.filter((name) => !new RegExp(`npm (?:run )?${name}\\b`).test(readme));
    expect(silent).toEqual([]);
  });

  it('has a map with every folder', () => {
    const map = section(readme, '## 代码地图');
    const isFolder = (path: string): boolean => statSync(join(root, path)).isDirectory();
    const inLib = readdirSync(join(root, 'lib')).filter((name) => isFolder(`lib/${name}`));
    expect(inLib.filter((name) => !map.includes(`\`lib/${name}/\``))).toEqual([]);
    const drawn = [...map.matchAll(/^([\w-]+)\/ /gm)].map(([, name]) => name);
    expect(drawn.toSorted()).toEqual(['assets', 'components', 'demo', 'entrypoints', 'lib', 'scripts', 'tests']);
    for (const name of drawn) expect(isFolder(name ?? '')).toBe(true);
  });

  it('shows only pictures that are in the project, none heavy', () => {
    const pictures = pages.flatMap((page) =>
      [...textOf(page).matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, target]) => join(page, '..', target ?? '')),
    );
    for (const picture of pictures) expect([picture, statSync(join(root, picture)).size <= 300_000]).toEqual([picture, true]);
    expect(pictures.length).toBeGreaterThan(0);
  });
});

describe('what the README says about permissions', () => {
  it('is what the manifest asks for, with a reason each', () => {
    const rows = tableRows(readme, '权限');
    expect(rows.map(([code]) => codeIn(code ?? '')[0]).toSorted()).toEqual(manifest.permissions.toSorted());
    for (const [code, why = ''] of rows) expect([code, why.length > 2]).toEqual([code, true]);
  });

  it('lists the sites that the manifest names, with what is read there', () => {
    const rows = tableRows(readme, '网站');
    expect(rows.map(([code]) => codeIn(code ?? '')[0]).toSorted()).toEqual(manifest.host_permissions.toSorted());
    for (const [code, what = ''] of rows) expect([code, what.length > 2]).toEqual([code, true]);
  });

  it('names the oldest browser that the manifest admits', () => {
    const versions = [...readme.matchAll(/(?:Chrome|Edge|Chromium) (\d{2,3}) 或更新/g)].map(([, version]) => version);
    expect(versions.length).toBeGreaterThan(0);
    expect([...new Set(versions)]).toEqual([manifest.minimum_chrome_version]);
  });
});

describe('the keys in the README', () => {
  const shown = (keys: string): string => keys.replace(/\b[a-z]$/, (letter) => letter.toUpperCase());
  const keysOf = (title: string): string[] => tableRows(section(readme, title), '键').flatMap(([cell]) => codeIn(cell ?? ''));

  it('are those of the side panel', () => {
    expect(keysOf('侧边栏里的键')).toEqual(panelKeys.map(({ keys }) => shown(keys)));
  });

  it('are those of the dashboard', () => {
    expect(keysOf('工作台里的键').toSorted()).toEqual(dashboardKeys.map(({ keys }) => shown(keys)).toSorted());
  });

  it('are those of what is reminded of before sending, and do nothing when nothing is', () => {
    expect(keysOf('发送前提醒的键').toSorted()).toEqual(
      Object.values(WORDING_KEYS)
        .map(({ shown }) => shown)
        .toSorted(),
    );
    const press = (code: string, altKey: boolean, showing: boolean, more: object = {}): string | null =>
      wordingAct(
        {
          code,
          altKey,
          ctrlKey: false,
          metaKey: false,
          shiftKey: false,
          isTrusted: true,
          isComposing: false,
          keyCode: 0,
          ...more,
        } as KeyboardEvent,
        { showing, cardOpen: showing },
      );
    for (const [act, { code, alt }] of Object.entries(WORDING_KEYS)) {
      expect([act, press(code, alt, true), press(code, alt, false)]).toEqual([act, act, null]);
      expect([act, press(code, alt, true, { isComposing: true }), press(code, alt, true, { keyCode: 229 })]).toEqual([
        act,
        null,
        null,
      ]);
    }
  });

  it('do something in the palette', () => {
    const names: Record<string, string> = { '↑': 'ArrowUp', '↓': 'ArrowDown', Esc: 'Escape' };
    // While the palette is busy it takes its keys and does nothing.
    const session = {
      panel: { rows: Array.from({ length: 9 }), query: '', selected: 0, busy: true },
      close: () => undefined,
    } as unknown as PaletteSession;
    const fate = (keys: string): string => {
      const parts = keys.split('+');
      const key = names[parts.at(-1) ?? ''] ?? parts.at(-1) ?? '';
      const flags = { ctrlKey: parts.includes('Ctrl'), altKey: parts.includes('Alt'), metaKey: false, shiftKey: false };
      const code = /^\d$/.test(key) ? `Digit${key}` : key;
      return keyFate(
        { type: 'keydown', isTrusted: true, isComposing: false, keyCode: 0, key, code, ...flags } as KeyboardEvent,
        session,
        null,
      );
    };
    const keys = keysOf('话术面板里的键').filter((key) => key !== 'Alt');
    expect(keys.length).toBeGreaterThan(7);
    expect([...keys, 'Alt+3'].filter((key) => fate(key) !== 'taken')).toEqual([]);
    expect(fate('x')).toBe('page');
  });

  it('open palette and panel', () => {
    const use = section(readme, '## 怎么用');
    for (const trigger of ['/', '、', '／'])
      expect([use.includes(`\`${trigger}\``), endsInTrigger(trigger)]).toEqual([true, true]);
    const asked = Object.values(manifest.commands).map((command) => command.suggested_key.default);
    expect(
      codeIn(use)
        .filter((code) => /^(?:Alt|Ctrl)\+Shift\+/.test(code))
        .filter((code, i, all) => all.indexOf(code) === i)
        .toSorted(),
    ).toEqual(asked.toSorted());
  });
});
