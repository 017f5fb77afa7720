import type { Endpoint, EndpointKind, LanguageSettings } from '../domain/service.ts';

/** What a person typed into the form of an endpoint. */
export interface EndpointForm {
  kind: EndpointKind;
  url: string;
  model: string;
  key: string;
}

/** Why an endpoint cannot be used as it was typed. */
export type EndpointProblem = 'no-address' | 'not-secure' | 'no-model' | 'no-key';

/** Addresses to begin with. */
export const USUAL_URL: Readonly<Record<EndpointKind, string>> = {
  openai: 'http://localhost:11434/v1',
  libretranslate: 'http://localhost:5000',
  deepl: 'https://api-free.deepl.com',
};

const PATHS: Readonly<Record<EndpointKind, string>> = {
  openai: '/chat/completions',
  libretranslate: '/translate',
  deepl: '/v2/translate',
};

const LOCAL: ReadonlySet<string> = new Set(['localhost', '127.0.0.1']);

/** Returns the endpoint that a form describes, or what is wrong with it. Only https, or http on this computer. */
export function endpointOf({ kind, url, model, key }: EndpointForm): { endpoint: Endpoint } | { problem: EndpointProblem } {
  const typed = url.trim();
  if (!URL.canParse(typed)) return { problem: 'no-address' };
  const { protocol, hostname, username, password, origin, pathname } = new URL(typed);
  const local = LOCAL.has(hostname);
  if (protocol === 'http:' && !local) return { problem: 'not-secure' };
  if ((protocol !== 'https:' && protocol !== 'http:') || username || password || (!local && !hostname.includes('.'))) {
    return { problem: 'no-address' };
  }
  if (kind === 'openai' && !model.trim()) return { problem: 'no-model' };
  if (kind === 'deepl' && !key.trim()) return { problem: 'no-key' };
  const path = pathname.replace(/\/+$/, '');
  const base = path.endsWith(PATHS[kind]) ? path.slice(0, -PATHS[kind].length) : path;
  return {
    endpoint: {
      kind,
      url: `${origin}${base}`,
      ...(kind === 'openai' && { model: model.trim() }),
      ...(key.trim() && { key: key.trim() }),
    },
  };
}

/** Returns the address that requests go to. */
export const addressOf = ({ kind, url }: Endpoint): string => `${url}${PATHS[kind]}`;

/** Returns the origin (`https://api.example`) that requests go to. */
export const originOf = ({ url }: Pick<Endpoint, 'url'>): string => new URL(url).origin;

/** Returns the one host permission that an endpoint needs. */
export function permissionOf(endpoint: Pick<Endpoint, 'url'>): string {
  const { protocol, host } = new URL(endpoint.url);
  return `${protocol}//${host}/*`;
}

/** Tells whether the user has seen what is sent to the present endpoint, and agreed. */
export const hasAgreed = ({ endpoint, agreed }: Pick<LanguageSettings, 'endpoint' | 'agreed'>): boolean =>
  endpoint !== undefined && agreed === originOf(endpoint);
