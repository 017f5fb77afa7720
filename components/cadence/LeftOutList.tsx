import type { JSX } from 'preact';
import type { LeftOut } from '#lib/domain/cadence.ts';
import { dayOfNumber, dayText } from '#lib/domain/calendar-day.ts';
import { t } from '#lib/i18n.ts';
import { RuleTable, WhoCell } from './RuleTable.tsx';

export interface LeftOutListProps {
  /** Those listed, with the customer's name. */
  rows: readonly { left: LeftOut; name: string }[];
  total: number;
  /** What a rule's follow-up says. */
  textOf: (ruleId: string, thing: string) => string;
}

/** What the rules asked for and nobody would have got, each with the days it could have had and why none was free. */
export function LeftOutList({ rows, total, textOf }: LeftOutListProps): JSX.Element {
  const why = ({ why: reason, by }: LeftOut): string => {
    if (reason === 'off') return t('cadence.left.off');
    return by.length === 0
      ? t('cadence.left.before')
      : t('cadence.left.taken', { by: by.map((id) => textOf(id, '')).join('、') });
  };
  return (
    <details class="stack" data-left-out={total}>
      <summary>{t('cadence.left', { n: total })}</summary>
      <RuleTable why>
        {rows.map(({ left, name }) => (
          <tr key={`${left.ruleId} ${left.customerId} ${left.day} ${left.thing}`}>
            <td class="amount">
              {dayText(dayOfNumber(left.day))}
              {left.until > left.day ? t('cadence.left.until', { day: dayText(dayOfNumber(left.until)).slice(5) }) : ''}
            </td>
            <WhoCell customerId={left.customerId} name={name} />
            <td>{textOf(left.ruleId, left.thing)}</td>
            <td class="small secondary">{why(left)}</td>
          </tr>
        ))}
      </RuleTable>
      {total > rows.length && <p class="small secondary">{t('cadence.tryMore', { n: total - rows.length })}</p>}
    </details>
  );
}
