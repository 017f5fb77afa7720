import type { JSX } from 'preact';
import { Icon } from '#components/ui/Icon.tsx';
import type { WordingChecker } from '#lib/domain/wording-check.ts';
import { t } from '#lib/i18n.ts';

const MOST = 3;

/** One line on what a text says that it had better not; nothing when all is well. */
export function WordingLine({ checker, text }: { checker: WordingChecker | null; text: string }): JSX.Element | null {
  const hits = checker?.check(text) ?? [];
  const [first] = hits;
  if (!first) return null;
  const stop = hits.some(({ severity }) => severity === 'stop');
  const same = hits.every(({ kind }) => kind === first.kind);
  const list = hits.slice(0, MOST).map(({ start, end }) => `“${text.slice(start, end)}”`);
  return (
    <span class={stop ? 'wording-line wording-line--stop small' : 'wording-line small'}>
      <Icon name="warn" /> {same ? t(`wording.kind.${first.kind}`) : t('wording.title')}：{list.join('、')}
    </span>
  );
}
