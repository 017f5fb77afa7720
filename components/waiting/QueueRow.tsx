import type { JSX } from 'preact';
import { Button } from '#components/ui/Button.tsx';
import type { QueueLine } from '#lib/domain/wait-queue.ts';
import { t } from '#lib/i18n.ts';
import { whyText } from '#lib/ui/wait-words.ts';
import { WaitClock } from './WaitClock.tsx';

export interface QueueRowProps {
  id: string;
  line: QueueLine;
  now: number;
  selected: boolean;
  shopName: string;
  hasPage: boolean;
  onSelect: () => void;
  onJump: () => void;
  onSettle: () => void;
  /** Address of the customer's page, where there is one to go to. */
  href?: string;
}

/** One who waits: since when, why there, what was asked, and the two things to do. */
export function QueueRow(props: QueueRowProps): JSX.Element {
  const { id, line, now, selected, shopName, hasPage, onSelect, onJump, onSettle, href } = props;
  const name = line.name || t('panel.noName');
  return (
    <li
      id={id}
      class="queue__row"
      aria-current={selected ? 'true' : undefined}
      data-loud={line.loud ? '' : undefined}
      onMouseDown={onSelect}
    >
      <div class="queue__head">
        {href ? (
          <a class="queue__name ellipsis private" href={href}>
            {name}
          </a>
        ) : (
          <span class="queue__name ellipsis private">{name}</span>
        )}
        {line.loud && <span class="queue__loud">{t('waiting.loud')}</span>}
        <span class="spring" />
        <WaitClock line={line} now={now} />
      </div>
      <p class="queue__why small">{line.why.map(whyText).join(' · ')}</p>
      <p class="queue__text small secondary ellipsis private">
        {line.wait.text.replaceAll('\n', ' / ') || t('waiting.picture')}
        {line.wait.lines > 1 && ` · ${t('waiting.lines', { n: line.wait.lines })}`}
      </p>
      <div class="queue__foot">
        <span class="small secondary ellipsis">
          {shopName}
          {!hasPage && ` · ${t('waiting.noTab')}`}
        </span>
        <span class="spring" />
        <Button size="small" tone="quiet" title={`${t('waiting.settleLong')} (X)`} onClick={onSettle}>
          {t('waiting.settle')}
        </Button>
        <Button size="small" icon="open" disabled={!hasPage} title={t('waiting.jumpLong')} onClick={onJump}>
          {t('waiting.jump')}
        </Button>
      </div>
    </li>
  );
}
