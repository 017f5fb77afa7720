import { pageAt, siteMeta } from '../sites/registry.ts';
import { type Report, sendMessage } from '../messaging.ts';
import { endPointer, jobOf, keepJob, type Pointed, type PointJob, showStep, stepOf } from '../teach/job.ts';
import { type HostRules, isOnPage, pageOfRule, type TeachPage, teachPageOf } from '../teach/rule.ts';
import { allRules, type FieldScore, keepRule, keepScores, rulesOf } from '../teach/store.ts';
import { customHosts } from '../custom-sites.ts';
import { hostOf } from '../session.ts';
import { type Origin, Refused } from './gate.ts';

/** Tells whether a frame may answer a pointing: the host asked for, or one of its site's. */
function mayAnswer(job: PointJob, host: string): boolean {
  if (job.host !== undefined) return job.host === host;
  const hosts = siteMeta(job.site).matches.map((pattern) => pattern.split('/')[2] ?? '');
  return hosts.some((each) => each === host || (each.startsWith('*.') && host.endsWith(each.slice(1))));
}

/** Returns the kind of page at an address on which rules apply, or null; a site of the user's own has only chats. */
async function teachPageAt(url: URL): Promise<TeachPage | null> {
  const known = pageAt(url);
  if (known) return teachPageOf(known.kind);
  return (await customHosts()).includes(url.hostname) ? 'chat' : null;
}

/**
 * Takes what a person pointed at, or that they skipped it or gave up, and goes on to the next step. Only what was asked
 * for in this tab is taken, and only on the kind of page that was asked about; throws `Refused` otherwise.
 */
export async function takePointed(data: Pointed, origin: Origin): Promise<{ ok: boolean }> {
  const job = await jobOf(origin.tabId);
  if (!job || job.token !== data.token) throw new Refused('nobody points here');
  const host = hostOf(origin.url);
  if (data.outcome === 'cancelled') return finish(job);
  if (data.outcome === 'taken') {
    const { rule } = data;
    if (!rule || rule.field !== job.steps[job.at] || !mayAnswer(job, host)) throw new Refused('not what was asked for');
    const page = await teachPageAt(new URL(origin.url));
    if (page !== job.page || !isOnPage(rule.field, page)) throw new Refused('another kind of page');
    await keepRule(job.site, host, { ...rule, page, at: Date.now(), origin: 'own' });
    job.taken.push(rule.field);
  }
  const next: PointJob = { ...job, at: job.at + 1 };
  const step = stepOf(next);
  if (!step) return finish(next);
  await keepJob(job.tabId, next);
  await showStep(job.tabId, step);
  return { ok: true };
}

async function finish(job: PointJob): Promise<{ ok: boolean }> {
  await keepJob(job.tabId, null);
  await endPointer(job.tabId);
  if (job.taken.length > 0) await injectTaught(job.tabId);
  return { ok: true };
}

/** Puts the taught rules into the frames of a tab and has it read anew. */
async function injectTaught(tabId: number, frameId?: number): Promise<void> {
  const rules = Object.fromEntries((await allRules()).map((each) => [each.host, each]));
  const target = frameId === undefined ? { tabId, allFrames: true } : { tabId, frameIds: [frameId] };
  await chrome.scripting.executeScript({
    target,
    func: (given: Record<string, HostRules>) => {
      globalThis.__kebanTaughtRules = given;
    },
    args: [rules],
    injectImmediately: true,
  });
  await chrome.scripting.executeScript({ target, files: ['/taught.js'], injectImmediately: true });
  // Nobody answers in a page that no script watches.
  await sendMessage('reread', { commandId: crypto.randomUUID() }, frameId === undefined ? tabId : { tabId, frameId }).catch(
    (error: unknown) => console.debug('not read anew', error),
  );
}

/** Returns the rules for the page that asks, or null. */
export function rulesFor(origin: Origin): Promise<HostRules | null> {
  return rulesOf(hostOf(origin.url));
}

/** Adds how the rules of the page that reports did. */
export async function takeScores(data: { page: TeachPage; scores: FieldScore[] }, origin: Origin): Promise<{ ok: true }> {
  await keepScores(hostOf(origin.url), data.page, data.scores);
  return { ok: true };
}

/** Throws `Refused` when a report claims another site than the page it comes from. */
export async function checkOwnSite(report: Report, origin: Origin): Promise<void> {
  const host = hostOf(origin.url);
  const custom = report.reader.startsWith('custom/') || report.shop?.site === 'custom';
  const own = pageAt(new URL(origin.url)) === null && (await customHosts()).includes(host);
  if (custom !== own || (custom && (report.shop?.key ?? host) !== host)) throw new Refused('another site than its own');
}

/** After a report: where rules were taught for what the reader misses, they are put into its frame. */
export async function completeByRules(report: Report, origin: Origin): Promise<void> {
  if ('taught' in report.health || (report.state !== 'ready' && report.state !== 'unknown')) return;
  const page = teachPageOf(pageAt(new URL(origin.url))?.kind);
  if (page === null) return;
  // A frame around the chat shows nobody itself: rules put into it would say nothing, and so would the next report.
  if (page === 'chat' && report.fingerprint === undefined) return;
  const rules = await rulesOf(hostOf(origin.url));
  // Whose a message is only helps to read its text.
  const helps = rules?.fields.some(
    (rule) => rule.field !== 'message.own' && pageOfRule(rule) === page && report.health[rule.field] !== 'found',
  );
  if (helps) await injectTaught(origin.tabId, origin.frameId);
}

/** A page of a known site has come: where rules were taught, they are put into its frames, also those no reader knows. */
export async function pageCame(tabId: number, url: string | undefined): Promise<void> {
  if (url === undefined || !URL.canParse(url) || pageAt(new URL(url)) === null) return;
  const taught = (await allRules()).filter(({ site }) => site !== 'custom');
  if (taught.length > 0) await injectTaught(tabId);
}
