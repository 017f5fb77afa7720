import type { TemplateBrief } from '../domain/template.ts';
import type { PaletteContext } from './bridge.ts';
import { keepForLater } from './palette-api.ts';
import type { SessionEvents } from './palette-state.ts';
import { picturesText } from './palette-texts.ts';

interface Inserted {
  template: TemplateBrief;
  /** How many messages of the template are still to come. */
  rest: number;
  chosen: { templateId: string; answers?: Record<string, string> } | null;
  /** Marks of the conversation that the text went into. */
  to: string | null;
}

/**
 * What follows once the text of a template is in: its other messages wait in the panel, its pictures are put in, and what
 * became of those is said in their turn.
 */
export async function afterText(
  context: PaletteContext,
  events: SessionEvents,
  { template, rest, chosen, to }: Inserted,
): Promise<void> {
  if (to === null) return;
  if (rest > 0 && chosen) void keepForLater(to, { ...chosen, rest: true });
  if (!template.pictures?.length) return;
  const result = await context.pictures(template.id, to);
  const text = picturesText(result);
  const good = result.outcome === 'inserted' || result.outcome === 'copied';
  if (text) events.said(good ? 'good' : 'bad', text);
}
