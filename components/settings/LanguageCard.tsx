import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { SentButton } from '#components/language/SentList.tsx';
import { Button } from '#components/ui/Button.tsx';
import { Icon } from '#components/ui/Icon.tsx';
import { languageSettings } from '#lib/db/language.ts';
import type { LanguageSettings } from '#lib/domain/service.ts';
import { t } from '#lib/i18n.ts';
import { ownTranslatorState, type ModelState } from '#lib/language/browser-engine.ts';
import { originOf } from '#lib/language/endpoint.ts';
import { LanguageError, problemOf, type LanguageProblem } from '#lib/language/error.ts';
import { isLockedOut } from '#lib/language/outlet.ts';
import { dropEndpoint, setEndpoint, switchLanguage } from '#lib/language/switches.ts';
import { translate } from '#lib/language/translate.ts';
import type { Endpoint } from '#lib/domain/service.ts';
import { showFailure, showNotice } from '#lib/ui/notices.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { EndpointForm } from './EndpointForm.tsx';

/** A page that was locked for another origin has to start anew before it can ask the new one. */
function startAnew(): void {
  if (isLockedOut()) location.reload();
}

/** Translations and drafts: off until they are switched on here, and who makes them. */
export function LanguageCard(): JSX.Element | null {
  const settings = useLive(() => languageSettings(), []).value;
  if (!settings) return null;
  return (
    <section class="card" aria-label={t('language.settings')}>
      <h2>{t('language.settings')}</h2>
      <p class="small secondary">{t('language.settingsText')}</p>
      <ul class="imports">
        <LanguageSwitch which="translate" settings={settings} />
        <LanguageSwitch which="draft" settings={settings} />
      </ul>
      <OwnEngine />
      <EndpointPart settings={settings} />
      <p>
        <SentButton />
      </p>
    </section>
  );
}

function LanguageSwitch({ which, settings }: { which: 'translate' | 'draft'; settings: LanguageSettings }): JSX.Element {
  const [problem, setProblem] = useState<LanguageProblem | null>(null);
  const on = settings[which];
  const change = (): void => {
    setProblem(null);
    // The browser asks only straight from the click: nothing may be awaited before.
    switchLanguage(which, !on, settings).then(startAnew, (error: unknown) =>
      error instanceof LanguageError ? setProblem(error.reason) : showFailure(error),
    );
  };
  return (
    <li class="imports__row" data-language={which}>
      <div class="spring">
        <label>
          <input
            type="checkbox"
            role="switch"
            checked={on}
            onClick={(event) => {
              // The box shows what was stored, not what was clicked.
              event.preventDefault();
              change();
            }}
          />{' '}
          {t(`language.switch.${which}`)}
        </label>
        <div class="small secondary">{t(`language.switch.${which}Text`)}</div>
        {problem && (
          <div class="small" role="alert">
            {t(problem === 'no-permission' ? 'language.endpointDeclined' : `language.error.${problem}`)}
          </div>
        )}
      </div>
      <span class="small secondary">{t(on ? 'language.on' : 'language.off')}</span>
    </li>
  );
}

/** Whether the browser has a translator of its own; asked about the pair that most shops need. */
function OwnEngine(): JSX.Element | null {
  const [state, setState] = useState<ModelState | null>(null);
  useEffect(() => void ownTranslatorState('en', 'zh').then(setState, showFailure), []);
  if (state === null) return null;
  return (
    <p class="small">
      {t('language.own')}
      {t(state === 'available' ? 'language.own.has' : state === 'unavailable' ? 'language.own.hasNot' : 'language.own.download')}
    </p>
  );
}

function EndpointPart({ settings }: { settings: LanguageSettings }): JSX.Element {
  const [editing, setEditing] = useState(false);
  const { endpoint } = settings;
  const save = (made: Endpoint): void => {
    // The browser asks only straight from the click: nothing may be awaited before.
    setEndpoint(made, settings).then((saved) => {
      if (!saved) return showNotice({ kind: 'failed', label: { key: 'language.endpointDeclined' } });
      setEditing(false);
      showNotice({ kind: 'done', label: { key: 'language.endpointSaved' } });
      startAnew();
    }, showFailure);
  };
  const remove = (): void =>
    void dropEndpoint().then(() => {
      showNotice({ kind: 'done', label: { key: 'language.endpointRemoved' } });
      startAnew();
    }, showFailure);
  return (
    <div class="stack" role="group" aria-label={t('language.endpoint')}>
      <h3>{t('language.endpoint')}</h3>
      <p class="small secondary">{t('language.endpointText')}</p>
      {editing && <EndpointForm {...(endpoint && { before: endpoint })} onSave={save} onClose={() => setEditing(false)} />}
      {!editing && endpoint && (
        <div class="imports__row" data-endpoint={endpoint.kind}>
          <div class="spring">
            {t(`language.kind.${endpoint.kind}`)}
            <div class="small secondary">{[endpoint.url, endpoint.model].filter(Boolean).join(' · ')}</div>
          </div>
          {settings.translate && <Trial settings={settings} />}
          <Button size="small" onClick={() => setEditing(true)}>
            {t('language.endpointChange')}
          </Button>
          <Button size="small" tone="quiet" onClick={remove}>
            {t('language.endpointRemove')}
          </Button>
        </div>
      )}
      {!editing && !endpoint && (
        <p class="row row--wrap">
          <span class="secondary">{t('language.endpointNone')}</span>
          <Button size="small" onClick={() => setEditing(true)}>
            {t('language.endpointSet')}
          </Button>
        </p>
      )}
    </div>
  );
}

/** Has one fixed sentence translated; who translates is told with it. */
function Trial({ settings }: { settings: LanguageSettings }): JSX.Element {
  const [state, setState] = useState<'idle' | 'busy' | { text: string } | { problem: LanguageProblem }>('idle');
  const attempt = async (): Promise<void> => {
    setState('busy');
    try {
      const { result, by } = await translate({ text: t('language.trialText'), from: 'zh', to: 'en', why: 'trial' }, settings);
      setState({ text: `${t('language.trialDone', { text: result })}（${by === 'browser' ? t('language.by.browser') : by}）` });
    } catch (error) {
      setState({ problem: problemOf(error) });
    }
  };
  return (
    <>
      {typeof state === 'object' && (
        <span class={'problem' in state ? 'fault small' : 'small'} role="status">
          {'problem' in state ? (
            <>
              <Icon name="warn" />
              {t(`language.error.${state.problem}`)}
            </>
          ) : (
            state.text
          )}
        </span>
      )}
      <Button
        size="small"
        disabled={state === 'busy'}
        title={settings.endpoint && originOf(settings.endpoint)}
        onClick={() => void attempt()}
      >
        {t('language.trial')}
      </Button>
    </>
  );
}
