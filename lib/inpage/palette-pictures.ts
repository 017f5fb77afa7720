import type { PaletteContext } from './bridge.ts';
import type { SessionEvents } from './palette-state.ts';
import { picturesText } from './palette-texts.ts';

/** Has the pictures of a template put in after its text, and says what became of them in their turn. */
export async function putPictures(
  context: PaletteContext,
  events: SessionEvents,
  templateId: string,
  fingerprint: string,
): Promise<void> {
  const result = await context.pictures(templateId, fingerprint);
  const text = picturesText(result);
  const good = result.outcome === 'inserted' || result.outcome === 'copied';
  if (text) events.said(good ? 'good' : 'bad', text);
}
