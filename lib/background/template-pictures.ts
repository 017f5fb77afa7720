import { db } from '../db/database.ts';
import { pictureLines } from '../db/picture-lines.ts';
import { picturesOf } from '../db/pictures.ts';
import { activeChat } from '../session.ts';
import type { Origin } from './gate.ts';

/** Returns the pictures of a template for the chat that is open in the tab; none when that is not the chat asked for. */
export async function picturesFor(
  { templateId, fingerprint }: { templateId: string; fingerprint: string },
  origin: Origin,
): Promise<{ pictures: { name: string; type: string; data: string }[] }> {
  const chat = await activeChat(origin.tabId);
  if (!chat || chat.frameId !== origin.frameId || chat.fingerprint !== fingerprint) return { pictures: [] };
  const template = await db.templates.get(templateId);
  const lines = await pictureLines(await picturesOf(template?.pictures ?? []));
  return { pictures: lines.map(({ name, type, data }) => ({ name, type, data })) };
}
