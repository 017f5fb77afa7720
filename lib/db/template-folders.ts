import type { Change } from '../domain/change.ts';
import { canMove, cleanFolder, movedFolder } from '../domain/template-folders.ts';
import { change } from './changes.ts';
import { db, type KebanDatabase } from './database.ts';

/** A folder cannot become what was asked for: it would stand in itself, or deeper or longer than a path can be. */
export class FolderRefused extends Error {}

/**
 * Renames a folder or moves it, with all that is in it, as one change: `to` is its new path, '' dissolves it. A folder
 * that is there already takes the templates in. Throws `FolderRefused` when the path cannot be.
 */
export async function moveFolder(from: string, to: string, database: KebanDatabase = db): Promise<Change | null> {
  const all = await database.templates.toArray();
  if (
    !canMove(
      all.map(({ folder }) => folder),
      from,
      to,
    )
  )
    throw new FolderRefused(to);
  const target = cleanFolder(to);
  return change(
    { actor: 'staff', label: { key: 'change.folderMoved', params: { from, to: target } } },
    async (draft) => {
      const at = Date.now();
      for (const { id } of all) {
        const template = await draft.get('templates', id);
        const folder = template ? movedFolder(template.folder, from, target) : null;
        if (template && folder !== null) await draft.put('templates', { ...template, folder, updatedAt: at });
      }
    },
    database,
  );
}

/** Puts templates into a folder as one change. */
export function moveTemplates(ids: readonly string[], folder: string, database: KebanDatabase = db): Promise<Change | null> {
  const target = cleanFolder(folder);
  return change(
    { actor: 'staff', label: { key: 'change.templatesMoved', params: { n: ids.length, to: target } } },
    async (draft) => {
      for (const id of ids) {
        const template = await draft.get('templates', id);
        if (template) await draft.put('templates', { ...template, folder: target, updatedAt: Date.now() });
      }
    },
    database,
  );
}
