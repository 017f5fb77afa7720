import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { FileLinks } from '#components/template/FileLinks.tsx';
import { IconButton } from '#components/ui/Button.tsx';
import { FileButton } from '#components/ui/FileButton.tsx';
import { picturesOf } from '#lib/db/pictures.ts';
import { FILE_TYPES, idsOfKind, MAX_FILES } from '#lib/domain/attachments.ts';
import { MAX_PICTURES, PICTURE_TYPES } from '#lib/domain/pictures.ts';
import { t, tAny } from '#lib/i18n.ts';
import { showFailure } from '#lib/ui/notices.ts';
import { takeAttachments } from '#lib/ui/prepare-file.ts';
import { useFileDrop } from '#lib/ui/use-file-drop.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { Thumbnail } from './PictureStrip.tsx';

interface PictureFieldProps {
  /** Ids of the pictures and files, in order. */
  ids: readonly string[];
  onChange: (ids: string[]) => void;
  /** Set while the field is on the page: what is pasted anywhere in the form comes in here. */
  takeRef: { current: ((files: readonly File[]) => void) | null };
}

/** Pictures and files that go with a template: pasted, dropped or chosen, put in order, taken away. */
export function PictureField({ ids, onChange, takeRef }: PictureFieldProps): JSX.Element {
  const [problem, setProblem] = useState<string | null>(null);
  const pictures = idsOfKind(ids, 'picture');
  const rows = useLive(() => picturesOf(pictures), [ids.join()]).value ?? [];
  const take = async (files: readonly File[]): Promise<void> => {
    setProblem(null);
    try {
      const taken = await takeAttachments(ids, files);
      if (taken.problem) setProblem(tAny(taken.problem.key, taken.problem.params));
      onChange(taken.ids);
    } catch (error) {
      showFailure(error);
    }
  };
  const { over, handlers } = useFileDrop((files) => void take(files));
  takeRef.current = (files) => void take(files);
  return (
    <div class={over ? 'stack pictures__zone--over' : 'stack'} role="group" aria-label={t('pictures.label')} {...handlers}>
      <span class="field__label">{t('pictures.label')}</span>
      {rows.length > 0 && (
        <ul class="pictures">
          {rows.map((row, i) => (
            <li key={row.id} class="pictures__item" data-picture={row.id}>
              <Thumbnail row={row} place={i + 1} />
              {i > 0 && (
                <IconButton
                  icon="up"
                  label={t('pictures.first', { n: i + 1 })}
                  onClick={() => onChange([row.id, ...ids.filter((id) => id !== row.id)])}
                />
              )}
              <IconButton
                icon="close"
                label={t('pictures.remove', { n: i + 1 })}
                onClick={() => onChange(ids.filter((id) => id !== row.id))}
              />
            </li>
          ))}
        </ul>
      )}
      <FileLinks
        ids={ids}
        beside={({ id, name }) => (
          <IconButton
            icon="close"
            label={t('files.remove', { name })}
            onClick={() => onChange(ids.filter((each) => each !== id))}
          />
        )}
      />
      <div class="row">
        <FileButton
          size="small"
          icon="add"
          multiple
          label={t('pictures.add')}
          accept={PICTURE_TYPES.join(',')}
          disabled={pictures.length >= MAX_PICTURES}
          onFiles={(files) => void take(files)}
        />
        <FileButton
          size="small"
          icon="add"
          multiple
          label={t('files.add')}
          accept={Object.keys(FILE_TYPES)
            .map((ending) => `.${ending}`)
            .join(',')}
          disabled={ids.length - pictures.length >= MAX_FILES}
          onFiles={(files) => void take(files)}
        />
      </div>
      {problem ? (
        <p class="field__error" role="alert">
          {problem}
        </p>
      ) : (
        <p class="field__hint">{t('pictures.hint', { n: MAX_PICTURES, files: MAX_FILES })}</p>
      )}
    </div>
  );
}
