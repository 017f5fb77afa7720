import type { Change } from '../domain/change.ts';
import type { SiteId } from '../domain/observation.ts';
import { ATTENTION_DEFAULT, type Attention } from '../domain/wait-attention.ts';
import {
  checkRule,
  defaultRules,
  ruleFields,
  rulesIdOf,
  type RuleField,
  type Sourced,
  type WaitRules,
} from '../domain/wait-rules.ts';
import { change } from './changes.ts';
import { db, type KebanDatabase } from './database.ts';

/** Returns the rules of a site: those a person has set, else those that come with the product. */
export async function rulesOf(site: SiteId, database: KebanDatabase = db): Promise<WaitRules> {
  return ((await database.waitRules.get(rulesIdOf(site))) as WaitRules | undefined) ?? defaultRules(site);
}

/** Returns the rules of several sites. */
export async function rulesOfMany(sites: Iterable<SiteId>, database: KebanDatabase = db): Promise<Map<SiteId, WaitRules>> {
  const wanted = [...new Set(sites)];
  const rows = await database.waitRules.bulkGet(wanted.map(rulesIdOf));
  return new Map(wanted.map((site, i) => [site, (rows[i] as WaitRules | undefined) ?? defaultRules(site)]));
}

/** Returns what is paid attention to; fields that a person never set are those that come with the product. */
export async function attention(database: KebanDatabase = db): Promise<Attention> {
  const row = (await database.waitRules.get(ATTENTION_DEFAULT.id)) as Attention | undefined;
  return { ...ATTENTION_DEFAULT, ...row };
}

/** Sets one value of a site's rules. Refuses a wrong one with an Error whose message is the reason, see `checkRule`. */
export async function setRule<F extends RuleField>(
  site: SiteId,
  field: F,
  rule: WaitRules[F],
  database: KebanDatabase = db,
): Promise<Change | null> {
  const wrong = checkRule(field, rule as Sourced<unknown>, today(Date.now()));
  if (wrong) throw new Error(wrong);
  return change(
    { actor: 'staff', label: { key: 'change.waitRule', params: { field: `waiting.rule.${field}` } } },
    async (draft) => {
      const stored = (await draft.get('waitRules', rulesIdOf(site))) as WaitRules | null;
      await draft.put('waitRules', { ...(stored ?? defaultRules(site)), [field]: rule, updatedAt: Date.now() });
    },
    database,
  );
}

/** Brings a site's rules back to those that come with the product. */
export function resetRules(site: SiteId, database: KebanDatabase = db): Promise<Change | null> {
  const label = { key: 'change.waitRulesReset' };
  return change({ actor: 'staff', label }, (draft) => draft.remove('waitRules', rulesIdOf(site)), database);
}

/** Sets what is paid attention to. */
export function setAttention(
  values: Partial<Omit<Attention, 'id' | 'updatedAt'>>,
  database: KebanDatabase = db,
): Promise<Change | null> {
  return change(
    { actor: 'staff', label: { key: 'change.waitAttention' } },
    async (draft) => {
      const stored = (await draft.get('waitRules', ATTENTION_DEFAULT.id)) as Attention | null;
      await draft.put('waitRules', { ...ATTENTION_DEFAULT, ...stored, ...values, updatedAt: Date.now() });
    },
    database,
  );
}

/** Tells whether a person has changed anything of a site's rules. */
export const isChanged = (rules: WaitRules): boolean => ruleFields.some((field) => rules[field].own);

/** Returns `2026-11-28` of a moment on this computer's calendar. */
export function today(now: number): string {
  const date = new Date(now);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
