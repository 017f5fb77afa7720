import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { splitGaps } from '#lib/domain/template-gaps.ts';
import { parseTemplate, type TemplatePart } from '#lib/domain/template-parts.ts';
import { t } from '#lib/i18n-inpage.ts';
import type { Why } from '#lib/intent/suggestion.ts';
import type { PaletteRow } from '#lib/inpage/palette-state.ts';
import type { Hit } from '#lib/search/spelling.ts';

/** Longest part of a body that is drawn. */
const MAX_BODY = 200;

function withHits(title: string, hits: readonly Hit[]): JSX.Element[] {
  const parts: JSX.Element[] = [];
  let at = 0;
  for (const [start, end] of hits) {
    parts.push(<span key={at}>{title.slice(at, start)}</span>, <mark key={`hit${start}`}>{title.slice(start, end)}</mark>);
    at = end;
  }
  parts.push(<span key={`${at}rest`}>{title.slice(at)}</span>);
  return parts;
}

/** What stands in a list for a part that is not text; marks only join or end things and show as nothing. */
function shortOf(part: Exclude<TemplatePart, { text: string }>): string {
  if ('slot' in part) return part.slot;
  if ('test' in part) return `${part.test.slot}?`;
  if ('variants' in part) return part.variants[0] ?? '';
  return 'include' in part ? part.include : '';
}

function BodyText({ body }: { body: string }): JSX.Element {
  const parts = parseTemplate(body.slice(0, MAX_BODY).replace(/\s+/g, ' '));
  return (
    <div class="body">
      {parts.map((part, index) =>
        'text' in part ? (
          part.text
        ) : (
          <span key={index} class="slot">
            {shortOf(part)}
          </span>
        ),
      )}
    </div>
  );
}

/** The text as this buyer would get it; what is missing shows by its name. */
function SampleText({ text }: { text: string }): JSX.Element {
  const pieces = splitGaps(text.slice(0, MAX_BODY).replace(/\s+/g, ' '));
  return (
    <div class="body">
      {pieces.map((piece, index) =>
        index % 2 === 0 ? piece : <span key={index} class="slot need" title={t('palette.form.required')}>{`{${piece}}`}</span>,
      )}
    </div>
  );
}

/** Why a template is suggested, in words. */
export function whyText(why: Why): string {
  return why.kind === 'greeting' ? t('palette.why.greeting') : t(`palette.why.${why.kind}`, { words: why.quote });
}

interface TemplateRowProps {
  id: string;
  row: PaletteRow;
  index: number;
  selected: boolean;
  /** What it would read like for this buyer, where that is known. */
  sample: string | null;
  onHover(): void;
  onChoose(): void;
}

/** One template of the list: its key, title with the hit marked, why it was found, and its text. */
export function TemplateRow({
  id,
  row: { template, hits, by, why },
  index,
  selected,
  sample,
  onHover,
  onChoose,
}: TemplateRowProps): JSX.Element {
  const element = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (selected) element.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <li
      ref={element}
      id={id}
      class="row"
      role="option"
      aria-selected={selected}
      onMouseMove={selected ? undefined : onHover}
      onClick={onChoose}
    >
      <span class="digit" aria-hidden="true">
        {index < 9 ? index + 1 : ''}
      </span>
      <span class="title">{withHits(template.title, hits)}</span>
      <span class="tags">
        {by === 'body' || by === 'folder' || by === 'typo' ? <span class="tag">{t(`palette.by.${by}`)}</span> : null}
        {template.language === 'zh' ? null : <span class="tag">{template.language}</span>}
        {template.code ? (
          <span class="tag" title={t('palette.by.code')}>
            {template.code}
          </span>
        ) : null}
      </span>
      {why ? <div class="why">{whyText(why)}</div> : null}
      {sample === null ? <BodyText body={template.body} /> : <SampleText text={sample} />}
    </li>
  );
}
