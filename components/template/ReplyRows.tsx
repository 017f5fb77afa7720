import type { JSX } from 'preact';
import { Icon } from '#components/ui/Icon.tsx';
import { WordingLine } from '#components/wording/WordingLine.tsx';
import { idsOfKind } from '#lib/domain/attachments.ts';
import { sameLanguage } from '#lib/domain/reply-language.ts';
import { textSoFar } from '#lib/domain/template-messages.ts';
import type { TemplateBrief } from '#lib/domain/template.ts';
import type { WordingChecker } from '#lib/domain/wording-check.ts';
import { t, tAny } from '#lib/i18n.ts';
import type { Ranked } from '#lib/search/rank.ts';
import { fillReply, type ReplyBlock, type ReplyGround, type ReplyTarget } from '#lib/ui/insert-reply.ts';
import type { ReplyRow } from '#lib/ui/use-reply-rows.ts';
import { useWording } from '#lib/ui/use-wording.ts';
import { WhyLine } from './WhyLine.tsx';

interface RowsProps {
  rows: readonly ReplyRow[];
  /** The rows are a moment away. */
  waiting: boolean;
  ground: ReplyGround;
  at: number;
  block: ReplyBlock;
  target: ReplyTarget | null;
  onPick: (ranked: Ranked) => void;
}

/** What can be put in, best first; nothing here is sent. */
export function ReplyRows({ rows, waiting, ground, at, block, target, onPick }: RowsProps): JSX.Element {
  const checker = useWording();
  return (
    <>
      {block === 'other-customer' && (
        <p class="small replies__block">
          <Icon name="warn" />
          {t('panel.block.other-customer')}
        </p>
      )}
      <ul
        id="replies"
        class={waiting ? 'replies__rows replies__rows--waiting' : 'replies__rows'}
        role="listbox"
        aria-label={t('panel.replies')}
      >
        {rows.map((ranked, i) => (
          <ReplyItem
            key={ranked.template.id}
            place={i}
            chosen={i === at}
            blocked={block !== null}
            ranked={ranked}
            preview={previewOf(ranked.template, target, ground)}
            checker={checker}
            onPick={onPick}
          />
        ))}
      </ul>
    </>
  );
}

interface ItemProps {
  place: number;
  chosen: boolean;
  blocked: boolean;
  ranked: ReplyRow;
  /** The text as it would be put in. */
  preview: string;
  checker: WordingChecker | null;
  onPick: (ranked: Ranked) => void;
}

function ReplyItem({ place, chosen, blocked, ranked, preview, checker, onPick }: ItemProps): JSX.Element {
  return (
    <li
      id={`reply-${place}`}
      role="option"
      aria-selected={chosen}
      class="reply"
      aria-disabled={blocked}
      title={preview}
      data-template-id={ranked.template.id}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => onPick(ranked)}
    >
      <span class="kbd">{place + 1}</span>
      <span class="reply__text">
        <span class="reply__title ellipsis">{highlighted(ranked)}</span>
        {ranked.why && <WhyLine why={ranked.why} />}
        <span class="reply__body ellipsis private">{preview}</span>
        <WordingLine checker={checker} text={preview} />
      </span>
      <span class="reply__by small secondary">
        {[
          countOf(ranked.template, 'picture', 'panel.pictures'),
          countOf(ranked.template, 'file', 'panel.files'),
          ranked.by !== 'title' && ranked.by !== 'recent' && tAny(`panel.by.${ranked.by}`),
          !sameLanguage(ranked.template.language, 'zh') && ranked.template.language.toUpperCase(),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </li>
  );
}

function countOf({ pictures }: TemplateBrief, kind: 'file' | 'picture', key: 'panel.files' | 'panel.pictures'): string {
  const n = idsOfKind(pictures, kind).length;
  return n > 0 ? t(key, { n }) : '';
}

/** The text as it would be put in for this buyer; what is missing shows as a gap. */
function previewOf(template: TemplateBrief, target: ReplyTarget | null, ground: ReplyGround): string {
  return (target && textSoFar(fillReply(template, target, {}, ground))) || template.body;
}

/** The title with what was found in it marked. */
export function highlighted({ template, hits }: Ranked): (JSX.Element | string)[] {
  const parts: (JSX.Element | string)[] = [];
  let from = 0;
  for (const [start, end] of hits) {
    if (start < from) continue;
    parts.push(template.title.slice(from, start), <mark key={start}>{template.title.slice(start, end)}</mark>);
    from = end;
  }
  return [...parts, template.title.slice(from)];
}
