import type { Random } from './random.ts';

/** Changes a parsed response as a site's update might; returns a new value, the given one stays as it is. */
export type MutatePayload = (payload: unknown, random: Random) => unknown;

type Visit = (value: unknown, key: string) => unknown;

/** Returns a copy in which every value has gone through `visit`, innermost first. */
function mapped(value: unknown, visit: Visit, key = ''): unknown {
  if (Array.isArray(value)) {
    return visit(
      value.map((each) => mapped(each, visit, key)),
      key,
    );
  }
  if (typeof value !== 'object' || value === null) return visit(value, key);
  const members = Object.entries(value).map(([name, each]) => [name, mapped(each, visit, name)] as const);
  return visit(Object.fromEntries(members), key);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Adds members nobody knows, with numbers and names in them. */
const addKeys: MutatePayload = (payload, random) =>
  mapped(payload, (value) => {
    if (!isObject(value) || !random.chance(0.3)) return value;
    const added = random.pick<unknown>([
      '4599000000000012345',
      { title: '看了又看的宝贝', price: '9.90', count: 7 },
      [{ name: '路人乙' }],
      null,
      7,
    ]);
    const entries = Object.entries(value);
    entries.splice(random.int(entries.length + 1), 0, [random.word(8), added]);
    return Object.fromEntries(entries);
  });

/** Writes the members of all objects in another order. */
const reorderKeys: MutatePayload = (payload, random) =>
  mapped(payload, (value) => (isObject(value) ? Object.fromEntries(random.shuffled(Object.entries(value))) : value));

/** Puts the answer into objects around it. */
const wrap: MutatePayload = (payload, random) =>
  random.pick<(inner: unknown) => unknown>([
    (inner) => ({ [random.word(6)]: inner }),
    (inner) => ({ code: 0, success: true, [random.word(6)]: { [random.word(5)]: inner } }),
    (inner) => ({ [random.word(6)]: [inner] }),
  ])(payload);

/** Writes some numbers as texts. */
const numbersAsText: MutatePayload = (payload, random) =>
  mapped(payload, (value) => (Number.isSafeInteger(value) && random.chance(0.5) ? String(value) : value));

/** Gives some lists as nothing, as an empty list or as an object. */
const loseLists: MutatePayload = (payload, random) =>
  mapped(payload, (value) => (Array.isArray(value) && random.chance(0.3) ? random.pick([null, [], {}, '']) : value));

/** Gives null for some of the values. */
const nulls: MutatePayload = (payload, random) => mapped(payload, (value) => (random.chance(0.04) ? null : value));

/** Gives some ids as numbers, which JSON can no longer hold exactly. */
const roundedIds: MutatePayload = (payload, random) =>
  mapped(payload, (value) =>
    typeof value === 'string' && /^\d{17,20}$/.test(value) && !Number.isSafeInteger(Number(value)) && random.chance(0.5)
      ? Number(value)
      : value,
  );

/** Gives an object or a list where a plain value stood. */
const otherTypes: MutatePayload = (payload, random) =>
  mapped(payload, (value) =>
    typeof value !== 'object' && random.chance(0.04) ? random.pick<unknown>([{}, [], true, { value }, [value]]) : value,
  );

/** Every mutation of a response by its name. */
export const PAYLOAD_MUTATORS: Readonly<Record<string, MutatePayload>> = {
  addKeys,
  reorderKeys,
  numbersAsText,
  loseLists,
  nulls,
  roundedIds,
  otherTypes,
  wrap,
};
