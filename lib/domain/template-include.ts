import { parseTemplate, type TemplatePart } from './template-parts.ts';
import { sameLanguage } from './reply-language.ts';
import { inForce, isForShop, type TemplateBrief } from './template.ts';

/** Tells whether a body takes other templates in. */
export function includes(body: string): boolean {
  return parseTemplate(body).some((part) => 'include' in part);
}

/** Where a text that takes others in is going, and its own language. */
interface IncludeFor {
  language: string;
  /** Whose chat it is; null: not known. */
  shopId: string | null;
  /** Epoch ms. */
  at: number;
}

/** What of a template decides whether another one takes it in. */
type Includable = Pick<TemplateBrief, 'code' | 'body' | 'language' | 'shopId' | 'validFrom' | 'validUntil'>;

/**
 * Returns what finds the body of a template by its short code, whatever its case: one in the same language that is in
 * force, the shop's own before one for all shops, never another shop's. Of two the first counts.
 */
export function lookUpIn(templates: readonly Includable[], goal: IncludeFor): (code: string) => string | null {
  const bodies = new Map<string, string>();
  const usable = templates.filter(
    (each) => isForShop(each, goal.shopId) && inForce(each, goal.at) && sameLanguage(each.language, goal.language),
  );
  for (const { code, body } of usable.toSorted((a, b) => Number(!a.shopId) - Number(!b.shopId))) {
    const key = code?.toLowerCase();
    if (key && !bodies.has(key)) bodies.set(key, body);
  }
  return (code) => bodies.get(code.toLowerCase()) ?? null;
}

/** Returns the parts of a text and of all that it takes in, each text once; `lookUp` finds a body by its short code. */
export function withTaken(
  parts: readonly TemplatePart[],
  lookUp: ((code: string) => string | null) | undefined,
  seen = new Set<string>(),
): TemplatePart[] {
  return parts.flatMap((part) => {
    if (!('include' in part)) return part;
    const code = part.include.toLowerCase();
    const body = seen.has(code) ? null : lookUp?.(part.include);
    seen.add(code);
    return body ? withTaken(parseTemplate(body), lookUp, seen) : [];
  });
}

/** Returns by what the variants of a template are chosen: the same until it has been used, so that a preview is what is put in. */
export function seedOf(template: Pick<TemplateBrief, 'id' | 'uses'>, customerId: string | undefined): string {
  return `${template.id}|${template.uses}|${customerId ?? ''}`;
}
