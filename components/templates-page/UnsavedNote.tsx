import type { JSX } from 'preact';
import { Button } from '#components/ui/Button.tsx';
import { Banner } from '#components/ui/states.tsx';
import { t, tAny } from '#lib/i18n.ts';
import type { FieldsInHand } from './template-fields.ts';

interface UnsavedNoteProps {
  restored: FieldsInHand['restored'];
  /** The text is still that of another language and has to become this one. */
  language: string | null;
  onDrop: () => void;
}

/** Says what of a form is not saved yet. */
export function UnsavedNote({ restored, language, onDrop }: UnsavedNoteProps): JSX.Element | null {
  if (restored !== 'no') {
    return (
      <Banner
        tone={restored === 'outdated' ? 'warn' : 'info'}
        actions={
          <Button size="small" onClick={onDrop}>
            {t('dash.draftDrop')}
          </Button>
        }
      >
        {t(restored === 'outdated' ? 'dash.draftOutdated' : 'dash.draftHere')}
      </Banner>
    );
  }
  return language ? <Banner>{t('dash.versionNew', { language: tAny(`dash.lang.${language}`) })}</Banner> : null;
}
