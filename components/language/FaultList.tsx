import type { ComponentChildren, JSX } from 'preact';
import { Button } from '#components/ui/Button.tsx';
import { Icon } from '#components/ui/Icon.tsx';
import type { Fault } from '#lib/domain/proposal.ts';
import { t } from '#lib/i18n.ts';

/** The text with everything marked that a person has to look at. */
export function MarkedText({ text, faults }: { text: string; faults: readonly Fault[] }): JSX.Element {
  const parts: ComponentChildren[] = [];
  let from = 0;
  for (const { start, end, kind } of faults) {
    if (start === undefined || end === undefined || start < from) continue;
    parts.push(text.slice(from, start), <mark class={`mark mark--${kind}`}>{text.slice(start, end)}</mark>);
    from = end;
  }
  return (
    <p class="proposal__marked private">
      {parts}
      {text.slice(from)}
    </p>
  );
}

export interface FaultListProps {
  faults: readonly Fault[];
  confirmed: ReadonlySet<string>;
  onConfirm: (id: string) => void;
  onRemove: (fault: Fault) => void;
}

/** What stands in the way of putting a proposal into a chat: some has to be put right, the rest confirmed one by one. */
export function FaultList({ faults, confirmed, onConfirm, onRemove }: FaultListProps): JSX.Element | null {
  if (faults.length === 0) return null;
  const blocked = faults.some(({ kind }) => kind === 'missing' || kind === 'extra');
  return (
    <div class="faults" role="group" aria-label={t(blocked ? 'language.blocked' : 'language.confirmFirst')}>
      <p class={blocked ? 'fault' : 'small'} role="alert">
        {blocked && <Icon name="warn" />}
        {t(blocked ? 'language.blocked' : 'language.confirmFirst')}
      </p>
      <ul>
        {unique(faults).map((fault) => (
          <li key={fault.id} class="row row--wrap" data-fault={fault.kind}>
            <span class={fault.kind === 'doubtful' ? 'spring' : 'fault spring'}>{words(fault)}</span>
            {fault.kind !== 'missing' && fault.kind !== 'extra' && (
              <Actions fault={fault} confirmed={confirmed.has(fault.id)} onConfirm={onConfirm} onRemove={onRemove} />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface ActionsProps extends Pick<FaultListProps, 'onConfirm' | 'onRemove'> {
  fault: Fault;
  confirmed: boolean;
}

function Actions({ fault, confirmed, onConfirm, onRemove }: ActionsProps): JSX.Element {
  if (confirmed) {
    return (
      <span class="small secondary">
        <Icon name="check" /> {t('language.confirmed')}
      </span>
    );
  }
  return (
    <span class="faults__do">
      <Button size="small" onClick={() => onConfirm(fault.id)}>
        {t('language.confirm')}
      </Button>
      <Button size="small" tone="quiet" onClick={() => onRemove(fault)}>
        {t('language.removeSentence')}
      </Button>
    </span>
  );
}

const words = ({ kind, raw }: Fault): string =>
  kind === 'extra' && raw.startsWith('{') ? t('language.fault.extraVariable', { raw }) : t(`language.fault.${kind}`, { raw });

const unique = (faults: readonly Fault[]): Fault[] => [...new Map(faults.map((fault) => [fault.id, fault])).values()];
