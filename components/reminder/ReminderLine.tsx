import type { JSX, Ref } from 'preact';
import { Button } from '#components/ui/Button.tsx';
import { Icon } from '#components/ui/Icon.tsx';
import { Input } from '#components/ui/Input.tsx';
import { addReminder } from '#lib/db/reminders.ts';
import { aboutIn } from '#lib/domain/reminder-about.ts';
import { presetsAt } from '#lib/domain/presets.ts';
import { rhythmOf, type Repeat } from '#lib/domain/recurrence.ts';
import type { Instead } from '#lib/domain/when.ts';
import { parseLine, type Line } from '#lib/domain/reminder-line.ts';
import { LIMITS } from '#lib/domain/text.ts';
import { dueTime, exactTime, localZone } from '#lib/format.ts';
import { t, tAny } from '#lib/i18n.ts';
import { calendarText } from '#lib/ui/calendar-words.ts';
import { giveBack, useDraft } from '#lib/ui/drafts.ts';
import { doing } from '#lib/ui/notices.ts';
import { useMinute } from '#lib/ui/use-minute.ts';
import { useShopGround } from '#lib/ui/use-shop-ground.ts';
import { repeatText } from './ReminderFacts.tsx';

export interface ReminderLineProps {
  customerId: string;
  /** Ids of customers that were joined into this one: a line that was being written on them goes on here. */
  joined?: readonly string[] | undefined;
  shopId: string;
  /** When the customer bought something, each time (epoch ms). */
  bought?: readonly number[];
  /** Numbers of the customer's orders: one of them, or its end, after `#` makes it a follow-up on that order. */
  orderNos?: readonly string[];
  ref?: Ref<HTMLInputElement>;
}

/** Stands between two texts that come together in the line. */
const JOINT = '；';

/** One line that becomes a follow-up; render it with the customer's id as `key`. The moment is shown before it is saved. */
export function ReminderLine({
  customerId,
  joined = [],
  shopId,
  bought = [],
  orderNos = [],
  ref,
}: ReminderLineProps): JSX.Element {
  const key = `reminder:${customerId}`;
  const [line, setLine] = useDraft(
    key,
    joined.map((id) => `reminder:${id}`),
    JOINT,
  );
  const now = useMinute();
  const { country } = useShopGround();
  const { line: said, orderNo, caseNo } = aboutIn(line, orderNos);
  const understand = (at: number): Line | null =>
    line.trim() ? parseLine(said, at, { zone: localZone(), country, ...rhythmOf(bought) }) : null;
  const when = understand(now);
  const save = async (text: string, dueAt: number, repeat?: Repeat): Promise<void> => {
    setLine('');
    const about = { ...(orderNo ? { orderNo } : {}), ...(caseNo ? { caseNo } : {}), ...(repeat ? { repeat } : {}) };
    const input = { customerId, shopId, text: text || t('reminder.defaultText'), dueAt, ...about };
    if (!(await doing(() => addReminder(input)))) setLine(giveBack(key, line, JOINT));
  };
  const correct = ({ piece, by }: Instead): void => setLine(line.normalize('NFKC').replace(piece, () => by));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Escape') (event.currentTarget as HTMLElement).blur();
    if (event.key !== 'Enter') return;
    event.preventDefault();
    // Understood anew: the clock has gone on since the preview was drawn.
    const fresh = understand(Date.now());
    if (fresh?.outcome === 'ok') void save(fresh.text, fresh.at, fresh.repeat);
    // Only put in the line: the moment is shown before it is saved by another Enter.
    const [first] = insteadOf(fresh);
    if (first) correct(first);
  };
  // A preset keeps what was typed as the text, without a moment that was typed as well.
  const textOfLine = when?.outcome === 'ok' ? when.text : said.trim();
  return (
    <div class="reminder-line" data-draft={key}>
      <Input
        label={t('reminder.line')}
        hideLabel
        placeholder={t('reminder.placeholder')}
        maxLength={LIMITS.title}
        value={line}
        ref={ref ?? null}
        hint={
          <>
            {orderNo && <b data-about={orderNo}>{t('reminder.order', { no: orderNo })} </b>}
            {caseNo && <b data-about={caseNo}>{t('reminder.case', { no: caseNo })} </b>}
            <WhenPreview when={when} now={now} country={country} />
          </>
        }
        onInput={(event) => setLine(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {insteadOf(when).length > 0 && (
        <div class="row row--wrap presets" role="group" aria-label={t('when.instead')}>
          {insteadOf(when).map((one) => (
            <Button key={one.by} size="small" title={exactTime(one.at)} onClick={() => correct(one)}>
              {t('when.insteadBy', { by: one.by })}
            </Button>
          ))}
        </div>
      )}
      <div class="row row--wrap presets" role="group" aria-label={t('reminder.presets')}>
        {presetsAt(now, localZone()).map(({ key: preset, at }) => (
          <Button key={preset} size="small" title={exactTime(at)} onClick={() => save(textOfLine, at)}>
            {tAny(`reminder.preset.${preset}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}

const insteadOf = (when: Line | null): readonly Instead[] =>
  when?.outcome === 'refused' && when.reason === 'no-such-date' ? (when.instead ?? []) : [];

/** Says what the line was understood as, before anything is saved. */
function WhenPreview({ when, now, country }: { when: Line | null; now: number; country: string }): JSX.Element {
  if (!when) return <span>{t('reminder.hint')}</span>;
  if (when.outcome === 'refused') {
    return (
      <span class="when when--refused" data-when={when.reason}>
        <Icon name="warn" />
        {when.reason === 'past' && when.piece ? t('when.pastDay', { day: when.piece }) : tAny(`when.${when.reason}`)}
        {insteadOf(when)[0] && t('when.insteadEnter', { by: insteadOf(when)[0]?.by ?? '' })}
      </span>
    );
  }
  return (
    <span class="when" data-when="ok">
      <Icon name="alarm" />
      <b title={exactTime(when.at)}>{dueTime(when.at, now)}</b>
      <span class="secondary">{exactTime(when.at).slice(0, 13)}</span>
      {when.repeat && <b data-repeat={when.repeat.unit}>{repeatText(when.repeat)}</b>}
      {!when.exact && !when.doubt && <span class="when__assumed">{t('reminder.assumed')}</span>}
      {when.doubt && (
        <span class="when__assumed" data-doubt={when.doubt}>
          {tAny(`line.doubt.${when.doubt}`)}
        </span>
      )}
      {(when.repeat?.unit === 'workday' || when.byWeekends) && <span class="when__assumed">{calendarText(country)}</span>}
      <span class="ellipsis">{when.text || t('reminder.defaultText')}</span>
      <span class="secondary">{t('reminder.enterSaves')}</span>
    </span>
  );
}
