import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../scripts/browser.ts';
import { tellStory } from '../../scripts/story/run.ts';
import { steps } from '../../scripts/story/steps.ts';
import { buildForTests } from '../support/e2e-build.ts';

let extension = '';
beforeAll(async () => {
  extension = await buildForTests();
});
afterAll(() => {
  if (!process.env['KEBAN_E2E_BUILD']) rmSync(dirname(extension), { recursive: true, force: true });
});

/** The whole day of a shop. Only the waits for follow-ups are shorter than for a person: seconds instead of a minute. */
test('every step of the story holds', { timeout: 400_000 }, async () => {
  const said: string[] = [];
  const shots = join(root, 'artifacts', 'story-test');
  const failed = await tellStory({ extension, shots, hurried: true, say: (line) => said.push(line) });
  expect(said.filter((line) => line.startsWith('✗'))).toEqual([]);
  expect([failed, said.filter((line) => line.startsWith('✓')).length]).toEqual([0, steps.length]);
});
