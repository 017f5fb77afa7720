import type { PageReader } from '../site.ts';
import { recordsReader } from './records.ts';

/** The reader of the chat records: in a script of its own, which is put into their frame only. */
export const taobaoRecordsReaders: readonly PageReader[] = [recordsReader];
