import type { JSX } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { EmptyState, ErrorState, Skeleton } from '#components/ui/states.tsx';
import { Input } from '#components/ui/Input.tsx';
import { Menu } from '#components/ui/Menu.tsx';
import { allTemplates } from '#lib/db/templates.ts';
import { folderTree } from '#lib/domain/template-folders.ts';
import type { Template } from '#lib/domain/template.ts';
import { countText } from '#lib/format.ts';
import { t } from '#lib/i18n.ts';
import { rankTemplates } from '#lib/search/rank.ts';
import { prepareIndex } from '#lib/search/template-index.ts';
import { useHotkeys } from '#lib/ui/hotkeys.ts';
import { go, hrefOf } from '#lib/ui/router.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { FactsPage } from './FactsPage.tsx';
import { FolderDialog } from './FolderDialog.tsx';
import { PacksPage } from './PacksPage.tsx';
import { TemplateExport } from './TemplateExport.tsx';
import { TemplateImport } from './TemplateImport.tsx';
import { Habits } from './Habits.tsx';
import { passes, type TemplateFilter, TemplateFilters } from './TemplateFilters.tsx';
import { versionOf } from './template-fields.ts';
import { TemplateForm } from './TemplateForm.tsx';

const NEW = 'new';
/** Screens of their own, under addresses that no template's id can be. */
const SCREENS = { import: TemplateImport, packs: PacksPage, facts: FactsPage } as const;
const MOST = 1000;

/** All reply templates by folder, with search, and the one being edited beside them. */
export function TemplatesPage({ openId, pack }: { openId: string | null; pack?: string | undefined }): JSX.Element {
  const Screen = openId && Object.hasOwn(SCREENS, openId) ? SCREENS[openId as keyof typeof SCREENS] : null;
  return Screen ? <Screen /> : <TemplateSplit openId={openId} pack={pack} />;
}

/** The list of templates, and the one being edited beside it. */
function TemplateSplit({ openId, pack }: { openId: string | null; pack: string | undefined }): JSX.Element {
  const [query, setQuery] = useState('');
  const [filter, setFilter] = useState<TemplateFilter>(pack ? { pack } : null);
  const [dialog, setDialog] = useState<'export' | 'folders' | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const live = useLive(() => allTemplates(), []);
  const all = live.value ?? [];
  const index = useMemo(() => prepareIndex(all, Date.now()), [live.value]);
  const folders = useMemo(() => folderTree(all.map((item) => item.folder)), [live.value]);
  const paths = folders.map(({ path }) => path);
  const shown = useMemo(() => {
    const byId = new Map(all.map((item) => [item.id, item]));
    const found = query.trim()
      ? rankTemplates(index, query, { limit: MOST }).flatMap((hit) => byId.get(hit.template.id) ?? [])
      : all.toSorted(byFolder);
    return found.filter((item) => passes(item, filter, Date.now()));
  }, [index, query, filter]);
  const open = openId === NEW ? null : all.find((item) => item.id === openId);
  const version = versionOf(openId, all);
  useHotkeys({ '/': () => search.current?.focus(), n: () => go(hrefOf('templates', NEW)) });
  return (
    <div class="page page--fill">
      <header class="page__head">
        <h1>{t('dash.templates')}</h1>
        <span class="secondary page__count">{live.value && t('dash.templateCount', { n: countText(all.length) })}</span>
        <span class="spring" />
        <MoreMenu onDialog={setDialog} />
        <Button tone="primary" icon="add" onClick={() => go(hrefOf('templates', NEW))}>
          {t('dash.newTemplate')}
        </Button>
      </header>
      {live.error ? <ErrorState error={live.error} onRetry={live.retry} /> : null}
      {!live.value && live.slow && <Skeleton lines={8} />}
      <div class="split">
        <section class="split__list" aria-label={t('dash.templates')}>
          <Input
            label={t('panel.searchReplies')}
            hideLabel
            placeholder={t('panel.searchReplies')}
            value={query}
            ref={search}
            onInput={(event) => setQuery(event.currentTarget.value)}
          />
          <Habits />
          <TemplateFilters all={all} folders={folders} filter={filter} onFilter={setFilter} />
          {live.value && shown.length === 0 && (
            <EmptyState text={t(query || filter !== null ? 'panel.noReplyFound' : 'dash.noTemplates')} />
          )}
          <ul class="template-list">
            {shown.map((item) => (
              <TemplateItem key={item.id} item={item} active={item.id === openId} folder={!filter || !('folder' in filter)} />
            ))}
          </ul>
        </section>
        <section class="split__main" aria-label={t('dash.editTemplate')}>
          {openId === NEW && <TemplateForm key={NEW} template={null} folders={paths} />}
          {open && <TemplateForm key={open.id} template={open} folders={paths} />}
          {version && <TemplateForm key={openId ?? ''} template={null} version={version} folders={paths} />}
          {openId && openId !== NEW && live.value && !open && !version && (
            <EmptyState centre title={t('dash.templateGone')} text={t('dash.templateGoneText')} />
          )}
          {!openId && <EmptyState centre text={t('dash.chooseTemplate')} />}
        </section>
      </div>
      {dialog === 'export' && <TemplateExport all={all} shown={shown} onClose={() => setDialog(null)} />}
      {dialog === 'folders' && (
        <FolderDialog
          all={all}
          shown={shown}
          folder={filter && 'folder' in filter ? filter.folder : null}
          onClose={() => setDialog(null)}
        />
      )}
    </div>
  );
}

function MoreMenu({ onDialog }: { onDialog: (dialog: 'export' | 'folders') => void }): JSX.Element {
  return (
    <Menu
      label={t('templates.more')}
      icon="more"
      withText
      items={[
        { key: 'import', label: t('templates.import'), icon: 'upload', onSelect: () => go(hrefOf('templates', 'import')) },
        { key: 'export', label: t('templates.export'), icon: 'download', onSelect: () => onDialog('export') },
        { key: 'packs', label: t('templates.packs'), icon: 'grid', onSelect: () => go(hrefOf('templates', 'packs')) },
        { key: 'facts', label: t('templates.facts'), icon: 'info', onSelect: () => go(hrefOf('templates', 'facts')) },
        { key: 'folders', label: t('templates.folders'), icon: 'edit', onSelect: () => onDialog('folders') },
      ]}
    />
  );
}

const byFolder = (a: Template, b: Template): number =>
  a.folder.localeCompare(b.folder, 'zh-CN') || b.uses - a.uses || a.title.localeCompare(b.title, 'zh-CN');

function TemplateItem({ item, active, folder }: { item: Template; active: boolean; folder: boolean }): JSX.Element {
  return (
    <li>
      <a
        class="template-item"
        href={hrefOf('templates', item.id)}
        aria-current={active ? 'true' : undefined}
        data-template={item.id}
      >
        <span class="row">
          <b class="ellipsis spring">{item.title}</b>
          {item.code && <code>{item.code}</code>}
        </span>
        <span class="row small secondary">
          <span class="ellipsis spring">{item.body}</span>
          {folder && item.folder && <span class="template-item__folder">{item.folder}</span>}
        </span>
      </a>
    </li>
  );
}
