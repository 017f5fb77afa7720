import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { compactKeys } from '#components/compact/keys.ts';
import { PasteArea } from '#components/paste/PasteArea.tsx';
import { Button } from '#components/ui/Button.tsx';
import { Kbd } from '#components/ui/Kbd.tsx';
import { KeysList } from '#components/ui/KeysDialog.tsx';
import { openCompact } from '#lib/background/compact-window.ts';
import { t } from '#lib/i18n.ts';
import { showFailure } from '#lib/ui/notices.ts';

/** The window for staff in the desktop client: what it is for, its key, and how the key works outside the browser. */
export function CompactCard(): JSX.Element {
  const shortcut = useShortcut();
  const change = (): void => void chrome.tabs.create({ url: 'chrome://extensions/shortcuts' });
  return (
    <section class="card" aria-label={t('settings.compact')}>
      <h2>{t('settings.compact')}</h2>
      <p>{t('settings.compactText')}</p>
      <p class="row row--wrap">
        {shortcut ? (
          <>
            {t('settings.compactKey')} <Kbd keys={shortcut} />
          </>
        ) : (
          t('settings.compactNoKey')
        )}
      </p>
      <p class="small secondary">{t('settings.compactGlobal')}</p>
      <p class="row row--wrap">
        <Button onClick={() => openCompact().catch(showFailure)}>{t('compact.openLong')}</Button>
        <Button onClick={change}>{t('settings.compactChange')}</Button>
      </p>
      <PasteArea />
      <KeysList keys={compactKeys} />
    </section>
  );
}

/** Returns the key that opens the window now, an empty text if none. */
function useShortcut(): string {
  const [keys, setKeys] = useState('');
  useEffect(() => {
    void globalThis.chrome?.commands
      ?.getAll()
      .then((all) => setKeys(all.find((command) => command.name === 'open-compact')?.shortcut ?? ''));
  }, []);
  return keys;
}
