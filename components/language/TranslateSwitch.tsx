import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { languageSettings } from '#lib/db/language.ts';
import type { LanguageSettings } from '#lib/domain/service.ts';
import { t } from '#lib/i18n.ts';
import { previewOf } from '#lib/language/request.ts';
import { agreeToSend, hasAgreed } from '#lib/language/switches.ts';
import { translatorOf, wireFor } from '#lib/language/translate.ts';
import { showFailure, showNotice } from '#lib/ui/notices.ts';
import { problemOf } from '#lib/language/error.ts';
import { STAFF_LANGUAGE, translatingBy } from '#lib/ui/translations.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { foreignLanguage } from './MessageTranslation.tsx';
import { SendPreview } from './SendPreview.tsx';

/** Shows or hides the translations beside a buyer's messages; absent while translating is off in the settings. */
export function TranslateSwitch({ texts }: { texts: readonly string[] }): JSX.Element | null {
  const settings = useLive(() => languageSettings(), []).value;
  const [asked, setAsked] = useState<string | null>(null);
  useEffect(() => {
    if (settings && !settings.translate) translatingBy.value = null;
    else if (settings && translatingBy.value) translatingBy.value = settings;
  }, [settings]);
  if (!settings?.translate) return null;
  const change = (on: boolean): void => {
    if (!on) translatingBy.value = null;
    else void begin(settings, texts, setAsked).catch(showFailure);
  };
  const agree = (): void => {
    setAsked(null);
    void agreeToSend().then((next) => (translatingBy.value = next), showFailure);
  };
  return (
    <>
      <label class="check-line" title={t('language.showHint')}>
        <input
          type="checkbox"
          class="check"
          checked={translatingBy.value !== null}
          onChange={(event) => {
            change(event.currentTarget.checked);
            // It is on only once it is known who translates.
            event.currentTarget.checked = translatingBy.value !== null;
          }}
        />
        <span>{t('language.show')}</span>
      </label>
      {asked !== null && settings.endpoint && (
        <SendPreview endpoint={settings.endpoint} body={asked} more onSend={agree} onClose={() => setAsked(null)} />
      )}
    </>
  );
}

/** Turns translations on, or has the user asked with the first message that would be sent. */
async function begin(settings: LanguageSettings, texts: readonly string[], ask: (body: string) => void): Promise<void> {
  const foreign = texts.flatMap((text) => {
    const from = foreignLanguage(text);
    return from ? [{ text, from, to: STAFF_LANGUAGE }] : [];
  });
  const first = foreign[0] ?? { text: '', from: 'en', to: STAFF_LANGUAGE };
  try {
    const { by } = await translatorOf(settings, first.from, first.to);
    const { endpoint } = settings;
    if (by === 'endpoint' && endpoint && !hasAgreed(settings)) ask(previewOf(endpoint, wireFor(first)));
    else translatingBy.value = settings;
  } catch (error) {
    showNotice({ kind: 'failed', label: { key: `language.error.${problemOf(error)}` } });
  }
}
