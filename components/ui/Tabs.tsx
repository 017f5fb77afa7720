import type { ComponentChildren, JSX } from 'preact';
import { useRef } from 'preact/hooks';

export interface TabsProps<K extends string> {
  label: string;
  tabs: readonly { key: K; label: ComponentChildren }[];
  active: K;
  onChange: (key: K) => void;
  /** Id under which `<TabPanel>` finds its tab. */
  id: string;
}

/** A row of tabs; arrows move between them. The content goes into a `TabPanel` with the same `id`. */
export function Tabs<K extends string>({ label, tabs, active, onChange, id }: TabsProps<K>): JSX.Element {
  const row = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = tabs.findIndex((tab) => tab.key === active);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const index = (to + tabs.length) % tabs.length;
    const next = tabs[index];
    if (!next) return;
    onChange(next.key);
    row.current?.querySelectorAll<HTMLElement>('[role="tab"]')[index]?.focus();
  };
  return (
    <div ref={row} class="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab.key}
          type="button"
          role="tab"
          class="tabs__tab"
          id={`${id}-${tab.key}`}
          tabIndex={tab.key === active ? 0 : -1}
          aria-selected={tab.key === active}
          aria-controls={tab.key === active ? `${id}-panel` : undefined}
          onClick={() => onChange(tab.key)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}

/** What the active tab shows. */
export function TabPanel({ id, active, children }: { id: string; active: string; children: ComponentChildren }): JSX.Element {
  return (
    <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${active}`}>
      {children}
    </div>
  );
}
