import type { SiteId } from '../domain/observation.ts';
import { type Score, withScore } from './decide.ts';
import { type FieldRule, type HostRules, pageOfRule, type TeachField, type TeachPage } from './rule.ts';
import { hostRulesSchema } from './schema.ts';

/** Rules on this machine, one entry of `storage.local` per host. They hold selectors, never a text of a page. */
const PREFIX = 'taught:';
const LOCK = 'taught';

const keyOf = (host: string): string => PREFIX + host;

function parsed(value: unknown): HostRules | null {
  const rules = hostRulesSchema.safeParse(value);
  return rules.success ? (rules.data as HostRules) : null;
}

/** Worker and pages both write: one after the other. */
function alone<T>(act: () => Promise<T>): Promise<T> {
  return navigator.locks.request(LOCK, act) as Promise<T>;
}

async function change(site: SiteId, host: string, next: (fields: readonly FieldRule[]) => FieldRule[]): Promise<void> {
  await alone(async () => {
    const before = await rulesOf(host);
    const fields = next(before?.fields ?? []);
    if (fields.length > 0) await chrome.storage.local.set({ [keyOf(host)]: { site, host, fields } satisfies HostRules });
    else await chrome.storage.local.remove(keyOf(host));
  });
}

/** Returns what was learnt for a host, or null. */
export async function rulesOf(host: string): Promise<HostRules | null> {
  return parsed((await chrome.storage.local.get(keyOf(host)))[keyOf(host)]);
}

/** Returns everything that was learnt. */
export async function allRules(): Promise<HostRules[]> {
  const all = await chrome.storage.local.get(null);
  return Object.entries(all).flatMap(([key, value]) => (key.startsWith(PREFIX) ? (parsed(value) ?? []) : []));
}

const isSame = (a: Pick<FieldRule, 'field' | 'page'>, b: Pick<FieldRule, 'field' | 'page'>): boolean =>
  a.field === b.field && pageOfRule(a) === pageOfRule(b);

/** Keeps a rule in place of the one before for that kind of page; what both have in common keeps its score. */
export function keepRule(site: SiteId, host: string, rule: FieldRule): Promise<void> {
  return change(site, host, (fields) => {
    const before = fields.find((each) => isSame(each, rule));
    const candidates = rule.candidates.map((candidate) => {
      const known = before?.candidates.find(
        ({ selector, label }) => selector === candidate.selector && label === candidate.label,
      );
      return known ? { ...candidate, hits: known.hits } : candidate;
    });
    return [...fields.filter((each) => !isSame(each, rule)), { ...rule, candidates }];
  });
}

/** Forgets what was learnt for one field of a host on one kind of page, or for all of them. */
export function forgetRule(site: SiteId, host: string, which?: Pick<FieldRule, 'field' | 'page'>): Promise<void> {
  return change(site, host, (fields) => (which ? fields.filter((rule) => !isSame(rule, which)) : []));
}

/** One field's score, for the rule that was learnt at `at`. */
export interface FieldScore {
  field: TeachField;
  at: number;
  score: Score;
}

/** Adds how the candidates did; scores of a rule that was replaced meanwhile are left out. */
export async function keepScores(host: string, page: TeachPage, scores: readonly FieldScore[]): Promise<void> {
  const rules = await rulesOf(host);
  if (!rules) return;
  await change(rules.site, host, (fields) =>
    fields.map((rule) => {
      const own = scores.find(({ field, at }) => isSame({ field, page }, rule) && at === rule.at);
      return own ? withScore(rule, own.score) : rule;
    }),
  );
}

/** Calls back when something was learnt or forgotten; returns what stops it. */
export function watchRules(changed: () => void): () => void {
  const stored = (changes: Record<string, chrome.storage.StorageChange>, area: string): void => {
    if (area === 'local' && Object.keys(changes).some((key) => key.startsWith(PREFIX))) changed();
  };
  chrome.storage.onChanged.addListener(stored);
  return () => chrome.storage.onChanged.removeListener(stored);
}
