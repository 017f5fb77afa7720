import { useEffect, useState } from 'preact/hooks';

/** Pages of the dashboard, as they stand in the address: `#/customers`. */
const pageKeys = [
  'today',
  'customers',
  'reminders',
  'templates',
  'settings',
  'import',
  'duplicates',
  'health',
  'wording',
] as const;
export type PageKey = (typeof pageKeys)[number];

export interface Route {
  page: PageKey;
  /** What of the page: the id of a customer. */
  id: string | null;
  /** Values after the question mark. */
  params: Readonly<Record<string, string>>;
}

/** Returns the route that the part of an address after `#` names; an unknown page is the first one. */
function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [name = '', id] = path.split('/');
  const page = pageKeys.find((key) => key === name);
  return { page: page ?? 'today', id: page && id ? decode(id) : null, params: Object.fromEntries(new URLSearchParams(query)) };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A broken escape names nothing; it is looked up as it stands and not found.
    return part;
  }
}

/** Returns the address of a route; empty values are left out. */
export function hrefOf(page: PageKey, id?: string | null, params: Readonly<Record<string, string | undefined>> = {}): string {
  const filled = Object.entries(params).filter((entry): entry is [string, string] => !!entry[1]);
  const query = new URLSearchParams(filled).toString();
  return `#/${page}${id ? `/${encodeURIComponent(id)}` : ''}${query ? `?${query}` : ''}`;
}

/** Goes to an address; `replace` leaves no step to go back to. */
export function go(href: string, replace = false): void {
  if (href === location.hash) return;
  if (!replace) {
    location.hash = href;
    return;
  }
  history.replaceState(history.state, '', href);
  window.dispatchEvent(new Event('hashchange'));
}

/** Returns the route of the page's address and follows it. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const follow = (): void => setRoute(parseRoute(location.hash));
    window.addEventListener('hashchange', follow);
    follow();
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return route;
}
