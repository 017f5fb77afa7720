import { useEffect, useState } from 'preact/hooks';
import { customHosts, customSitesOn, watchCustomSites } from '../custom-sites.ts';
import type { FieldHealth, SiteId } from '../domain/observation.ts';
import { customMeta } from '../sites/custom/meta.ts';
import { pageAt, siteMeta } from '../sites/registry.ts';
import { jobOf, type PointJob, startPointing, watchJob } from '../teach/job.ts';
import { type HostRules, isAlive, ruleFor, type TeachField, teachFields, type TeachPage } from '../teach/rule.ts';
import { allRules, watchRules } from '../teach/store.ts';

/** What is pointed at by default on each kind of page: the fewest clicks that make it usable. */
export const USUAL: Readonly<Record<TeachPage, readonly TeachField[]>> = {
  chat: ['peer.name', 'chat.row', 'chat.editor'],
  orders: ['order.no', 'order.createdAt', 'order.paid', 'order.stateText', 'order.buyer'],
};

const OTHER_NAMES: Readonly<Record<string, TeachField>> = {
  'peer.nick': 'peer.name',
  'reader.editor': 'chat.editor',
  'order.state': 'order.stateText',
  'message.sender': 'message.text',
};

/**
 * Returns what to point at for a field of a reader's health, or null when pointing does not help: messages about which the
 * page itself says two things (a list that lags behind) are nobody's, whatever was shown.
 */
export function teachFieldOf(field: string, now: FieldHealth): TeachField | null {
  if (now === 'refused' && field.startsWith('message.')) return null;
  return OTHER_NAMES[field] ?? teachFields.find((each) => each === field) ?? null;
}

/** Where something may be pointed at. */
export interface TeachPlace {
  tabId: number;
  site: SiteId;
  host?: string;
  page: TeachPage;
}

/** Asks the person to point at some fields in a tab, one after the other; rejects when the tab is none we may enter. */
export function askFor({ tabId, site, host }: Omit<TeachPlace, 'page'>, fields: readonly TeachField[]): Promise<void> {
  const { zone, currency } = siteMeta(site);
  // What a message says is of use only with whose it is.
  const steps = fields.flatMap((field): TeachField[] => (field === 'message.text' ? [field, 'message.own'] : [field]));
  return startPointing({ tabId, site, ...(host ? { host } : {}), print: { site, zone, currency }, steps });
}

/** Returns what a tab offers to be pointed at, or null: a chat or list of orders of a known site, or a site of one's own. */
async function placeOf(tabId: number): Promise<TeachPlace | null> {
  const { url } = await chrome.tabs.get(tabId);
  if (url === undefined || !URL.canParse(url)) return null;
  const address = new URL(url);
  const known = pageAt(address);
  if (known) {
    const page = known.kind === 'chat' || known.kind === 'orders' ? known.kind : null;
    return page && { tabId, site: known.site.id, page };
  }
  const own = (await customHosts()).includes(address.hostname);
  return own ? { tabId, site: customMeta.id, host: address.hostname, page: 'chat' } : null;
}

/** Returns what a tab offers to be pointed at, again whenever `again` changes. */
export function useTeachPlace(tabId: number | null | undefined, again: unknown): TeachPlace | null {
  const [place, setPlace] = useState<TeachPlace | null>(null);
  useEffect(() => {
    let gone = false;
    if (typeof tabId !== 'number') return;
    placeOf(tabId).then(
      (found) => !gone && setPlace(found),
      () => !gone && setPlace(null),
    );
    return () => {
      gone = true;
    };
  }, [tabId, again]);
  return place;
}

/** Returns the pointing that is on in a tab, or null. */
export function usePointJob(tabId: number | null | undefined): PointJob | null {
  const [job, setJob] = useState<PointJob | null>(null);
  useEffect(() => {
    if (typeof tabId !== 'number') return;
    void jobOf(tabId).then(setJob);
    return watchJob(tabId, setJob);
  }, [tabId]);
  return job;
}

/** Returns everything that was taught, again whenever that changes; null until it is read. */
export function useRules(): HostRules[] | null {
  const [rules, setRules] = useState<HostRules[] | null>(null);
  useEffect(() => {
    let gone = false;
    const read = (): void => void allRules().then((all) => !gone && setRules(all));
    read();
    const stop = watchRules(read);
    return () => {
      gone = true;
      stop();
    };
  }, []);
  return rules;
}

/** A site of the user's own, and whether the browser lets it be read. */
export interface OwnSite {
  host: string;
  on: boolean;
}

/** Returns the sites of the user's own, again whenever they change; null until they are read. */
export function useOwnSites(): OwnSite[] | null {
  const [sites, setSites] = useState<OwnSite[] | null>(null);
  useEffect(() => {
    let gone = false;
    const read = async (): Promise<void> => {
      const [hosts, on] = [await customHosts(), await customSitesOn()];
      if (!gone) setSites(hosts.map((host) => ({ host, on: on.some((site) => site.matches[0] === `https://${host}/*`) })));
    };
    void read();
    const stop = watchCustomSites(() => void read());
    return () => {
      gone = true;
      stop();
    };
  }, []);
  return sites;
}

const isKnown = (rules: HostRules | null, field: TeachField): boolean =>
  (rules && ruleFor(rules, field)?.candidates.some(isAlive)) ?? false;

/** Returns what a site of the user's own still needs before it is of use; the open row names the buyer as well. */
export function lacking(rules: HostRules | null): TeachField[] {
  const isNamed = isKnown(rules, 'peer.name') || isKnown(rules, 'chat.row');
  return USUAL.chat.filter((field) => field !== 'chat.row' && !(field === 'peer.name' ? isNamed : isKnown(rules, field)));
}

/** Tells whether the messages of a site of the user's own are read: their text and the sign of the shop's are known. */
export function readsMessages(rules: HostRules | null): boolean {
  return isKnown(rules, 'message.text') && (rules && ruleFor(rules, 'message.own')?.mark) !== undefined;
}
