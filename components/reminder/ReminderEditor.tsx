import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Dialog } from '#components/ui/Dialog.tsx';
import { Input, Select } from '#components/ui/Input.tsx';
import { ordersOf } from '#lib/db/orders.ts';
import { editReminder } from '#lib/db/reminder-edit.ts';
import { allTemplates } from '#lib/db/templates.ts';
import { purchaseTimes } from '#lib/domain/purchases.ts';
import { rhythmOf, type RepeatUnit } from '#lib/domain/recurrence.ts';
import type { Reminder } from '#lib/domain/reminder.ts';
import { parseLine } from '#lib/domain/reminder-line.ts';
import { editedRepeat } from '#lib/domain/repeat-edit.ts';
import { lineChoice } from '#lib/domain/snooze.ts';
import { LIMITS } from '#lib/domain/text.ts';
import { exactTime, localZone } from '#lib/format.ts';
import { t, tAny } from '#lib/i18n.ts';
import { calendarText } from '#lib/ui/calendar-words.ts';
import { keepChoice } from '#lib/ui/last-choice.ts';
import { doing } from '#lib/ui/notices.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { useShopGround } from '#lib/ui/use-shop-ground.ts';
import { repeatText } from './ReminderFacts.tsx';

const UNITS = ['none', 'day', 'week', 'month', 'year', 'workday', 'cycle'] as const;
const none = { value: '', label: t('reminder.none') };

/** What the dialog has in its fields. */
interface Fields {
  text: string;
  line: string;
  unit: RepeatUnit | 'none';
  every: string;
  owner: string;
  priority: string;
  templateId: string;
  orderNo: string;
  caseNo: string;
}

function fieldsOf(r: Reminder): Fields {
  return {
    text: r.text,
    line: '',
    unit: r.repeat?.unit ?? 'none',
    every: String(r.repeat?.every ?? 1),
    owner: r.owner ?? '',
    priority: r.priority ?? '',
    templateId: r.templateId ?? '',
    orderNo: r.orderNo ?? '',
    caseNo: r.caseNo ?? '',
  };
}

