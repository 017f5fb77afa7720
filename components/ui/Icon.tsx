import type { JSX } from 'preact';

/** Line drawings on a 16 × 16 grid. */
const PATHS = {
  add: 'M8 3v10M3 8h10',
  alarm: 'M8 4.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM8 6.8V9l1.6 1M2.5 4.2 4.6 2.4M13.5 4.2l-2.1-1.8',
  back: 'M13 8H3.5M7 4 3 8l4 4',
  chat: 'M2.5 3.5h11v7.6H7.6L4.8 13.5v-2.4H2.5Z',
  check: 'm3 8.5 3.2 3.2L13 4.5',
  close: 'm4 4 8 8M12 4l-8 8',
  columns: 'M2.5 3h11v10h-11ZM6.2 3v10M9.8 3v10',
  copy: 'M5.5 5.5h8v8h-8ZM10.5 5.5v-3h-8v8h3',
  down: 'm4 6 4 4 4-4',
  download: 'M8 2.5v7.2M4.8 6.8 8 9.8l3.2-3M3 13.3h10',
  edit: 'M10.6 3 13 5.4 5.6 12.8 2.8 13.2l.4-2.8Z',
  eye: 'M1.8 8S4 3.8 8 3.8 14.2 8 14.2 8 12 12.2 8 12.2 1.8 8 1.8 8ZM8 6.3a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4Z',
  filter: 'M2.5 3.5h11L9.3 8.6v4.1l-2.6-1.2V8.6Z',
  gear: 'M8 5.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4ZM8 2v1.6M8 12.4V14M2 8h1.6M12.4 8H14M3.8 3.8l1.1 1.1M11.1 11.1l1.1 1.1M12.2 3.8l-1.1 1.1M4.9 11.1l-1.1 1.1',
  grid: 'M2.5 2.5h4.6v4.6H2.5ZM8.9 2.5h4.6v4.6H8.9ZM2.5 8.9h4.6v4.6H2.5ZM8.9 8.9h4.6v4.6H8.9Z',
  info: 'M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2ZM8 7.4v3.4M8 5.1v.1',
  keyboard: 'M1.8 4.2h12.4v7.6H1.8ZM4.2 6.7h.1M6.7 6.7h.1M9.2 6.7h.1M11.7 6.7h.1M5 9.4h6',
  more: 'M3.5 8h.1M8 8h.1M12.5 8h.1',
  open: 'M6.5 3.5h-3v9h9v-3M9 2.8h4.2V7M13 3 7.4 8.6',
  order: 'M3.5 2.2h9v11.6l-1.8-1.2L9 13.8l-1-.9-1 .9-1.7-1.2-1.8 1.2ZM5.8 5.8h4.4M5.8 8.6h4.4',
  panel: 'M2 3h12v10H2ZM9.8 3v10',
  pin: 'M5.5 2.5h5M6.3 2.5v4L4 9.2h8L9.7 6.5v-4M8 9.2V14',
  right: 'm6 4 4 4-4 4',
  search: 'M7 2.6a4.4 4.4 0 1 1 0 8.8 4.4 4.4 0 0 1 0-8.8ZM10.3 10.3l3.2 3.2',
  tag: 'M2.5 2.5h5.3l5.7 5.7-5.3 5.3-5.7-5.7ZM5.4 5.4h.1',
  trash: 'M3 4.3h10M6 4.3V2.6h4v1.7M4.2 4.3l.6 9.1h6.4l.6-9.1M6.7 6.8v4M9.3 6.8v4',
  undo: 'M5.6 3 2.8 5.8l2.8 2.8M3 5.8h6.2a3.6 3.6 0 0 1 0 7.2H6',
  up: 'm4 10 4-4 4 4',
  upload: 'M8 10V2.8M4.8 5.6 8 2.6l3.2 3M3 13.3h10',
  user: 'M8 2.5a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4ZM2.8 13.6c.5-2.8 2.5-4 5.2-4s4.7 1.2 5.2 4',
  warn: 'M8 2.3 14.3 13H1.7ZM8 6.3v3.2M8 11.2v.1',
} as const;

export type IconName = keyof typeof PATHS;

/** A decorative drawing; what it means is said by the text or label beside it. */
export function Icon({ name, class: extra }: { name: IconName; class?: string }): JSX.Element {
  return (
    <svg class={extra ? `icon ${extra}` : 'icon'} viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
