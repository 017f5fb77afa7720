import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { TextArea } from '#components/ui/Input.tsx';
import { Menu } from '#components/ui/Menu.tsx';
import { WordingNotes } from '#components/wording/WordingNotes.tsx';
import { removeTemplate, saveTemplate, type TemplateInput } from '#lib/db/templates.ts';
import { FACT_NAMES } from '#lib/domain/template-slots.ts';
import type { Template } from '#lib/domain/template.ts';
import { t } from '#lib/i18n.ts';
import { doing, showFailure } from '#lib/ui/notices.ts';
import { go, hrefOf } from '#lib/ui/router.ts';
import { headOf, TemplateHead } from './TemplateHead.tsx';
import { isReversed, moreInput, moreOf, TemplateMore } from './TemplateMore.tsx';
import { TemplatePreview } from './TemplatePreview.tsx';
import { LanguageVersions, TemplateHistory } from './TemplateVersions.tsx';

/** The form of one template; what it will read like is shown beside it. Render it with the template's id as `key`. */
export function TemplateForm({ template, folders }: { template: Template | null; folders: readonly string[] }): JSX.Element {
  const [head, setHead] = useState(() => headOf(template));
  const [body, setBody] = useState(template?.body ?? '');
  const [more, setMore] = useState(() => moreOf(template));
  const [saving, setSaving] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const ready = head.title.trim() !== '' && body.trim() !== '' && !isReversed(more);
  const put = (name: string): void => {
    const at = area.current?.selectionStart ?? body.length;
    const end = area.current?.selectionEnd ?? at;
    const slot = `{${name}}`;
    setBody(`${body.slice(0, at)}${slot}${body.slice(end)}`);
    setTimeout(() => {
      area.current?.focus();
      area.current?.setSelectionRange(at + slot.length, at + slot.length);
    });
  };
  const save = async (): Promise<void> => {
    if (!ready || saving) return;
    setSaving(true);
    try {
      // The dictionary is large: it comes only when somebody writes a template.
      const { pinyinKeys } = await import('#lib/search/pinyin.ts');
      const none = { tags: undefined, favourite: undefined, validFrom: undefined, validUntil: undefined };
      const { language, code } = head;
      const written = { title: head.title.trim(), body, folder: head.folder.trim(), language };
      const input: TemplateInput = { ...written, ...none, ...moreInput(more), ...pinyinKeys(written.title) };
      if (template) input.id = template.id;
      if (code.trim() || template?.code) input.code = code.trim();
      if (await doing(() => saveTemplate(input))) go(hrefOf('templates'));
    } catch (error) {
      showFailure(error);
    } finally {
      setSaving(false);
    }
  };
  const remove = async (): Promise<void> => {
    if (template && (await doing(() => removeTemplate(template.id)))) go(hrefOf('templates'));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
  };
  return (
    <form
      class="template-form"
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div class="stack">
        <TemplateHead value={head} folders={folders} onChange={setHead} />
        <TextArea
          label={t('dash.templateBody')}
          hint={t('dash.templateBodyHint')}
          rows={9}
          maxLength={4000}
          value={body}
          ref={area}
          onInput={(event) => setBody(event.currentTarget.value)}
        />
        <WordingNotes text={body} onChange={setBody} />
        <details open={more.tags !== '' || more.favourite || more.validFrom !== '' || more.validUntil !== ''}>
          <summary>{t('dash.templateMore')}</summary>
          <TemplateMore value={more} onChange={setMore} />
          {template && <LanguageVersions template={template} />}
        </details>
        <div class="row row--wrap">
          <Menu
            label={t('dash.insertVariable')}
            icon="add"
            withText
            size="small"
            items={Object.values(FACT_NAMES).map(([name]) => ({ key: name, label: `{${name}}`, onSelect: () => put(name) }))}
          />
          <span class="spring" />
          {template && (
            <Button tone="danger" icon="trash" onClick={remove}>
              {t('ui.delete')}
            </Button>
          )}
          <Button onClick={() => go(hrefOf('templates'))}>{t('ui.cancel')}</Button>
          <Button tone="primary" type="submit" disabled={!ready || saving}>
            {t('ui.save')}
          </Button>
        </div>
        {template && <TemplateHistory template={template} />}
      </div>
      <TemplatePreview body={body} />
    </form>
  );
}
