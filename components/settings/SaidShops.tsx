import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import type { ShopRow } from '#lib/db/database.ts';
import { dropTitle } from '#lib/db/shops.ts';
import { t } from '#lib/i18n.ts';
import { chosenShops, setChosenShop } from '#lib/session.ts';
import { showFailure } from '#lib/ui/notices.ts';
import { useLive } from '#lib/ui/use-live.ts';

/** What a person has said to be a shop's pages, each to be taken back. */
export function SaidShops({ shop }: { shop: ShopRow }): JSX.Element | null {
  const [turn, setTurn] = useState(0);
  const hosts = useLive(chosenShops, [turn]);
  const ofShop = (hosts.value ?? []).filter(({ shop: { site, key } }) => site === shop.site && key === shop.key);
  const forget = (act: Promise<void>): void => void act.then(() => setTurn(turn + 1), showFailure);
  return (
    <>
      {(shop.titles ?? []).map((title) => (
        <Said key={title} text={t('shopChoice.saidTitle', { title })} onUndo={() => forget(dropTitle(shop.id, title))} />
      ))}
      {ofShop.map(({ host }) => (
        <Said key={host} text={t('shopChoice.saidHost', { host })} onUndo={() => forget(setChosenShop(host, null))} />
      ))}
    </>
  );
}

function Said({ text, onUndo }: { text: string; onUndo: () => void }): JSX.Element {
  return (
    <div class="row small secondary">
      <span>{text}</span>
      <Button size="small" tone="quiet" onClick={onUndo}>
        {t('shopChoice.undo')}
      </Button>
    </div>
  );
}
