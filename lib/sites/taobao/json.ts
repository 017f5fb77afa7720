/** Members of a parsed JSON object; responses are read key by key, never trusted to have a type. */
export type Json = Record<string, unknown>;

/** Returns the value as an object, or an empty one. */
export function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** Returns the value as a list of objects; other members are dropped. */
export function objectsOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter((member) => typeof member === 'object' && member !== null) : [];
}

/** Returns a string, or a number that JSON cannot have rounded as its digits; otherwise ''. */
export function stringOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : '';
}

/** Returns what lies under the keys, undefined where the path ends early. Array positions are written as numbers. */
export function under(value: unknown, ...path: (string | number)[]): unknown {
  let at: unknown = value;
  for (const key of path) at = (at as Json | null | undefined)?.[key];
  return at;
}

/** Returns the parsed object of a JSON string (or the object itself), or an empty object when it is none. */
export function nested(value: unknown): Json {
  if (typeof value !== 'string') return objectOf(value);
  if (!/^\s*[{[]/.test(value)) return {};
  try {
    return objectOf(JSON.parse(value));
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** Returns every object in the payload that the test accepts, at most `depth` levels down, in document order. */
export function findObjects(value: unknown, accepts: (object: Json) => boolean, depth = 8): Json[] {
  if (typeof value !== 'object' || value === null || depth < 0) return [];
  if (Array.isArray(value)) return value.flatMap((member) => findObjects(member, accepts, depth - 1));
  const own = value as Json;
  if (accepts(own)) return [own];
  return Object.values(own).flatMap((member) => findObjects(member, accepts, depth - 1));
}
