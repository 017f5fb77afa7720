import type { JSX } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { EmptyState, ErrorState, Skeleton } from '#components/ui/states.tsx';
import { Input } from '#components/ui/Input.tsx';
import { allTemplates } from '#lib/db/templates.ts';
import type { Template } from '#lib/domain/template.ts';
import { countText } from '#lib/format.ts';
import { t } from '#lib/i18n.ts';
import { rankTemplates } from '#lib/search/rank.ts';
import { prepareIndex } from '#lib/search/template-index.ts';
import { useHotkeys } from '#lib/ui/hotkeys.ts';
import { go, hrefOf } from '#lib/ui/router.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { Habits } from './Habits.tsx';
import { passes, type TemplateFilter, TemplateFilters } from './TemplateFilters.tsx';
import { TemplateForm } from './TemplateForm.tsx';

const NEW = 'new';
const MOST = 1000;

/** All reply templates by folder, with search, and the one being edited beside them. */
export function TemplatesPage({ openId }: { openId: string | null }): JSX.Element {
  const [query, setQuery] = useState('');
  const [filter, setFilter] = useState<TemplateFilter>(null);
  const search = useRef<HTMLInputElement>(null);
  const live = useLive(() => allTemplates(), []);
  const all = live.value ?? [];
  const index = useMemo(() => prepareIndex(all, Date.now()), [live.value]);
  const folders = useMemo(
    () => [...new Set(all.map((item) => item.folder))].toSorted((a, b) => a.localeCompare(b, 'zh-CN')),
    [live.value],
  );
  const shown = useMemo(() => {
    const byId = new Map(all.map((item) => [item.id, item]));
    const found = query.trim()
      ? rankTemplates(index, query, { limit: MOST }).flatMap((hit) => byId.get(hit.template.id) ?? [])
      : all.toSorted(byFolder);
    return found.filter((item) => passes(item, filter, Date.now()));
  }, [index, query, filter]);
  const open = openId === NEW ? null : all.find((item) => item.id === openId);
  useHotkeys({ '/': () => search.current?.focus(), n: () => go(hrefOf('templates', NEW)) });
  return (
    <div class="page page--fill">
      <header class="page__head">
        <h1>{t('dash.templates')}</h1>
        <span class="secondary page__count">{live.value && t('dash.templateCount', { n: countText(all.length) })}</span>
        <span class="spring" />
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
          {openId === NEW && <TemplateForm key={NEW} template={null} folders={folders} />}
          {open && <TemplateForm key={open.id} template={open} folders={folders} />}
          {openId && openId !== NEW && live.value && !open && (
            <EmptyState centre title={t('dash.templateGone')} text={t('dash.templateGoneText')} />
          )}
          {!openId && <EmptyState centre text={t('dash.chooseTemplate')} />}
        </section>
      </div>
    </div>
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
