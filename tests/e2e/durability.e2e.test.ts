import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { backEnds, indexedDbFolder, RawBrowser, type BackEnd, type Page } from '../support/raw-browser.ts';

/** Kills per back end; more with `KEBAN_KILLS`. */
const KILLS = Number(process.env['KEBAN_KILLS'] ?? 3);

/** Processes of a killed browser may still be letting go of their files. */
const REMOVE = { recursive: true, force: true, maxRetries: 20, retryDelay: 200 };

const extension = inject('testingBuild');
const profiles: string[] = [];
afterAll(() => {
  for (const profile of profiles) rmSync(profile, REMOVE);
});

function newProfile(): string {
  const profile = mkdtempSync(join(tmpdir(), 'keban-profile-'));
  profiles.push(profile);
  return profile;
}

/** For tests that start the browser many times, on a machine that may be busy. */
const LONG = { timeout: 400_000 };

interface Opened {
  browser: RawBrowser;
  page: Page;
  /** What the guard found. */
  kind: string;
}

/** Starts the browser and lets the extension check its database and take its once-per-session care. */
async function start(profile: string, backEnd: BackEnd): Promise<Opened> {
  const browser = new RawBrowser(extension, profile, backEnds[backEnd]);
  const page = await browser.openPage('testing.html');
  const kind = await page.run<string>(
    'keban.guard.openGuarded().then(async (s) => { await keban.guard.careDone(); return s.kind; })',
  );
  return { browser, page, kind };
}

interface Held {
  notes: number[];
  customers: number;
  seq: number;
  /** Customers of a transaction that did not come whole. */
  torn: number;
  templates: number;
}

const held = (page: Page): Promise<Held> =>
  page.run<Held>(`(async () => {
  const { db } = keban;
  const customers = await db.customers.toArray();
  const sizes = Map.groupBy(customers.filter((c) => c.importId), (c) => c.importId);
  return {
    notes: (await db.notes.toArray()).map((n) => Number(n.text)).toSorted((a, b) => a - b),
    customers: customers.length,
    seq: (await db.meta.get('seq'))?.value ?? 0,
    torn: [...sizes.values()].filter((list) => list.length !== 200).length,
    templates: await db.templates.count(),
  };
})()`);

/** Writes until the browser is killed: single notes, and every tenth time 200 customers in one transaction. */
const WRITER = `(async (from) => {
  const { db, changes, notes } = keban;
  const shop = 'taobao|青禾示例专卖店';
  const row = (id, batch) => ({ id, shopId: shop, site: 'taobao', standing: 'known', name: id, masked: false, aliases: [], keys: [shop + '|nick|' + id],
    tags: [], stats: { count: 0, paidCount: 0, paid: [] }, activeAt: 1, tokens: [], remark: crypto.randomUUID().repeat(6), createdAt: 1, updatedAt: 1, ...(batch ? { importId: batch } : {}) });
  if (!(await db.customers.get('c_one'))) await changes.change({ actor: 'page', label: { key: 'x' } }, (draft) => draft.put('customers', row('c_one')));
  for (let n = from; ; n++) {
    if (n % 10 === 0) await changes.change({ actor: 'import', label: { key: 'x' } }, async (draft) => {
      for (let i = 0; i < 200; i++) await draft.put('customers', row('c_' + n + '_' + i, 'b' + n));
    });
    await notes.addNote('c_one', String(n));
    acknowledged(String(n));
  }
})`;

/**
 * Lets the page write until so many edits are acknowledged, however slow the machine is, and for some milliseconds more;
 * returns the function that tells the last number acknowledged so far.
 */
async function write({ browser, page }: Opened, from: number, edits: number, ms: number): Promise<() => number> {
  let last = from - 1;
  await page.bind('acknowledged');
  await new Promise<void>((resolve, reject) => {
    browser.onBinding('acknowledged', (n) => {
      last = Number(n);
      if (last >= from - 1 + edits) resolve();
    });
    page.run(`${WRITER}(${from})`).catch(reject);
  });
  await new Promise((resolve) => setTimeout(resolve, ms));
  return () => last;
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, i) => i + 1);

