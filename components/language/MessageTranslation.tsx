import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Icon } from '#components/ui/Icon.tsx';
import { t, tAny } from '#lib/i18n.ts';
import { detectLanguage } from '#lib/domain/language-detect.ts';
import type { LanguageSettings } from '#lib/domain/service.ts';
import { prepareOwnTranslator } from '#lib/language/browser-engine.ts';
import { problemOf } from '#lib/language/error.ts';
import type { Translation } from '#lib/language/translate.ts';
import { showFailure, showNotice } from '#lib/ui/notices.ts';
import { forgetTranslation, STAFF_LANGUAGE, translatingBy, translationOf } from '#lib/ui/translations.ts';

/** Returns the language of a buyer's message when staff would want it translated, or null. */
export function foreignLanguage(text: string): string | null {
  const found = detectLanguage(text);
  return found && found.language !== STAFF_LANGUAGE ? found.language : null;
}

/** Names the language of a message; recognised on this computer. */
export function LanguageTag({ language }: { language: string }): JSX.Element {
  const name = tAny(`language.name.${language}`);
  return (
    <span class="message__kind" title={t('language.tag', { language: name })}>
      {name}
    </span>
  );
}

/** The translation beside a buyer's message, while translations are on. */
export function MessageTranslation({ text, language }: { text: string; language: string }): JSX.Element | null {
  const settings = translatingBy.value;
  return settings && <Beside text={text} language={language} settings={settings} />;
}

interface BesideProps {
  text: string;
  language: string;
  settings: LanguageSettings;
}

function Beside({ text, language, settings }: BesideProps): JSX.Element {
  const [, again] = useState(0);
  const shown = translationOf(text, language, settings).value;
  const retry = (): void => {
    forgetTranslation(text, language);
    again((n) => n + 1);
  };
  if (shown.state === 'waiting') {
    return (
      <div class="message__beside secondary" role="status">
        {t('language.waiting')}
      </div>
    );
  }
  if (shown.state === 'done') return <Done translation={shown.translation} />;
  return (
    <div class="message__beside small secondary" role="status">
      {t(`language.error.${shown.problem}`)}{' '}
      {shown.problem === 'needs-download' ? (
        <DownloadButton from={language} onDone={retry} />
      ) : (
        <Button size="small" tone="quiet" onClick={retry}>
          {t('language.retry')}
        </Button>
      )}
    </div>
  );
}

function Done({ translation: { result, check } }: { translation: Translation }): JSX.Element {
  const changed = [...check.missing, ...check.extra].map(({ raw }) => raw);
  return (
    <div class="message__beside private" lang="zh-CN">
      <span class="sr-only">{t('language.translation')}：</span>
      {result}
      {changed.length > 0 && (
        <p class="fault small">
          <Icon name="warn" />
          {t('language.changed', { list: changed.join('、') })}
        </p>
      )}
    </div>
  );
}

/** Has the browser download what it needs for translating into Chinese. */
function DownloadButton({ from, onDone }: { from: string; onDone: () => void }): JSX.Element {
  const [share, setShare] = useState<number | null>(null);
  const fetchIt = (): void => {
    setShare(0);
    // The browser downloads only straight from a click: nothing may be awaited before.
    prepareOwnTranslator(from, STAFF_LANGUAGE, setShare).then(onDone, (error: unknown) => {
      setShare(null);
      const problem = problemOf(error);
      if (problem === 'failed') showFailure(error);
      else showNotice({ kind: 'failed', label: { key: `language.error.${problem}` } });
    });
  };
  return (
    <Button size="small" disabled={share !== null} onClick={fetchIt}>
      {share === null ? t('language.download') : t('language.downloading', { percent: Math.round(share * 100) })}
    </Button>
  );
}
