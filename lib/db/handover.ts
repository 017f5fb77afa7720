import { dayAt, dayNumber } from '../domain/calendar-day.ts';
import { defined } from '../domain/defined.ts';
import type { Change } from '../domain/change.ts';
import type { Customer } from '../domain/customer.ts';
import { hashOf } from '../domain/hash.ts';
import { areOne, keysOf } from '../domain/identity.ts';
import { shopIdOf, splitShopId } from '../domain/ids.ts';
import { newCustomer } from '../domain/intake.ts';
import type { PeerRef } from '../domain/observation.ts';
import type { Reminder } from '../domain/reminder.ts';
import type { Handover, HandoverItem, HandoverPerson } from '../files/handover-json.ts';
import { isMade } from './cadence-log.ts';
import { change } from './changes.ts';
import { customersByKeys } from './customers.ts';
import { db, type KebanDatabase } from './database.ts';
import type { Draft } from './draft.ts';
import { becameOf, bringUpToDate, noteHanded, noteThere, waitsOf } from './handover-back.ts';
import { isKnownAs, ruleIdHere, type Alike } from './handover-same.ts';
import { ownersOf } from './orders.ts';
import { shopGround } from './shop-ground.ts';
import { standingFor } from './split.ts';

/** Returns the id that a thing handed over has in every file: the same thing is taken in once, whoever sends it. */
export function handedId(kind: HandoverItem['kind'], what: string): string {
  const part = (text: string): string => hashOf(text).toString(36).padStart(6, '0');
  return `r_h${kind[0]}${part(what)}${part([...what].toReversed().join(''))}`;
}

/** Returns what of a customer goes into a hand-over: what is shown and what identifies, nothing else. */
export function personOf({ id, shopId, name, masked, keys }: Customer): HandoverPerson {
  const { site, key } = splitShopId(shopId);
  const marks = Object.fromEntries(
    (['nick', 'uid', 'enc'] as const).flatMap((mark) => {
      const start = `${mark}|${shopId}|`;
      const found = keys.find((each) => each.startsWith(start));
      return found ? [[mark, found.slice(start.length)] as const] : [];
    }),
  );
  return { ref: id, site, shopKey: key, ...(name ? { name } : {}), ...(masked ? { masked } : {}), ...marks };
}

function peerOf({ name, masked, nick, uid, enc }: HandoverPerson): PeerRef {
  return defined({ name, masked, nick, uid, enc }) as PeerRef;
}

/** Who somebody of a file is here: a known customer, a new one, or in doubt. */
type Found = { who: 'known'; customer: Customer } | { who: 'new' } | { who: 'doubt' };

async function find(person: HandoverPerson, orderNos: readonly string[], database: KebanDatabase): Promise<Found> {
  const shopId = shopIdOf(person.site, person.shopKey);
  const keys = keysOf(shopId, peerOf(person));
  const byKey = await customersByKeys(keys, database);
  const [first] = byKey;
  if (first) return areOne(byKey, keys) && byKey.length === 1 ? { who: 'known', customer: first } : { who: 'doubt' };
  const owners = new Set([...(await ownersOf([...orderNos], database)).values()].map(({ customerId }) => customerId));
  if (owners.size > 1) return { who: 'doubt' };
  const [owner] = owners;
  const other = await (owner ? database.customers.get(owner) : standingFor(person.ref, database));
  if (!other || other.shopId !== shopId) return owner ? { who: 'doubt' } : { who: 'new' };
  return areOne([other], keys) ? { who: 'known', customer: other } : { who: 'doubt' };
}

/** One thing of a file, and what taking it in would do. */
export interface Planned {
  item: HandoverItem;
  person: HandoverPerson;
  /** `add` writes a follow-up; `done` and `moved` happened to it elsewhere; `there` it is already (also done ones) or stays where it is; `doubt` leaves it out. */
  state: 'add' | 'done' | 'moved' | 'there' | 'doubt';
  /** The customer is not known here and is made. */
  newcomer: boolean;
}

interface Placed extends Planned {
  customer: Customer | null;
}

async function place(handover: Handover, database: KebanDatabase): Promise<Placed[]> {
  const stored = await database.reminders.bulkGet(handover.items.map(({ id }) => id));
  const found = new Map<string, Found>();
  for (const person of handover.people) {
    const nos = handover.items.flatMap((item) => (item.person === person.ref && item.orderNo ? [item.orderNo] : []));
    found.set(person.ref, await find(person, nos, database));
  }
  const people = new Map(handover.people.map((person) => [person.ref, person]));
  const theirs = new Map<string, Alike[]>();
  const placed: Placed[] = [];
  for (const [i, item] of handover.items.entries()) {
    const [person, who] = [people.get(item.person), found.get(item.person)];
    if (!person || !who) continue;
    const customer = who.who === 'known' ? who.customer : null;
    const owner = customer ?? { id: person.ref };
    const known = theirs.get(owner.id) ?? (customer ? await allOf(customer.id, database) : []);
    const isTheirs = staysElsewhere(item, handover.nextShift);
    const isThere = stored[i] !== undefined || isTheirs || isKnownAs(item, owner, known);
    const state = becameOf(item, stored[i]) ?? (isThere ? 'there' : who.who === 'doubt' ? 'doubt' : 'add');
    // Two of one file may be the same thing as well.
    theirs.set(owner.id, state === 'add' ? [...known, { ...item, state: 'open' }] : known);
    placed.push({ item, person, state, newcomer: who.who === 'new', customer });
  }
  return placed;
}

