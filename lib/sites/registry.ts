import type { SiteId } from '../domain/observation.ts';
import { alibabaMeta } from './alibaba/meta.ts';
import { alibaba1688Meta } from './alibaba1688/meta.ts';
import { aliexpressMeta } from './aliexpress/meta.ts';
import { customMeta } from './custom/meta.ts';
import { goofishMeta } from './goofish/meta.ts';
import { lazadaMeta } from './lazada/meta.ts';
import type { PageKind, SiteMeta } from './site.ts';
import { taobaoMeta } from './taobao/meta.ts';

/** Sites that are declared in the manifest and always read. */
export const declaredMetas: readonly SiteMeta[] = [taobaoMeta, aliexpressMeta];

/** Sites that the user switches on, one by one, granting their hosts. */
export const siblingMetas: readonly SiteMeta[] = [goofishMeta, alibaba1688Meta, lazadaMeta, alibabaMeta];

/** All sites, described without a DOM: for the worker, the manifest and the extension's own pages. */
export const siteMetas: readonly SiteMeta[] = [...declaredMetas, ...siblingMetas];

/** Returns the hosts of a site as the browser asks the user for them (`https://host/*`). */
export function originsOf(site: SiteMeta): string[] {
  return [...new Set(site.matches.map((pattern) => `https://${pattern.split('/')[2]}/*`))];
}

/** Returns the description of a site. */
export function siteMeta(id: SiteId): SiteMeta {
  const found = [...siteMetas, customMeta].find((site) => site.id === id);
  if (!found) throw new Error(`unknown site ${id}; known: ${siteMetas.map((site) => site.id).join(', ')}`);
  return found;
}

/** Returns the zone in which a site prints times. */
export function zoneOf(id: SiteId): string {
  return siteMeta(id).zone;
}

/** Returns the site and the kind of page an address shows, or null when no site reads it. */
export function pageAt(url: URL): { site: SiteMeta; kind: PageKind } | null {
  for (const site of siteMetas) {
    const kind = site.pageKind(url);
    if (kind) return { site, kind };
  }
  return null;
}

/** Returns the site whose reader this is; reader ids begin with the site's (`taobao/chat-2023`). Throws for others. */
export function siteOfReader(reader: string): SiteId {
  return siteMeta(reader.slice(0, reader.indexOf('/')) as SiteId).id;
}
