import { useEffect, useMemo, useRef } from 'preact/hooks';
import { sameValue } from '#lib/domain/change.ts';
import { hashOf } from '#lib/domain/hash.ts';
import { type Template, TEMPLATE_LANGUAGES } from '#lib/domain/template.ts';
import { useDraft } from '#lib/ui/drafts.ts';
import { showNotice } from '#lib/ui/notices.ts';
import { headOf, type HeadFields } from './TemplateHead.tsx';
import { moreOf, type MoreFields } from './TemplateMore.tsx';

/** What a person writes of a template, as the form shows it. */
interface TemplateFields {
  head: HeadFields;
  body: string;
  more: MoreFields;
  pictures: readonly string[];
}

/** What was written and not saved, and what the template said when that was begun. */
interface Kept {
  fields: TemplateFields;
  base: number;
}

/** The form of a template that is not there yet has an address of its own: `new:ru:<id of the one it is a version of>`. */
const VERSION = /^new:([a-z]{2}):(.+)$/;

/** Returns under which id the form of a new language version of a template is opened. */
export function versionId(template: Pick<Template, 'id'>, language: string): string {
  return `new:${language}:${template.id}`;
}

/** Returns the template and the language that such an id stands for, or null. */
export function versionOf(id: string | null, all: readonly Template[]): { source: Template; language: string } | null {
  const [, language = '', sourceId] = VERSION.exec(id ?? '') ?? [];
  const source = all.find((each) => each.id === sourceId);
  return source && (TEMPLATE_LANGUAGES as readonly string[]).includes(language) ? { source, language } : null;
}

/** Returns the fields of a template, or of a version of it in another language; null: of a new one. */
export function fieldsOf(template: Template | null, language?: string): TemplateFields {
  const head = headOf(template);
  return {
    head: language ? { ...head, language } : head,
    body: template?.body ?? '',
    more: moreOf(template),
    pictures: template?.pictures ?? [],
  };
}

export interface FieldsInHand {
  fields: TemplateFields;
  change: (part: Partial<TemplateFields>) => void;
  /** What was written here before and not saved is on show; `outdated`: the template was changed since. */
  restored: 'no' | 'yes' | 'outdated';
  /** Forgets what was not saved. */
  drop: () => void;
}

/**
 * Holds what is being written of a template. It outlives the form: who opens another template comes back to it. `key` must
 * not change while the component lives.
 */
export function useTemplateFields(key: string, start: TemplateFields): FieldsInHand {
  const [text, setText] = useDraft(`template:${key}`);
  const kept = useMemo(() => keptIn(text), [text]);
  const base = hashOf(JSON.stringify(start));
  const typed = useRef(false);
  const restored = useRef(false);
  restored.current = kept !== null && (restored.current || !typed.current);
  // Two changes may come before the form is drawn again.
  const latest = useRef(start);
  latest.current = kept?.fields ?? start;
  const unsaved = useRef(false);
  unsaved.current = kept !== null;
  useEffect(() => () => void (unsaved.current && showNotice({ kind: 'info', label: { key: 'dash.draftKept' } })), []);
  const write = (next: TemplateFields | null): void => {
    const isNew = next !== null && !sameValue(next, start);
    typed.current = true;
    unsaved.current = isNew;
    latest.current = isNew ? next : start;
    setText(isNew ? JSON.stringify({ fields: next, base: kept?.base ?? base } satisfies Kept) : '');
  };
  return {
    fields: latest.current,
    change: (part) => write({ ...latest.current, ...part }),
    restored: !restored.current ? 'no' : kept?.base === base ? 'yes' : 'outdated',
    drop: () => write(null),
  };
}

function keptIn(text: string): Kept | null {
  if (!text) return null;
  try {
    const kept = JSON.parse(text) as Kept;
    return typeof kept.fields.body === 'string' ? kept : null;
  } catch (error) {
    console.warn('draft of a template not read', error);
    return null;
  }
}
