import { db } from '../db/database.ts';
import { pictureLines } from '../db/picture-lines.ts';
import { picturesOf } from '../db/pictures.ts';
import { idsOfKind } from '../domain/attachments.ts';
import { activeChat, noteHanded } from '../session.ts';
import type { Origin } from './gate.ts';

/**
 * Returns the pictures and files of a template for the chat that is open in the tab; none when that is not the chat asked
 * for. What no page may take, its files, is remembered as being at hand beside that chat.
 */
export async function picturesFor(
  { templateId, fingerprint }: { templateId: string; fingerprint: string },
  origin: Origin,
): Promise<{ pictures: { name: string; type: string; data: string }[] }> {
  const chat = await activeChat(origin.tabId);
  if (!chat || chat.frameId !== origin.frameId || chat.fingerprint !== fingerprint) return { pictures: [] };
  const template = await db.templates.get(templateId);
  if (idsOfKind(template?.pictures, 'file').length > 0) await noteHanded(origin.tabId, { templateId, fingerprint });
  const lines = await pictureLines(await picturesOf(template?.pictures ?? []));
  return { pictures: lines.map(({ name, type, data }) => ({ name, type, data })) };
}
