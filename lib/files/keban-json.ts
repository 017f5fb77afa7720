import * as z from 'zod/mini';
import { moneySchema } from '../domain/money.ts';
import { siteIds } from '../domain/observation.ts';
import type { ExportFile, ExportRows } from './export-cells.ts';
import { groupsOf, newReport } from './export-cells.ts';
import { bytesOf, sizeOf } from './byte-source.ts';
import type { ByteSource } from './byte-source.ts';
import type { Problem } from './problem.ts';
import { FileProblem, problem } from './problem.ts';

/** Name and version of the exchange file; a change that old readers would misread raises the version. */
const KEBAN_SCHEMA = 'keban.customers';
const KEBAN_VERSION = 1;
const MAX_JSON_BYTES = 256 * 1024 * 1024;

const id = z.string().check(z.minLength(1), z.maxLength(600));
const line = z.string().check(z.minLength(1), z.maxLength(512));
const text = z.string().check(z.maxLength(10_000));
const epoch = z.number().check(z.int(), z.gte(0), z.lte(4_102_444_800_000));
/** Most entries of a list of a record. */
export const MOST_LINES = 200;
const lines = z.array(line).check(z.maxLength(MOST_LINES));

const kebanCustomerSchema = z.object({
  id,
  site: z.enum(siteIds),
  shopKey: line,
  name: line,
  masked: z.optional(z.boolean()),
  nick: z.optional(line),
  uid: z.optional(line),
  enc: z.optional(line),
  aliases: z.optional(lines),
  country: z.optional(line),
  language: z.optional(line),
  birthday: z.optional(z.string().check(z.regex(/^\d{2}-\d{2}$/))),
  tags: z.optional(lines),
  /** Figures at the time of writing; shown, never imported over what the orders say. */
  orders: z.optional(
    z.object({
      count: z.number().check(z.int(), z.gte(0)),
      paid: z.array(moneySchema),
      firstAt: z.optional(epoch),
      lastAt: z.optional(epoch),
    }),
  ),
  /** Numbers of their orders, the newest first: whoever owns them elsewhere is this customer. Old files have none. */
  orderNos: z.optional(lines),
  createdAt: z.optional(epoch),
  updatedAt: z.optional(epoch),
});
export type KebanCustomer = z.infer<typeof kebanCustomerSchema>;

const kebanTagSchema = z.object({ name: line, color: z.optional(line), group: z.optional(line) });
type KebanTag = z.infer<typeof kebanTagSchema>;

const kebanNoteSchema = z.object({ id: z.optional(id), customerId: id, text, at: epoch, editedAt: z.optional(epoch) });
export type KebanNote = z.infer<typeof kebanNoteSchema>;

/** A zone that this browser knows: an unknown one would throw whenever the follow-up comes again. */
const zoneName = z.string().check(
  z.maxLength(64),
  z.refine((zone) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
    } catch {
      return false;
    }
  }),
);
const steps = { every: z.number().check(z.int(), z.gte(1), z.lte(1000)), from: epoch, zone: zoneName };
/** How a follow-up comes again, as files have it. */
export const repeatSchema = z.discriminatedUnion('unit', [
  z.object({ unit: z.enum(['day', 'week', 'month', 'year']), ...steps }),
  z.object({ unit: z.literal('workday'), ...steps, country: z.string().check(z.regex(/^[A-Z]{2}$/)) }),
  z.object({ unit: z.literal('cycle'), ...steps }),
]);

const kebanReminderSchema = z.object({
  id: z.optional(id),
  customerId: id,
  text,
  dueAt: epoch,
  state: z.enum(['open', 'done', 'declined']),
  createdAt: z.optional(epoch),
  doneAt: z.optional(epoch),
  orderNo: z.optional(line),
  caseNo: z.optional(line),
  owner: z.optional(line),
  priority: z.optional(z.enum(['high', 'low'])),
  templateId: z.optional(line),
  repeat: z.optional(repeatSchema),
  awaits: z.optional(z.enum(['wake', 'end'])),
  awaitSince: z.optional(epoch),
  promise: z.optional(z.object({ sentence: text, saidAt: epoch, until: epoch })),
  kept: z.optional(z.enum(['kept', 'late', 'broken'])),
});
export type KebanReminder = z.infer<typeof kebanReminderSchema>;

const recordSchemas = {
  tags: kebanTagSchema,
  customers: kebanCustomerSchema,
  notes: kebanNoteSchema,
  reminders: kebanReminderSchema,
} as const;
type Section = keyof typeof recordSchemas;
const sections = Object.keys(recordSchemas) as Section[];

/** What goes into an exchange file; lists may be read from the database while the file is written. */
export type KebanExport = Record<Section, ExportRows>;

