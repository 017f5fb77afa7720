import { copyText, type InsertResult } from '../dom/insert.ts';
import type { Rendered } from '../domain/chat.ts';
import type { TemplateBrief } from '../domain/template.ts';
import type { PaletteContext } from './bridge.ts';
import { keepForLater } from './palette-api.ts';
import type { SessionEvents } from './palette-state.ts';
import { isWell, picturesText, restText, type Fate } from './palette-texts.ts';

/** A template as it was chosen, with what was filled in. */
export interface Chosen {
  templateId: string;
  answers?: Record<string, string>;
}

interface Inserted {
  template: TemplateBrief;
  rendered: Rendered & { outcome: 'ready' };
  chosen: Chosen | null;
  /** Marks of the conversation that the text went into. */
  to: string | null;
  result: InsertResult & { outcome: 'inserted' };
}

/** Leaves a reply with the panel; where that is not possible its text, if there is one yet, goes to the clipboard. */
export async function keepOrCopy(
  editor: HTMLElement,
  to: string,
  chosen: Chosen & { rest?: boolean },
  text: string | null,
): Promise<Fate> {
  if (await keepForLater(to, chosen)) return 'kept';
  return text !== null && (await copyText(editor, text)) ? 'copied' : 'lost';
}

/**
 * What follows once the text of a template is in: its other messages wait in the panel, its pictures are put in, and what
 * became of those is said in their turn.
 */
export async function afterText(
  context: PaletteContext,
  events: SessionEvents,
  { template, rendered, chosen, to, result }: Inserted,
): Promise<void> {
  if (to === null) return;
  const rest = rendered.messages?.slice(1) ?? [];
  if (rest.length > 0 && chosen) {
    const fate = await keepOrCopy(context.editor, to, { ...chosen, rest: true }, rest.join('\n\n'));
    events.said(fate === 'kept' ? 'good' : 'bad', restText(fate, rest.length), result.undo);
  }
  if (!template.pictures?.length) return;
  const became = await context.pictures(template.id, to);
  const text = picturesText(became);
  if (text) events.said(isWell(became) ? 'good' : 'bad', text, result.undo);
}
