import * as z from 'zod/mini';
import { siteIds } from '../domain/observation.ts';
import { bytesOf, sizeOf, type ByteSource } from './byte-source.ts';
import { forbiddenKeyIn, repeatSchema } from './keban-json.ts';

/** Name and version of the hand-over file; a change that old readers would misread raises the version. */
const SCHEMA = 'keban.handover';
const VERSION = 5;
/** The fourth one knew of one moment only at which a follow-up may stand elsewhere. */
const BEFORE_EARLIER = 4;
/** The third one did not have what became of a follow-up since: files without that are still written as it. */
const BEFORE_BACK = 3;
/** The second one did not have what a follow-up waits for either. */
const BEFORE_WAITS = 2;
/** The first version had nothing of a follow-up but text and moment. */
const FIRST_VERSION = 1;
const MAX_BYTES = 4 * 1024 * 1024;

/** Later ones of a series and what rules made have a `~` in their ids. */
const id = z.string().check(z.regex(/^[\w.@#:=+/~-]{1,200}$/));
const line = z.string().check(z.minLength(1), z.maxLength(512));
const text = z.string().check(z.minLength(1), z.maxLength(1000));
const epoch = z.number().check(z.int(), z.gte(0), z.lte(4_102_444_800_000));

/** A buyer as far as the next person must find them again: no phone, no address, no orders, no conversation. */
const personSchema = z.strictObject({
  ref: id,
  site: z.enum(siteIds),
  shopKey: line,
  name: z.optional(line),
  masked: z.optional(z.boolean()),
  nick: z.optional(line),
  uid: z.optional(line),
  enc: z.optional(line),
});
export type HandoverPerson = z.infer<typeof personSchema>;

const itemSchema = z.strictObject({
  /** The same thing has the same id in every file, so that it is taken in once. */
  id,
  person: id,
  kind: z.enum(['unanswered', 'reminder', 'dispute']),
  text,
  dueAt: epoch,
  orderNo: z.optional(line),
  caseNo: z.optional(line),
  /** How a follow-up comes again, and which of its series it is: done on both sides, the next one is still one. */
  repeat: z.optional(repeatSchema),
  series: z.optional(z.strictObject({ of: id, n: z.number().check(z.int(), z.gte(1), z.lte(100_000)) })),
  owner: z.optional(line),
  priority: z.optional(z.enum(['high', 'low'])),
  /** What the buyer's writing does to it, since when that counts (epoch ms), and whether any contact does. */
  awaits: z.optional(z.enum(['wake', 'end'])),
  awaitSince: z.optional(epoch),
  anyContact: z.optional(z.literal(true)),
  /** What was promised: known there too, it is not proposed once more. */
  promise: z.optional(
    z.strictObject({ sentence: z.string().check(z.minLength(1), z.maxLength(4000)), saidAt: epoch, until: epoch }),
  ),
  /**
   * It was handed over before, due `was`, and has been moved since, or finished at `doneAt` (epoch ms). Whoever did not get
   * the files in between has it where it was `earlier`.
   */
  back: z.optional(
    z.strictObject({ was: epoch, earlier: z.optional(z.array(epoch).check(z.maxLength(20))), doneAt: z.optional(epoch) }),
  ),
});
export type HandoverItem = z.infer<typeof itemSchema>;

const fileSchema = z.strictObject({
  schema: z.literal(SCHEMA),
  version: z.literal([FIRST_VERSION, BEFORE_WAITS, BEFORE_BACK, BEFORE_EARLIER, VERSION]),
  exportedAt: epoch,
  nextShift: epoch,
  note: z.optional(z.string().check(z.maxLength(1000))),
  people: z.array(personSchema).check(z.maxLength(2000)),
  items: z.array(itemSchema).check(z.maxLength(5000)),
});
export type Handover = Omit<z.infer<typeof fileSchema>, 'schema' | 'version'>;

/** Why a file is no hand-over; each has a sentence in the catalogue, `shift.bad.<reason>`. */
type HandoverBad = 'tooLarge' | 'notJson' | 'notHandover' | 'newer' | 'damaged';

/** Returns the text of a hand-over file. Throws an Error with the place when the file could not be read again. */
export function writeHandover(handover: Handover): string {
  const has = (field: 'awaits' | 'back'): boolean => handover.items.some((item) => item[field] !== undefined);
  const isLatest = handover.items.some(({ back }) => back?.earlier !== undefined);
  const version = isLatest ? VERSION : has('back') ? BEFORE_EARLIER : has('awaits') ? BEFORE_BACK : BEFORE_WAITS;
  const parsed = z.safeParse(fileSchema, { schema: SCHEMA, version, ...handover });
  if (!parsed.success) throw new Error(`not a hand-over: ${placeOf(parsed.error)}`);
  return `${JSON.stringify({ schema: SCHEMA, version, ...handover }, null, 1)}\n`;
}

const placeOf = ({ issues }: z.core.$ZodError): string => issues[0]?.path.join('.') ?? '';

type Read = { status: 'ready'; handover: Handover } | { status: 'refused'; bad: HandoverBad; where: string };

const refused = (bad: HandoverBad, where = ''): Read => ({ status: 'refused', bad, where });

/** Reads a hand-over file. It is taken whole or not at all: one bad record refuses it, with the place. */
export async function readHandover(source: ByteSource): Promise<Read> {
  if (sizeOf(source) > MAX_BYTES) return refused('tooLarge');
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await bytesOf(source)));
  } catch (error) {
    console.debug('no JSON', error);
    return refused('notJson');
  }
  const head = (typeof value === 'object' && value !== null ? value : {}) as { schema?: unknown; version?: unknown };
  if (head.schema !== SCHEMA) return refused('notHandover');
  if (typeof head.version === 'number' && head.version > VERSION) return refused('newer');
  const key = forbiddenKeyIn(value);
  if (key !== null) return refused('damaged', key);
  const parsed = z.safeParse(fileSchema, value);
  if (!parsed.success) return refused('damaged', placeOf(parsed.error));
  const refs = new Set(parsed.data.people.map(({ ref }) => ref));
  const stray = parsed.data.items.findIndex(({ person }) => !refs.has(person));
  if (stray >= 0) return refused('damaged', `items.${stray}.person`);
  const { schema: _schema, version: _version, ...handover } = parsed.data;
  return { status: 'ready', handover };
}
