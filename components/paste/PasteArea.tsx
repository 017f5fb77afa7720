import type { JSX } from 'preact';
import { TextArea } from '#components/ui/Input.tsx';
import { t } from '#lib/i18n.ts';
import { offerPaste } from '#lib/ui/paste.ts';

/** A place to paste or drop a copied chat into. It keeps nothing: what is put in is shown for accepting. */
export function PasteArea(): JSX.Element {
  const onPaste = (event: ClipboardEvent): void => {
    event.preventDefault();
    offerPaste(event.clipboardData?.getData('text/plain') ?? '');
  };
  const onDrop = async (event: DragEvent): Promise<void> => {
    event.preventDefault();
    // The page around may take files of its own.
    event.stopPropagation();
    const file = event.dataTransfer?.files[0];
    offerPaste(file ? await file.text() : (event.dataTransfer?.getData('text/plain') ?? ''));
  };
  return (
    <div class="paste-area">
      <TextArea
        label={t('paste.area')}
        hint={t('paste.areaHint')}
        rows={1}
        value=""
        onPaste={onPaste}
        onDrop={(event) => void onDrop(event)}
        // Only whole copies are of use; typing into it would lead nowhere.
        onInput={(event) => (event.currentTarget.value = '')}
      />
    </div>
  );
}
