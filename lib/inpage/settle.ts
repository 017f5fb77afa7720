/** Time for which the order numbers beside a chat must stay the same before they are believed. */
export const SETTLE_MS = 350;

/** What may be believed now, and after how many milliseconds to look again (null: settled). */
export interface Settled {
  orderNos: string[];
  wait: number | null;
}

/**
 * Decides from when on the order numbers beside a chat belong to the buyer above it. The panel with the orders arrives
 * later than the switch and shows the former buyer's orders until then, so numbers that were already there before the
 * switch are never believed, and new ones only after they stayed the same for a while.
 */
export class Settling {
  #peer: string | null = null;
  #before = new Set<string>();
  #shown: string[] = [];
  #visible = '';
  #since = 0;

  /** Takes what the page shows at `now` (epoch ms): the marks of the peer (null: nobody is named) and all order numbers beside it. */
  next(peer: string | null, orderNos: readonly string[], now: number): Settled {
    // Nobody named for a moment (a slider, a list that lags) tells nothing about whose orders are there.
    if (peer === null) return { orderNos: [], wait: null };
    if (peer !== this.#peer) {
      if (this.#peer !== null) this.#before = new Set(this.#shown);
      this.#peer = peer;
      this.#visible = '';
      this.#since = now;
    }
    this.#shown = [...orderNos];
    const fresh = orderNos.filter((no) => !this.#before.has(no));
    const visible = fresh.join(' ');
    if (visible !== this.#visible) {
      this.#visible = visible;
      this.#since = now;
    }
    const left = this.#since + SETTLE_MS - now;
    return left > 0 ? { orderNos: [], wait: left } : { orderNos: fresh, wait: null };
  }
}
