import * as z from 'zod/mini';
import { siteIds } from '../domain/observation.ts';
import { PAGE_FIELDS, readableAttributes, teachFields, teachPages, waysToFind } from './rule.ts';
import { sides } from './sides.ts';
import { areRowSelectors, isPlainSelector } from './selector.ts';
import { speaksOfSecrets } from './secrets.ts';

/** Shapes of rules wherever they come from outside: a page's script, a file, the storage. */
const selector = z.string().check(
  z.refine((text) => isPlainSelector(text), 'not a plain selector'),
  z.refine((text) => !speaksOfSecrets(text), 'secret'),
);
const rows = z.string().check(
  z.refine((text) => areRowSelectors(text), 'not plain selectors'),
  z.refine((text) => !speaksOfSecrets(text), 'secret'),
);
const label = z.string().check(z.regex(/^[\p{L}. ]{2,20}$/u));
/** Every field that can be pointed at on any kind of page. */
const MOST_RULES = Object.values(PAGE_FIELDS).flat().length;
const count = z.number().check(z.int(), z.gte(0), z.lte(9999));

export const candidateSchema = z.object({
  by: z.enum(waysToFind),
  selector: z.union([selector, z.literal('')]),
  attr: z.optional(z.enum(readableAttributes)),
  label: z.optional(label),
  hits: count,
  misses: count,
  against: count,
});

export const ruleSchema = z.object({
  field: z.enum(teachFields),
  page: z.optional(z.enum(teachPages)),
  row: z.optional(rows),
  below: z.optional(z.literal(true)),
  mark: z.optional(z.union([selector, z.enum(sides)])),
  moved: z.optional(z.literal(true)),
  paired: z.optional(z.literal(true)),
  candidates: z.array(candidateSchema).check(z.maxLength(8)),
  at: z.number().check(z.int(), z.gte(0)),
  origin: z.enum(['own', 'recipe']),
});

export const hostRulesSchema = z.object({
  site: z.enum(siteIds),
  host: z.string().check(z.regex(/^[a-z0-9.-]{3,120}$/)),
  fields: z.array(ruleSchema).check(z.maxLength(MOST_RULES)),
});

/** What the pointing script says; see `Protocol` in messaging.ts. */
export const pointedSchema = z.object({
  token: z.string().check(z.regex(/^[\w-]{16,64}$/)),
  outcome: z.enum(['taken', 'skipped', 'cancelled']),
  rule: z.optional(ruleSchema),
});

const score = z.array(z.tuple([count, count, count])).check(z.maxLength(8));
export const scoreSchema = z.object({
  page: z.enum(teachPages),
  scores: z.array(z.object({ field: z.enum(teachFields), at: z.number(), score })).check(z.maxLength(teachFields.length)),
});
