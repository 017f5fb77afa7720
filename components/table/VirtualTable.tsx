import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Height of a row in px; the style sheet has the same number. */
const ROW = 36;
/** Rows drawn beyond what is visible, on either side. */
const SPARE = 12;

export interface TableColumn {
  key: string;
  label: ComponentChildren;
  /** Width as CSS grid has it: `120px`, `minmax(160px, 2fr)`. */
  width: string;
  align?: 'end';
  sort?: 'ascending' | 'descending' | 'none';
}

export interface VirtualTableProps {
  label: string;
  columns: readonly TableColumn[];
  count: number;
  /** Cells of a row, one per column. */
  row: (index: number) => { key: string; cells: ComponentChildren[]; selected?: boolean };
  /** Told which rows are about to be seen, so that they can be read. */
  onWindow: (from: number, to: number) => void;
  /** Changes when another list is shown: the table then starts at the top. */
  listKey: string;
}

/** A table of any length: only the rows in sight are in the page. All rows have one height. */
export function VirtualTable({ label, columns, count, row, onWindow, listKey }: VirtualTableProps): JSX.Element {
  const body = useRef<HTMLDivElement>(null);
  const { from, to } = useWindowOf(body, count, listKey);
  useEffect(() => onWindow(from, to), [from, to, listKey, count]);
  const indexes = Array.from({ length: to - from }, (_, i) => from + i);
  const template = { '--cols': columns.map((column) => column.width).join(' ') };
  return (
    <div class="vtable" style={template}>
      <div
        ref={body}
        class="vtable__scroll"
        role="table"
        aria-label={label}
        aria-rowcount={count + 1}
        aria-colcount={columns.length}
        tabIndex={0}
      >
        <div class="vtable__head" role="rowgroup">
          <div class="vtable__row" role="row" aria-rowindex={1}>
            {columns.map((column) => (
              <div
                key={column.key}
                class={column.align ? 'vtable__cell vtable__cell--end' : 'vtable__cell'}
                role="columnheader"
                aria-sort={column.sort}
              >
                {column.label}
              </div>
            ))}
          </div>
        </div>
        <div class="vtable__space" role="rowgroup" style={{ height: `${count * ROW}px` }}>
          {indexes.map((index) => {
            const { key, cells, selected } = row(index);
            return (
              <div
                key={key}
                class="vtable__row"
                role="row"
                aria-rowindex={index + 2}
                data-selected={selected ? '' : undefined}
                style={{ top: `${index * ROW}px` }}
              >
                {cells.map((cell, i) => (
                  <div
                    key={columns[i]?.key}
                    class={columns[i]?.align ? 'vtable__cell vtable__cell--end' : 'vtable__cell'}
                    role="cell"
                  >
                    {cell}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Returns which rows are in sight, with some to spare. */
function useWindowOf(body: { current: HTMLDivElement | null }, count: number, listKey: string): { from: number; to: number } {
  const [view, setView] = useState({ top: 0, height: 800 });
  useLayoutEffect(() => {
    const element = body.current;
    if (!element) return;
    const measure = (): void =>
      setView((before) => {
        const next = { top: element.scrollTop, height: element.clientHeight || 800 };
        return before.top === next.top && before.height === next.height ? before : next;
      });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    measure();
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, []);
  useLayoutEffect(() => {
    if (body.current) body.current.scrollTop = 0;
  }, [listKey]);
  const from = Math.max(0, Math.min(Math.floor(view.top / ROW) - SPARE, count));
  return { from, to: Math.min(count, from + Math.ceil(view.height / ROW) + 2 * SPARE) };
}
