import { useEffect, useState } from 'preact/hooks';
import { reviewFollowUp } from '../db/bad-reviews.ts';
import { handedChanged } from '../db/handover-back.ts';
import { handedFields, handedId, personOf } from '../db/handover.ts';
import { followUpOf } from '../db/promises.ts';
import { nextShiftAt, sweepAt, type Sweep } from '../db/shift.ts';
import { attention } from '../db/wait-rules.ts';
import { db, type KebanDatabase } from '../db/database.ts';
import type { Customer } from '../domain/customer.ts';
import type { Reminder } from '../domain/reminder.ts';
import { cleanText } from '../domain/text.ts';
import type { Handover, HandoverItem } from '../files/handover-json.ts';
import { localZone } from '../format.ts';
import { t } from '../i18n.ts';
import { useClock } from './clock.ts';
import { useLive, type Live } from './use-live.ts';

/** The steps of a shift's end, in their order. */
export const steps = ['unanswered', 'promised', 'due', 'moved', 'disputes', 'reviews', 'vips'] as const;
export type Step = (typeof steps)[number];

/** What is left to look at, and when the next shift begins (epoch ms). */
export interface SweepOnShow {
  sweep: Sweep;
  nextShift: number;
}

/** Returns when the shift after now begins (epoch ms), on this computer's clock. */
export const nextShift = async (): Promise<number> => nextShiftAt(Date.now(), (await attention()).shiftAt);

/** Reads what is to be looked at before the shift ends, and again whenever that changes or the next shift has begun. */
export function useSweep(): Live<SweepOnShow> {
  const [begun, setBegun] = useState(0);
  const live = useLive(async () => {
    const next = await nextShift();
    return { sweep: await sweepAt(Date.now(), next, localZone()), nextShift: next };
  }, [begun]);
  const next = live.value?.nextShift;
  const now = useClock((at) => (next !== undefined && next > at ? next : null));
  const over = next !== undefined && now >= next;
  useEffect(() => {
    if (over) setBegun(next);
  }, [over, next]);
  return live;
}

/** Something that can be handed over, with whose it is. */
export interface Handable {
  item: HandoverItem;
  customer: Customer;
}

/** Returns what of a sweep can be handed over: the unanswered, promises and follow-ups due before the next shift, disputes, bad reviews, and what became of what was handed over before. */
export async function handablesOf(
  { sweep, nextShift }: SweepOnShow,
  database: KebanDatabase = db,
  now = Date.now(),
): Promise<Handable[]> {
  const waiting = await database.customers.bulkGet(sweep.unanswered.map(({ customerId }) => customerId));
  const unanswered = sweep.unanswered.flatMap(({ threadId, wait }, i) => {
    const customer = waiting[i];
    const asked = cleanText(wait.text.replaceAll('\n', ' / '), 300) || t('shift.item.picture');
    const text = t('shift.item.unanswered', { text: asked });
    const id = handedId('unanswered', `${customer?.shopId}|${threadId}|${wait.first}`);
    return customer ? [{ customer, item: { id, person: customer.id, kind: 'unanswered' as const, text, dueAt: nextShift } }] : [];
  });
  // Under the id of the follow-up it would become here: taken over twice, or taken here too, it is there once.
  const promised = sweep.promised.map(({ proposal, customer }) => ({
    customer,
    item: itemOf({ ...followUpOf(proposal, customer.shopId), state: 'open', createdAt: 0 }),
  }));
  // What was handed over before and has been finished or moved since is told there, due or not.
  const changed = new Map((await handedChanged(now, database)).map((one) => [one.reminder.id, one]));
  const due = [...sweep.due, ...sweep.moved];
  const listed = new Set(due.map(({ reminder }) => reminder.id));
  const others = [...changed.values()].filter(({ reminder }) => !listed.has(reminder.id));
  const theirs = await database.customers.bulkGet(others.map(({ reminder }) => reminder.customerId));
  const all = [...due, ...others.map(({ reminder }, i) => ({ reminder, customer: theirs[i] }))];
  const reminders = all.flatMap(({ reminder, customer }) => {
    const back = changed.get(reminder.id)?.back;
    return customer ? [{ customer, item: { ...itemOf(reminder), ...(back && { back }) } }] : [];
  });
  const disputes = sweep.disputes.flatMap(({ order: { no }, customer, dueAt = nextShift }) => {
    const item = {
      id: handedId('dispute', no),
      kind: 'dispute' as const,
      text: t('shift.item.dispute', { no }),
      dueAt,
    };
    return customer ? [{ customer, item: { ...item, person: customer.id, orderNo: no } }] : [];
  });
  const reviews = sweep.reviews.flatMap(({ customer, ...one }) => {
    if (!customer) return [];
    const text = t('shift.item.review', { no: one.order.no });
    return [
      { customer, item: itemOf({ ...reviewFollowUp({ ...one, customer }, text, nextShift), state: 'open', createdAt: 0 }) },
    ];
  });
  return [...unanswered, ...promised, ...reminders, ...disputes, ...reviews];
}

/** Returns what of a follow-up is handed over. */
function itemOf(reminder: Reminder): HandoverItem {
  const { id, customerId, text, dueAt } = reminder;
  return { id, person: customerId, kind: 'reminder', text: cleanText(text, 1000), dueAt, ...handedFields(reminder) };
}

/** Returns the hand-over of what was chosen. */
export function handoverOf(chosen: readonly Handable[], nextShift: number, note: string): Handover {
  const people = new Map(chosen.map(({ customer }) => [customer.id, personOf(customer)]));
  return {
    exportedAt: Date.now(),
    nextShift,
    ...(note.trim() ? { note: note.trim().slice(0, 1000) } : {}),
    people: [...people.values()],
    items: chosen.map(({ item }) => item),
  };
}
