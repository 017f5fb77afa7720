import type { JSX } from 'preact';
import { Button } from '#components/ui/Button.tsx';
import { findHabits, setHabitAside } from '#lib/db/habits.ts';
import { saveTemplate } from '#lib/db/templates.ts';
import type { Habit } from '#lib/domain/habits.ts';
import { newId } from '#lib/domain/ids.ts';
import { t } from '#lib/i18n.ts';
import { doing, showFailure } from '#lib/ui/notices.ts';
import { go, hrefOf } from '#lib/ui/router.ts';
import { useLive } from '#lib/ui/use-live.ts';

/** What is typed again and again, each to be kept as a template, asked for later, or never offered again. */
export function Habits(): JSX.Element | null {
  const habits = useLive(() => findHabits(Date.now()), []).value ?? [];
  if (habits.length === 0) return null;
  return (
    <details class="habits" aria-label={t('habit.title')}>
      <summary>{t('habit.found', { n: habits.length })}</summary>
      <p class="small secondary">{t('habit.text')}</p>
      <ol>
        {habits.map((habit) => (
          <HabitItem key={habit.text} habit={habit} />
        ))}
      </ol>
    </details>
  );
}

function HabitItem({ habit }: { habit: Habit }): JSX.Element {
  const { text, title, language, times, wordings, examples } = habit;
  const accept = async (): Promise<void> => {
    try {
      // The dictionary is large: it comes only when somebody keeps a template.
      const { pinyinKeys } = await import('#lib/search/pinyin.ts');
      const id = newId('t');
      const input = {
        id,
        title,
        body: text,
        folder: t('habit.folder'),
        language,
        ...pinyinKeys(title),
      };
      if (await doing(() => saveTemplate(input))) go(hrefOf('templates', id));
    } catch (error) {
      showFailure(error);
    }
  };
  const aside = (state: 'later' | 'never'): void => void doing(() => setHabitAside(text, state));
  return (
    <li class="stack">
      <div class="bubble private">{text}</div>
      <div class="small secondary">{t('habit.times', { times, wordings })}</div>
      {wordings > 1 && (
        <details class="small">
          <summary>{t('habit.examples')}</summary>
          <ul class="secondary private">
            {examples.map((example) => (
              <li key={example}>{example}</li>
            ))}
          </ul>
        </details>
      )}
      <div class="row row--wrap">
        <Button size="small" tone="primary" onClick={accept}>
          {t('habit.accept')}
        </Button>
        <Button size="small" onClick={() => aside('later')}>
          {t('habit.later')}
        </Button>
        <Button size="small" tone="quiet" onClick={() => aside('never')}>
          {t('habit.never')}
        </Button>
      </div>
    </li>
  );
}
