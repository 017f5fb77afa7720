import { build, run } from './run.ts';

/** The fast gate: everything a change must pass before it is kept. Browser tests are in `npm test`. */
const steps: readonly (readonly [string, () => number])[] = [
  ['types', () => run('wxt', ['prepare']) || run('tsc', ['--noEmit'])],
  ['lint and import directions', () => run('oxlint', ['--deny-warnings'])],
  ['format', () => run('oxfmt', ['--check'])],
  ['dead code', () => run('knip', [])],
  ['unit and component tests', () => run('vitest', ['run', '--project', 'unit', '--project', 'components', '--reporter=dot'])],
  ['build', () => (build() ? 0 : 1)],
  ['size budgets', () => run('size-limit', [])],
];

for (const [name, step] of steps) {
  console.log(`\n— ${name}`);
  if (step() !== 0) {
    console.error(`\n${name}: failed`);
    process.exit(1);
  }
}
console.log('\nall checks passed');
