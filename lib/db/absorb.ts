import { mergedCustomer } from '../domain/intake.ts';
import type { Draft } from './draft.ts';

/** Moves everything of one customer to another, in a draft: orders, notes, follow-ups, conversations, tags, keys. */
export async function absorbCustomer(draft: Draft, keptId: string, otherId: string): Promise<void> {
  const kept = await draft.get('customers', keptId);
  const other = await draft.get('customers', otherId);
  if (!kept || !other) return;
  await draft.put('customers', mergedCustomer(kept, other));
  await draft.setOrders(keptId, [...(await draft.orders(keptId)), ...(await draft.orders(otherId))]);
  await draft.setOrders(otherId, []);
  await draft.remove('customers', otherId);
  for (const note of await draft.belongings('notes', otherId)) await draft.put('notes', { ...note, customerId: keptId });
  for (const reminder of await draft.belongings('reminders', otherId)) {
    await draft.put('reminders', { ...reminder, customerId: keptId });
  }
  for (const thread of await draft.belongings('threads', otherId)) await draft.put('threads', { ...thread, customerId: keptId });
}
