import { peakUntil } from '../db/peak.ts';
import { attention } from '../db/wait-rules.ts';
import { queueAt, waitOf } from '../db/waiting.ts';
import { isQuietAt } from '../domain/wait-attention.ts';
import { inOrder, type QueueLine, type Why } from '../domain/wait-queue.ts';
import { t } from '../i18n-worker.ts';
import { noteTold, toldOf } from '../session.ts';

/** The one notification about buyers who wait. */
const LOUD_ID = 'wait-loud';
const SHOWN = 5;

/** Tells whether a notification is the one about buyers who wait. */
export const isLoudNotice = (id: string): boolean => id === LOUD_ID;

/**
 * After a buyer of a tab wrote: when they are angry, marked by a word or come first, one notification names all such who
 * wait. Only where a person asked for it, once for each question and again when its buyer gets angrier, never in quiet
 * hours, on peak days or about the chat that is being looked at.
 */
export async function tellLoud(customerId: string, tabId: number, now: number = Date.now()): Promise<void> {
  const watched = await attention();
  const clock = new Date(now);
  if (!watched.notify || isQuietAt(clock.getHours() * 60 + clock.getMinutes(), watched)) return;
  if ((await peakUntil(now)) !== null || (await isLookedAt(tabId))) return;
  if (!(await waitOf(customerId))) return;
  const loud = inOrder((await queueAt(now)).lines, 'priority').filter((line) => line.loud);
  const news = await Promise.all(loud.filter((line) => line.customerId === customerId).map(isNews));
  if (!news.includes(true)) return;
  const items = loud.slice(0, SHOWN).map((each) => ({ title: each.name || t('notify.unknown'), message: reasonOf(each) }));
  await chrome.notifications.create(LOUD_ID, {
    type: 'list',
    iconUrl: '/icon-128.png',
    title: t('notify.loud', { n: loud.length }),
    message: items.map(({ title }) => title).join('、'),
    items,
  });
}

/** Tells whether a question has not been told of as angry as it is, and remembers that it is. */
async function isNews(line: QueueLine): Promise<boolean> {
  const question = `${line.threadId}|${line.wait.first}|`;
  const [told, anger] = [await toldOf(line.threadId), angerOf(line)];
  if (told?.startsWith(question) && Number(told.slice(question.length)) >= anger) return false;
  await noteTold(line.threadId, `${question}${anger}`);
  return true;
}

/** 2 for threats, 1 for anger and words that are watched for, 0 for whoever is told of for who they are. */
function angerOf({ why }: QueueLine): number {
  const has = (kind: Why['kind']): boolean => why.some((each) => each.kind === kind);
  return has('threatening') ? 2 : has('angry') || has('word') ? 1 : 0;
}

const REASONS: readonly Why['kind'][] = ['dispute', 'threatening', 'angry', 'word', 'vip'];

function reasonOf({ why }: QueueLine): string {
  const known = why.filter(({ kind }) => REASONS.includes(kind));
  return known
    .map(({ kind, what = '' }) => t(`notify.why.${kind as 'dispute' | 'threatening' | 'angry' | 'word' | 'vip'}`, { what }))
    .join(' · ');
}

async function isLookedAt(tabId: number): Promise<boolean> {
  const tab = await chrome.tabs.get(tabId).catch(() => null);
  if (!tab?.active) return false;
  const window = await chrome.windows.get(tab.windowId).catch(() => null);
  return window?.focused === true;
}
