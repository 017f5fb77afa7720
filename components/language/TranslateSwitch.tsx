import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { languageSettings } from '#lib/db/language.ts';
import type { LanguageSettings } from '#lib/domain/service.ts';
import { t } from '#lib/i18n.ts';
import { previewOf } from '#lib/language/request.ts';
import { hasAgreed } from '#lib/language/endpoint.ts';
import { agreeToSend } from '#lib/language/switches.ts';
import { translatorOf, wireFor } from '#lib/language/translate.ts';
import { showFailure, showNotice } from '#lib/ui/notices.ts';
import { problemOf } from '#lib/language/error.ts';
import { forgetUnagreed, STAFF_LANGUAGE, translatingBy, waitsForConsent } from '#lib/ui/translations.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { foreignLanguage } from './MessageTranslation.tsx';
import { SendPreview } from './SendPreview.tsx';

/** Shows or hides the translations beside a buyer's messages; absent while translating is off in the settings. */
export function TranslateSwitch({ texts }: { texts: readonly string[] }): JSX.Element | null {
  const settings = useLive(() => languageSettings(), []).value;
  useEffect(() => {
    if (settings && !settings.translate) translatingBy.value = null;
    else if (settings && translatingBy.value) translatingBy.value = settings;
  }, [settings]);
  if (!settings?.translate) return null;
  const change = (on: boolean): void => {
    forgetUnagreed();
    if (!on) translatingBy.value = null;
    else void begin(settings, texts).catch(showFailure);
  };
  const agree = (): void => {
    const goOn = (next: LanguageSettings): void => {
      forgetUnagreed();
      translatingBy.value = next;
    };
    void agreeToSend().then(goOn, showFailure);
  };
  const asked = waitsForConsent.value;
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
      {asked && settings.endpoint && (
        <SendPreview
          endpoint={settings.endpoint}
          body={previewOf(settings.endpoint, wireFor({ ...asked, to: STAFF_LANGUAGE }))}
          more
          onSend={agree}
          onClose={() => (waitsForConsent.value = null)}
        />
      )}
    </>
  );
}

/**
 * Turns translations on, or has the user asked with the first message that would be sent. Where there is none yet, it is
 * asked once one comes; so it is for another language, which the browser may not translate by itself.
 */
async function begin(settings: LanguageSettings, texts: readonly string[]): Promise<void> {
  const first = texts.map((text) => ({ text, from: foreignLanguage(text) })).find(({ from }) => from !== null);
  const { text, from } = { text: first?.text ?? '', from: first?.from ?? 'en' };
  try {
    const { by } = await translatorOf(settings, from, STAFF_LANGUAGE);
    if (first && by === 'endpoint' && !hasAgreed(settings)) waitsForConsent.value = { text, from };
    else translatingBy.value = settings;
  } catch (error) {
    showNotice({ kind: 'failed', label: { key: `language.error.${problemOf(error)}` } });
  }
}
