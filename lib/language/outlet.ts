/**
 * The one origin that pages of the extension may speak to. It lies in the pages' own localStorage, which is there at once
 * when a page starts and which no content script can read; that a key belongs to it stands in the database alone.
 */
const KEY = 'outlet';

/** Without these too, a page could have something fetched ahead: that is let through by any rule that would let it through. */
const REST = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'";

/** Returns the origin that is open, or null. */
function outlet(): string | null {
  const stored = localStorage.getItem(KEY);
  return stored && /^https?:\/\/[\w.:-]+$/.test(stored) ? stored : null;
}

/** Opens one origin, or closes the outlet. Pages that run already have to be loaded anew: what is locked stays locked. */
export function setOutlet(origin: string | null): void {
  if (origin) localStorage.setItem(KEY, origin);
  else localStorage.removeItem(KEY);
}

/**
 * Lets this page connect to the extension itself and to the open origin, and to nothing else: a second policy beside the
 * manifest's, which cannot be taken away again while the page lives. Call it before anything else.
 */
export function lockOutlet(): void {
  const rule = document.createElement('meta');
  rule.httpEquiv = 'Content-Security-Policy';
  rule.content = [`${REST}; connect-src 'self'`, outlet()].filter(Boolean).join(' ');
  rule.dataset['outlet'] = outlet() ?? '';
  document.head.append(rule);
}

/** Tells whether this page was locked for another origin than the one that is open now. */
export function isLockedOut(): boolean {
  const rule = document.querySelector<HTMLMetaElement>('meta[data-outlet]');
  return rule !== null && rule.dataset['outlet'] !== (outlet() ?? '');
}

/** Loads this page anew when another page opens or closes the outlet. */
export function followOutlet(): void {
  addEventListener('storage', (event) => {
    if (event.key === KEY && isLockedOut()) location.reload();
  });
}
