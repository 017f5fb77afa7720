import { reviewFollowUp, type BadReview } from '../db/bad-reviews.ts';
import { followUpOf } from '../db/promises.ts';
import { declineProposal } from '../db/reminder-edit.ts';
import { addReminder, completeReminder, snoozeReminder } from '../db/reminders.ts';
import type { Change } from '../domain/change.ts';
import type { WaitMark } from '../domain/message-stored.ts';
import { openCases } from '../domain/order-case.ts';
import type { QueueLine } from '../domain/wait-queue.ts';
import { settleWaits } from '../db/waiting.ts';
import { exactTime } from '../format.ts';
import { t } from '../i18n.ts';
import { nextShift, type Step, type SweepOnShow } from './use-sweep.ts';
import { whyText } from './wait-words.ts';

/** One line of a step: who, what, since or until when, and what a key does to it. */
export interface ShiftRow {
  id: string;
  customerId: string;
  name: string;
  text: string;
  detail: string;
  /** Epoch ms at which it is due. */
  dueAt?: number;
  /** Where it waits, for going there. */
  line?: QueueLine;
  /** Makes a follow-up of it: P. */
  take?: () => Promise<Change | null>;
  /** Settles it: X. */
  done?: () => Promise<Change | null>;
  /** Puts it off to the next shift: S. */
  later?: () => Promise<Change | null>;
}

/** A bad review: P makes a follow-up of it, X says that none is needed. */
function reviewRow({ customer, ...one }: BadReview, nextShiftAt: number): ShiftRow {
  const { id, order, review } = one;
  const followUp = customer && reviewFollowUp({ ...one, customer }, t('shift.item.review', { no: order.no }), nextShiftAt);
  return {
    id,
    customerId: customer?.id ?? '',
    name: customer?.name ?? order.buyerName ?? '',
    text: [review.text, review.appendText].filter(Boolean).join(' / '),
    detail: [t(review.replyBy === undefined ? 'shift.review.unknown' : 'shift.review.open'), review.title, order.no]
      .filter(Boolean)
      .join(' · '),
    ...(review.replyBy === undefined ? {} : { dueAt: review.replyBy }),
    ...(followUp && { take: () => addReminder(followUp), done: () => declineProposal(followUp) }),
  };
}

const asked = ({ text }: WaitMark): string => text.replaceAll('\n', ' / ') || t('waiting.picture');

/** Returns the lines of a step. */
export function rowsOf(step: Step, { sweep, nextShift: next }: SweepOnShow): ShiftRow[] {
  if (step === 'unanswered') {
    return sweep.unanswered.map((line) => ({
      id: line.threadId,
      customerId: line.customerId,
      name: line.name,
      text: asked(line.wait),
      detail: line.why.map(whyText).join(' · '),
      line,
      done: () => settleWaits([line.threadId]),
    }));
  }
  if (step === 'promised') {
    return sweep.promised.map(({ proposal, customer }) => ({
      id: proposal.id,
      customerId: customer.id,
      name: customer.name,
      text: proposal.sentence,
      detail: t('shift.saidAt', { at: exactTime(proposal.saidAt) }),
      dueAt: proposal.until,
      take: () => addReminder(followUpOf(proposal, customer.shopId)),
      done: () => declineProposal(followUpOf(proposal, customer.shopId)),
    }));
  }
  if (step === 'disputes') {
    return sweep.disputes.map(({ order, customer, dueAt }) => ({
      id: order.no,
      customerId: customer?.id ?? '',
      name: customer?.name ?? order.buyerName ?? '',
      text: order.no,
      detail: openCases(order, Date.now())[0]?.stateText ?? order.stateText ?? '',
      ...(dueAt === undefined ? {} : { dueAt }),
    }));
  }
  if (step === 'reviews') return sweep.reviews.map((one) => reviewRow(one, next));
  if (step === 'vips') {
    return sweep.vips.map(({ id, name, tags, level }) => ({
      id,
      customerId: id,
      name,
      text: '',
      detail: [...tags, ...(level ? [level] : [])].join('、'),
    }));
  }
  return sweep[step].map(({ reminder, customer }) => ({
    id: reminder.id,
    customerId: reminder.customerId,
    name: customer?.name ?? '',
    text: reminder.text,
    detail: '',
    dueAt: reminder.dueAt,
    done: () => completeReminder(reminder.id),
    // The page may have been open for long.
    later: async () => snoozeReminder(reminder.id, await nextShift()),
  }));
}
