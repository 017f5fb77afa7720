import * as z from 'zod/mini';
import { type SiteId, siteIds } from '../domain/observation.ts';
import { siteMeta, siteMetas } from '../sites/registry.ts';
import { type Candidate, type FieldRule, type HostRules, isAlive, isOnPage, pageOfRule, ruleFor } from './rule.ts';
import { candidateSchema, ruleSchema } from './schema.ts';
import { speaksOfSecrets } from './secrets.ts';

/** A recipe: what one person taught, as a small file for colleagues. Selectors only; no address, no text of a page. */
const RECIPE_VERSION = 1;
const FORMAT = 'keban-recipe';
const LONGEST = 32_000;

/** Why a file is not taken. Each has a sentence in the catalogue, `teach.recipe.<reason>`. */
export type RecipeProblem = 'too-large' | 'not-recipe' | 'newer' | 'script' | 'secret' | 'other-origin' | 'shape';

const recipeSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(RECIPE_VERSION),
  site: z.enum(siteIds),
  host: z.string().check(z.regex(/^(?=.*[a-z])[a-z0-9-]+(?:\.[a-z0-9-]+)+$/), z.maxLength(120)),
  fields: z
    .array(
      z.strictObject({
        field: ruleSchema.shape.field,
        page: ruleSchema.shape.page,
        row: ruleSchema.shape.row,
        below: ruleSchema.shape.below,
        mark: ruleSchema.shape.mark,
        moved: ruleSchema.shape.moved,
        paired: ruleSchema.shape.paired,
        candidates: z
          .array(
            z.strictObject({
              by: candidateSchema.shape.by,
              selector: candidateSchema.shape.selector,
              attr: candidateSchema.shape.attr,
              label: candidateSchema.shape.label,
            }),
          )
          .check(z.maxLength(8)),
      }),
    )
    .check(z.minLength(1), z.maxLength(40)),
});

/** What a recipe tells of a rule. */
type Given = Pick<FieldRule, 'field' | 'page' | 'row' | 'below' | 'mark' | 'moved' | 'paired'> & {
  candidates: Omit<Candidate, 'hits' | 'misses' | 'against'>[];
};

function fileOf({ site, host }: HostRules, fields: readonly Given[]): string {
  return `${JSON.stringify({ format: FORMAT, version: RECIPE_VERSION, site, host, fields }, null, 2)}\n`;
}

/**
 * Returns the text of a recipe file for what was taught on a host, or null when nothing of it can be given on. Candidates
 * that proved wrong stay behind, and all that a colleague's import would refuse.
 */
export function recipeOf(rules: HostRules): string | null {
  const isTaken = (given: Given): boolean => 'rules' in readRecipe(fileOf(rules, [given]), 0);
  const kept = rules.fields.flatMap(({ field, page, row, below, mark, moved, paired, candidates }) => {
    const rule = {
      field,
      ...(page && page !== pageOfRule({ field }) ? { page } : {}),
      ...(row === undefined ? {} : { row }),
      ...(below ? { below } : {}),
      ...(mark === undefined ? {} : { mark }),
      ...(moved ? { moved } : {}),
      ...(paired ? { paired } : {}),
    };
    const given = candidates
      .filter(isAlive)
      .map(({ by, selector, attr, label }) => ({
        by,
        selector,
        ...(attr ? { attr } : {}),
        ...(label === undefined ? {} : { label }),
      }))
      .filter((candidate) => isTaken({ ...rule, candidates: [candidate] }));
    const isEmpty = given.length === 0 && (candidates.length > 0 || !isTaken({ ...rule, candidates: [] }));
    return isEmpty ? [] : [{ ...rule, candidates: given }];
  });
  return kept.length === 0 ? null : fileOf(rules, kept);
}

