import type { PicturesOutcome } from '../domain/chat.ts';
import type { InsertResult } from '../dom/insert.ts';
import { t } from '../i18n-inpage.ts';
import type { PanelState } from './palette-state.ts';

/** Returns what to say when a text did not get into the editor. */
export function failureText(result: Exclude<InsertResult, { outcome: 'inserted' | 'not-allowed' }>): string {
  if (result.outcome === 'too-long') return t('palette.tooLong', { over: result.over });
  if (result.outcome === 'copied') return t('palette.copied');
  return t(result.outcome === 'failed' ? 'palette.failed' : 'palette.noEditor');
}

/** Returns what to say when the conversation is not the one the text was for; `kept`: the text waits for its buyer. */
export function switchedText(peer: PanelState['peer'], kept: boolean): string {
  if (!peer) return t('palette.switchedNobody');
  return t(kept ? 'palette.switchedKept' : 'palette.switched', { name: peer.name });
}

/** Returns what to say of a template's pictures; nothing when it has none any more. */
export function picturesText({ outcome, count }: PicturesOutcome): string {
  if (outcome === 'none') return '';
  if (outcome === 'copied' && count > 1) return t('palette.pictures.copiedFirst', { n: count - 1 });
  return t(`palette.pictures.${outcome}`, { n: count });
}
