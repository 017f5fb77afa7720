import type { JSX } from 'preact';
import { Chip, type Hue } from '#components/ui/Chip.tsx';
import { Select } from '#components/ui/Input.tsx';
import type { PastedWho } from '#lib/db/pasted.ts';
import { splitShopId } from '#lib/domain/ids.ts';
import { t, tAny } from '#lib/i18n.ts';
import type { PasteChoice, PasteView } from '#lib/ui/pasted-choice.ts';

const HUES: Record<PastedWho['outcome'], Hue> = { one: 'green', new: 'blue', conflict: 'red', nobody: 'amber' };

/** Whose the copied chat is, and why. */
export function PastedWhoLine({ view }: { view: PasteView }): JSX.Element {
  const { who, pasted, reading } = view;
  const known = who?.outcome === 'one' ? who.customer.name : '';
  const name = pasted?.peer?.peer.name ?? known;
  return (
    <div class="paste__who">
      <div class="row">
        {name && <b class="private ellipsis">{name}</b>}
        {who && <Chip hue={HUES[who.outcome]} text={tAny(`paste.${who.outcome}`)} />}
        {known && known !== name && <span class="small secondary ellipsis private">{known}</span>}
      </div>
      <p class="small secondary">{reasonOf(view)}</p>
      {who?.outcome === 'one' && who.absorb.length > 0 && <p class="small">{t('paste.absorb', { n: who.absorb.length })}</p>}
      {!who && reading.candidates.length === 0 && reading.observations.length === 0 && <p>{t('paste.nothing')}</p>}
    </div>
  );
}

function reasonOf({ who, shopId, pasted, reading, shops }: PasteView): string {
  if (!pasted) return !shopId && reading.observations.length > 0 ? t('paste.noShop') : '';
  if (who?.outcome === 'one') return tAny(`paste.by.${who.by}`);
  if (who?.outcome === 'new') return t('paste.newText');
  if (who?.outcome !== 'conflict') return t('paste.nobodyText');
  const people = who.customers.map((c) => {
    const shop = shops.find(({ id }) => id === c.shopId)?.name ?? splitShopId(c.shopId).key;
    return t('paste.conflictPeople', { name: c.name || t('panel.noName'), shop });
  });
  return t('paste.conflictText', { names: people.join('、') });
}

export interface PastedQuestionsProps {
  view: PasteView;
  choice: PasteChoice;
  onChoice: (choice: PasteChoice) => void;
}

/** What only a person can tell: which account is the buyer, which shop it was, which customer it could be. */
export function PastedQuestions({ view, choice, onChoice }: PastedQuestionsProps): JSX.Element | null {
  const { reading, shops, shopId, who } = view;
  const buyers = choice.buyer ? [...new Set([choice.buyer, ...reading.messages.map((m) => m.nick)])] : reading.candidates;
  const proposals = who?.outcome === 'nobody' ? who.proposals : [];
  const first = { value: '', label: t('paste.choose') };
  const newShop = shops.some((shop) => !shop.known);
  return (
    <>
      {buyers.length > 0 && (
        <Select
          label={t('paste.whichBuyer')}
          value={choice.buyer ?? ''}
          options={[first, ...buyers.map((value) => ({ value, label: value }))]}
          onChange={(buyer) => onChoice({ buyer })}
        />
      )}
      {(shops.length > 1 || newShop) && (
        <Select
          label={t('paste.whichShop')}
          value={shopId ?? ''}
          options={[
            ...(shopId ? [] : [first]),
            ...shops.map((shop) => ({ value: shop.id, label: shop.known ? shop.name : t('paste.newShop', { name: shop.name }) })),
          ]}
          onChange={(id) => onChoice({ shopId: id })}
        />
      )}
      {proposals.length > 0 && (
        <Select
          label={t('paste.whichCustomer')}
          value=""
          options={[first, ...proposals.map((c) => ({ value: c.id, label: optionOf(c.name, c.stats.count, c.tags) }))]}
          onChange={(customerId) => onChoice({ customerId })}
        />
      )}
    </>
  );
}

function optionOf(name: string, orders: number, tags: readonly string[]): string {
  return [name || t('panel.noName'), t('panel.orderCount', { n: orders }), ...tags.slice(0, 2)].join(' · ');
}