/** Everything about one follow-up, to be changed. Saved as one change that can be undone. */
export function ReminderEditor({ reminder, onClose }: { reminder: Reminder; onClose: () => void }): JSX.Element {
  const [fields, setFields] = useState(() => fieldsOf(reminder));
  const templates = useLive(() => allTemplates(), []);
  const orders = useLive(() => ordersOf(reminder.customerId), [reminder.customerId]);
  const set = (more: Partial<Fields>): void => setFields({ ...fields, ...more });
  const { cycle, lastBought } = rhythmOf(purchaseTimes(orders.value ?? []));
  const { country } = useShopGround();
  const ground = { zone: localZone(), country, cycle, lastBought };
  const when = fields.line.trim() ? parseLine(fields.line, Date.now(), ground) : null;
  const typed = when?.outcome === 'ok' ? when : null;
  const dueAt = typed?.at ?? reminder.dueAt;
  const newCycle = fields.unit === 'cycle' && reminder.repeat?.unit !== 'cycle';
  const noCycle = newCycle && cycle === null && orders.value !== undefined;
  const bad = !fields.text.trim() || when?.outcome === 'refused' || noCycle || (newCycle && !orders.value);
  const save = async (): Promise<void> => {
    const priority: Reminder['priority'] | null =
      fields.priority === 'high' || fields.priority === 'low' ? fields.priority : null;
    const edit = {
      text: fields.text,
      dueAt,
      repeat:
        typed?.repeat ??
        editedRepeat({
          before: reminder.repeat,
          unit: fields.unit,
          every: Math.min(365, Math.max(1, Math.round(Number(fields.every)) || 1)),
          moved: typed && { at: typed.at, zone: localZone() },
          dueAt,
          ...ground,
        }),
      owner: fields.owner.trim() || null,
      priority,
      templateId: fields.templateId || null,
      orderNo: fields.orderNo || null,
      caseNo: fields.caseNo.trim() || null,
    };
    if (!(await doing(() => editReminder(reminder.id, edit)))) return;
    const choice = lineChoice(fields.line, Date.now(), localZone(), country);
    if (choice) await keepChoice(choice);
    onClose();
  };
  return (
    <Dialog
      title={t('reminder.editTitle')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('reminder.cancel')}</Button>
          <Button tone="primary" disabled={bad} onClick={() => void save()}>
            {t('reminder.save')}
          </Button>
        </>
      }
    >
      <div class="stack reminder-editor">
        <Input
          label={t('reminder.field.text')}
          value={fields.text}
          maxLength={LIMITS.note}
          onInput={(e) => set({ text: e.currentTarget.value })}
        />
        <Input
          label={t('reminder.field.when')}
          value={fields.line}
          placeholder={t('reminder.placeholder')}
          hint={[exactTime(dueAt), typed?.repeat && repeatText(typed.repeat)].filter(Boolean).join(' · ')}
          error={when?.outcome === 'refused' ? tAny(`when.${when.reason}`) : null}
          onInput={(e) => set({ line: e.currentTarget.value })}
        />
        <div class="row">
          <Select
            label={t('reminder.field.repeat')}
            value={typed?.repeat?.unit ?? fields.unit}
            disabled={typed?.repeat !== undefined}
            options={UNITS.map((unit) => ({ value: unit, label: tAny(`reminder.repeat.${unit}`) }))}
            hint={fields.unit === 'workday' ? calendarText(country) : undefined}
            error={noCycle ? t('when.no-cycle') : null}
            onChange={(unit) => set({ unit: unit as Fields['unit'] })}
          />
          {!typed?.repeat && fields.unit !== 'none' && fields.unit !== 'cycle' && (
            <Input
              label={t('reminder.field.every')}
              type="number"
              min={1}
              max={365}
              value={fields.every}
              onInput={(e) => set({ every: e.currentTarget.value })}
            />
          )}
        </div>
        <Links fields={fields} set={set} templates={templates.value ?? []} orders={(orders.value ?? []).map((o) => o.no)} />
      </div>
    </Dialog>
  );
}

interface LinksProps {
  fields: Fields;
  set: (more: Partial<Fields>) => void;
  templates: readonly { id: string; title: string; language: string }[];
  orders: readonly string[];
}

/** Who looks after it, how pressing it is, and what it is about. */
function Links({ fields, set, templates, orders }: LinksProps): JSX.Element {
  return (
    <>
      <div class="row">
        <Select
          label={t('reminder.field.priority')}
          value={fields.priority}
          options={[
            { value: 'high', label: t('reminder.priority.high') },
            { value: '', label: t('reminder.priority.normal') },
            { value: 'low', label: t('reminder.priority.low') },
          ]}
          onChange={(priority) => set({ priority })}
        />
        <Input
          label={t('reminder.field.owner')}
          value={fields.owner}
          maxLength={LIMITS.name}
          onInput={(e) => set({ owner: e.currentTarget.value })}
        />
      </div>
      <Select
        label={t('reminder.field.template')}
        value={fields.templateId}
        options={[
          none,
          ...templates.map(({ id, title, language }) => ({
            value: id,
            label: language === 'zh' ? title : `${title} (${language})`,
          })),
        ]}
        onChange={(templateId) => set({ templateId })}
      />
      <div class="row">
        <Select
          label={t('reminder.field.order')}
          value={fields.orderNo}
          options={[none, ...[...new Set([...orders, fields.orderNo])].filter(Boolean).map((no) => ({ value: no, label: no }))]}
          onChange={(orderNo) => set({ orderNo })}
        />
        <Input
          label={t('reminder.field.case')}
          value={fields.caseNo}
          maxLength={64}
          onInput={(e) => set({ caseNo: e.currentTarget.value })}
        />
      </div>
    </>
  );
}
