import type { Observation } from '../../domain/observation.ts';
import { createTally, type Tally } from '../found.ts';
import type { Asked, PayloadReader } from '../site.ts';
import { readingOf } from './fields.ts';
import { objectsWhere, type Json } from './json.ts';
import { isRefusal } from './payloads-error.ts';

/** Returns a reader for responses that hold objects of a shape, wherever in the response they lie. */
export function payloadReader(
  id: string,
  shape: (object: Json) => boolean,
  read: (objects: Json[], tally: Tally, asked: Asked) => Observation[],
): PayloadReader {
  return {
    id,
    site: 'aliexpress',
    recognises: (payload) => !isRefusal(payload) && objectsWhere(payload, shape).length > 0,
    read(payload, asked) {
      const tally = createTally();
      const observations = isRefusal(payload) ? [] : read(objectsWhere(payload, shape), tally, asked ?? { orderNos: [] });
      return readingOf(id, tally, observations);
    },
  };
}
