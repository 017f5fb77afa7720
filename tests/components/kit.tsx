import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import axe from 'axe-core';
import { expect } from 'vitest';
import { Panel } from '#components/customer/Panel.tsx';
import { db } from '#lib/db/database.ts';
import type { ActiveChat } from '#lib/domain/chat.ts';
import type { Customer } from '#lib/domain/customer.ts';
import { statsOf, type Order } from '#lib/domain/order.ts';
import { aCustomer, anOrder, putCustomers, putOrders, SHOP } from '../support/customers.ts';
import { session } from './fake-chrome.ts';

export { anOrder, SHOP };

/** The tab the panel follows in tests. */
export const TAB = 7;

/** A chat as the worker notes it. */
export function aChat(more: Partial<ActiveChat> = {}): ActiveChat {
  return {
    tabId: TAB,
    frameId: 3,
    site: 'taobao',
    shopId: SHOP,
    shop: { site: 'taobao', key: '青禾示例专卖店' },
    peer: { name: '林间小雨88', nick: '林间小雨88' },
    fingerprint: 'fp-1',
    mark: '林间小雨88',
    customerId: 'c1',
    state: 'ready',
    trouble: [],
    url: 'https://chat.example/',
    at: Date.now(),
    ...more,
  };
}

/** Opens a chat in the followed tab, as the worker would. */
export async function openChat(more: Partial<ActiveChat> = {}): Promise<void> {
  await session.set({ [`chat:${TAB}`]: aChat(more) });
}

/** Puts a customer with orders into the database. */
export async function store(
  id: string,
  name: string,
  more: Partial<Customer> = {},
  orders: readonly Order[] = [],
): Promise<void> {
  await putCustomers(db, aCustomer(id, name, more));
  if (orders.length > 0) await putOrders(db, id, ...orders);
  else if (more.stats === undefined) await db.customers.update(id, { stats: statsOf([]) });
}

/** The panel's root element. */
export const root = (): HTMLElement => document.querySelector<HTMLElement>('[data-panel-state]') as HTMLElement;

/** Id of the customer on show, an empty text if nobody is. */
export const shownId = (): string => root().getAttribute('data-customer-id') ?? '';

/** Shows the panel and waits for a state, or for a customer. */
export async function showPanel(state: string, customerId = ''): Promise<void> {
  render(<Panel />);
  await waitFor(() => expect([root().getAttribute('data-panel-state'), shownId()]).toEqual([state, customerId]));
}

/** Waits until the panel shows a customer, and nothing of the former one. */
export function showing(customerId: string): Promise<void> {
  return waitFor(() => {
    expect(shownId()).toBe(customerId);
    expect(root().hasAttribute('data-stale')).toBe(false);
  });
}

/** Presses a key where the focus is. */
export function press(key: string, more: Partial<KeyboardEventInit> = {}): void {
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
}

/** Types into a field in place of what is in it. */
export function type(field: Element, text: string): void {
  (field as HTMLInputElement).focus();
  fireEvent.input(field, { target: { value: text } });
}

/** The message at the bottom of the page, an empty text if none. */
export const noticeText = (): string => document.querySelector('.notice')?.textContent ?? '';

/** The field with a label. */
export const field = (name: string): HTMLInputElement =>
  screen.getByLabelText(name, { selector: 'input, textarea' }) as HTMLInputElement;

/** Checks a screen for what keeps people with other senses or tools out. Contrast needs a real layout and is looked at elsewhere. */
export async function expectAccessible(element: Element = document.body): Promise<void> {
  const result = await axe.run(element, {
    rules: {
      'color-contrast': { enabled: false },
      region: { enabled: false },
      'document-title': { enabled: false },
      'html-has-lang': { enabled: false },
    },
  });
  expect(
    result.violations.map(
      (v) =>
        `${v.id}: ${v.nodes
          .map((n) => n.html)
          .join(' | ')
          .slice(0, 300)}`,
    ),
  ).toEqual([]);
}
