import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Input } from '#components/ui/Input.tsx';
import { addCustomSite, hostOfAddress, removeCustomSite } from '#lib/custom-sites.ts';
import { t, tAny } from '#lib/i18n.ts';
import type { TeachField } from '#lib/teach/rule.ts';
import { wAny } from '#lib/teach/words.ts';
import { showFailure, showNotice } from '#lib/ui/notices.ts';
import { askFor, lacking, type OwnSite, readsMessages, useOwnSites, useRules, USUAL } from '#lib/ui/teach.ts';

/** Chat sites that KeBan does not know: added by their address, granted one by one, and taught by pointing. */
export function CustomSitesCard(): JSX.Element {
  const sites = useOwnSites();
  return (
    <section class="card" aria-label={t('custom.title')}>
      <h2>{t('custom.title')}</h2>
      <p class="small secondary">{t('custom.text')}</p>
      <p class="small secondary">{t('custom.identity')}</p>
      <AddForm />
      {sites?.length === 0 && <p class="small secondary">{t('custom.none')}</p>}
      <ul class="imports">
        {sites?.map((site) => (
          <SiteRow key={site.host} site={site} />
        ))}
      </ul>
    </section>
  );
}

function AddForm(): JSX.Element {
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const add = async (): Promise<void> => {
    const read = hostOfAddress(text);
    if ('problem' in read) {
      setError(tAny(`custom.problem.${read.problem}`));
      return;
    }
    // The browser asks only straight from the click: nothing may be awaited before.
    const added = await addCustomSite(read.host);
    setError(added ? null : t('custom.declined'));
    if (added) setText('');
  };
  const useTab = async (): Promise<void> => {
    const tabs = await chrome.tabs.query({ lastFocusedWindow: true });
    const seen = tabs
      .toSorted((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))
      .find(({ url }) => url?.startsWith('https:'));
    if (seen?.url) setText(new URL(seen.url).hostname);
    else setError(t('custom.problem.no-address'));
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void add().catch(showFailure);
      }}
    >
      <Input
        label={t('custom.address')}
        placeholder={t('custom.placeholder')}
        value={text}
        error={error}
        maxLength={300}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <div class="row row--wrap">
        <Button type="submit">{t('custom.add')}</Button>
        <Button tone="quiet" onClick={() => void useTab().catch(showFailure)}>
          {t('custom.useTab')}
        </Button>
      </div>
    </form>
  );
}

function SiteRow({ site }: { site: OwnSite }): JSX.Element {
  const { host } = site;
  const rules = useRules()?.find((each) => each.host === host) ?? null;
  const missing = lacking(rules);
  const point = async (fields: readonly TeachField[]): Promise<void> => {
    const tabs = await chrome.tabs.query({ url: `https://${host}/*` });
    const tab = tabs.toSorted((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))[0];
    if (tab?.id === undefined) showNotice({ kind: 'info', label: { key: 'custom.openFirst', params: { host } } });
    else await askFor({ tabId: tab.id, site: 'custom', host, page: 'chat' }, fields);
  };
  const remove = async (): Promise<void> => {
    await removeCustomSite(host);
    showNotice({ kind: 'info', label: { key: 'custom.removed', params: { host } } });
  };
  const state =
    missing.length === 0
      ? t(readsMessages(rules) ? 'custom.readyWithMessages' : 'custom.ready')
      : t('custom.missing', { fields: missing.map((field) => wAny(`field.${field}`)).join('、') });
  return (
    <li class="imports__row" data-custom={host}>
      <div class="spring">
        <div class="ellipsis">{host}</div>
        <div class="small secondary">{site.on ? state : t('custom.declined')}</div>
      </div>
      <Button size="small" onClick={() => void point(USUAL.chat).catch(showFailure)}>
        {t('custom.pointOpen')}
      </Button>
      {missing.length === 0 && (
        <Button size="small" title={t('custom.messagesHint')} onClick={() => void point(['message.text']).catch(showFailure)}>
          {t('custom.pointMessages')}
        </Button>
      )}
      <Button size="small" tone="quiet" onClick={() => void remove().catch(showFailure)}>
        {t('custom.remove')}
      </Button>
    </li>
  );
}
