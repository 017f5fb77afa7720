import { expect, inject, test } from 'vitest';
import { tellStory } from '../../scripts/story/run.ts';
import { steps } from '../../scripts/story/steps.ts';
import type { World } from '../../scripts/story/world.ts';
import { backEnds, type BackEnd } from '../support/raw-browser.ts';
import { allRows, countOf, lostRows, restingRows } from './support/rows.ts';

const REOPENS = 3;

/** Tells the story with a SIGKILL between every two steps, and compares every row before each kill with those after it. */
async function crashThrough(backEnd: BackEnd, wanted: (name: string) => boolean): Promise<void> {
  const said: string[] = [];
  const names = steps.map((step) => step.name).filter(wanted);
  let rows = 0;
  const between = async (world: World, step: string): Promise<void> => {
    const before = await restingRows(world);
    const reopens = step === names.at(-1) ? REOPENS : 1;
    for (let open = 1; open <= reopens; open++) {
      await world.crash();
      const after = await allRows(world);
      expect([step, open, lostRows(before, after)]).toEqual([step, open, []]);
      rows = countOf(after);
    }
  };
  const failed = await tellStory({
    extension: inject('testingBuild'),
    shots: '',
    hurried: true,
    extra: backEnds[backEnd],
    only: wanted,
    between,
    say: (line) => said.push(line),
  });
  expect(said.filter((line) => line.startsWith('✗')).join('\n')).toBe('');
  expect([failed, said.filter((line) => line.startsWith('✓')).length]).toEqual([0, names.length]);
  expect(rows).toBeGreaterThan(100);
}

test('killed after every step of the story, nothing that was saved is lost (LevelDB)', { timeout: 600_000 }, () =>
  crashThrough('leveldb', () => true),
);

const SHORT = /订单列表|打开旺旺|只用键盘|关着时到期|导入平台导出/;

test('killed after steps of the story, nothing that was saved is lost (SQLite)', { timeout: 400_000 }, () =>
  crashThrough('sqlite', (name) => SHORT.test(name)),
);
