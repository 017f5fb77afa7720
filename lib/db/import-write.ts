import type { ImportRow, KebanDatabase } from './database.ts';
import { ImportChunk, type ChunkOutcome, type ImportSource } from './import-chunk.ts';
import type { OrderGroups, KeyedLine } from './import-groups.ts';
import { isStillNew, type NewGround } from './import-ground.ts';

/** Transactions that are under way at once: while the browser stores one chunk, the next is handed over to it. */
const AT_ONCE = 2;

/** What the writing part of an import goes by. */
export interface Writing {
  database: KebanDatabase;
  source: ImportSource;
  /** As stored last. */
  row: ImportRow;
  /** Set as long as the database holds nothing but what this import wrote. */
  ground: NewGround | null;
  /** Chunks handed over without a look into the database and not stored yet, oldest first. */
  begun: BegunChunk[];
}

/** A chunk that is stored, and the order numbers of it that were refused because they belong to another buyer, with that one's shop. */
export interface Taken {
  rows: readonly KeyedLine[];
  refused: ReadonlyMap<string, string>;
  /** Those whose state and amount were left, and why. */
  left: ReadonlyMap<string, 'older' | 'part'>;
}

interface BegunChunk {
  rows: readonly KeyedLine[];
  next: ImportRow;
  stored: Promise<ChunkOutcome>;
}

/** Somebody else wrote meanwhile, so that what was decided without a look does not hold. */
class NotNew extends Error {}

/** Writes the grouped orders of a file in transactions of about `chunkRows`; `taken` hears of each that is stored, in order. */
export async function writeChunks(
  run: Writing,
  groups: OrderGroups,
  chunkRows: number,
  taken: (chunk: Taken) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  for await (const rows of groups.chunks(chunkRows)) {
    if (signal?.aborted) break;
    const { overlaps } = groups;
    const unseen = (): NewGround | null => (overlaps ? null : run.ground);
    // Whoever has to look waits until all before it is stored.
    while (run.begun.length >= (unseen() ? AT_ONCE : 1)) await finishOldest(run, taken);
    const ground = unseen();
    if (ground) begin(run, ground, rows);
    else await takeChunk(run, rows, taken);
  }
  while (run.begun.length > 0) await finishOldest(run, taken);
}

/** Hands a chunk over that, as far as is known, is about nobody who is in the database. */
function begin(run: Writing, ground: NewGround, rows: readonly KeyedLine[]): void {
  const { database, source } = run;
  const before = run.begun.at(-1)?.next ?? run.row;
  const chunk = new ImportChunk(database, source).decide(rows);
  const next = withOutcome(before, chunk.outcome, rows.length);
  const stored = transaction(run, async () => {
    // Asked first, answered while everything else is on its way: waiting for it would leave the browser idle.
    const still = Promise.all([isStillNew(database, ground), database.imports.get(next.id)]);
    const outcome = await chunk.write();
    await store(run, before, next, outcome);
    const [isNew, known] = await still;
    if (!isNew || known?.chunks !== before.chunks) throw new NotNew('written to by somebody else');
    return outcome;
  });
  // Awaited by whoever finishes it; this only keeps a failure from counting as nobody's until then.
  stored.catch(() => undefined);
  run.begun.push({ rows, next, stored });
}

/** Waits for the oldest chunk under way; where it was decided on wrong grounds, takes it once more, with a look. */
async function finishOldest(run: Writing, taken: (chunk: Taken) => void): Promise<void> {
  const oldest = run.begun.shift();
  if (!oldest) return;
  try {
    const outcome = await oldest.stored;
    run.row = { ...oldest.next, bad: run.row.bad };
    taken(takenOf(oldest.rows, outcome));
  } catch (error) {
    if (!(error instanceof NotNew)) throw error;
    run.ground = null;
    await takeChunk(run, oldest.rows, taken);
  }
}

/** Takes orders in with a look at what is known of them. */
async function takeChunk(run: Writing, rows: readonly KeyedLine[], taken: (chunk: Taken) => void): Promise<void> {
  const { next, outcome } = await transaction(run, async () => {
    const outcome = await new ImportChunk(run.database, run.source).take(rows);
    const next = withOutcome(run.row, outcome, rows.length);
    await store(run, run.row, next, outcome);
    return { next, outcome };
  });
  run.row = next;
  taken(takenOf(rows, outcome));
}

function takenOf(rows: readonly KeyedLine[], { refused, left }: ChunkOutcome): Taken {
  return { rows, refused, left: new Map(left) };
}

function transaction<T>({ database }: Writing, scope: () => Promise<T>): Promise<T> {
  const { customers, orders, imports, importUndo, meta } = database;
  return database.transaction('rw', customers, orders, imports, importUndo, meta, scope);
}

/** Notes in the running transaction how far the import has come and how to undo this chunk. */
async function store({ database }: Writing, before: ImportRow, next: ImportRow, { undo }: ChunkOutcome): Promise<void> {
  if (next.chunks > before.chunks) {
    await database.importUndo.put({ id: `${next.id}#${String(before.chunks).padStart(6, '0')}`, importId: next.id, ...undo });
  }
  await database.imports.put(next);
}

function withOutcome(row: ImportRow, outcome: ChunkOutcome, rows: number): ImportRow {
  const { createdCustomers, createdOrders, replaced, learned } = outcome.undo;
  const wrote = createdCustomers.length + createdOrders.length + replaced.length + learned.length > 0;
  return {
    ...row,
    rows: row.rows + rows,
    created: row.created + outcome.created,
    updated: row.updated + outcome.updated,
    unchanged: row.unchanged + outcome.unchanged,
    customers: row.customers + outcome.customers,
    chunks: row.chunks + (wrote ? 1 : 0),
  };
}
