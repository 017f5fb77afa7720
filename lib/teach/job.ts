import type { SiteId } from '../domain/observation.ts';
import { type FieldRule, ruleFor, type TeachField, type TeachPage } from './rule.ts';
import { allRules } from './store.ts';
import type { Print } from './values.ts';

/** One pointing: what the person shows, one after the other, in one tab. Kept in `storage.session` under `point:<tabId>`. */
export interface PointJob {
  /** Known to the pages we put it into, and to nobody else. */
  token: string;
  tabId: number;
  site: SiteId;
  /** Only this host may answer; absent: any host of the site. */
  host?: string;
  print: Print;
  /** The kind of page that is asked about; nothing is taken on another. */
  page: TeachPage;
  steps: TeachField[];
  /** Which step is on. */
  at: number;
  /** Epoch ms. */
  startedAt: number;
  taken: TeachField[];
}

/** What the script in the page needs to know of a job, and what it says. */
export interface PointStep {
  token: string;
  field: TeachField;
  page: TeachPage;
  print: Print;
  step: number;
  steps: number;
  /** What was learnt for this field before, by host. */
  former?: Record<string, FieldRule>;
}
export interface Pointed {
  token: string;
  outcome: 'taken' | 'skipped' | 'cancelled';
  rule?: FieldRule;
}

/** Milliseconds after which nobody points any more. */
const POINTING_MS = 10 * 60_000;

const keyOf = (tabId: number): string => `point:${tabId}`;

/** Returns the pointing that is on in a tab, or null. */
export async function jobOf(tabId: number): Promise<PointJob | null> {
  const key = keyOf(tabId);
  const job = (await chrome.storage.session.get(key))[key] as PointJob | undefined;
  return job && Date.now() - job.startedAt < POINTING_MS ? job : null;
}

/** Remembers a pointing, or forgets it. */
export function keepJob(tabId: number, job: PointJob | null): Promise<void> {
  return job ? chrome.storage.session.set({ [keyOf(tabId)]: job }) : chrome.storage.session.remove(keyOf(tabId));
}

/** Calls back with the pointing of a tab whenever it changes; returns what stops it. */
export function watchJob(tabId: number, changed: (job: PointJob | null) => void): () => void {
  const listener = (changes: Record<string, chrome.storage.StorageChange>): void => {
    const change = changes[keyOf(tabId)];
    if (change) changed((change.newValue as PointJob | undefined) ?? null);
  };
  chrome.storage.session.onChanged.addListener(listener);
  return () => chrome.storage.session.onChanged.removeListener(listener);
}

/** Returns the step that is on, for the script in the page; null when all are done. */
export function stepOf(job: PointJob): PointStep | null {
  const field = job.steps[job.at];
  return field ? { token: job.token, field, page: job.page, print: job.print, step: job.at + 1, steps: job.steps.length } : null;
}

declare global {
  /** The step to point at, handed over before the script is put into a frame; and the script once it runs. */
  var __kebanPointStep: PointStep | undefined;
  var __kebanPointer: { show(step: PointStep): void; end(): void } | undefined;
}

/** What was learnt for the field of a step before, by host. */
async function formerRules({ field, page }: PointStep): Promise<Record<string, FieldRule>> {
  const known = (await allRules()).flatMap((rules): [string, FieldRule][] => {
    const rule = ruleFor(rules, field, page);
    return rule ? [[rules.host, rule]] : [];
  });
  return Object.fromEntries(known);
}

/** Shows a step in all frames of a tab that we may enter. */
export async function showStep(tabId: number, asked: PointStep): Promise<void> {
  const step = { ...asked, former: await formerRules(asked) };
  const target = { tabId, allFrames: true };
  await chrome.scripting.executeScript({
    target,
    func: (next: PointStep) => {
      globalThis.__kebanPointStep = next;
    },
    args: [step],
    injectImmediately: true,
  });
  await chrome.scripting.executeScript({ target, files: ['/pointer.js'], injectImmediately: true });
}

/** Takes the pointing out of all frames of a tab. */
export async function endPointer(tabId: number): Promise<void> {
  await chrome.scripting
    .executeScript({ target: { tabId, allFrames: true }, func: () => globalThis.__kebanPointer?.end(), injectImmediately: true })
    // A tab that was closed or went elsewhere has nothing to take out.
    .catch((error: unknown) => console.debug('pointer not ended', error));
}

/** Begins a pointing because a person asked for it; throws when the tab is none we may enter. */
export async function startPointing(job: Omit<PointJob, 'token' | 'at' | 'startedAt' | 'taken'>): Promise<void> {
  const full: PointJob = { ...job, token: crypto.randomUUID(), at: 0, startedAt: Date.now(), taken: [] };
  const step = stepOf(full);
  if (!step) return;
  await keepJob(job.tabId, full);
  try {
    await showStep(job.tabId, step);
  } catch (error) {
    await keepJob(job.tabId, null);
    throw error;
  }
  const tab = await chrome.tabs.update(job.tabId, { active: true });
  if (tab) await chrome.windows.update(tab.windowId, { focused: true });
}

/** Ends a pointing without taking anything more. */
export async function cancelPointing(tabId: number): Promise<void> {
  await keepJob(tabId, null);
  await endPointer(tabId);
}
