import { steps } from './steps.ts';
import { NotSo, World, type WorldOptions } from './world.ts';

/** How the story is to be told. */
export interface StoryOptions extends WorldOptions {
  extension: string;
  /** Folder for the pictures. */
  shots: string;
  /** Ends the browser with SIGKILL after every step. */
  crashing?: boolean;
  /** Called after every step, before the next one. */
  between?: (world: World, step: string) => Promise<void>;
  /** Only steps whose name holds this, or for which this is true. */
  only?: string | ((name: string) => boolean);
  say: (line: string) => void;
}

/** Tells the whole story in a headless browser, one line per step; returns how many steps did not hold. */
export async function tellStory(options: StoryOptions): Promise<number> {
  const { extension, shots, crashing = false, between, only = '', say } = options;
  const wanted = typeof only === 'string' ? (name: string): boolean => name.includes(only) : only;
  const world = await World.create(extension, shots, options);
  let failed = 0;
  try {
    for (const [index, step] of steps.entries()) {
      if (!wanted(step.name)) continue;
      const label = `${String(index + 1).padStart(2)}. ${step.name}`;
      try {
        say(`✓ ${label}\n     ${await step.run(world)}`);
      } catch (error) {
        failed += 1;
        say(`✗ ${label}\n     ${error instanceof NotSo ? error.message : String(error)}`);
        await world.failure(`failed-${index + 1}`);
      }
      if (crashing) await world.crash();
      await between?.(world, step.name);
    }
  } finally {
    await world.close();
  }
  return failed;
}
