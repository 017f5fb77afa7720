import type { JSX } from 'preact';
import { ShopChoice } from '#components/doctor/ShopChoice.tsx';
import { PasteArea } from '#components/paste/PasteArea.tsx';
import { TeachOffer } from '#components/teach/TeachOffer.tsx';
import { Button } from '#components/ui/Button.tsx';
import { EmptyState } from '#components/ui/states.tsx';
import { customersByName, makeCustomerByName } from '#lib/db/customers-by-name.ts';
import { db } from '#lib/db/database.ts';
import type { ActiveChat } from '#lib/domain/chat.ts';
import type { Customer } from '#lib/domain/customer.ts';
import { moneyLine } from '#lib/format.ts';
import { t, tAny } from '#lib/i18n.ts';
import { offerUndo, showFailure } from '#lib/ui/notices.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { pinCustomer } from '#lib/session.ts';

/** Returns the word for why nobody is shown, a key of `panel.why.*`. */
export function whyNobody(chat: ActiveChat | null): string {
  if (!chat) return 'no-chat';
  if (chat.state !== 'ready') return chat.state;
  return chat.why ?? 'no-chat';
}

/** Returns the key of what can be done about it: where a shop shows itself is another place on each site. */
function textKey(why: string, chat: ActiveChat | null): string {
  return why === 'shop-unknown' && chat?.site === 'aliexpress' ? 'shop-unknown.aliexpress' : why;
}

/** Stands where the panel shows no customer: says why, and what can be done. */
export function Nobody({ chat }: { chat: ActiveChat | null }): JSX.Element {
  const why = whyNobody(chat);
  return (
    <EmptyState title={tAny(`panel.why.${why}`)} text={tAny(`panel.whyText.${textKey(why, chat)}`)}>
      {chat && why === 'name-only' && <ByName chat={chat} />}
      {chat && chat.candidates && chat.candidates.length > 0 && <Candidates chat={chat} ids={chat.candidates} />}
      {chat && why === 'shop-unknown' && <ShopChoice tabId={chat.tabId} frameId={chat.frameId} />}
      <TeachOffer again={chat?.at} />
      <PasteArea />
    </EmptyState>
  );
}

/** For a chat that gives only a shown name: those already made under it, and a button to make one. */
function ByName({ chat }: { chat: ActiveChat }): JSX.Element | null {
  const name = chat.peer?.name ?? '';
  const known = useLive(() => (chat.shopId ? customersByName(chat.shopId, name) : []), [chat.shopId, name]);
  if (!name || !chat.shopId || !chat.peer) return null;
  const source = { site: chat.site, shopId: chat.shopId, peer: chat.peer };
  const make = async (): Promise<void> => {
    try {
      const made = await makeCustomerByName(source);
      offerUndo(made.change);
      await pinCustomer(chat.tabId, made.id);
    } catch (error) {
      showFailure(error);
    }
  };
  return (
    <div class="stack by-name">
      {known.value && known.value.length > 0 && <People title={t('panel.sameName')} people={known.value} chat={chat} />}
      <Button icon="user" onClick={make}>
        {t('panel.makeByName', { name })}
      </Button>
    </div>
  );
}

function Candidates({ chat, ids }: { chat: ActiveChat; ids: readonly string[] }): JSX.Element | null {
  const found = useLive(() => db.customers.bulkGet(ids as string[]), [ids.join()]);
  const people = (found.value ?? []).filter((c): c is Customer => c !== undefined);
  return people.length > 0 ? <People title={t('panel.candidates')} people={people} chat={chat} /> : null;
}

function People({ title, people, chat }: { title: string; people: readonly Customer[]; chat: ActiveChat }): JSX.Element {
  return (
    <div class="stack">
      <h3>{title}</h3>
      <ul class="people">
        {people.map((c) => (
          <li key={c.id}>
            <button type="button" class="person" onClick={() => pinCustomer(chat.tabId, c.id)}>
              <span class="ellipsis private">{c.name}</span>
              <span class="small secondary">
                {[t('panel.orderCount', { n: c.stats.count }), moneyLine(c.stats.paid), ...c.tags.slice(0, 2)].join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
