import type { JSX } from 'preact';
import { Button } from '#components/ui/Button.tsx';
import { Kbd } from '#components/ui/Kbd.tsx';
import { KeysList } from '#components/ui/KeysDialog.tsx';
import { t, tAny } from '#lib/i18n.ts';
import { panelKeys } from './keys.ts';

const STEPS = ['welcome.step1', 'welcome.step2', 'welcome.step3'] as const;
const TRY = ['welcome.try1', 'welcome.try2', 'welcome.try3'] as const;
const PALETTE_KEYS = [
  { keys: '/', does: 'welcome.key.slash' },
  { keys: 'Alt+/', does: 'welcome.key.anywhere' },
] as const;

/** A sentence in which what is typed or pressed stands between backticks. */
function WithKeys({ text }: { text: string }): JSX.Element {
  return <>{text.split('`').map((part, i) => (i % 2 === 0 ? part : <Kbd key={part} keys={part} />))}</>;
}

/** The first minute: from the open chat to a filled reply in its editor. */
function FirstMinute(): JSX.Element {
  return (
    <section aria-labelledby="try">
      <h2 id="try">{t('welcome.try')}</h2>
      <ol class="welcome__steps welcome__try">
        {TRY.map((key) => (
          <li key={key}>
            <WithKeys text={t(key)} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The first page: three steps, the first minute, where to practise, the keys. */
export function Welcome(): JSX.Element {
  const openDashboard = (): void => void chrome.tabs.create({ url: chrome.runtime.getURL('/dashboard.html') });
  return (
    <main class="welcome">
      <header>
        <h1>{t('welcome.title')}</h1>
        <p class="secondary">{t('welcome.lead')}</p>
      </header>
      <section aria-labelledby="steps">
        <h2 id="steps">{t('welcome.steps')}</h2>
        <ol class="welcome__steps">
          {STEPS.map((key) => (
            <li key={key}>{tAny(key)}</li>
          ))}
        </ol>
        <Button tone="primary" onClick={openDashboard}>
          {t('welcome.dashboard')}
        </Button>
      </section>
      <FirstMinute />
      <section aria-labelledby="practice">
        <h2 id="practice">{t('welcome.practice')}</h2>
        <p>{t('welcome.practiceText')}</p>
        <pre class="welcome__code">npm start</pre>
      </section>
      <section aria-labelledby="keys">
        <h2 id="keys">{t('welcome.keys')}</h2>
        <div class="welcome__keys">
          <div>
            <h3>{t('welcome.inChat')}</h3>
            <KeysList keys={PALETTE_KEYS} />
          </div>
          <div>
            <h3>{t('welcome.inPanel')}</h3>
            <KeysList keys={panelKeys} />
          </div>
        </div>
      </section>
      <section aria-labelledby="privacy">
        <h2 id="privacy">{t('welcome.privacy')}</h2>
        <p>{t('welcome.privacyText')}</p>
      </section>
    </main>
  );
}
