import type { JSX, Ref } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { tellOutcome } from '#components/template/outcome.ts';
import { Button, IconButton } from '#components/ui/Button.tsx';
import { Icon } from '#components/ui/Icon.tsx';
import { Select, TextArea } from '#components/ui/Input.tsx';
import { Kbd } from '#components/ui/Kbd.tsx';
import { languageSettings } from '#lib/db/language.ts';
import { messagesIn, messagesOf } from '#lib/db/messages.ts';
import { lastDay } from '#lib/domain/draft-facts.ts';
import { marksOf } from '#lib/domain/chat.ts';
import { detectLanguage } from '#lib/domain/language-detect.ts';
import type { StoredMessage } from '#lib/domain/message-stored.ts';
import { replyLanguage } from '#lib/domain/reply-language.ts';
import type { LanguageSettings } from '#lib/domain/service.ts';
import { TEMPLATE_LANGUAGES } from '#lib/domain/template.ts';
import { short } from '#lib/domain/token-number.ts';
import { t, tAny } from '#lib/i18n.ts';
import { useDraft } from '#lib/ui/drafts.ts';
import { insertReply, type ReplyBlock, type ReplyTarget } from '#lib/ui/insert-reply.ts';
import { showFailure } from '#lib/ui/notices.ts';
import { deskOpen, type ReplyDesk as Desk, useReplyDesk } from '#lib/ui/reply-desk.ts';
import { STAFF_LANGUAGE } from '#lib/ui/translations.ts';
import { useLive } from '#lib/ui/use-live.ts';
import type { Replies } from '#lib/ui/use-replies.ts';
import { DraftForm } from './DraftForm.tsx';
import { ProposalView } from './ProposalView.tsx';
import { SendPreview } from './SendPreview.tsx';
import { SentButton } from './SentList.tsx';

export interface ReplyDeskProps {
  target: ReplyTarget;
  block: ReplyBlock;
  replies: Replies;
  /** Opens the desk and puts the focus into it; for a key of the page. */
  openRef: { current: (() => void) | null };
}

/** Where a reply is written, translated or drafted before it goes into the chat; absent while all of that is off. */
export function ReplyDesk(props: ReplyDeskProps): JSX.Element | null {
  const settings = useLive(() => languageSettings(), []).value;
  const open = deskOpen.value;
  const field = useRef<HTMLTextAreaElement>(null);
  const wantsFocus = useRef(false);
  const begin = (): void => {
    wantsFocus.current = true;
    deskOpen.value = true;
    field.current?.focus();
  };
  const on = settings !== undefined && (settings.translate || settings.draft);
  props.openRef.current = on ? begin : null;
  useLayoutEffect(() => {
    // Only where a person opened it: a chat that is switched takes no focus.
    if (open && wantsFocus.current) field.current?.focus();
    wantsFocus.current = false;
  }, [open]);
  if (!on) return null;
  const title = t(settings.draft ? (settings.translate ? 'language.deskDraft' : 'language.deskOnlyDraft') : 'language.desk');
  if (!open) {
    return (
      <button type="button" class="desk__open" aria-expanded={false} onClick={begin}>
        <Icon name="edit" />
        <span class="spring">{title}</span>
        <Kbd keys="Y" />
      </button>
    );
  }
  return (
    <section class="desk" aria-label={title}>
      <div class="row">
        <h2 class="section-title spring">{title}</h2>
        <SentButton />
        <IconButton icon="down" label={t('language.close')} onClick={() => (deskOpen.value = false)} />
      </div>
      <OpenDesk key={props.target.chat.fingerprint ?? ''} {...props} settings={settings} fieldRef={field} />
    </section>
  );
}

/** The language of what the buyer wrote last, else the one in which buyers like this one are answered. */
function usualLanguage(messages: readonly StoredMessage[], { chat, card }: ReplyTarget): string {
  const last = messages.findLast(({ side, type, text }) => side === 'buyer' && type === 'text' && text && detectLanguage(text));
  return detectLanguage(last?.text ?? '')?.language ?? short(replyLanguage(chat.site, chat.peer, card?.customer ?? null));
}

interface OpenDeskProps extends ReplyDeskProps {
  settings: LanguageSettings;
  fieldRef: Ref<HTMLTextAreaElement>;
}

