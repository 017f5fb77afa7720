import { parseTemplate } from './template-parts.ts';
import type { TemplateBrief } from './template.ts';

/** Tells whether a body takes other templates in. */
export function includes(body: string): boolean {
  return parseTemplate(body).some((part) => 'include' in part);
}

/** Returns what finds the body of a template by its short code, whatever its case; of two with one code the first counts. */
export function lookUpIn(templates: readonly Pick<TemplateBrief, 'code' | 'body'>[]): (code: string) => string | null {
  const bodies = new Map<string, string>();
  for (const { code, body } of templates) {
    const key = code?.toLowerCase();
    if (key && !bodies.has(key)) bodies.set(key, body);
  }
  return (code) => bodies.get(code.toLowerCase()) ?? null;
}

/** Returns by what the variants of a template are chosen: the same until it has been used, so that a preview is what is put in. */
export function seedOf(template: Pick<TemplateBrief, 'id' | 'uses'>, customerId: string | undefined): string {
  return `${template.id}|${template.uses}|${customerId ?? ''}`;
}
