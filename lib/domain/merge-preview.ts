import type { Customer } from './customer.ts';
import { mergedCustomer } from './intake.ts';

/** What becomes of the facts of which there is room for one only. */
export interface MergePreview {
  name: string;
  /** The other name: kept as an alias, or masked and not shown any more. */
  otherName?: { name: string; kept: boolean };
  /** Facts in which the two differ, with the one that stays. */
  fields: { field: 'country' | 'language' | 'remark' | 'level'; kept: string; dropped: string }[];
}

const SINGLE = ['country', 'language', 'remark', 'level'] as const;

/** Returns what a person should know before two customers become one. */
export function mergePreview(kept: Customer, other: Customer): MergePreview {
  const { name, aliases } = mergedCustomer(kept, other);
  const otherName = [kept.name, other.name].find((one) => one && one !== name);
  const fields = SINGLE.flatMap((field) => {
    const [stays, goes] = [kept[field], other[field]];
    return stays !== undefined && goes !== undefined && stays !== goes ? [{ field, kept: stays, dropped: goes }] : [];
  });
  return { name, fields, ...(otherName ? { otherName: { name: otherName, kept: aliases.includes(otherName) } } : {}) };
}
