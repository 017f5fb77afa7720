import { claim, overdueClaims, wake, type Showing } from '#lib/domain/reminder-claim.ts';
import { notificationIdOf, wakeOf, type Reminder } from '#lib/domain/reminder.ts';

/** What comes within this time (ms) is handed to a wake as well. */
const SOON = 600_000;

/** The worker is gone. */
export class Killed extends Error {}

/** A shop's follow-ups, the browser's notifications, and a count of what went wrong. */
export class World {
  rows = new Map<string, Reminder>();
  showing: Showing[] = [];
  onShow = new Set<string>();
  /** How often each follow-up's moment came before somebody's eyes. */
  seen = new Map<string, number>();
  early = 0;
  doubled = 0;
  now: number;
  killIn = Infinity;
  #heap: { at: number; id: string }[] = [];

  constructor(now: number) {
    this.now = now;
  }

  put(row: Reminder): void {
    this.rows.set(row.id, row);
    const at = wakeOf(row);
    if (at === undefined) return;
    this.#heap.push({ at, id: row.id });
    for (let i = this.#heap.length - 1; i > 0;) {
      const up = (i - 1) >> 1;
      if (this.#heap[up]!.at <= this.#heap[i]!.at) break;
      [this.#heap[up], this.#heap[i]] = [this.#heap[i]!, this.#heap[up]!];
      i = up;
    }
  }

  /** The index: the earliest entry that its row still stands for. */
  first(): { at: number; id: string } | undefined {
    for (;;) {
      const top = this.#heap[0];
      if (!top) return undefined;
      const row = this.rows.get(top.id);
      if (row && wakeOf(row) === top.at) return top;
      this.pop();
    }
  }

  pop(): void {
    const last = this.#heap.pop();
    if (!last || this.#heap.length === 0) return;
    this.#heap[0] = last;
    for (let i = 0; ;) {
      const [l, r] = [2 * i + 1, 2 * i + 2];
      let least = i;
      if (l < this.#heap.length && this.#heap[l]!.at < this.#heap[least]!.at) least = l;
      if (r < this.#heap.length && this.#heap[r]!.at < this.#heap[least]!.at) least = r;
      if (least === i) return;
      [this.#heap[least], this.#heap[i]] = [this.#heap[i]!, this.#heap[least]!];
      i = least;
    }
  }

  /** A step after which the worker may be gone. */
  step(): void {
    this.killIn -= 1;
    if (this.killIn < 0) throw new Killed();
  }

  show(row: Reminder): void {
    const id = notificationIdOf(row);
    if (this.now < row.dueAt) this.early += 1;
    // The browser replaces a notification of the same name that is on show: nothing new to see.
    if (this.onShow.has(id)) return;
    this.onShow.add(id);
    const times = (this.seen.get(id) ?? 0) + 1;
    this.seen.set(id, times);
    if (times > 1) this.doubled += 1;
  }

  /** Somebody closes a notification; the worker is told and notes it, or is killed before it can. */
  close(id: string): void {
    this.onShow.delete(id);
    const reminder = /^rem:([^:]+):/.exec(id)?.[1];
    this.showing = this.showing.filter(([one]) => one !== reminder);
  }

  /** What the worker does at `now`, in the order in which it does it. */
  async wake(): Promise<void> {
    this.step();
    await wake({
      claim: async () => this.claim(),
      alarm: async () => this.step(),
      show: async (due) => {
        for (const row of due) {
          this.step();
          this.show(row);
        }
        this.step();
      },
      confirm: async (ids) => {
        const shown = new Set(ids);
        this.showing = this.showing.filter(([id]) => !shown.has(id));
        this.step();
      },
    });
  }

  claim(): Reminder[] {
    // Also those that are soon to come: that they wait is for the worker's code to say.
    const near: Reminder[] = [];
    for (let top = this.first(); top && top.at <= this.now + SOON && near.length < 500; top = this.first()) {
      near.push(this.rows.get(top.id)!);
      this.pop();
    }
    const stopped = overdueClaims(this.showing, this.now).map((id) => this.rows.get(id));
    const next = claim(near, stopped, this.showing, this.now);
    // Killed before the commit: nothing of it happened, and the index has all of it still.
    try {
      this.step();
    } catch (error) {
      for (const row of near) this.put(row);
      throw error;
    }
    const claimed = new Set(next.claimed.map(({ id }) => id));
    for (const row of near) if (!claimed.has(row.id)) this.put(row);
    for (const row of next.claimed) this.rows.set(row.id, row);
    this.showing = next.showing;
    return next.claimed;
  }
}
