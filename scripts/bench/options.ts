/** What is measured, at which numbers of customers. */
export interface BenchOptions {
  sizes: number[];
  parts: string[];
  /** Only a few repetitions: to try the measurements themselves. */
  quick: boolean;
}

const PARTS = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
const SIZES = [1000, 10_000, 100_000];

/** Returns the number a size stands for (`1k` is 1000); throws for anything else. */
export function sizeOf(text: string): number {
  const [, digits = '', thousand = ''] = /^(\d{1,6})(k?)$/.exec(text.trim()) ?? [];
  const size = Number(digits) * (thousand ? 1000 : 1);
  if (!digits || size < 100 || size > 1_000_000) throw new Error(`not a size: ${text}`);
  return size;
}

/** Reads `--sizes 1k,10k --only a,d --quick`; throws for what it does not know. */
export function optionsFrom(args: readonly string[]): BenchOptions {
  const options: BenchOptions = { sizes: SIZES, parts: [...PARTS], quick: false };
  for (let i = 0; i < args.length; i++) {
    const name = args[i];
    if (name === '--quick') options.quick = true;
    else if (name === '--sizes') options.sizes = (args[++i] ?? '').split(',').map(sizeOf);
    else if (name === '--only') options.parts = (args[++i] ?? '').split(',').map((part) => part.trim());
    else throw new Error(`unknown option ${name}; known: --sizes 1k,10k,100k --only ${PARTS.join()} --quick`);
  }
  const strange = options.parts.find((part) => !(PARTS as readonly string[]).includes(part));
  if (strange !== undefined) throw new Error(`unknown part ${strange}; known: ${PARTS.join()}`);
  return { ...options, sizes: options.sizes.toSorted((a, b) => a - b) };
}
