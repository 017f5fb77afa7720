/** How an endpoint is spoken to. */
export type EndpointKind = 'openai' | 'libretranslate' | 'deepl';

/** A service of the user's own choice that translates or writes. */
export interface Endpoint {
  kind: EndpointKind;
  /** Base address without the path of a request and without a slash at the end. */
  url: string;
  model?: string;
  /** Secret. Only ever in its own table and in the head of a request. */
  key?: string;
}

/** What the user allowed. The row is the only one of its table, which is in no snapshot, journal or export: it holds a key. */
export interface LanguageSettings {
  id: 'language';
  /** Messages and replies may be translated. */
  translate: boolean;
  /** Drafts may be written by a machine. */
  draft: boolean;
  endpoint?: Endpoint;
  /** Origin for which the user saw what is sent and agreed. */
  agreed?: string;
}
