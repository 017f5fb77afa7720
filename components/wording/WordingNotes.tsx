import type { JSX } from 'preact';
import { Button } from '#components/ui/Button.tsx';
import { Icon } from '#components/ui/Icon.tsx';
import type { WordingHit } from '#lib/domain/wording.ts';
import { t } from '#lib/i18n.ts';
import { whatToDo } from '#lib/i18n-wording.ts';
import { useWording } from '#lib/ui/use-wording.ts';

const MOST = 8;

/** What a text says that it had better not, each with a better wording to be put in its place. Nothing when all is well. */
export function WordingNotes({ text, onChange }: { text: string; onChange: (text: string) => void }): JSX.Element | null {
  const hits = useWording()?.check(text) ?? [];
  if (hits.length === 0) return null;
  const replace = ({ start, end }: WordingHit, better: string): void => onChange(text.slice(0, start) + better + text.slice(end));
  return (
    <div class="wording-notes small" role="group" aria-label={t('wording.title')}>
      <span role="status">
        <Icon name="warn" /> {t('wording.notes', { n: hits.length })}
      </span>
      <ul>
        {hits.slice(0, MOST).map((hit) => (
          <li key={`${hit.start}-${hit.entry}`}>
            <span class={hit.severity === 'stop' ? 'wording-mark wording-mark--stop' : 'wording-mark'}>
              {text.slice(hit.start, hit.end)}
            </span>
            <span class="secondary">{t(`wording.kind.${hit.kind}`)}</span>
            {!hit.better.some(Boolean) && <span>{whatToDo(hit)}</span>}
            {hit.better.slice(0, 3).map((better) => (
              <Button key={better} size="small" onClick={() => replace(hit, better)}>
                {better ? t('wording.change', { better }) : t('wording.delete')}
              </Button>
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}
