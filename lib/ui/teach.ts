import { useEffect, useState } from 'preact/hooks';
import { customHosts, customSitesOn, watchCustomSites } from '../custom-sites.ts';
import type { FieldHealth, SiteId } from '../domain/observation.ts';
import { customMeta } from '../sites/custom/meta.ts';
import { pageAt, siteMeta } from '../sites/registry.ts';
import { jobOf, type PointJob, startPointing, watchJob } from '../teach/job.ts';
import { type HostRules, isAlive, PAGE_FIELDS, ruleFor, type TeachField, type TeachPage, teachPageOf } from '../teach/rule.ts';
import { allRules, watchRules } from '../teach/store.ts';

/** What is pointed at by default on each kind of page: the fewest clicks that make it usable. */
export const USUAL: Readonly<Record<TeachPage, readonly TeachField[]>> = {
  ...PAGE_FIELDS,
  chat: ['peer.name', 'chat.row', 'chat.editor'],
  records: ['chat.row', 'message.text'],
};

const OTHER_NAMES: Readonly<Record<string, TeachField>> = {
  'peer.nick': 'peer.name',
  'reader.editor': 'chat.editor',
  'order.state': 'order.stateText',
  'message.sender': 'message.text',
};
/** On a page of records nothing but the open row of the list names the buyer. */
const IN_RECORDS: Readonly<Record<string, TeachField>> = { 'peer.name': 'chat.row', 'peer.nick': 'chat.row' };

/**
 * Returns what to point at for a field of a reader's health on a kind of page, or null when pointing does not help there:
 * it is applied to some kinds of page, each with fields of its own, and a message in which the reader saw two things is
 * left out whatever was shown.
 */
export function teachFieldOf(field: string, now: FieldHealth, page: TeachPage): TeachField | null {
  if (now === 'refused' && field === 'message.text') return null;
  const named = (page === 'records' ? IN_RECORDS[field] : undefined) ?? OTHER_NAMES[field] ?? field;
  return PAGE_FIELDS[page].find((each) => each === named) ?? null;
}

/** Returns the kind of page at an address on which pointing helps, or null; a site of the user's own has only chats. */
export function teachPageAt(site: SiteId, url: URL): TeachPage | null {
  return site === customMeta.id ? 'chat' : teachPageOf(pageAt(url)?.kind);
}

/** Where something may be pointed at. */
export interface TeachPlace {
  tabId: number;
  site: SiteId;
  host?: string;
  page: TeachPage;
}

/** Asks the person to point at some fields in a tab, one after the other; rejects when the tab is none we may enter. */
export function askFor({ tabId, site, host, page }: TeachPlace, fields: readonly TeachField[]): Promise<void> {
  const { zone, currency } = siteMeta(site);
  // What a message says is of use only with whose it is.
  const steps = fields.flatMap((field): TeachField[] => (field === 'message.text' ? [field, 'message.own'] : [field]));
  return startPointing({ tabId, site, page, ...(host ? { host } : {}), print: { site, zone, currency }, steps });
}

/** Returns what a tab offers to be pointed at, or null: a page of a known site on which that helps, or a site of one's own. */
async function placeOf(tabId: number): Promise<TeachPlace | null> {
  const { url } = await chrome.tabs.get(tabId);
  if (url === undefined || !URL.canParse(url)) return null;
  const address = new URL(url);
  const known = pageAt(address);
  if (known) {
    const page = teachPageOf(known.kind);
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
  (rules && ruleFor(rules, field, 'chat')?.candidates.some(isAlive)) ?? false;

/** Returns what a site of the user's own still needs before it is of use; the open row names the buyer as well. */
export function lacking(rules: HostRules | null): TeachField[] {
  const isNamed = isKnown(rules, 'peer.name') || isKnown(rules, 'chat.row');
  return USUAL.chat.filter((field) => field !== 'chat.row' && !(field === 'peer.name' ? isNamed : isKnown(rules, field)));
}

/** Tells whether the messages of a site of the user's own are read: their text and the sign of the shop's are known. */
export function readsMessages(rules: HostRules | null): boolean {
  return isKnown(rules, 'message.text') && (rules && ruleFor(rules, 'message.own', 'chat')?.mark) !== undefined;
}
