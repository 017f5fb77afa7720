import { steps } from './steps.ts';
import { NotSo, World } from './world.ts';

/** How the story is to be told. */
export interface StoryOptions {
  extension: string;
  /** Folder for the pictures. */
  shots: string;
  /** Ends the browser with SIGKILL after every step. */
  crashing?: boolean;
  /** Switches for the browser. */
  extra?: readonly string[];
  /** Only steps whose name holds this. */
  only?: string;
  say: (line: string) => void;
}

/** Tells the whole story in a headless browser, one line per step; returns how many steps did not hold. */
export async function tellStory({ extension, shots, crashing = false, extra = [], only, say }: StoryOptions): Promise<number> {
  const world = await World.create(extension, shots, extra);
  let failed = 0;
  try {
    for (const [index, step] of steps.entries()) {
      if (only && !step.name.includes(only)) continue;
      const label = `${String(index + 1).padStart(2)}. ${step.name}`;
      try {
        say(`✓ ${label}\n     ${await step.run(world)}`);
      } catch (error) {
        failed += 1;
        say(`✗ ${label}\n     ${error instanceof NotSo ? error.message : String(error)}`);
        await world.failure(`failed-${index + 1}`);
      }
      if (crashing) await world.crash();
    }
  } finally {
    await world.close();
  }
  return failed;
}
