import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { CustomerPage } from '#components/customers/CustomerPage.tsx';
import { CustomersPage } from '#components/customers/CustomersPage.tsx';
import { HealthPage } from '#components/doctor/HealthPage.tsx';
import { ImportPage } from '#components/files/ImportPage.tsx';
import { DuplicatesPage } from '#components/merge/DuplicatesPage.tsx';
import { PasteHost } from '#components/paste/PasteHost.tsx';
import { RemindersPage } from '#components/reminders-page/RemindersPage.tsx';
import { TodayPage } from '#components/reminders-page/TodayPage.tsx';
import { SettingsPage } from '#components/settings/SettingsPage.tsx';
import { TemplatesPage } from '#components/templates-page/TemplatesPage.tsx';
import { Icon, type IconName } from '#components/ui/Icon.tsx';
import { KeysDialog } from '#components/ui/KeysDialog.tsx';
import { UndoBar } from '#components/ui/UndoBar.tsx';
import { WordingPage } from '#components/wording/WordingPage.tsx';
import { countOpenUntil } from '#lib/db/reminders.ts';
import { t, type MessageKey } from '#lib/i18n.ts';
import { useHotkeys } from '#lib/ui/hotkeys.ts';
import { undoLast } from '#lib/ui/notices.ts';
import { go, hrefOf, useRoute, type PageKey, type Route } from '#lib/ui/router.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { dashboardKeys } from './keys.ts';

const rail: readonly { page: PageKey; label: MessageKey; icon: IconName; letter: string }[] = [
  { page: 'today', label: 'dash.today', icon: 'check', letter: 'd' },
  { page: 'customers', label: 'dash.customers', icon: 'user', letter: 'c' },
  { page: 'reminders', label: 'dash.reminders', icon: 'alarm', letter: 'f' },
  { page: 'templates', label: 'dash.templates', icon: 'chat', letter: 't' },
  { page: 'settings', label: 'dash.settings', icon: 'gear', letter: 's' },
];

/** Pages without an entry of their own, and the one they belong to. */
const PARENTS: Partial<Record<PageKey, PageKey>> = {
  import: 'customers',
  duplicates: 'customers',
  health: 'settings',
  wording: 'settings',
};

/** Milliseconds within which the letter after `g` must come. */
const SECOND_KEY = 1200;

/** The dashboard: rail, the page that the address names, messages. `banner` stands over everything. */
export function Dashboard({ banner }: { banner?: JSX.Element | null }): JSX.Element {
  const route = useRoute();
  const [help, setHelp] = useState(false);
  useGoKeys();
  useHotkeys({ 'ctrl+z': () => void undoLast(), '?': () => setHelp(true) });
  const due = useDueCount();
  const here: PageKey = PARENTS[route.page] ?? route.page;
  return (
    <div class="dash">
      <nav class="rail" aria-label={t('dash.pages')}>
        <span class="rail__brand">{t('app.name')}</span>
        {rail.map(({ page, label, icon, letter }) => (
          <a
            key={page}
            class="rail__link"
            href={hrefOf(page)}
            aria-current={page === here ? 'page' : undefined}
            title={`${t(label)} (G ${letter.toUpperCase()})`}
          >
            <Icon name={icon} />
            <span>{t(label)}</span>
            {page === 'reminders' && due > 0 && (
              <span class="rail__count" aria-label={t('dash.dueCount', { n: due })}>
                {due > 99 ? '99+' : due}
              </span>
            )}
          </a>
        ))}
        <span class="spring" />
        <button type="button" class="rail__link" onClick={() => setHelp(true)}>
          <Icon name="keyboard" />
          <span>{t('ui.keys')}</span>
        </button>
      </nav>
      <main class="dash__main">
        {banner}
        <Page key={`${route.page}/${route.id ?? ''}`} route={route} />
      </main>
      {help && <KeysDialog keys={dashboardKeys} onClose={() => setHelp(false)} />}
      <PasteHost onCustomer={(id) => go(hrefOf('customers', id))} />
      <UndoBar />
    </div>
  );
}

function Page({ route }: { route: Route }): JSX.Element {
  const { page, id, params } = route;
  if (page === 'customers') return id ? <CustomerPage id={id} /> : <CustomersPage values={params} />;
  if (page === 'duplicates') return <DuplicatesPage />;
  if (page === 'import') return <ImportPage />;
  if (page === 'reminders') return <RemindersPage />;
  if (page === 'templates') return <TemplatesPage openId={id} />;
  if (page === 'settings') return <SettingsPage />;
  if (page === 'health') return <HealthPage />;
  if (page === 'wording') return <WordingPage />;
  return <TodayPage />;
}

/** `g` and a letter go to a page. */
function useGoKeys(): void {
  const until = useRef(0);
  const letters = Object.fromEntries(rail.map(({ page, letter }) => [letter, page]));
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (performance.now() > until.current || event.ctrlKey || event.metaKey || event.altKey) return;
      until.current = 0;
      const page = letters[event.key.toLowerCase()];
      if (!page) return;
      event.preventDefault();
      event.stopPropagation();
      go(hrefOf(page));
    };
    // Before the keys of the page, which may use the same letters.
    document.addEventListener('keydown', onKeyDown, true);
    return () => document.removeEventListener('keydown', onKeyDown, true);
  }, []);
  useHotkeys({ g: () => (until.current = performance.now() + SECOND_KEY) });
}

/** Returns how many follow-ups are due until tonight. */
function useDueCount(): number {
  return useLive(() => countOpenUntil(new Date().setHours(24, 0, 0, 0) - 1), []).value ?? 0;
}
