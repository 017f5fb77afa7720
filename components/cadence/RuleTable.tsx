import type { ComponentChildren, JSX } from 'preact';
import { t } from '#lib/i18n.ts';
import { hrefOf } from '#lib/ui/router.ts';

/** A table of what rules ask for, a row each; `why` has a column of its own where reasons are given. */
export function RuleTable({ why = false, children }: { why?: boolean; children: ComponentChildren }): JSX.Element {
  return (
    <table class="rule__table">
      <thead>
        <tr>
          <th scope="col">{t('cadence.col.when')}</th>
          <th scope="col">{t('cadence.col.who')}</th>
          <th scope="col">{t('cadence.col.text')}</th>
          {why && <th scope="col">{t('cadence.col.why')}</th>}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

/** Who it is for: the cell leads to the customer. */
export function WhoCell({ customerId, name }: { customerId: string; name: string }): JSX.Element {
  return (
    <td>
      <a class="private" href={hrefOf('customers', customerId)}>
        {name || t('panel.noName')}
      </a>
    </td>
  );
}