function OpenDesk({ target, block, replies, settings, fieldRef }: OpenDeskProps): JSX.Element {
  const { chat, card } = target;
  const customerId = card?.customer.id;
  const [text, setText] = useDraft(`reply:${chat.site}|${chat.fingerprint}`);
  const [picked, setPicked] = useState<string | null>(null);
  const [putting, setPutting] = useState(false);
  const messages = useLive(() => (customerId ? messagesOf(customerId) : []), [customerId]).value ?? [];
  // A draft knows what is on screen: the open conversation, not the others with this buyer, nor what was long ago.
  const marks = marksOf(chat);
  const said = useLive(() => (customerId ? messagesIn(customerId, marks) : []), [customerId, marks.join('\n')]).value;
  const usual = useMemo(() => usualLanguage(messages, target), [messages, target]);
  const language = picked ?? usual;
  const desk = useReplyDesk(settings);
  const { proposal, work } = desk;
  const mine = detectLanguage(text)?.language ?? STAFF_LANGUAGE;
  // What stands here when a reply has gone in: somebody may have written on while it did.
  const now = useRef({ text, desk });
  now.current = { text, desk };
  const canDownload = work === null && (desk.problem === 'needs-download' || (desk.download && proposal?.kind === 'translation'));
  const put = async (ready: string): Promise<void> => {
    setPutting(true);
    try {
      const filled = { outcome: 'ready' as const, text: ready };
      const outcome = await insertReply({ id: '' }, filled, target);
      tellOutcome(outcome, filled);
      if (outcome !== 'inserted' && outcome !== 'copied') return;
      if (now.current.desk.round === desk.round) now.current.desk.drop();
      if (now.current.text === text) setText('');
    } catch (error) {
      showFailure(error);
    } finally {
      setPutting(false);
    }
  };
  return (
    <div class="desk__body">
      <TextArea
        ref={fieldRef}
        label={t('language.text')}
        placeholder={settings.draft ? t('language.textHint') : undefined}
        rows={2}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <div class="row row--wrap">
        <Select
          label={t('language.to')}
          hideLabel
          value={language}
          options={TEMPLATE_LANGUAGES.map((value) => ({ value, label: tAny(`language.name.${value}`) }))}
          onChange={setPicked}
        />
        {settings.translate && (
          <Button
            size="small"
            disabled={!text.trim() || mine === language || work !== null}
            onClick={() => desk.translate(text, language)}
          >
            {t(proposal?.kind === 'translation' ? 'language.again' : 'language.translate')}
          </Button>
        )}
        {settings.translate && canDownload && (
          <Button size="small" title={t('language.downloadInstead')} onClick={() => desk.fetchModel(text, language)}>
            {t('language.download')}
          </Button>
        )}
        <DeskWork desk={desk} />
      </div>
      {settings.translate && text.trim() && mine === language && <p class="small secondary">{t('language.sameLanguage')}</p>}
      {desk.problem && desk.problem !== 'cancelled' && (
        <p class="fault" role="alert">
          <Icon name="warn" />
          {t(`language.error.${desk.problem}`)}
        </p>
      )}
      {settings.draft && (
        <DraftForm
          target={target}
          messages={lastDay(said ?? [])}
          replies={replies}
          wish={text}
          language={language}
          busy={work !== null || block === 'other-customer'}
          onDraft={desk.draft}
        />
      )}
      {proposal && (
        <ProposalView
          key={desk.round}
          proposal={proposal}
          desk={desk}
          stale={proposal.kind === 'translation' && proposal.original.text !== text}
          closed={block !== null || putting}
          canTranslate={settings.translate}
          onPut={(ready) => void put(ready)}
        />
      )}
      {desk.asked && settings.endpoint && (
        <SendPreview endpoint={settings.endpoint} body={desk.asked.body} onSend={desk.asked.go} onClose={desk.decline} />
      )}
    </div>
  );
}

/** What is going on, with what has come of it so far, and a way to stop it. */
function DeskWork({ desk: { work, stop } }: { desk: Desk }): JSX.Element | null {
  if (!work) return null;
  const { what, share = 0, text } = work;
  return (
    <>
      <span class="small secondary" role="status">
        {what === 'downloading'
          ? t('language.downloading', { percent: Math.round(share * 100) })
          : t(what === 'drafting' ? 'language.drafting' : 'language.waiting')}
      </span>
      <Button size="small" tone="quiet" onClick={stop}>
        {t('language.cancel')}
      </Button>
      {text && <p class="desk__coming private">{text}</p>}
    </>
  );
}
