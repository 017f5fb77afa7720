import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { EmptyState } from '#components/ui/states.tsx';
import { db } from '#lib/db/database.ts';
import { planChunk } from '#lib/db/cadence-plan.ts';
import { isQuiet } from '#lib/domain/buyer-hours.ts';
import type { LeftOut, Planned } from '#lib/domain/cadence.ts';
import type { CadenceRule } from '#lib/domain/cadence-rules.ts';
import { exactTime } from '#lib/format.ts';
import { t, tAny } from '#lib/i18n.ts';
import { showFailure } from '#lib/ui/notices.ts';
import { LeftOutList } from './LeftOutList.tsx';
import { plainText } from './RuleRow.tsx';
import { RuleTable, WhoCell } from './RuleTable.tsx';

const MONTH = 30 * 86_400_000;
const CHUNK = 500;
/** Rows listed; all are counted. */
const LISTED = 200;

interface Found {
  looked: number;
  counts: Map<string, number>;
  customers: Set<string>;
  rows: { planned: Planned; name: string }[];
  total: number;
  left: { left: LeftOut; name: string }[];
  leftTotal: number;
  /** Orders in currencies without a least sum, by currency. */
  noSum: Map<string, number>;
  done: boolean;
}

const nothing = (): Found => ({
  looked: 0,
  counts: new Map(),
  customers: new Set(),
  rows: [],
  total: 0,
  left: [],
  leftTotal: 0,
  noSum: new Map(),
  done: false,
});

/** Goes through all customers a piece at a time and tells how far it is; stops when asked to. */
async function tryOut(rules: readonly CadenceRule[], onFound: (found: Found) => void, stopped: () => boolean): Promise<void> {
  const now = Date.now();
  let found = nothing();
  for (let after: string | null = ''; after !== null && !stopped();) {
    const chunk = await planChunk(rules, { from: now - MONTH, to: now, dry: true }, after, CHUNK);
    after = chunk.next;
    for (const { ruleId, customerId } of chunk.planned) {
      found.counts.set(ruleId, (found.counts.get(ruleId) ?? 0) + 1);
      found.customers.add(customerId);
    }
    for (const currency of chunk.withoutSum) found.noSum.set(currency, (found.noSum.get(currency) ?? 0) + 1);
    const listed = chunk.planned.slice(0, Math.max(0, LISTED - found.rows.length));
    const leftListed = chunk.left.slice(0, Math.max(0, LISTED - found.left.length));
    const names = new Map(
      (await db.customers.bulkGet([...new Set([...listed, ...leftListed].map(({ customerId }) => customerId))])).map((one) => [
        one?.id,
        one?.name ?? '',
      ]),
    );
    const rows = listed.map((planned) => ({ planned, name: names.get(planned.customerId) ?? '' }));
    found = {
      ...found,
      looked: found.looked + chunk.looked,
      total: found.total + chunk.planned.length,
      rows: [...found.rows, ...rows].toSorted((a, b) => a.planned.at - b.planned.at),
      left: [...found.left, ...leftListed.map((left) => ({ left, name: names.get(left.customerId) ?? '' }))],
      leftTotal: found.leftTotal + chunk.left.length,
      done: after === null,
    };
    onFound(found);
  }
}

/** What the rules would have made over the last month, for whom and when. Makes nothing. */
export function DryRun({ rules }: { rules: readonly CadenceRule[] }): JSX.Element {
  const [found, setFound] = useState<Found | null>(null);
  const [running, setRunning] = useState(false);
  const stop = useRef(false);
  useEffect(() => () => void (stop.current = true), []);
  const start = (all: boolean): void => {
    stop.current = false;
    setRunning(true);
    setFound(nothing());
    const used = all ? rules.map((rule) => ({ ...rule, on: true })) : rules;
    tryOut(used, setFound, () => stop.current)
      .catch(showFailure)
      .finally(() => setRunning(false));
  };
  return (
    <section class="card" aria-label={t('cadence.try')}>
      <div class="row row--wrap">
        <Button icon="eye" disabled={running} onClick={() => start(false)}>
          {t('cadence.try')}
        </Button>
        <Button icon="eye" tone="quiet" disabled={running} onClick={() => start(true)}>
          {t('cadence.tryAll')}
        </Button>
        {running && (
          <>
            <span role="status" class="small secondary">
              {t('cadence.trying', { n: found?.looked ?? 0 })}
            </span>
            <Button size="small" onClick={() => (stop.current = true)}>
              {t('cadence.stop')}
            </Button>
          </>
        )}
      </div>
      {found && !running && found.total + found.leftTotal === 0 && <EmptyState text={t('cadence.tryNone')} />}
      {found && found.total + found.leftTotal > 0 && <Results found={found} rules={rules} />}
      {found && found.noSum.size > 0 && <NoSum counts={found.noSum} />}
    </section>
  );
}

/** Of which orders nobody can say whether they are large. */
function NoSum({ counts }: { counts: ReadonlyMap<string, number> }): JSX.Element {
  const list = [...counts].toSorted((a, b) => b[1] - a[1]).map(([currency, n]) => t('cadence.noSumOf', { currency, n }));
  return <p class="small secondary">{t('cadence.noSum', { list: list.join('、') })}</p>;
}

function Results({ found, rules }: { found: Found; rules: readonly CadenceRule[] }): JSX.Element {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const nameOf = (id: string): string => {
    const rule = byId.get(id);
    return rule ? plainText(rule) : id;
  };
  const textOf = (id: string, thing: string): string =>
    thing ? (byId.get(id)?.text ?? id).replaceAll('{事}', tAny(thing)) : nameOf(id);
  return (
    <div class="stack" data-dry-run={found.total}>
      <h2>{t('cadence.tryTitle', { n: found.total, customers: found.customers.size })}</h2>
      <p class="small secondary">{t('cadence.tryNote')}</p>
      <ul class="row row--wrap rule__counts">
        {[...found.counts]
          .toSorted((a, b) => b[1] - a[1])
          .map(([id, n]) => (
            <li key={id} class="small">
              {nameOf(id)} <b>{n}</b>
            </li>
          ))}
      </ul>
      <RuleTable>
        {found.rows.map(({ planned, name }) => (
          <tr key={planned.id}>
            <td class="amount">
              {exactTime(planned.at).slice(0, -3)}
              {isQuiet(planned.at, planned.zone) && <span class="small secondary"> {t('reminder.nightThere')}</span>}
              {planned.calendarEnds && <span class="small secondary"> {t('reminder.calendarUnknown')}</span>}
            </td>
            <WhoCell customerId={planned.customerId} name={name} />
            <td>{textOf(planned.ruleId, planned.thing)}</td>
          </tr>
        ))}
      </RuleTable>
      {found.total > found.rows.length && (
        <p class="small secondary">{t('cadence.tryMore', { n: found.total - found.rows.length })}</p>
      )}
      {found.leftTotal > 0 && <LeftOutList rows={found.left} total={found.leftTotal} textOf={textOf} />}
    </div>
  );
}
