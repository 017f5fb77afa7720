import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { SiteId } from '#lib/domain/observation.ts';
import { t, tAny } from '#lib/i18n.ts';
import { siblingsOn, switchOff, switchOn, watchSiblings } from '#lib/siblings.ts';
import { siblingMetas } from '#lib/sites/registry.ts';
import type { SiteMeta } from '#lib/sites/site.ts';
import { showFailure } from '#lib/ui/notices.ts';

/** Which of the sites are on (null until the browser has said so), and how to ask again. */
function useSiblingsOn(): [ReadonlySet<SiteId> | null, () => void] {
  const [on, setOn] = useState<ReadonlySet<SiteId> | null>(null);
  const gone = useRef(false);
  const read = (): void => {
    siblingsOn().then((sites) => {
      if (!gone.current) setOn(new Set(sites.map(({ id }) => id)));
    }, showFailure);
  };
  useEffect(() => {
    read();
    const stop = watchSiblings(read);
    return () => {
      gone.current = true;
      stop();
    };
  }, []);
  return [on, read];
}

/** One switch for each of the sites that are read only when the user wants it. */
export function SiblingsCard(): JSX.Element {
  const [on, read] = useSiblingsOn();
  return (
    <section class="card" aria-label={t('siblings.title')}>
      <h2>{t('siblings.title')}</h2>
      <p class="small secondary">{t('siblings.text')}</p>
      <ul class="imports">
        {siblingMetas.map((site) => (
          <Switch key={site.id} site={site} on={on?.has(site.id) ?? null} onChanged={read} />
        ))}
      </ul>
    </section>
  );
}

function Switch({ site, on, onChanged }: { site: SiteMeta; on: boolean | null; onChanged: () => void }): JSX.Element {
  const [busy, setBusy] = useState(false);
  const [declined, setDeclined] = useState(false);
  const name = tAny(`dash.site.${site.id}`);
  const change = async (wanted: boolean): Promise<void> => {
    // The browser asks only straight from the click: nothing may be awaited before.
    const done = wanted ? switchOn(site) : switchOff(site).then(() => true);
    setBusy(true);
    try {
      setDeclined(!(await done));
    } catch (error) {
      showFailure(error);
    } finally {
      setBusy(false);
      onChanged();
    }
  };
  return (
    <li class="imports__row" data-sibling={site.id}>
      <div class="spring">
        <label>
          <input
            type="checkbox"
            role="switch"
            checked={on === true}
            disabled={busy || on === null}
            onClick={(event) => {
              // The box shows what the browser says, not what was clicked.
              event.preventDefault();
              void change(on !== true);
            }}
          />{' '}
          {name}
        </label>
        <div class="small secondary">{tAny(`siblings.what.${site.id}`)}</div>
        {declined && (
          <div class="small" role="alert">
            {t('siblings.declined', { site: name })}
          </div>
        )}
      </div>
      <span class="small secondary">{on !== null && t(on ? 'siblings.on' : 'siblings.off')}</span>
    </li>
  );
}