/** What was done or put off beyond the next shift is told to those who have it; it is not made anew where it is not known. */
const staysElsewhere = ({ back, dueAt }: HandoverItem, nextShift: number): boolean =>
  back !== undefined && (back.doneAt !== undefined || dueAt > nextShift);

const allOf = (customerId: string, database: KebanDatabase): Promise<Reminder[]> =>
  database.reminders.where('[customerId+state]').between([customerId, ''], [customerId, '\uffff']).toArray();

/** Returns what taking a hand-over in would do, thing by thing; nothing is written. */
export async function planHandover(handover: Handover, database: KebanDatabase = db): Promise<Planned[]> {
  return (await place(handover, database)).map(({ customer: _customer, ...planned }) => planned);
}

/**
 * Takes a hand-over in as one change that can be undone: each thing becomes a follow-up, unknown buyers become customers,
 * and what was handed over from here is done or moved as it was elsewhere. Returns null when everything was there already, and nothing is written then.
 */
export function acceptHandover(
  handover: Handover,
  now: number = Date.now(),
  database: KebanDatabase = db,
): Promise<Change | null> {
  const params: Record<string, number> = {};
  return change(
    { actor: 'staff', label: { key: 'change.handover', params } },
    async (draft) => {
      const placed = await place(handover, database);
      await noteThere(thereOf(placed), handover.exportedAt, now, database);
      const wanted = placed.filter(({ state }) => state !== 'there' && state !== 'doubt');
      if (wanted.length === 0) return;
      const made = new Map<string, Customer>();
      params['n'] = wanted.length;
      const open = wanted.filter(({ state }) => state !== 'done').map(({ item: { id, dueAt } }) => ({ id, dueAt }));
      const over = wanted.filter(({ state }) => state === 'done').map(({ item }) => item);
      for (const { item, person, customer, state } of wanted) {
        if (state !== 'add') {
          await bringUpToDate(draft, item, now);
          continue;
        }
        const owner = customer ?? made.get(person.ref) ?? (await make(draft, person, now));
        made.set(person.ref, owner);
        await noteRule(item, owner.id, database);
        await draft.put('reminders', {
          id: item.id,
          customerId: owner.id,
          shopId: owner.shopId,
          text: item.text,
          dueAt: item.dueAt,
          state: 'open',
          createdAt: now,
          ...handedFields(item),
          // What was due before it came here shows as overdue; a burst of notifications would tell nothing.
          ...(item.dueAt <= now ? { firedAt: now } : {}),
        });
      }
      await noteHanded(open, now, database, over, (id) => draft.get('reminders', id));
    },
    database,
  );
}

const thereOf = (placed: readonly Planned[]): HandoverItem[] =>
  placed.flatMap(({ item, state }) => (state === 'there' ? [item] : []));

/** Remembers what of a hand-over is here already, so that what becomes of it goes back: for one that brings nothing new. */
export async function noteKnown(handover: Handover, now: number = Date.now(), database: KebanDatabase = db): Promise<void> {
  await noteThere(thereOf(await planHandover(handover, database)), handover.exportedAt, now, database);
}

/** What a rule made elsewhere the same rule does not make here once more, nor another one on that day. */
async function noteRule(item: HandoverItem, customerId: string, database: KebanDatabase): Promise<void> {
  const id = ruleIdHere(item, customerId);
  if (id === null || (await isMade(id, database))) return;
  const { zone } = await shopGround(database);
  await database.cadenceLog.put({ id, customerId, day: dayNumber(dayAt(item.dueAt, zone)), takenIn: item.id });
}

type Handed =
  | 'orderNo'
  | 'caseNo'
  | 'repeat'
  | 'series'
  | 'owner'
  | 'priority'
  | 'promise'
  | 'awaits'
  | 'awaitSince'
  | 'anyContact';

/** Returns what of a follow-up, besides its text and moment, goes into a file and out of it as it is. */
export function handedFields(
  row: Partial<Pick<Reminder, Handed>> | Partial<Pick<HandoverItem, Handed>>,
): Partial<Pick<HandoverItem, Handed>> {
  const { orderNo, caseNo, repeat, series, owner, priority, promise } = row;
  return defined({ orderNo, caseNo, repeat, series, owner, priority, promise, ...waitsOf(row) }) as Partial<
    Pick<HandoverItem, Handed>
  >;
}

const OWN_ID = /^c_[0-9a-z]{16,48}$/;

async function make(draft: Draft, person: HandoverPerson, now: number): Promise<Customer> {
  const shopId = shopIdOf(person.site, person.shopKey);
  const peer = peerOf(person);
  const fresh = newCustomer(person.site, shopId, peer, keysOf(shopId, peer), now);
  // Under the id it has where it comes from, so that a second file finds it again.
  const customer = OWN_ID.test(person.ref) ? { ...fresh, id: person.ref } : fresh;
  await draft.put('customers', customer);
  return customer;
}
