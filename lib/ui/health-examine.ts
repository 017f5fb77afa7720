import type { PageNow } from '../domain/health.ts';
import type { Obstacle } from '../sites/obstacle.ts';
import type { TabHealth } from './health.ts';

const MOST = 60_000;

async function inFrames<T>(tabId: number, file: string): Promise<{ frameId: number; result: T }[]> {
  const results = await chrome.scripting.executeScript({ target: { tabId, allFrames: true }, files: [file] });
  return results.flatMap(({ frameId, result }) => (result ? [{ frameId, result: result as T }] : []));
}

/** Returns which protection the frames of a tab show, undefined when none is known or the tab may not be looked into. */
export async function examineTab(tabId: number): Promise<Obstacle | undefined> {
  const found = await inFrames<Obstacle>(tabId, '/examine.js').catch(() => []);
  const all = found.map(({ result }) => result);
  return (['face', 'slider', 'page'] as const).find((obstacle) => all.includes(obstacle));
}

interface FrameSkeleton {
  address: string;
  skeleton: string;
}

/** Returns the version of the browser as it names itself, without what is particular to this machine. */
function browserVersion(): string {
  return /(?:Edg|Chrome)\/\d+/.exec(navigator.userAgent)?.[0] ?? 'browser';
}

function healthLines({ page, verdict, condition }: TabHealth): string[] {
  const rows = (verdict?.rows ?? []).map(({ field, now, rightAt }) => {
    const day = rightAt === undefined ? '' : ` (right ${new Date(rightAt).toISOString().slice(0, 10)})`;
    return `  ${field} ${now}${now === 'found' ? '' : day}`;
  });
  return [`page: ${condition}`, ...(page ? [readerLine(page)] : []), ...rows];
}

function readerLine({ reader, state }: PageNow): string {
  return `reader: ${reader} ${state}`;
}

/**
 * Returns the skeletons of all frames of a tab with the health of its page and the versions: what a report of a fault
 * needs, and no text of the page. Throws when the browser does not let us into the tab.
 */
export async function skeletonReport(tabId: number, health: TabHealth): Promise<string> {
  const frames = await inFrames<FrameSkeleton>(tabId, '/skeleton.js');
  const { version } = chrome.runtime.getManifest();
  const parts = frames.map(({ frameId, result }) => `\n-- frame ${frameId} ${result.address}\n${result.skeleton}`);
  const text = [`KeBan ${version} · ${browserVersion()}`, ...healthLines(health), ...parts].join('\n');
  return text.length > MOST ? `${text.slice(0, MOST)}\n(cut off)` : text;
}
