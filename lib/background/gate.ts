import type * as z from 'zod/mini';
import { onMessage, type Protocol } from '../messaging.ts';
import { customSitesOn } from '../custom-sites.ts';
import { siblingsOn } from '../siblings.ts';
import { declaredMetas } from '../sites/registry.ts';
import type { SiteMeta } from '../sites/site.ts';

/** Largest message a content script may send, in characters of JSON. */
export const MAX_MESSAGE = 64_000;
/** Messages a tab may send within a second. */
export const MAX_PER_SECOND = 50;

/** A message that was refused before any handler saw it. */
export class Refused extends Error {}

const hostsOf = (sites: readonly SiteMeta[]): string[] =>
  sites.flatMap((site) => site.matches).map((pattern) => pattern.split('/')[2] ?? '');

const declared = hostsOf(declaredMetas);

/** Tells whether an address belongs to one of the hosts, encrypted. */
function isPageOf(hosts: readonly string[], address: string | undefined): boolean {
  if (!address || !URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return (
    protocol === 'https:' &&
    hosts.some((host) => hostname === host || (host.startsWith('*.') && hostname.endsWith(host.slice(1))))
  );
}

const recent = new Map<number, number[]>();

function tooMany(tabId: number, now: number): boolean {
  const times = (recent.get(tabId) ?? []).filter((at) => now - at < 1000);
  times.push(now);
  recent.set(tabId, times);
  return times.length > MAX_PER_SECOND;
}

/** Where a message really came from, as the browser says it. */
export interface Origin {
  tabId: number;
  frameId: number;
  url: string;
  windowId: number;
}

/** Returns the hosts that may speak besides the declared ones: those of the sites that are switched on at this moment. */
async function hostsOn({ url }: chrome.runtime.MessageSender): Promise<string[]> {
  return isPageOf(declared, url) ? [] : hostsOf([...(await siblingsOn()), ...(await customSitesOn())]);
}

/**
 * Returns where a content script's message came from; throws `Refused` when it is none of ours. `others` are the hosts
 * that may speak besides those the manifest declares.
 */
export function originOf(sender: chrome.runtime.MessageSender, now: number, others: readonly string[] = []): Origin {
  const { tab, frameId, url } = sender;
  if (sender.id !== chrome.runtime.id) throw new Refused('another extension');
  if (tab?.id === undefined || frameId === undefined || !url) throw new Refused('not from a tab');
  const hosts = [...declared, ...others];
  if (!isPageOf(hosts, sender.origin ?? url) || !isPageOf(hosts, url)) throw new Refused('not a page of a known site');
  if (tooMany(tab.id, now)) throw new Refused('too many messages');
  return { tabId: tab.id, frameId, url, windowId: tab.windowId };
}

/** Like `originOf`, asking the browser which of the switched sites may speak at this moment. */
export async function originNow(sender: chrome.runtime.MessageSender): Promise<Origin> {
  const others = await hostsOn(sender);
  return originOf(sender, Date.now(), others);
}

type Answer<K extends keyof Protocol> = ReturnType<Protocol[K]> | Promise<ReturnType<Protocol[K]>>;

/**
 * The only entry for messages of content scripts: checks sender, rate, size and shape before the handler runs. What is
 * refused is answered with an error and changes nothing.
 */
export function gate<K extends keyof Protocol>(
  type: K,
  schema: z.ZodMiniType<Parameters<Protocol[K]>[0]>,
  handle: (data: Parameters<Protocol[K]>[0], origin: Origin) => Answer<K>,
): void {
  const listener = async (message: { data: unknown; sender: chrome.runtime.MessageSender }): Promise<ReturnType<Protocol[K]>> => {
    const origin = await originNow(message.sender);
    if (JSON.stringify(message.data ?? null).length > MAX_MESSAGE) throw new Refused('message too large');
    const parsed = schema.safeParse(message.data);
    if (!parsed.success) throw new Refused(`wrong shape: ${parsed.error.issues[0]?.path.join('.') ?? ''}`);
    return handle(parsed.data, origin);
  };
  // The messenger's types cannot follow a generic key; the protocol map fixes both sides.
  onMessage(type, listener as never);
}