/** Writes customers, tags, notes and follow-ups as one JSON file; amounts are in minor units, times in epoch ms. */
export function exportKebanJson(data: KebanExport, exportedAt: number): ExportFile {
  const report = newReport();
  const encoder = new TextEncoder();
  async function* chunks(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    const head = { schema: KEBAN_SCHEMA, version: KEBAN_VERSION, exportedAt: new Date(exportedAt).toISOString() };
    yield encoder.encode(JSON.stringify(head).slice(0, -1));
    for (const section of sections) {
      let lead = `,\n"${section}":[`;
      for await (const group of groupsOf(data[section])) {
        yield encoder.encode(lead + group.map((record) => `\n${JSON.stringify(record)}`).join(','));
        lead = ',';
        report.rows += group.length;
      }
      yield encoder.encode(lead === ',' ? ']' : `${lead}]`);
    }
    yield encoder.encode('}\n');
  }
  return { type: 'application/json', extension: 'json', chunks, report };
}

/** Keys that reach an object's prototype when copied carelessly. */
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Returns the first forbidden key anywhere in parsed JSON, or null; walks without recursion, so depth does not matter. */
export function forbiddenKeyIn(value: unknown): string | null {
  const open: unknown[] = [value];
  while (open.length) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null) continue;
    if (Array.isArray(next)) {
      for (const entry of next) open.push(entry);
      continue;
    }
    for (const key of Object.keys(next)) {
      if (FORBIDDEN.has(key)) return key;
      open.push((next as Record<string, unknown>)[key]);
    }
  }
  return null;
}

interface KebanRecordError {
  section: Section;
  /** Position in its list, from 1. */
  position: number;
  reason: Problem;
}

export interface KebanFile {
  status: 'ready';
  version: number;
  /** Epoch ms of writing. */
  exportedAt: number;
  tags: KebanTag[];
  customers: KebanCustomer[];
  notes: KebanNote[];
  reminders: KebanReminder[];
  /** Records that were refused; the others stay. */
  errors: KebanRecordError[];
}

const envelopeSchema = z.object({
  schema: z.literal(KEBAN_SCHEMA),
  version: z.number().check(z.int(), z.gte(1)),
  exportedAt: z.iso.datetime(),
});

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new FileProblem(problem('notJson'), error);
  }
}

function checkedEnvelope(value: unknown): Record<string, unknown> {
  const key = forbiddenKeyIn(value);
  if (key !== null) throw new FileProblem(problem('dangerousKey', { key }));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new FileProblem(problem('notKeban'));
  const envelope = value as Record<string, unknown>;
  if (envelope.schema !== KEBAN_SCHEMA) throw new FileProblem(problem('notKeban'));
  const { version } = envelope;
  if (typeof version === 'number' && version > KEBAN_VERSION) {
    throw new FileProblem(problem('newerVersion', { found: version, known: KEBAN_VERSION }));
  }
  if (!envelopeSchema.safeParse(envelope).success) throw new FileProblem(problem('notKeban'));
  for (const section of sections) {
    if (envelope[section] !== undefined && !Array.isArray(envelope[section])) throw new FileProblem(problem('notKeban'));
  }
  return envelope;
}

/** Returns the good records of a list; the others go to `errors`, also those whose customer is not in the file. */
function sectionOf<S extends Section>(
  envelope: Record<string, unknown>,
  section: S,
  errors: KebanRecordError[],
  known?: ReadonlySet<string>,
): z.infer<(typeof recordSchemas)[S]>[] {
  const good: z.infer<(typeof recordSchemas)[S]>[] = [];
  ((envelope[section] ?? []) as unknown[]).forEach((record, i) => {
    const found = z.safeParse(recordSchemas[section], record);
    const stray = known !== undefined && found.success && !known.has(String((found.data as { customerId?: string }).customerId));
    if (found.success && !stray) good.push(found.data as z.infer<(typeof recordSchemas)[S]>);
    const field = found.success ? 'customerId' : String(found.error.issues[0]?.path.join('.') ?? '');
    if (!found.success || stray) errors.push({ section, position: i + 1, reason: problem('badRecord', { field }) });
  });
  return good;
}

/**
 * Reads an exchange file back. Refuses files that are no such JSON, that a newer version wrote, or that carry keys
 * which reach prototypes; single bad records are listed in `errors` and left out.
 */
export async function readKebanJson(source: ByteSource): Promise<KebanFile | { status: 'refused'; problem: Problem }> {
  try {
    const size = sizeOf(source);
    if (size > MAX_JSON_BYTES) throw new FileProblem(problem('tooLarge', { size, limit: MAX_JSON_BYTES }));
    const envelope = checkedEnvelope(parsed(await bytesOf(source)));
    const errors: KebanRecordError[] = [];
    const tags = sectionOf(envelope, 'tags', errors);
    const customers = sectionOf(envelope, 'customers', errors);
    const known = new Set(customers.map((customer) => customer.id));
    const notes = sectionOf(envelope, 'notes', errors, known);
    const reminders = sectionOf(envelope, 'reminders', errors, known);
    const exportedAt = Date.parse(String(envelope.exportedAt));
    return { status: 'ready', version: Number(envelope.version), exportedAt, tags, customers, notes, reminders, errors };
  } catch (error) {
    if (error instanceof FileProblem) return { status: 'refused', problem: error.problem };
    throw error;
  }
}
