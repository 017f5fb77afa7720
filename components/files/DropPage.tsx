import type { ComponentChildren, JSX } from 'preact';
import { Button } from '#components/ui/Button.tsx';
import { FileButton } from '#components/ui/FileButton.tsx';
import { Icon } from '#components/ui/Icon.tsx';
import { go } from '#lib/ui/router.ts';
import { useFileDrop } from '#lib/ui/use-file-drop.ts';

export interface DropPageProps {
  title: string;
  back: { href: string; label: string };
  /** What to do, which files are taken, and the button's words. */
  words: { drop: string; kinds: string; choose: string };
  accept: string;
  multiple: boolean;
  /** Something is chosen already: choosing is not the next thing to do any more. */
  chosen: boolean;
  onFiles: (files: File[]) => void;
  children: ComponentChildren;
}

/** A page that takes files dropped anywhere on it or chosen, and shows below what comes of them. */
export function DropPage({ title, back, words, accept, multiple, chosen, onFiles, children }: DropPageProps): JSX.Element {
  const { over, handlers } = useFileDrop(onFiles);
  return (
    <div class="page" {...handlers}>
      <header class="page__head">
        <Button icon="back" tone="quiet" onClick={() => go(back.href)}>
          {back.label}
        </Button>
        <h1>{title}</h1>
      </header>
      <div class={over ? 'drop drop--over' : 'drop'}>
        <Icon name="upload" />
        <p>{words.drop}</p>
        <p class="small secondary">{words.kinds}</p>
        <FileButton
          tone={chosen ? 'normal' : 'primary'}
          label={words.choose}
          accept={accept}
          multiple={multiple}
          onFiles={onFiles}
        />
      </div>
      {children}
    </div>
  );
}
