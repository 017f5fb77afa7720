import type { Rendered } from '../domain/chat.ts';
import type { Intent } from '../domain/intent.ts';
import { textSoFar } from '../domain/template-messages.ts';
import { sendMessage, type OpenBuyer } from '../messaging.ts';
import { prepareIndex, type TemplateIndex } from '../search/template-index.ts';
import { newCommandId, withRetry } from './send.ts';
import { WORDING } from './wording-hook.ts';

let cached: { revision: string; index: TemplateIndex } | undefined;

/** Returns the templates this page already has, without asking. */
export function knownTemplates(): TemplateIndex | undefined {
  return cached?.index;
}

/** Brings the templates up to date. Rejects when the extension cannot be reached. */
export async function freshTemplates(): Promise<TemplateIndex> {
  const revision = cached?.revision;
  const answer = await withRetry(() => sendMessage('templates', revision === undefined ? {} : { revision }));
  if (answer.list) cached = { revision: answer.revision, index: prepareIndex(answer.list, Date.now()) };
  return cached?.index ?? prepareIndex([], Date.now());
}

/** Returns who is open, or null when the extension does not know (yet). */
export function whoIsOpen(fingerprint: string): Promise<OpenBuyer | null> {
  return withRetry(() => sendMessage('whoIsOpen', { fingerprint }));
}

/** Waits for the report of a chat that was switched a moment ago, in milliseconds. */
const SETTLE_MS = 250;

/** Has a template filled for the open chat; asks a second time when the extension may not have heard of the chat yet. */
export async function renderTemplate(
  templateId: string,
  fingerprint: string,
  answers?: Record<string, string>,
): Promise<Rendered> {
  const data = answers ? { templateId, fingerprint, answers } : { templateId, fingerprint };
  const first = await withRetry(() => sendMessage('render', data));
  if (first.outcome !== 'gone') return first;
  await new Promise((resume) => setTimeout(resume, SETTLE_MS));
  return withRetry(() => sendMessage('render', data));
}

/**
 * Returns what a template will read like with these answers, or null when that cannot be told; `named`: with the names of
 * what is missing. Changes nothing.
 */
export async function previewOf(
  templateId: string,
  fingerprint: string,
  answers: Record<string, string>,
  preview: true | 'named' = true,
): Promise<string | null> {
  try {
    const rendered = await sendMessage('render', { templateId, fingerprint, answers, preview });
    return rendered.outcome === 'gone' ? null : textSoFar(rendered);
  } catch (error) {
    console.debug('keban: no preview', error);
    return null;
  }
}

/** Counts a use, and that it answered what the buyer wanted. Not being able to is no reason to disturb anybody. */
export function countUse(templateId: string, intents: readonly Intent[]): Promise<void> {
  return tellUse({ templateId, ...(intents.length > 0 && { intents: [...intents] }) });
}

/** Takes back that a template answered what the buyer wanted, since it was taken out again. */
export function takeBackUse(templateId: string, intents: readonly Intent[]): Promise<void> {
  return tellUse({ templateId, intents: [...intents], back: true });
}

async function tellUse(use: { templateId: string; intents?: Intent[]; back?: true }): Promise<void> {
  const commandId = newCommandId();
  try {
    await withRetry(() => sendMessage('templateUsed', { commandId, ...use }));
  } catch (error) {
    console.debug('keban: use not counted', error);
  }
}

/**
 * Leaves a reply that was chosen for a conversation with the panel, to be put in from there; `rest`: without its first
 * message. Returns whether it waits there.
 */
export async function keepForLater(
  fingerprint: string,
  chosen: { templateId: string; answers?: Record<string, string>; rest?: boolean },
): Promise<boolean> {
  const commandId = newCommandId();
  try {
    return (await withRetry(() => sendMessage('keep', { commandId, fingerprint, ...chosen }))).ok;
  } catch (error) {
    console.debug('keban: reply not kept', error);
    return false;
  }
}

/** Has what looks through texts loaded beside the palette and its list read, unless they are there. Never rejects. */
export async function wordingReady(): Promise<void> {
  try {
    if (!globalThis.__kebanWording) await withRetry(() => sendMessage('loadPart', { commandId: newCommandId(), file: WORDING }));
    await globalThis.__kebanWording?.ready();
  } catch (error) {
    console.debug('keban: wordings not looked through', error);
  }
}

/** Returns in one line what a text says that it had better not, or an empty string. */
export function wordingLine(text: string): string {
  return globalThis.__kebanWording?.lineOf(text) ?? '';
}
