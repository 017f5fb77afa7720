/** One find of an automaton: the pattern's number and the place of its first unit. */
export type OnFound = (pattern: number, start: number, end: number) => void;

interface Node {
  next: Map<number, number>;
  fail: number;
  /** Patterns that end here. */
  own: number[];
  /** The nearest node on the way of `fail` at which a pattern ends, 0 if none. */
  shorter: number;
}

/**
 * Finds any number of patterns in one pass over the text (Aho and Corasick, 1975): the time grows with the text and the
 * finds, whatever the patterns or the text look like.
 */
export class Automaton {
  #nodes: Node[] = [newNode()];
  #lengths: number[] = [];
  #linked = false;

  /** Adds a pattern; returns its number. An empty one is never found. */
  add(units: Uint16Array): number {
    const number = this.#lengths.push(units.length) - 1;
    if (units.length === 0) return number;
    let at = 0;
    for (const unit of units) {
      const known = this.#nodes[at]?.next.get(unit);
      const next = known ?? this.#nodes.push(newNode()) - 1;
      if (known === undefined) this.#nodes[at]?.next.set(unit, next);
      at = next;
    }
    this.#nodes[at]?.own.push(number);
    this.#linked = false;
    return number;
  }

  /** Calls back for every occurrence of every pattern, in the order of their ends. */
  find(units: Uint16Array, found: OnFound): void {
    if (!this.#linked) this.#link();
    let at = 0;
    for (let i = 0; i < units.length; i++) {
      at = this.#step(at, units[i] ?? 0);
      for (let node = at; node > 0; node = this.#nodes[node]?.shorter ?? 0) {
        for (const pattern of this.#nodes[node]?.own ?? []) found(pattern, i + 1 - (this.#lengths[pattern] ?? 0), i + 1);
      }
    }
  }

  #step(from: number, unit: number): number {
    for (let at = from; ; at = this.#nodes[at]?.fail ?? 0) {
      const next = this.#nodes[at]?.next.get(unit);
      if (next !== undefined) return next;
      if (at === 0) return 0;
    }
  }

  #link(): void {
    const queue = [...(this.#nodes[0]?.next.values() ?? [])];
    for (const node of queue) Object.assign(this.#nodes[node] as Node, { fail: 0, shorter: 0 });
    // It grows while it is walked through: every node comes after the shorter ones.
    for (const at of queue) {
      const node = this.#nodes[at] as Node;
      for (const [unit, child] of node.next) {
        const fail = this.#step(node.fail, unit);
        const target = this.#nodes[child] as Node;
        target.fail = fail;
        target.shorter = (this.#nodes[fail]?.own.length ?? 0) > 0 ? fail : (this.#nodes[fail]?.shorter ?? 0);
        queue.push(child);
      }
    }
    this.#linked = true;
  }
}

function newNode(): Node {
  return { next: new Map(), fail: 0, own: [], shorter: 0 };
}
