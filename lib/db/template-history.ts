import { withFields, type Change } from '../domain/change.ts';
import type { Template } from '../domain/template.ts';
import { db, type KebanDatabase } from './database.ts';

/** What a template was like until a change. */
export interface TemplateVersion {
  /** Until when it was so, epoch ms. */
  until: number;
  /** The change that ended it. */
  change: Pick<Change, 'id' | 'label' | 'actor'>;
  template: Template;
}

/** Fields that count as another version; counting uses makes none. */
const WRITTEN = ['title', 'body', 'code', 'folder', 'language', 'tags', 'validFrom', 'validUntil', 'stages', 'pictures'] as const;

/** Returns what a template was like before each change that a person made to it, newest first; empty when it is not there. */
export async function versionsOf(id: string, limit = 30, database: KebanDatabase = db): Promise<TemplateVersion[]> {
  const now = await database.templates.get(id);
  if (!now) return [];
  const changes = await database.changes.where('refs').equals(`templates:${id}`).toArray();
  const versions: TemplateVersion[] = [];
  let row: Record<string, unknown> = { ...now };
  for (const { id: changeId, at, label, actor, ops } of changes.toSorted((a, b) => (a.id < b.id ? 1 : -1))) {
    const op = ops.find((each) => each.table === 'templates' && each.key === id);
    // A change may name a template that it left as it was.
    if (!op) continue;
    if (!op.before || versions.length >= limit) break;
    row = withFields(row, op.before);
    if (!WRITTEN.some((field) => field in (op.before ?? {}))) continue;
    versions.push({ until: at, change: { id: changeId, label, actor }, template: { ...(row as unknown as Template) } });
  }
  return versions;
}
