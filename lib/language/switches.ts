import { languageSettings, saveLanguageSettings } from '../db/language.ts';
import { customHosts } from '../custom-sites.ts';
import type { Endpoint, LanguageSettings } from '../domain/service.ts';
import { originOf, permissionOf } from './endpoint.ts';
import { LanguageError } from './error.ts';
import { setOutlet } from './outlet.ts';

/**
 * Takes an endpoint over. To be called straight from a click: while anything is on, the browser asks for that one host, and
 * only then. Returns what is set now, or null when the user declined; then nothing has changed.
 */
export async function setEndpoint(endpoint: Endpoint, known: LanguageSettings): Promise<LanguageSettings | null> {
  const used = known.translate || known.draft;
  if (used && !(await chrome.permissions.request({ origins: [permissionOf(endpoint)] }))) return null;
  const settings = await saveLanguageSettings({ endpoint });
  if (known.endpoint && permissionOf(known.endpoint) !== permissionOf(endpoint)) await giveBack(known.endpoint);
  openFor(settings);
  return settings;
}

/** Forgets the endpoint with its key, and gives its host back. */
export async function dropEndpoint(): Promise<LanguageSettings> {
  const { endpoint } = await languageSettings();
  const settings = await saveLanguageSettings({ endpoint: null });
  openFor(settings);
  if (endpoint) await giveBack(endpoint);
  return settings;
}

/**
 * Switches translating or drafting on or off. Straight from a click when switching on: the browser may have to be asked
 * for the endpoint's host again. When both are off, the host is given back; address and key stay until they are removed.
 */
export async function switchLanguage(
  which: 'translate' | 'draft',
  on: boolean,
  known: LanguageSettings,
): Promise<LanguageSettings> {
  const { endpoint } = known;
  if (on && endpoint && !(await chrome.permissions.request({ origins: [permissionOf(endpoint)] }))) {
    throw new LanguageError('no-permission');
  }
  const settings = await saveLanguageSettings({ [which]: on });
  openFor(settings);
  if (!settings.translate && !settings.draft && settings.endpoint) await giveBack(settings.endpoint);
  return settings;
}

/** Notes that the user saw what is sent to the endpoint and agreed. */
export async function agreeToSend(): Promise<LanguageSettings> {
  const { endpoint } = await languageSettings();
  return saveLanguageSettings(endpoint ? { agreed: originOf(endpoint) } : {});
}

function openFor({ translate, draft, endpoint }: LanguageSettings): void {
  setOutlet(endpoint && (translate || draft) ? originOf(endpoint) : null);
}

async function giveBack(endpoint: Endpoint): Promise<void> {
  // A chat site of the user's own may need the same host.
  if ((await customHosts()).includes(new URL(endpoint.url).hostname)) return;
  await chrome.permissions
    .remove({ origins: [permissionOf(endpoint)] })
    // Hosts that a policy grants cannot be given back; without an address nothing is sent there all the same.
    .catch((error: unknown) => console.debug('host not given back', error));
}
