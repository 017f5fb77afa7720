import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { TextArea } from '#components/ui/Input.tsx';
import { WordingNotes } from '#components/wording/WordingNotes.tsx';
import { removeTemplate, saveTemplate, type TemplateInput } from '#lib/db/templates.ts';
import type { Template } from '#lib/domain/template.ts';
import { cleanText, LIMITS } from '#lib/domain/text.ts';
import { t } from '#lib/i18n.ts';
import { doing, showFailure } from '#lib/ui/notices.ts';
import { go, hrefOf } from '#lib/ui/router.ts';
import { PictureField } from './PictureField.tsx';
import { PackMember, VariableMenu } from './TemplateExtras.tsx';
import { fieldsOf, useTemplateFields, versionId } from './template-fields.ts';
import { TemplateHead } from './TemplateHead.tsx';
import { isReversed, moreInput, TemplateMore } from './TemplateMore.tsx';
import { TemplatePreview } from './TemplatePreview.tsx';
import { LanguageVersions, TemplateHistory } from './TemplateVersions.tsx';
import { UnsavedNote } from './UnsavedNote.tsx';

interface TemplateFormProps {
  /** null: a new one. */
  template: Template | null;
  /** The new one is the version of a template in another language. */
  version?: { source: Template; language: string } | null;
  folders: readonly string[];
}

/**
 * The form of one template; what it will read like is shown beside it. Render it with the template's id as `key`. What is
 * not saved is kept until the form is opened again.
 */
export function TemplateForm({ template, version = null, folders }: TemplateFormProps): JSX.Element {
  const source = version?.source ?? null;
  const start = fieldsOf(template ?? source, version?.language);
  const key = template?.id ?? (version ? versionId(version.source, version.language) : 'new');
  const { fields, change, restored, drop } = useTemplateFields(key, start);
  const { head, body, more, pictures } = fields;
  const setBody = (next: string): void => change({ body: next });
  const [saving, setSaving] = useState(false);
  const takePictures = useRef<((files: readonly File[]) => void) | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  // A version that still reads like the first would be what its buyers get.
  const isTranslated = !source || body.trim() !== source.body.trim();
  const length = cleanText(body, Infinity).length;
  const tooLong = length > LIMITS.message;
  const ready = head.title.trim() !== '' && body.trim() !== '' && !tooLong && !isReversed(more) && isTranslated;
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
  const leave = (): void => {
    drop();
    go(hrefOf('templates'));
  };
  const save = async (): Promise<void> => {
    if (!ready || saving) return;
    setSaving(true);
    try {
      // The dictionary is large: it comes only when somebody writes a template.
      const { pinyinKeys } = await import('#lib/search/pinyin.ts');
      const none = { tags: undefined, favourite: undefined, validFrom: undefined, validUntil: undefined, stages: undefined };
      const added = { pictures: pictures.length > 0 ? [...pictures] : undefined };
      const { language, code } = head;
      const written = { title: head.title.trim(), body, folder: head.folder.trim(), language };
      const input: TemplateInput = { ...written, ...none, ...moreInput(more), ...added, ...pinyinKeys(written.title) };
      if (template) input.id = template.id;
      if (source) Object.assign(input, { versionOf: source.id, ...(source.shopId && { shopId: source.shopId }) });
      if (code.trim() || template?.code) input.code = code.trim();
      if (await doing(() => saveTemplate(input))) leave();
    } catch (error) {
      showFailure(error);
    } finally {
      setSaving(false);
    }
  };
  const remove = async (): Promise<void> => {
    if (template && (await doing(() => removeTemplate(template.id)))) leave();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
  };
  const onPaste = (event: ClipboardEvent): void => {
    const files = [...(event.clipboardData?.files ?? [])];
    // Cells of a spreadsheet come as text and as a picture of it: the text is meant.
    if (files.length === 0 || event.clipboardData?.getData('text/plain')) return;
    event.preventDefault();
    event.stopPropagation();
    takePictures.current?.(files);
  };
  return (
    <form
      class="template-form"
      onPaste={onPaste}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div class="stack">
        <UnsavedNote restored={restored} language={isTranslated ? null : head.language} onDrop={drop} />
        <TemplateHead value={head} folders={folders} onChange={(next) => change({ head: next })} />
        <TextArea
          label={t('dash.templateBody')}
          hint={t('dash.templateBodyHint')}
          error={tooLong ? t('templates.tooLong', { length, limit: LIMITS.message }) : null}
          rows={9}
          value={body}
          ref={area}
          onInput={(event) => setBody(event.currentTarget.value)}
        />
        <PictureField ids={pictures} onChange={(next) => change({ pictures: next })} takeRef={takePictures} />
        <WordingNotes text={body} onChange={setBody} />
        <details
          open={more.tags !== '' || more.stages.length > 0 || more.favourite || more.validFrom !== '' || more.validUntil !== ''}
        >
          <summary>{t('dash.templateMore')}</summary>
          <TemplateMore value={more} onChange={(next) => change({ more: next })} />
          {template && <LanguageVersions template={template} />}
          {template && <PackMember template={template} />}
        </details>
        <div class="row row--wrap">
          <VariableMenu onPut={put} />
          <span class="spring" />
          {template && (
            <Button tone="danger" icon="trash" onClick={remove}>
              {t('ui.delete')}
            </Button>
          )}
          <Button onClick={leave}>{t('ui.cancel')}</Button>
          <Button tone="primary" type="submit" disabled={!ready || saving}>
            {t('ui.save')}
          </Button>
        </div>
        {template && <TemplateHistory template={template} />}
      </div>
      <TemplatePreview body={body} language={head.language} pictures={pictures} />
    </form>
  );
}
