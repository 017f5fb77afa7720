/** Why nothing came back. Each has a sentence in the catalogue, `language.error.<reason>`. */
export type LanguageProblem =
  | 'off'
  | 'no-engine'
  | 'needs-download'
  | 'no-permission'
  | 'not-agreed'
  | 'key-refused'
  | 'not-found'
  | 'quota'
  | 'too-long'
  | 'bad-request'
  | 'server'
  | 'timeout'
  | 'unreachable'
  | 'bad-answer'
  | 'too-large'
  | 'cancelled'
  | 'failed';

/** A translation or draft that did not come; its message never holds what was sent, nor the key. */
export class LanguageError extends Error {
  reason: LanguageProblem;

  constructor(reason: LanguageProblem, detail = '') {
    super(detail ? `${reason}: ${detail}` : reason);
    this.name = 'LanguageError';
    this.reason = reason;
  }
}

/** Returns why something failed; what is no error of this kind has `failed` by itself. */
export function problemOf(error: unknown): LanguageProblem {
  if (error instanceof LanguageError) return error.reason;
  const name = error instanceof Error ? error.name : '';
  if (name === 'AbortError') return 'cancelled';
  return name === 'TimeoutError' ? 'timeout' : 'failed';
}
