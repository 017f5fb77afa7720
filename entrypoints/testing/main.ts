import { reconcile } from '#lib/background/reminders.ts';
import * as changes from '#lib/db/changes.ts';
import * as customers from '#lib/db/customers.ts';
import { db, KebanDatabase } from '#lib/db/database.ts';
import * as intake from '#lib/db/intake.ts';
import * as guard from '#lib/db/guard.ts';
import * as journal from '#lib/db/journal.ts';
import * as restore from '#lib/db/restore.ts';
import * as snapshot from '#lib/db/snapshot.ts';
import * as snapshotFile from '#lib/db/snapshot-file.ts';
import * as logRoll from '#lib/db/log-roll.ts';
import * as notes from '#lib/db/notes.ts';
import * as orders from '#lib/db/orders.ts';
import * as reminders from '#lib/db/reminders.ts';
import * as templates from '#lib/db/templates.ts';
import { bench } from './bench.ts';

/** The database verbs, for tests and measurements in a real browser. This page is not part of the released extension. */
const keban = {
  bench,
  db,
  KebanDatabase,
  changes,
  customers,
  intake,
  notes,
  orders,
  reminders,
  templates,
  guard,
  journal,
  restore,
  snapshot,
  snapshotFile,
  logRoll,
  reconcile,
};
export type Keban = typeof keban;

Object.assign(globalThis, { keban });
document.documentElement.dataset['ready'] = 'true';
