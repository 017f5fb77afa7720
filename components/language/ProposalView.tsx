import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { TextArea } from '#components/ui/Input.tsx';
import { Banner } from '#components/ui/states.tsx';
import { faultsOf, isApprovable, withoutSentence, type Proposal } from '#lib/domain/proposal.ts';
import { t } from '#lib/i18n.ts';
import type { ReplyDesk } from '#lib/ui/reply-desk.ts';
import { STAFF_LANGUAGE } from '#lib/ui/translations.ts';
import { FaultList, MarkedText } from './FaultList.tsx';

export interface ProposalViewProps {
  proposal: Proposal;
  desk: ReplyDesk;
  /** The text has been changed since it was translated. */
  stale: boolean;
  /** Nothing can be put into the chat now. */
  closed: boolean;
  /** Translating back is possible. */
  canTranslate: boolean;
  onPut: (text: string) => void;
}

/** A text that a machine made: read, put right, approved, and only then put into the chat. */
export function ProposalView({ proposal, desk, stale, closed, canTranslate, onPut }: ProposalViewProps): JSX.Element {
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(new Set());
  const faults = faultsOf(proposal);
  const { kind, text, language } = proposal;
  const ready = isApprovable(proposal, faults, confirmed) && !stale && !closed;
  const isDraft = kind === 'draft';
  const box = useRef<HTMLDivElement>(null);
  // It came below what it was made of, perhaps out of sight.
  useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), [kind, faults.length]);
  return (
    <div ref={box} class="proposal" data-proposal={kind} data-ready={ready ? '' : undefined}>
      <div class={isDraft ? 'proposal__both proposal__both--one' : 'proposal__both'}>
        {kind === 'translation' && (
          <div class="proposal__original">
            <div class="field__label">{t('language.original')}</div>
            <div class="private">{proposal.original.text}</div>
          </div>
        )}
        <TextArea
          label={t(isDraft ? 'language.proposalDraft' : 'language.proposal')}
          value={text}
          lang={language}
          dir="auto"
          rows={4}
          onInput={(event) => desk.edit(event.currentTarget.value)}
        />
      </div>
      {kind === 'translation' && desk.by && (
        <p class="small secondary">
          {desk.by === 'browser' ? t('language.by.browser') : t('language.by.endpoint', { origin: desk.by })}
        </p>
      )}
      {faults.some(({ start }) => start !== undefined) && <MarkedText text={text} faults={faults} />}
      <FaultList
        faults={faults}
        confirmed={confirmed}
        onConfirm={(id) => setConfirmed(new Set([...confirmed, id]))}
        onRemove={(fault) => desk.edit(withoutSentence(text, fault))}
      />
      {stale && <Banner tone="warn">{t('language.stale')}</Banner>}
      {desk.back !== null && (
        <div class="proposal__back" role="status">
          <div class="field__label">{t('language.backResult')}</div>
          <div class="private">{desk.back}</div>
        </div>
      )}
      <div class="row row--wrap proposal__actions">
        {canTranslate && language !== STAFF_LANGUAGE && (
          <Button size="small" disabled={desk.work !== null || !text.trim()} onClick={desk.translateBack}>
            {t('language.back')}
          </Button>
        )}
        <span class="spring" />
        <Button size="small" tone="quiet" onClick={desk.drop}>
          {t('language.drop')}
        </Button>
        <Button size="small" tone="primary" disabled={!ready} onClick={() => onPut(text)}>
          {t(isDraft ? 'language.approve' : 'language.put')}
        </Button>
      </div>
    </div>
  );
}