describe.each(Object.keys(backEnds) as BackEnd[])('on %s', (backEnd) => {
  it(
    `keeps every acknowledged edit through ${KILLS} kills, also at the third start after the last`,
    { timeout: 120_000 + KILLS * 60_000 },
    async () => {
      const profile = newProfile();
      let written = 0;
      for (let kill = 0; kill < KILLS; kill++) {
        const opened = await start(profile, backEnd);
        expect(opened.kind).toBe('ready');
        const last = await write(opened, written + 1, 5, Math.random() * 1000);
        await opened.browser.kill();
        const acknowledged = last();
        const opens = kill === KILLS - 1 ? 3 : 1;
        for (let open = 1; open <= opens; open++) {
          const again = await start(profile, backEnd);
          expect([open, again.kind]).toEqual([open, 'ready']);
          const { notes, torn } = await held(again.page);
          expect(notes.slice(0, acknowledged)).toEqual(upTo(acknowledged));
          expect(torn).toBe(0);
          written = notes.length;
          await again.browser.close();
        }
      }
      console.log(`${backEnd}: ${KILLS} kills, ${written} edits, none lost`);
    },
  );

  it('finds the loss of the whole store, writes nothing into it, and brings all of it back', LONG, async () => {
    const profile = newProfile();
    const opened = await start(profile, backEnd);
    expect(opened.kind).toBe('ready');
    await write(opened, 1, 12, 0);
    // One part of the edits is in a snapshot, the rest is only in the journal.
    await opened.page.run(`keban.snapshot.snapshotNow('manual')`);
    await new Promise((resolve) => setTimeout(resolve, 400));
    await opened.browser.kill();
    const before = await start(profile, backEnd);
    const whole = await held(before.page);
    expect(whole.notes.length).toBeGreaterThan(10);
    await before.browser.kill();
    rmSync(indexedDbFolder(profile) ?? '', REMOVE);

    for (let open = 1; open <= 2; open++) {
      const lost = await start(profile, backEnd);
      expect(lost.kind).toBe('lost');
      const refused = await lost.page.run<string>(`keban.notes.addNote('c_one', 'x').then(() => 'written', (e) => e.refusal)`);
      expect(refused).toBe('lost');
      expect(await held(lost.page)).toEqual({ notes: [], customers: 0, seq: 0, torn: 0, templates: 0 });
      await lost.browser.close();
    }

    const restoring = await start(profile, backEnd);
    const result = await restoring.page.run<{ edits: number; missed: number; damaged: number }>('keban.restore.restore()');
    expect(result).toMatchObject({ missed: 0, damaged: 0 });
    expect(await held(restoring.page)).toEqual(whole);
    await restoring.page.run(`keban.notes.addNote('c_one', '${whole.notes.length + 1}')`);
    await restoring.browser.kill();
    const after = await start(profile, backEnd);
    expect(after.kind).toBe('ready');
    expect((await held(after.page)).notes).toEqual(upTo(whole.notes.length + 1));
    await after.browser.close();
  });

  it('can be killed in the middle of a restore and restores at the next start', LONG, async () => {
    const profile = newProfile();
    const opened = await start(profile, backEnd);
    await write(opened, 1, 25, 0);
    await opened.browser.kill();
    const before = await start(profile, backEnd);
    const whole = await held(before.page);
    await before.browser.close();
    rmSync(indexedDbFolder(profile) ?? '', REMOVE);
    const restoring = await start(profile, backEnd);
    await restoring.page.bind('going');
    const going = new Promise<void>((resolve) => restoring.browser.onBinding('going', () => resolve()));
    restoring.page.run(`keban.restore.restore({ onProgress: (p) => p.done > 0 && going('') })`).catch(() => undefined);
    await going;
    await restoring.browser.kill();
    const next = await start(profile, backEnd);
    expect(next.kind).toBe('lost');
    await next.page.run('keban.restore.restore()');
    expect(await held(next.page)).toEqual(whole);
    await next.browser.close();
  });
});

describe('a torn log', () => {
  it('costs no acknowledged edit, at none of the next starts', LONG, async () => {
    for (const share of [0.35, 0.7, 0.95]) {
      const profile = newProfile();
      const opened = await start(profile, 'leveldb');
      const last = await write(opened, 1, 20, 300);
      await opened.browser.kill();
      const acknowledged = last();
      const folder = indexedDbFolder(profile) ?? '';
      const log =
        readdirSync(folder)
          .filter((name) => name.endsWith('.log'))
          .toSorted()
          .at(-1) ?? '';
      truncateSync(join(folder, log), Math.floor(statSync(join(folder, log)).size * share));
      for (let open = 1; open <= 3; open++) {
        const again = await start(profile, 'leveldb');
        if (again.kind === 'lost') await again.page.run('keban.restore.restore()');
        const now = await held(again.page);
        expect([share, open, now.notes.length >= acknowledged, now.torn]).toEqual([share, open, true, 0]);
        expect(now.notes).toEqual(upTo(now.notes.length));
        await again.browser.close();
      }
    }
  });
});
