import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './browser.ts';
import { build, run } from './run.ts';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const report = join(root, 'artifacts', 'test-results.json');

/** Runs vitest and returns what it counted; a run that ends without a count failed as a whole. */
function runTests(args: readonly string[]): Counts {
  rmSync(report, { force: true });
  const code = run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args]);
  const counted = JSON.parse(readFileSync(report, 'utf8')) as Record<
    'numPassedTests' | 'numFailedTests' | 'numPendingTests',
    number
  >;
  const { numPassedTests: passed, numFailedTests, numPendingTests: skipped } = counted;
  // A file that cannot even be loaded counts no test, but it is a failure.
  return { passed, failed: Math.max(numFailedTests, code === 0 ? 0 : 1), skipped };
}

// Builds the extension, runs every test and ends with the count of all. Browser tests come alone after the others: they
// work with real clocks, which a busy machine upsets. Arguments go to vitest and choose tests instead.
mkdirSync(join(root, 'artifacts'), { recursive: true });
build();
const chosen = process.argv.slice(2);
const runs =
  chosen.length > 0
    ? [chosen]
    : [
        ['--project', 'unit', '--project', 'components'],
        ['--project', 'e2e'],
      ];
const total: Counts = { passed: 0, failed: 0, skipped: 0 };
for (const args of runs) {
  const counts = runTests(args);
  for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += counts[key];
}
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
