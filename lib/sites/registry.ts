import type { SiteId } from '../domain/observation.ts';
import { aliexpressMeta } from './aliexpress/meta.ts';
import type { PageKind, SiteMeta } from './site.ts';
import { taobaoMeta } from './taobao/meta.ts';

/** All sites, described without a DOM: for the worker, the manifest and the extension's own pages. */
export const siteMetas = [taobaoMeta, aliexpressMeta] as const satisfies readonly SiteMeta[];

/** Returns the description of a site. */
export function siteMeta(id: SiteId): SiteMeta {
  const found = siteMetas.find((site) => site.id === id);
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
