import { cleanLine, LIMITS } from '../../domain/text.ts';
import { parsed, REFUSED, type Found } from '../found.ts';

/** A JSON object whose members are not known yet. */
export type Json = Readonly<Record<string, unknown>>;

const DEEPEST = 12;
const MOST = 5000;

/** Tells whether the value is a JSON object (not an array). */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the member as an object; an empty one when it is missing or something else. */
export function member(value: unknown, key: string): Json {
  const found = isJson(value) ? value[key] : undefined;
  return isJson(found) ? found : {};
}

/** Returns the objects of a member that is an array; none when it is missing or something else. */
export function list(value: unknown, key: string): Json[] {
  const found = isJson(value) ? value[key] : undefined;
  return Array.isArray(found) ? found.filter(isJson) : [];
}

/** Returns every object (outermost first, in order) for which the test holds; bounded in depth and number. */
export function objectsWhere(value: unknown, test: (object: Json) => boolean, depth = 0): Json[] {
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return [];
  if (isJson(value) && test(value)) return [value];
  return Object.values(value)
    .flatMap((each) => objectsWhere(each, test, depth + 1))
    .slice(0, MOST);
}

/** Returns the id of a member as text. A JSON number beyond 2^53 has already lost digits and is refused. */
export function idAt(value: Json, key: string, shape: RegExp): Found<string> {
  const raw = value[key];
  if (raw === undefined || raw === null || raw === '') return null;
  if (typeof raw === 'number' && !Number.isSafeInteger(raw)) return REFUSED;
  const text = String(typeof raw === 'number' || typeof raw === 'string' ? raw : '');
  return shape.test(text) ? text : REFUSED;
}

/** Returns the text of a member as one line of at most `max` characters. */
export function lineAt(value: Json, key: string, max: number = LIMITS.title): Found<string> {
  return textAt(value, key, (text) => cleanLine(text, max) || null);
}

/** Returns what `parse` makes of a text member; a member of another type, or a text it does not accept, is refused. */
export function textAt<T>(value: Json, key: string, parse: (text: string) => T | null): Found<T> {
  const raw = value[key];
  if (raw === undefined || raw === null) return null;
  return typeof raw === 'string' ? parsed([raw], parse) : REFUSED;
}

/** Returns a whole number ≥ 0 of a member that is a number or digits. */
export function countAt(value: Json, key: string): Found<number> {
  const raw = value[key];
  if (raw === undefined || raw === null || raw === '') return null;
  const number = typeof raw === 'string' && /^\d{1,16}$/.test(raw) ? Number(raw) : raw;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : REFUSED;
}

/** Returns an epoch-millisecond member between 2005 and 2100; seconds and other clocks are refused. */
export function epochAt(value: Json, key: string): Found<number> {
  const count = countAt(value, key);
  if (count === null || count === REFUSED) return count;
  return count > 1_104_537_600_000 && count < 4_102_444_800_000 ? count : REFUSED;
}

/** Returns the JSON value of a member that is a JSON text, or null when it is none. */
export function embedded(value: Json, key: string): unknown {
  const raw = value[key];
  return typeof raw === 'string' ? parseJson(raw) : null;
}

/** Returns the parsed JSON text, or null when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null; // not JSON is an answer, not a failure
  }
}
