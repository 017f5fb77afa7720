import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, textOf } from './pages.ts';

const ignored = new Set([
  '.git',
  ...textOf('.gitignore')
    .split('\n')
    .map((line) => line.replace(/\/$/, '')),
]);

/** Returns the project's files, without what is made or installed. */
function files(folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (ignored.has(entry.name) || entry.name.endsWith('.log')) return [];
    return entry.isDirectory() ? files(path) : [path];
  });
}

const all = files();
const texts = all.filter((path) => /\.(?:ts|tsx|mts|mjs|js|json|md|css|html|svg)$|^\.[\w.]+$|^LICENSE$|^\.ci\//.test(path));

/** What would tie the project to one machine or to how it came about. Written so that this file does not match itself. */
const FOREIGN: readonly (readonly [string, RegExp])[] = [
  ['a path of one machine', /(?<![\w.~$}])\/(?:ro{2}t|wo[r]k|ho[m]e|Us[e]rs)\/[\w.-]/],
  ['a drive', /\b[A-Z]:\\{1,2}Us[e]rs\b/],
  ['a package registry', /https?:\/\/regi[s]try\.|npmmir[r]or|regi[s]try\.npm|art[i]factory|verd[a]ccio/i],
  ['how the work is organised', /\bsub-?ag[e]nts?\b|\b(?:iss[u]e|tas[k]|tick[e]t) #?\d|\bLL[M]\b|\bCl[a]ude\b|Chat[G]PT/i],
];

describe('the files of the project', () => {
  it('are found', () => {
    expect(texts).toEqual(
      expect.arrayContaining(['README.md', 'package-lock.json', 'wxt.config.ts', '.ci/run', 'lib/messaging.ts']),
    );
    expect(texts.length).toBeGreaterThan(300);
  });

  it.each(FOREIGN)('name nowhere %s', (_what, pattern) => {
    const found = texts.flatMap((path) => {
      const hit = pattern.exec(readFileSync(join(root, path), 'utf8'));
      return hit ? [`${path}: ${hit[0]}`] : [];
    });
    expect(found).toEqual([]);
  });

  it('come with a licence', () => {
    const { license } = JSON.parse(textOf('package.json')) as { license: string };
    expect(license).toBe('MIT');
    expect(textOf('LICENSE')).toMatch(/^MIT License\n/);
  });
});

describe('the privacy page', () => {
  const own = all.filter(
    (path) => /^(?:lib|components|entrypoints)\/.*\.tsx?$/.test(path) && !path.startsWith('entrypoints/testing/'),
  );

  it('says truly that nothing is sent to any site, but what is asked of the endpoint that the user set up', () => {
    const calls =
      /\b(?:fetch\((?!chrome\.runtime\.getURL\()|new XMLHttpRequest\b|new WebSocket\b|sendBeacon\b|new EventSource\b|importScripts\b|chrome\.(?:cookies|webRequest|identity)\b)/;
    const found = own.flatMap((path) => {
      const hit = calls.exec(readFileSync(join(root, path), 'utf8'));
      return hit ? [`${path}: ${hit[0]}`] : [];
    });
    expect(own.length).toBeGreaterThan(150);
    expect(found).toEqual(['lib/language/request.ts: fetch(']);
    const asking = own.filter((path) => /request\.ts'/.test(readFileSync(join(root, path), 'utf8')));
    expect(asking.filter((path) => !/^(?:lib\/language|lib\/ui|components\/language)\//.test(path))).toEqual([]);
  });

  it('says the same in both languages', () => {
    const [chinese = '', english = ''] = textOf('docs/privacy.md').split('\n---\n');
    const parts = (text: string): number => [...text.matchAll(/^\*\*[^*]+\*\*/gm)].length;
    // The Chinese part points to the permissions besides.
    expect(parts(chinese)).toBe(parts(english) + 1);
  });

  it('counts on page scripts that report orders with their cases and reviews, the open chat and who is unread, and what was said only of a record that is open', () => {
    const kinds = ['page-watch', 'parts'].flatMap((name) => [
      ...textOf(`lib/inpage/${name}.ts`).matchAll(/(?:o|seen)\.kind === '(\w+)'/g),
    ]);
    expect(kinds.map(([, kind]) => kind).toSorted()).toEqual(['case', 'message', 'order', 'peer', 'peer', 'review']);
    const [, chat = ''] = /#reportChat\(reader: ([^]*?)\n {2}\}\n/.exec(textOf('lib/inpage/page-watch.ts')) ?? [];
    expect(chat).toMatch(/fingerprint/);
    expect(chat).not.toMatch(/'message'/);
    const [, record = ''] = /async function takeRecord([^]*?)\n\}\n/.exec(textOf('lib/background/reports.ts')) ?? [];
    expect(record).toMatch(/'message'/);
    expect(textOf('lib/background/reports.ts').replace(record, '')).not.toMatch(/'message'/);
  });
});
