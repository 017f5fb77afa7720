import { chatPayloads } from '../aliexpress/payloads-chat.ts';
import type { PayloadReader } from '../site.ts';
import { lazadaMeta } from './meta.ts';

const own = (id: string): string => id.replace('aliexpress/', 'lazada/');

/** The responses of the chat have the shapes of AliExpress's: both platforms use one message service (seen until 2021). */
export const lazadaPayloads: readonly PayloadReader[] = chatPayloads.map((reader) => ({
  id: own(reader.id),
  site: 'lazada',
  recognises: (payload) => reader.recognises(payload),
  read(payload) {
    const reading = reader.read(payload);
    return { ...reading, reader: own(reading.reader), zone: lazadaMeta.zone };
  },
}));
