import type { JSX } from 'preact';
import { orderHues } from '#components/order/order-state.ts';
import { Chip } from '#components/ui/Chip.tsx';
import type { OrderSeen } from '#lib/domain/observation.ts';
import { t, tAny } from '#lib/i18n.ts';
import type { ClipboardReading } from '#lib/sites/taobao/clipboard.ts';

/** Rows drawn; a long chat is still taken in whole. */
const MOST_ROWS = 300;

/** Orders of a copied right panel. */
export function PastedOrders({ orders }: { orders: readonly OrderSeen[] }): JSX.Element | null {
  if (orders.length === 0) return null;
  return (
    <section aria-label={t('paste.orders', { n: orders.length })}>
      <h3 class="section-title">{t('paste.orders', { n: orders.length })}</h3>
      <ul class="paste__orders">
        {orders.map((order) => (
          <li key={order.no} class="row">
            <Chip hue={orderHues[order.state]} text={order.stateText ?? tAny(`panel.order.${order.state}`)} />
            <span class="private">{order.no}</span>
          </li>
        ))}
      </ul>
      <p class="small secondary">{t('paste.orderYear')}</p>
    </section>
  );
}

/** Messages of a copied chat in their order, each with side, kind and time; those not believed are struck. */
export function PastedMessages({ reading }: { reading: ClipboardReading }): JSX.Element | null {
  const { messages, candidates } = reading;
  if (messages.length === 0) return null;
  const refused = candidates.length > 0 ? 0 : messages.filter((message) => !message.seen).length;
  return (
    <section aria-label={t('paste.messages', { n: messages.length })}>
      <h3 class="section-title">{t('paste.messages', { n: messages.length })}</h3>
      {refused > 0 && <p class="small paste__refused">{t('paste.messagesRefused', { n: refused })}</p>}
      {/* Scrolled by keys, hence in the tab order. */}
      <ul class="paste__messages" tabIndex={0} aria-label={t('paste.messages', { n: messages.length })}>
        {messages.slice(0, MOST_ROWS).map((message, i) => (
          <Message key={i} message={message} asked={candidates.length > 0} />
        ))}
      </ul>
      {messages.length > MOST_ROWS && <p class="small secondary">{t('paste.firstOnly', { n: MOST_ROWS })}</p>}
    </section>
  );
}

function Message({ message, asked }: { message: ClipboardReading['messages'][number]; asked: boolean }): JSX.Element {
  const { nick, time, seen, raw } = message;
  const text = seen ? seen.text : raw;
  const side =
    seen?.side === 'buyer' ? t('paste.side.buyer') : seen ? t('paste.side.seller') : asked ? nick : t('paste.side.unknown');
  const type = seen && seen.type !== 'text' ? tAny(`paste.type.${seen.type}`) : '';
  return (
    <li class="paste__message" data-side={seen?.side ?? 'none'}>
      <span class="small secondary paste__head" title={nick}>
        {side} <time>{time}</time>
        {type && ` · ${type}`}
      </span>
      {text && <span class="paste__text private">{text}</span>}
    </li>
  );
}

/** Lines that were not understood, behind a line that says how many. */
export function PastedRest({ lines }: { lines: readonly string[] }): JSX.Element | null {
  if (lines.length === 0) return null;
  return (
    <details class="paste__rest">
      <summary class="small">{t('paste.rest', { n: lines.length })}</summary>
      <pre class="private">{lines.map((line) => (line.length > 200 ? `${line.slice(0, 200)}…` : line)).join('\n')}</pre>
    </details>
  );
}
