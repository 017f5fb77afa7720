import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Input, Select, TextArea } from '#components/ui/Input.tsx';
import type { CadenceKind, CadenceRule } from '#lib/domain/cadence-rules.ts';
import { readSums, sumLines } from '#lib/domain/large-order.ts';
import type { Template } from '#lib/domain/template.ts';
import { LIMITS } from '#lib/domain/text.ts';
import { t } from '#lib/i18n.ts';

const AFTER: ReadonlySet<CadenceKind> = new Set(['notice', 'survey', 'thanks', 'visit', 'sleeping', 'touch', 'nps']);

/** What the fields hold while they are being changed; all of it text. */
interface Fields {
  text: string;
  days: string;
  within: string;
  hour: string;
  tags: string;
  level: string;
  minOrders: string;
  where: string;
  sums: string;
  fromOrder: string;
  lasts: string;
  templateId: string;
}

function fieldsOf(rule: CadenceRule): Fields {
  return {
    text: rule.text,
    days: String(rule.days),
    within: String(rule.within),
    hour: String(rule.hour),
    tags: (rule.who.tags ?? []).join('，'),
    level: rule.who.level ?? '',
    minOrders: rule.who.minOrders === undefined ? '' : String(rule.who.minOrders),
    where: rule.who.where ?? '',
    sums: sumLines(rule.amounts ?? {}),
    fromOrder: String(rule.fromOrder ?? ''),
    lasts: (rule.lasts ?? []).map(({ word, days }) => `${word}=${days}`).join('\n'),
    templateId: rule.templateId ?? '',
  };
}

/** Returns a whole number within bounds, or undefined for an empty or unreadable field. */
function whole(text: string, low: number, high: number): number | undefined {
  const n = Math.round(Number(text));
  return text.trim() === '' || !Number.isFinite(n) ? undefined : Math.min(high, Math.max(low, n));
}

function whoOf(fields: Fields): CadenceRule['who'] {
  const tags = fields.tags
    .split(/[,，、]/u)
    .map((tag) => tag.trim())
    .filter(Boolean);
  const minOrders = whole(fields.minOrders, 0, 9999);
  const where = fields.where === 'domestic' || fields.where === 'abroad' ? fields.where : undefined;
  return {
    ...(tags.length > 0 ? { tags } : {}),
    ...(fields.level.trim() ? { level: fields.level.trim() } : {}),
    ...(minOrders === undefined ? {} : { minOrders }),
    ...(where ? { where } : {}),
  };
}

/** Returns the rule with what the fields say; unreadable numbers stay as they were. */
function ruleOf(rule: CadenceRule, fields: Fields): CadenceRule {
  const days = whole(fields.days, 0, 1000) ?? rule.days;
  const lasts = fields.lasts.split('\n').flatMap((line) => {
    const m = /^\s*(.+?)\s*[=＝:：]\s*(\d{1,4})\s*$/u.exec(line);
    return m ? [{ word: m[1] ?? '', days: Number(m[2]) }] : [];
  });
  const { templateId: _template, amounts: _amounts, fromOrder: _from, ...rest } = rule;
  const fromOrder = whole(fields.fromOrder, 1, 9999);
  return {
    ...rest,
    text: fields.text.trim() || rule.text,
    days,
    within: AFTER.has(rule.kind) ? Math.max(days, whole(fields.within, 0, 1000) ?? rule.within) : rule.within,
    hour: whole(fields.hour, 0, 23) ?? rule.hour,
    who: whoOf(fields),
    // Absent, the one that a shop begins with would come back.
    ...(rule.kind === 'visit' ? { amounts: readSums(fields.sums).sums, fromOrder: fromOrder ?? null } : {}),
    ...(rule.kind === 'care' ? { lasts } : {}),
    ...(fields.templateId ? { templateId: fields.templateId } : {}),
  };
}

export interface RuleFormProps {
  rule: CadenceRule;
  templates: readonly Template[];
  onSave: (rule: CadenceRule) => void;
  onRemove: (() => void) | undefined;
}

/** The fields of a rule. */
export function RuleForm({ rule, templates, onSave, onRemove }: RuleFormProps): JSX.Element {
  const [fields, setFields] = useState(() => fieldsOf(rule));
  const [unread, setUnread] = useState('');
  const set = (more: Partial<Fields>): void => setFields({ ...fields, ...more });
  const save = (): void => {
    const bad = rule.kind === 'visit' ? (readSums(fields.sums).bad[0] ?? '') : '';
    setUnread(bad);
    if (bad === '') onSave(ruleOf(rule, fields));
  };
  const field = (key: keyof Fields, type: 'text' | 'number' = 'number'): JSX.Element => (
    <Input
      label={t(`cadence.field.${key}` as 'cadence.field.days')}
      type={type}
      value={fields[key]}
      maxLength={LIMITS.title}
      onInput={(e) => set({ [key]: e.currentTarget.value })}
    />
  );
  return (
    <form
      class="rule__form stack"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {field('text', 'text')}
      <div class="rule__fields">
        {field('days')}
        {AFTER.has(rule.kind) && field('within')}
        {field('hour')}
        {rule.kind === 'visit' && field('fromOrder')}
        {field('minOrders')}
        <Select
          label={t('cadence.field.where')}
          value={fields.where}
          options={[
            { value: '', label: t('cadence.where.all') },
            { value: 'domestic', label: t('cadence.where.domestic') },
            { value: 'abroad', label: t('cadence.where.abroad') },
          ]}
          onChange={(where) => set({ where })}
        />
        {field('level', 'text')}
      </div>
      {field('tags', 'text')}
      {rule.kind === 'visit' && (
        <TextArea
          label={t('cadence.field.sums')}
          value={fields.sums}
          rows={6}
          hint={t('cadence.sumsFrom')}
          error={unread && t('cadence.sumUnread', { line: unread })}
          onInput={(e) => set({ sums: e.currentTarget.value })}
        />
      )}
      {rule.kind === 'care' && (
        <TextArea
          label={t('cadence.field.lasts')}
          value={fields.lasts}
          rows={4}
          onInput={(e) => set({ lasts: e.currentTarget.value })}
        />
      )}
      <Select
        label={t('cadence.field.template')}
        value={fields.templateId}
        options={[
          { value: '', label: t('reminder.none') },
          ...templates.map(({ id, title, language }) => ({
            value: id,
            label: language === 'zh' ? title : `${title} (${language})`,
          })),
        ]}
        onChange={(templateId) => set({ templateId })}
      />
      <div class="row">
        <Button tone="primary" size="small" type="submit">
          {t('reminder.save')}
        </Button>
        {onRemove && (
          <Button tone="quiet" size="small" icon="trash" onClick={onRemove}>
            {t('cadence.remove')}
          </Button>
        )}
      </div>
    </form>
  );
}
