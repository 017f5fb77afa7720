import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Button, IconButton } from '#components/ui/Button.tsx';
import { picturesOf } from '#lib/db/pictures.ts';
import { MAX_PICTURES, PICTURE_TYPES } from '#lib/domain/pictures.ts';
import { t } from '#lib/i18n.ts';
import { showFailure } from '#lib/ui/notices.ts';
import { takePicture } from '#lib/ui/prepare-picture.ts';
import { useFileDrop } from '#lib/ui/use-file-drop.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { Thumbnail } from './PictureStrip.tsx';

interface PictureFieldProps {
  /** Ids of the pictures, in order. */
  ids: readonly string[];
  onChange: (ids: string[]) => void;
  /** Set while the field is on the page: what is pasted anywhere in the form comes in here. */
  takeRef: { current: ((files: readonly File[]) => void) | null };
}

/** Pictures that go with a template: pasted, dropped or chosen, put in order, taken away. */
export function PictureField({ ids, onChange, takeRef }: PictureFieldProps): JSX.Element {
  const [problem, setProblem] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const rows = useLive(() => picturesOf(ids), [ids.join()]).value ?? [];
  const take = async (files: readonly File[]): Promise<void> => {
    const next = [...ids];
    setProblem(null);
    try {
      for (const file of files) {
        if (next.length >= MAX_PICTURES) {
          setProblem(t('pictures.tooMany', { n: MAX_PICTURES }));
          break;
        }
        const taken = await takePicture(file);
        if ('fault' in taken) setProblem(t(`pictures.${taken.fault}`, { name: file.name }));
        else if (!next.includes(taken.id)) next.push(taken.id);
      }
      onChange(next);
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
      <div class="row">
        <Button size="small" icon="add" disabled={ids.length >= MAX_PICTURES} onClick={() => input.current?.click()}>
          {t('pictures.add')}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept={PICTURE_TYPES.join(',')}
          aria-label={t('pictures.add')}
          onChange={(event) => {
            void take([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
      </div>
      {problem ? (
        <p class="field__error" role="alert">
          {problem}
        </p>
      ) : (
        <p class="field__hint">{t('pictures.hint', { n: MAX_PICTURES })}</p>
      )}
    </div>
  );
}
