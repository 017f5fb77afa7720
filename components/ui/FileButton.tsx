import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { Button, type ButtonProps } from './Button.tsx';

interface FileButtonProps extends Pick<ButtonProps, 'tone' | 'size' | 'icon' | 'disabled'> {
  label: string;
  /** As the attribute of a file field. */
  accept: string;
  multiple?: boolean;
  /** Hears of the files chosen, of none when the person thought better of it; the same file can be chosen again. */
  onFiles: (files: File[]) => void;
}

/** A button by which files are chosen. */
export function FileButton({ label, accept, multiple, onFiles, ...button }: FileButtonProps): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button {...button} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        multiple={multiple}
        hidden
        accept={accept}
        aria-label={label}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
