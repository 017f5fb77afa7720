import type { JSX } from 'preact';
import { t, type InpageKey } from '#lib/i18n-inpage.ts';
import type { InpageState, PanelState, Toast } from '#lib/inpage/palette-state.ts';
import { wordingLine } from '#lib/inpage/palette-api.ts';
import { placeBeside, type Place } from '#lib/inpage/place.ts';
import { SlotForm } from './SlotForm.tsx';
import { TemplateRow, whyText } from './TemplateRow.tsx';

/** What a person does with the mouse; keys come in another way, since the site's editor keeps the focus. */
export interface PaletteActions {
  select(index: number): void;
  choose(index: number): void;
  answer(name: string, value: string): void;
  submit(): void;
}

const WIDTH = 380;
const WANTED = 400;

function edges({ side, left, offset }: Place): Record<string, string> {
  return side === 'below' ? { left: `${left}px`, top: `${offset}px` } : { left: `${left}px`, bottom: `${offset}px` };
}

function Who({ peer }: { peer: PanelState['peer'] }): JSX.Element {
  if (peer === undefined) return <span class="shop">{t('palette.loadingWho')}</span>;
  if (!peer) return <span class="who unsure">{t(peer === null ? 'palette.unknownBuyer' : 'palette.noChatTitle')}</span>;
  return (
    <>
      <span class={peer.name ? 'who' : 'who unsure'} title={peer.name}>
        {peer.name || t('palette.unknownBuyer')}
      </span>
      <span class="shop" title={peer.shop}>
        {peer.shop}
      </span>
    </>
  );
}

function Keys({ keys }: { keys: readonly (readonly [string, InpageKey])[] }): JSX.Element {
  return (
    <div class="foot" aria-hidden="true">
      {keys.map(([key, what]) => (
        <span key={key}>
          <kbd>{key}</kbd>
          {t(what)}
        </span>
      ))}
    </div>
  );
}

const LIST_KEYS = [
  ['↑↓', 'palette.keys.move'],
  ['Enter', 'palette.keys.insert'],
  ['Tab', 'palette.keys.fill'],
  ['Esc', 'palette.keys.close'],
] as const;
const FORM_KEYS = [
  ['Tab', 'palette.keys.next'],
  ['Enter', 'palette.keys.insert'],
  ['Esc', 'palette.keys.back'],
] as const;

function List({
  panel: { rows, query, selected, sample, total },
  actions,
}: {
  panel: PanelState;
  actions: PaletteActions;
}): JSX.Element {
  if (!rows) return <div class="line">{t('palette.loading')}</div>;
  if (total === 0) return <div class="line">{t('palette.empty')}</div>;
  if (rows.length === 0) return <div class="line">{t('palette.noMatch', { query })}</div>;
  return (
    <ul class="list" role="listbox" aria-label={t('palette.label')} aria-activedescendant={`row-${selected}`}>
      {rows.map((row, index) => (
        <TemplateRow
          key={row.template.id}
          id={`row-${index}`}
          row={row}
          index={index}
          selected={index === selected}
          sample={index === selected ? sample : null}
          onHover={() => actions.select(index)}
          onChoose={() => actions.choose(index)}
        />
      ))}
    </ul>
  );
}

function Panel({
  panel,
  actions,
  viewport,
}: {
  panel: PanelState;
  actions: PaletteActions;
  viewport: { width: number; height: number };
}): JSX.Element {
  const width = Math.min(WIDTH, viewport.width - 16);
  const place = placeBeside(panel.caret, width, WANTED, viewport);
  const { form, rows, total } = panel;
  const warning = wordingLine(form?.preview ?? rows?.[panel.selected]?.template.body ?? '');
  const count = rows && total > 0 ? t(rows.length < 40 ? 'palette.count' : 'palette.countMore', { n: rows.length }) : '';
  return (
    <section
      class="panel"
      style={{ ...edges(place), width: `${width}px`, maxHeight: `${place.maxHeight}px` }}
      aria-label={t('palette.label')}
      aria-busy={panel.busy}
      onMouseDown={(event) => event.target instanceof HTMLInputElement || event.preventDefault()}
    >
      <div class="head">
        <Who peer={panel.peer} />
        <span class="count">{form ? t('palette.form.title') : count}</span>
      </div>
      {form ? (
        <SlotForm form={form} busy={panel.busy} onAnswer={actions.answer} onSubmit={actions.submit} />
      ) : (
        <List panel={panel} actions={actions} />
      )}
      {warning ? (
        <div class="warning" role="note">
          {`⚠ ${warning}`}
        </div>
      ) : null}
      {panel.problem ? (
        <div class="problem" role="alert">
          {panel.problem}
        </div>
      ) : null}
      <Keys keys={form ? FORM_KEYS : LIST_KEYS} />
    </section>
  );
}

function ToastLine({ toast, viewport }: { toast: Toast; viewport: { width: number; height: number } }): JSX.Element {
  const place = placeBeside(toast.caret, 240, 40, viewport);
  return (
    <div class={`toast ${toast.tone}`} style={edges(place)}>
      <span aria-hidden="true">{toast.tone === 'good' ? '✓ ' : '! '}</span>
      {toast.text}
      {toast.hint ? <span class="hint">{toast.hint}</span> : null}
    </div>
  );
}

/** What is said of it: the focus stays in the site's editor, so a screen reader hears of the list only by this. */
function announcement({ panel, toast }: InpageState): string {
  if (toast) return toast.text;
  if (!panel?.rows || panel.form || panel.total === 0) return '';
  const row = panel.rows[panel.selected];
  if (!row) return t('palette.noMatch', { query: panel.query });
  const where = t('palette.announce', { title: row.template.title, at: panel.selected + 1, n: panel.rows.length });
  return row.why ? `${where}，${whyText(row.why)}` : where;
}

/** Everything the extension draws inside a site's page: the palette at the caret, and the line about what came of it. */
export function Palette({
  state,
  actions,
  viewport,
}: {
  state: InpageState;
  actions: PaletteActions;
  viewport: { width: number; height: number };
}): JSX.Element {
  return (
    <div class="layer" lang="zh-CN">
      {state.panel ? <Panel panel={state.panel} actions={actions} viewport={viewport} /> : null}
      {state.toast ? <ToastLine toast={state.toast} viewport={viewport} /> : null}
      <div class="live" role="status" aria-live="polite">
        {announcement(state)}
      </div>
    </div>
  );
}
