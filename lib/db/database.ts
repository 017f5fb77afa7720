import { Dexie, type Table } from 'dexie';
import type { Change } from '../domain/change.ts';
import type { Customer } from '../domain/customer.ts';
import type { HabitRow } from '../domain/habit-kept.ts';
import type { MessageRow, Thread } from '../domain/message-stored.ts';
import type { Note } from '../domain/note.ts';
import type { Order } from '../domain/order.ts';
import type { PickCount } from '../domain/pick.ts';
import type { Reminder } from '../domain/reminder.ts';
import type { LanguageSettings } from '../domain/service.ts';
import type { Template } from '../domain/template.ts';
import type { Pack } from '../domain/template-pack.ts';
import type { ShopFact } from '../domain/shop-facts.ts';
import type { WordingEdit } from '../domain/wording.ts';
import type { SiteId } from '../domain/observation.ts';
import type { WaitRuleRow } from '../domain/wait-attention.ts';
import { withPackedOrders } from './packed-orders.ts';
import { withWriteGate } from './read-only.ts';
import { refreshWake, withWakes } from './reminder-wakes.ts';

/** Number of the data shapes this code writes; a database whose `meta.minReader` is higher is opened read-only. */
export const SCHEMA = 5;
/**
 * The oldest `SCHEMA` of code that can read what this code writes: since 3 the orders of a row are packed, since 4 there is no
 * index over the activity in all shops, since 5 a nick is searched for in its key alone and closed orders have marks again.
 */
export const MIN_READER = 5;

/** A shop seen on a page or named by an import. */
export interface ShopRow {
  id: string;
  site: SiteId;
  key: string;
  /** What staff see: the name they gave, else the page's title, else the key. */
  name: string;
  /** Title that the site shows. */
  title?: string;
  /** Other titles that pages show, of which a person said that they are this shop's. */
  titles?: string[];
  /** The name was given by a person and stays. */
  named?: true;
  staff?: string;
  seenAt: number;
}

/** Orders of one customer, at most `ORDERS_PER_ROW` a row: few large rows are imported ten times faster than single ones. */
export interface OrderRow {
  /** `customerId#0000`, the number counts the customer's rows. */
  id: string;
  customerId: string;
  list: Order[];
  /** Ends of the order numbers in `list`, see `tailOf`; indexed. */
  tails: string[];
  /** `shopId|state|<14 digits of creation>` of the newest order of each state in `list` but `UNMARKED`, indexed. */
  marks: string[];
  /** Weak marks of the buyer by which somebody alike is found, see `hintsOf`; indexed. Rows of older versions get them later. */
  hints?: string[];
}

/** A tag with the number of customers that carry it; the count changes in the transaction that tags. */
export interface TagRow {
  id: string;
  color: string;
  count: number;
  createdAt: number;
}

/** A command from a content script that has been carried out, kept for a day so that a repetition does nothing. */
export interface ProcessedRow {
  id: string;
  at: number;
  answer: unknown;
}

/** One import of a file: what it brought, and whether it was taken back. */
export interface ImportRow {
  id: string;
  at: number;
  fileName: string;
  shopId: string;
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  customers: number;
  bad: number;
  /** Number of undo rows written, `importUndo` keys `id#000000` … */
  chunks: number;
  /** `running` and `undoing` while no page works on it: it was interrupted and can be undone. */
  state: 'running' | 'done' | 'undoing' | 'undone';
  /** What the file was: a platform's order file, or an exchange file of this product. */
  kind: 'orders' | 'keban';
  /** The shop was not known before this import. */
  createdShop?: boolean;
  /** While it is being undone: imports undone before of which something may go now. */
  concerned?: string[];
}

/** What one chunk of an import replaced, so that the import can be undone as one. */
export interface ImportUndoRow {
  id: string;
  importId: string;
  createdCustomers: string[];
  createdOrders: string[];
  /** Orders as they were, with their owner then. */
  replaced: { customerId: string; order: Order }[];
  /** Customers of which the file told something new: the fields before and after. */
  learned: { id: string; before: Record<string, unknown>; after: Record<string, unknown> }[];
}

/** A picture or file of templates. Its id is made of its bytes, so that it is stored once and never changed. */
export interface PictureRow {
  id: string;
  name: string;
  blob: Blob;
  /** Pixels; absent for files and where nobody has looked. */
  width?: number;
  height?: number;
  /** Epoch ms. */
  at: number;
}

