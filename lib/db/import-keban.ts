import type { Customer } from '../domain/customer.ts';
import { keysOf } from '../domain/identity.ts';
import { newId, shopIdOf } from '../domain/ids.ts';
import { learn, newCustomer } from '../domain/intake.ts';
import { cleanLine, LIMITS } from '../domain/text.ts';
import type { KebanCustomer, KebanFile, KebanNote, KebanReminder } from '../files/keban-json.ts';
import { change } from './changes.ts';
import { db, type ImportRow, type KebanDatabase } from './database.ts';
import { addNotes, addReminders } from './import-keban-rows.ts';
import { findCustomer, isOwnId, keysIn, peerOf } from './import-keban-who.ts';
import type { ImportProgress } from './imports.ts';
import { takeImportBack } from './import-undo.ts';
import { withLock } from './opfs.ts';
import { noteShop } from './shops.ts';

/** Customers in one transaction and one recorded change. */
const GROUP = 100;

export type KebanContent = Pick<KebanFile, 'tags' | 'customers' | 'notes' | 'reminders'>;

export interface KebanImportOptions {
  fileName: string;
  /** Records of the file that could not be read. */
  bad?: number;
  signal?: AbortSignal;
  onProgress?: (progress: ImportProgress) => void;
  /** Hears of records that were left out: their nick and numbers are of different buyers here. */
  onRefused?: (records: KebanCustomer[]) => void;
}

/**
 * Merges an exchange file in: customers are found by their keys, their ids and their orders, tags and names are added, notes and follow-ups
 * that are not there yet are written; nothing is removed and only a note replaced, by its later edit, so that the same file
 * twice changes nothing. A record whose ids are of different buyers here is left out, with its notes and follow-ups.
 * Cancelling takes back what was written. The import can be undone as one with `undoImport`.
 */
export function importKeban(
  content: KebanContent,
  options: KebanImportOptions,
  database: KebanDatabase = db,
): Promise<ImportRow> {
  return withLock('import', async () => {
    const at = Date.now();
    const first = content.customers[0];
    let row: ImportRow = {
      id: newId('i', at),
      at,
      fileName: options.fileName,
      shopId: first ? shopIdOf(first.site, first.shopKey) : '',
      rows: 0,
      created: 0,
      updated: 0,
      unchanged: 0,
      customers: 0,
      bad: options.bad ?? 0,
      chunks: 0,
      state: 'running',
      kind: 'keban',
    };
    await database.imports.put(row);
    await makeShops(content.customers, at, database);
    const notes = byCustomer(content.notes);
    const reminders = byCustomer(content.reminders);
    for (let i = 0; i < content.customers.length && !options.signal?.aborted; i += GROUP) {
      const group = content.customers.slice(i, i + GROUP);
      const job = { group, notes, reminders, importId: row.id, fileName: options.fileName, at, database };
      const { refused, ...counts } = await takeGroup(job);
      if (refused.length > 0) options.onRefused?.(refused);
      row = { ...row, ...addUp(row, counts), chunks: row.chunks + 1 };
      await database.imports.put(row);
      const total = content.customers.length;
      options.onProgress?.({ importId: row.id, rows: row.rows, share: row.rows / total, startedAt: at, phase: 'writing' });
    }
    if (options.signal?.aborted) return (await takeImportBack(row.id, {}, database))?.row ?? row;
    await colourTags(content, database);
    row = { ...row, state: 'done' };
    await database.imports.put(row);
    return row;
  });
}

function byCustomer<T extends { customerId: string }>(records: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const record of records) {
    const group = groups.get(record.customerId);
    if (group) group.push(record);
    else groups.set(record.customerId, [record]);
  }
  return groups;
}

type Counts = Pick<ImportRow, 'rows' | 'customers' | 'updated' | 'unchanged' | 'bad'>;

