import type { PageReader } from '../sites/site.ts';
import { pageOfRule } from './rule.ts';
import { chatReader, sayingsReader } from './wrap-chat.ts';
import { recordsReader } from './wrap-records.ts';
import type { Wrapping } from './wrapping.ts';

/** Returns a reader that adds what the taught rules find to what the built-in one (if any knows the page) reads. */
export function wrapped(base: PageReader | undefined, wrapping: Wrapping): PageReader | undefined {
  const { rules, page } = wrapping;
  if (!rules.fields.some((rule) => pageOfRule(rule) === page)) return base;
  if (page === 'chat') return chatReader(base, wrapping);
  return page === 'records' ? sayingsReader(base, wrapping) : recordsReader(base, { ...wrapping, page });
}