/** What was filled into slots for a customer last, by the slot's name; `id` is the customer's. */
export interface AnswersRow {
  id: string;
  answers: Record<string, string>;
  /** Epoch ms. */
  at: number;
}

/** A follow-up that a cadence rule has made, kept when the follow-up is undone so that the rule does not make it again. */
export interface CadenceLogRow {
  /** Id of the follow-up. */
  id: string;
  customerId: string;
  /** Number of the day it was planned for, see `dayNumber`. */
  day: number;
  /** Id of the follow-up of another computer that it was noted with; it counts as long as that one is there. */
  takenIn?: string;
}

export interface MetaRow {
  key: string;
  value: unknown;
}

/** Tables that hold what people made or pages showed: what recorded changes are about. */
export const EDITED = [
  'customers',
  'orders',
  'notes',
  'tags',
  'reminders',
  'templates',
  'packs',
  'facts',
  'wording',
  'habits',
  'cadenceLog',
  'waitRules',
] as const;

/** The database that popup, side panel, dashboard and worker share. Content scripts never see it. */
export class KebanDatabase extends Dexie {
  meta!: Table<MetaRow, string>;
  shops!: Table<ShopRow, string>;
  customers!: Table<Customer, string>;
  orders!: Table<OrderRow, string>;
  notes!: Table<Note, string>;
  tags!: Table<TagRow, string>;
  reminders!: Table<Reminder, string>;
  templates!: Table<Template, string>;
  changes!: Table<Change, string>;
  processed!: Table<ProcessedRow, string>;
  imports!: Table<ImportRow, string>;
  importUndo!: Table<ImportUndoRow, string>;
  threads!: Table<Thread, string>;
  messages!: Table<MessageRow, string>;
  packs!: Table<Pack, string>;
  facts!: Table<ShopFact, string>;
  pictures!: Table<PictureRow, string>;
  answers!: Table<AnswersRow, string>;
  picks!: Table<PickCount, string>;
  wording!: Table<WordingEdit, string>;
  habits!: Table<HabitRow, string>;
  /** Services the user has set up, with their keys: in no snapshot, journal or export. */
  services!: Table<LanguageSettings, string>;
  cadenceLog!: Table<CadenceLogRow, string>;
  waitRules!: Table<WaitRuleRow, string>;

  constructor(name = 'keban') {
    super(name, { chromeTransactionDurability: 'strict' });
    // Versions are append-only: never edit a released block, add the next one.
    this.version(1).stores({
      meta: 'key',
      shops: 'id',
      customers: 'id, *keys, *tokens, *tags, activeAt, [shopId+activeAt]',
      orders: 'id, *tails, *marks',
      notes: 'id, [customerId+at]',
      tags: 'id',
      reminders: 'id, [customerId+state], [state+dueAt]',
      templates: 'id',
      changes: 'id, *refs, importId',
      processed: 'id, at',
      imports: 'id, at',
      importUndo: 'id, importId',
    });
    // Messages lie together in rows of their thread, as orders do with their customer; only threads know whose they are.
    this.version(2).stores({
      orders: 'id, *tails, *marks, *hints',
      threads: 'id, [customerId+mark]',
      messages: 'id, [threadId+pos], newest',
    });
    this.version(3)
      .stores({
        packs: 'id',
        facts: 'id',
        pictures: 'id',
        answers: 'id, at',
        picks: 'id',
        wording: 'id',
        habits: 'id',
        services: 'id',
        reminders: 'id, [customerId+state], [state+dueAt], wakeAt, awaits',
        cadenceLog: 'id, [customerId+day]',
        threads: 'id, [customerId+mark], waiting',
        waitRules: 'id',
      })
      // Every row is written anew, so that it gets its `wakeAt`; there are hundreds of them, not hundreds of thousands.
      .upgrade((tx) => tx.table<Reminder>('reminders').toCollection().modify(refreshWake));
    this.version(4).stores({ customers: 'id, *keys, *tokens, *tags, [shopId+activeAt]' });
    // The same stores; what is in them is searched otherwise, see `SCHEMA`.
    this.version(5).stores({});
    withWakes(this);
    withPackedOrders(this);
  }
}

/** The one database of this context. Writes are refused until `openGuarded` has found it whole. */
export const db = withWriteGate(new KebanDatabase());