function addUp(a: Counts, b: Counts): Counts {
  return {
    rows: a.rows + b.rows,
    customers: a.customers + b.customers,
    updated: a.updated + b.updated,
    unchanged: a.unchanged + b.unchanged,
    bad: a.bad + b.bad,
  };
}

async function makeShops(customers: readonly KebanCustomer[], at: number, database: KebanDatabase): Promise<void> {
  await database.transaction('rw', database.shops, async () => {
    for (const id of new Set(customers.map((c) => shopIdOf(c.site, c.shopKey)))) await noteShop(id, at, database);
  });
}

interface Group {
  group: readonly KebanCustomer[];
  notes: Map<string, KebanNote[]>;
  reminders: Map<string, KebanReminder[]>;
  importId: string;
  fileName: string;
  at: number;
  database: KebanDatabase;
}

async function takeGroup(job: Group): Promise<Counts & { refused: KebanCustomer[] }> {
  const counts = { rows: 0, customers: 0, updated: 0, unchanged: 0, bad: 0, refused: [] as KebanCustomer[] };
  const label = { key: 'change.kebanImported', params: { file: job.fileName, n: job.group.length } };
  await change(
    { actor: 'import', label, importId: job.importId },
    async (draft) => {
      for (const record of job.group) {
        const { found, keys, doubt } = await findCustomer(draft, record, job.database);
        counts.rows += 1;
        if (doubt) {
          counts.bad += 1;
          counts.refused.push(record);
          continue;
        }
        const before = found ?? blankCustomer(record, job);
        const after = withBirthday(merged(before, record, keys), record.birthday);
        if (!found || after !== before) await draft.put('customers', after);
        const notes = await addNotes(draft, after, job.notes.get(record.id) ?? [], job.database);
        const reminders = await addReminders(draft, after, job.reminders.get(record.id) ?? [], job);
        if (!found) counts.customers += 1;
        else if (after !== before || notes + reminders > 0) counts.updated += 1;
        else counts.unchanged += 1;
      }
    },
    job.database,
  );
  return counts;
}

function blankCustomer(record: KebanCustomer, { importId, at }: Group): Customer {
  const made = newCustomer(
    record.site,
    shopIdOf(record.site, record.shopKey),
    peerOf(record),
    keysIn(record),
    record.createdAt ?? at,
  );
  const standing = keysOf(made.shopId, peerOf(record)).length > 0 ? ('known' as const) : ('orders-only' as const);
  return { ...made, id: isOwnId(record.id) ? record.id : made.id, standing, importId };
}

/** Returns the customer with the record's names, tags and place added; the same object when nothing is new. */
function merged(customer: Customer, record: KebanCustomer, keys: readonly string[]): Customer {
  let result = learn(customer, peerOf(record), keys);
  const tags = (record.tags ?? []).map((tag) => cleanLine(tag, LIMITS.tag)).filter((tag) => tag && !result.tags.includes(tag));
  if (tags.length > 0) result = { ...result, tags: [...new Set([...result.tags, ...tags])] };
  const names = (record.aliases ?? []).map((name) => cleanLine(name, LIMITS.nick));
  const aliases = names.filter((name) => name && name !== result.name && !result.aliases.includes(name));
  if (aliases.length > 0) result = { ...result, aliases: [...new Set([...result.aliases, ...aliases])].slice(-20) };
  return result;
}

/** A birthday that is known stays. */
function withBirthday(customer: Customer, birthday: string | undefined): Customer {
  return birthday === undefined || customer.birthday !== undefined ? customer : { ...customer, birthday };
}

/** Gives tags that have no colour yet the file's colour. */
async function colourTags(content: KebanContent, database: KebanDatabase): Promise<void> {
  await database.transaction('rw', database.tags, async () => {
    for (const { name, color } of content.tags) {
      const row = color ? await database.tags.get(name) : undefined;
      if (row && color && row.color === 'grey' && color !== 'grey') await database.tags.put({ ...row, color });
    }
  });
}
