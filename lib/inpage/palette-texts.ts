import type { PicturesOutcome, Rendered } from '../domain/chat.ts';
import type { InsertResult } from '../dom/insert.ts';
import { t } from '../i18n-inpage.ts';
import type { PanelState } from './palette-state.ts';

/** Returns what to say when a text did not get into the editor. */
export function failureText(result: Exclude<InsertResult, { outcome: 'inserted' | 'not-allowed' }>): string {
  if (result.outcome === 'too-long') return t('palette.tooLong', { over: result.over });
  if (result.outcome === 'copied') return t('palette.copied');
  return t(result.outcome === 'failed' ? 'palette.failed' : 'palette.noEditor');
}

/** Returns what to say when there is no text to put in. */
export function refusalText(rendered: Rendered & { outcome: 'gone' | 'too-long' }): string {
  return rendered.outcome === 'gone' ? t('palette.gone') : t('palette.replyTooLong', { ...rendered });
}

/** What became of a text that could not be put in: it waits in the panel, is on the clipboard, or neither. */
export type Fate = 'kept' | 'copied' | 'lost';

/** Returns what to say when the conversation is not the one the text was for. */
export function switchedText(peer: PanelState['peer'], fate: Fate): string {
  if (fate === 'copied') return t('palette.switchedCopied', { name: peer ? peer.name : t('palette.unknownBuyer') });
  if (!peer) return t('palette.switchedNobody');
  return t(fate === 'kept' ? 'palette.switchedKept' : 'palette.switched', { name: peer.name });
}

/** Returns what to say of the messages after the first one, which is in. */
export function restText(fate: Fate, n: number): string {
  return t(`palette.rest.${fate}`, { n });
}

/** Returns what to say of a template's pictures and files; nothing when it has none any more. */
export function picturesText(became: PicturesOutcome): string {
  const { files } = became;
  const parts = [shownText(became), files ? t(`palette.files.${files.outcome}`, { n: files.count }) : ''];
  return parts.filter(Boolean).join('；');
}

/** Tells whether there is nothing left for a person to look after. */
export function isWell({ outcome, files }: PicturesOutcome): boolean {
  return ['inserted', 'copied', 'none'].includes(outcome) && (!files || files.outcome === 'inserted');
}

function shownText({ outcome, count, copied }: PicturesOutcome): string {
  if (outcome === 'none') return '';
  if (outcome === 'failed' && count === 0) return t('palette.pictures.lost');
  if (outcome === 'unseen' && copied) return t('palette.pictures.unseenCopied');
  if (outcome === 'copied' && count > 1) return t('palette.pictures.copiedFirst', { n: count - 1 });
  return t(`palette.pictures.${outcome}`, { n: count });
}
