import { createTally } from '../found.ts';
import type { PayloadReader } from '../site.ts';
import { findObjects, type Json, objectOf, objectsOf, stringOf } from './json.ts';
import { readingOf } from './page.ts';

const isConfig = (object: Json): boolean => typeof object.fieldConfigMap === 'object' && object.fieldConfigMap !== null;

/** The columns that the export dialogue offers: no facts about buyers or orders, so only what each is called is checked. */
export const exportFieldsReader: PayloadReader = {
  id: 'taobao/export-fields',
  site: 'taobao',
  recognises: (payload) => findObjects(payload, isConfig, 4).length > 0,
  read(payload) {
    const tally = createTally();
    const fields = findObjects(payload, isConfig, 4)
      .flatMap((config) => Object.values(objectOf(config.fieldConfigMap)))
      .flatMap((kind) => Object.values(objectOf(kind)))
      .flatMap((way) => objectsOf(objectOf(way).fields));
    for (const field of fields) tally.take(`export.${stringOf(field.fieldId) || 'field'}`, stringOf(field.name) || null);
    return readingOf(exportFieldsReader.id, 'ready', { tally });
  },
};
