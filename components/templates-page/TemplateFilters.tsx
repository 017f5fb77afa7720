import type { JSX } from 'preact';
import { isInFolder, type FolderNode } from '#lib/domain/template-folders.ts';
import { inForce, type Template } from '#lib/domain/template.ts';
import { countText } from '#lib/format.ts';
import { t } from '#lib/i18n.ts';

/** What the list is narrowed to, beside the search: a folder with those in it, a pack, or templates that need a look. */
export type TemplateFilter = { folder: string } | { pack: string } | { special: Special } | null;
type Special = 'favourite' | 'unused' | 'outdated';

const DAY = 86_400_000;
const UNUSED_DAYS = 60;
const SPECIALS: readonly Special[] = ['favourite', 'unused', 'outdated'];

/** Tells whether a template passes at a moment (epoch ms); unused is what was there for 60 days without any use. */
export function passes(template: Template, filter: TemplateFilter, now: number): boolean {
  if (!filter) return true;
  if ('pack' in filter) return template.pack?.id === filter.pack;
  if ('folder' in filter) return isInFolder(template.folder, filter.folder);
  if (filter.special === 'favourite') return template.favourite === true;
  if (filter.special === 'outdated') return !inForce(template, now);
  return (template.lastUsedAt ?? template.createdAt) < now - UNUSED_DAYS * DAY;
}

/** The folders, and those of the special lists that hold something. */
export function TemplateFilters({
  all,
  folders,
  filter,
  onFilter,
}: {
  all: readonly Template[];
  folders: readonly FolderNode[];
  filter: TemplateFilter;
  onFilter: (filter: TemplateFilter) => void;
}): JSX.Element | null {
  const now = Date.now();
  const specials = SPECIALS.filter((special) => all.some((template) => passes(template, { special }, now)));
  if (folders.length < 2 && specials.length === 0) return null;
  const isOn = (other: TemplateFilter): boolean => JSON.stringify(other) === JSON.stringify(filter);
  const button = (name: string, value: TemplateFilter): JSX.Element => (
    <button
      key={name}
      type="button"
      class={isOn(value) ? 'chip chip--on' : 'chip chip--outline'}
      aria-pressed={isOn(value)}
      onClick={() => onFilter(value)}
    >
      {name}
    </button>
  );
  return (
    <>
      <div class="row row--wrap folders" role="group" aria-label={t('dash.filters')}>
        {button(t('dash.allFolders'), null)}
        {specials.map((special) => button(t(`dash.filter.${special}`), { special }))}
      </div>
      {folders.length > 1 && (
        <div class="folder-tree" role="group" aria-label={t('dash.folder')}>
          {folders.map(({ path, name, depth, all: count }) => (
            <button
              key={path}
              type="button"
              style={{ paddingLeft: `${8 + depth * 14}px` }}
              aria-pressed={isOn({ folder: path })}
              onClick={() => onFilter(isOn({ folder: path }) ? null : { folder: path })}
            >
              <span class="ellipsis spring">{name || t('dash.noFolder')}</span>
              <span class="small secondary">{countText(count)}</span>
            </button>
          ))}
        </div>
      )}
    </>
  );
}