/** Every text in a parsed file, names of members as well. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => [key, ...textsIn(each)]);
}

const SCRIPT = /[<\\;{}]|javascript:|data:(?:[a-z]+\/|[,;])|expression\s*\(|url\s*\(|@import|(?<![\w-])on\w+\s*=/i;
/** Words of other places as a whole, an address anywhere, or a frame as an element. */
const ELSEWHERE = /^(?:url|origin|frame|src|href)$|:\/\/|(?<![\w.#"-])iframe(?![\w-])/i;

/** Tells whether a candidate may end at a field nobody may read or fill: an input that is not plainly for text. */
function mayHitSecrets({ selector, label }: { selector: string; label?: string | undefined }): boolean {
  // Behind a word stands text; without a selector it is the row's own.
  if (label !== undefined || selector === '') return false;
  // Blanks in what a field is to be filled with end no step.
  const last =
    selector
      .replace(/="[^"]*"/g, (value) => value.replaceAll(' ', '_'))
      .split(' ')
      .at(-1) ?? '';
  const tag = /^[a-z][a-z0-9-]*/.exec(last)?.[0];
  const isText = /\[type="(?:text|search)"\]|:not\(\[type\]\)/.test(last);
  return tag === undefined || tag === 'select' || (tag === 'input' && !isText);
}

/** Tells whether a host belongs to the site: one of its own, or for a site of the user's own none that is known. */
function fitsSite(site: SiteId, host: string): boolean {
  const isOne = (pattern: string): boolean => {
    const own = pattern.split('/')[2] ?? '';
    return own === host || (own.startsWith('*.') && host.endsWith(own.slice(1)));
  };
  if (site === 'custom') return !siteMetas.some((meta) => meta.matches.some(isOne));
  return siteMeta(site).matches.some(isOne);
}

/** Returns the rules of a recipe file (learnt at `at`, epoch ms), or why it is refused. Nothing is taken of a refused one. */
export function readRecipe(text: string, at: number): { rules: HostRules } | { problem: RecipeProblem } {
  if (text.length > LONGEST) return { problem: 'too-large' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'not-recipe' };
  }
  const head = value as { format?: unknown; version?: unknown } | null;
  if (typeof head !== 'object' || head?.format !== FORMAT) return { problem: 'not-recipe' };
  if (typeof head.version === 'number' && head.version > RECIPE_VERSION) return { problem: 'newer' };
  const texts = textsIn(value);
  if (texts.some((each) => SCRIPT.test(each))) return { problem: 'script' };
  if (texts.some(speaksOfSecrets)) return { problem: 'secret' };
  const { fields: _fields, ...rest } = value as Record<string, unknown>;
  if (texts.some((each) => ELSEWHERE.test(each))) return { problem: 'other-origin' };
  if (typeof rest['host'] === 'string' && /[*/:\s]/.test(rest['host'])) return { problem: 'other-origin' };
  const recipe = recipeSchema.safeParse(value);
  if (!recipe.success) return { problem: 'shape' };
  const { site, host, fields } = recipe.data;
  if (!fitsSite(site, host)) return { problem: 'other-origin' };
  if (fields.some((rule) => !isOnPage(rule.field, pageOfRule(rule as FieldRule)))) return { problem: 'shape' };
  const candidates = fields.flatMap((field) => field.candidates);
  // A row and what is looked for in it make one way.
  if (candidates.some(mayHitSecrets) || fields.some((field) => speaksOfSecrets(textsIn(field).join('\n'))))
    return { problem: 'secret' };
  const rules = fields.map((field) => ({
    ...field,
    candidates: field.candidates.map((each) => ({ ...each, hits: 0, misses: 0, against: 0 })),
    at,
    origin: 'recipe' as const,
  }));
  return { rules: { site, host, fields: rules as FieldRule[] } };
}

/** How a rule of a recipe stands to what is known here. */
export type Standing = 'new' | 'same' | 'own-better' | 'own-broken';

/** Returns how a rule compares with one's own: an own rule that works is not to be given up for it without being asked. */
export function standingOf(rule: FieldRule, own: HostRules | null): Standing {
  const mine = own ? ruleFor(own, rule.field, pageOfRule(rule)) : undefined;
  if (!mine) return 'new';
  const signs = (each: FieldRule): string =>
    JSON.stringify([each.row, each.mark, each.candidates.map(({ selector, label }) => [selector, label])]);
  if (signs(mine) === signs(rule)) return 'same';
  return mine.candidates.length === 0 || mine.candidates.some(isAlive) ? 'own-better' : 'own-broken';
}
