/** How a list draws its messages: as Taobao does, or as AliExpress does with or without something around each. */
export type Shape = 'taobao' | 'plain' | 'wrapped';

export const NAMES = ['Anna', 'Bea', 'Cleo'] as const;
const OWN = '青禾:小竹';

export interface Said {
  text: string;
  own: boolean;
  at: string;
}

function made(className: string, ...children: (Node | string)[]): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  element.append(...children);
  return element;
}

function words(text: string): HTMLElement {
  const edit = document.createElement('pre');
  edit.className = 'edit';
  edit.textContent = text;
  return edit;
}

/** A page of a chat of which name, mark and messages are drawn apart. */
export class ChatPage {
  readonly shape: Shape;
  readonly talks: Said[][] = NAMES.map(() => []);
  /** Whose name is shown, whose row is marked, and whose messages are in the list. */
  named = 0;
  active = 0;
  drawn = 0;
  /** The messages of that talk that are in the list, and which of them are empty. */
  from = 0;
  to = 0;
  rows = new Map<number, HTMLElement>();
  readonly empty = new Set<number>();
  #order: number[] = [...NAMES.keys()];
  #time = Date.UTC(2026, 8, 27, 2);

  constructor(shape: Shape) {
    this.shape = shape;
  }

  get talk(): Said[] {
    return this.talks[this.drawn]!;
  }
  /** One buyer's in all its parts. */
  get isWhole(): boolean {
    return this.drawn === this.named && this.named === this.active;
  }
  get #list(): HTMLElement {
    return document.querySelector<HTMLElement>('.the-list')!;
  }

  say(who: number, own: boolean): void {
    this.#time += 7000;
    const at = new Date(this.#time + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
    this.talks[who]!.push({ text: `${NAMES[who]}-${this.talks[who]!.length}`, own, at });
  }

  draw(): void {
    const taobao = this.shape === 'taobao';
    const editor = document.createElement(taobao ? 'pre' : 'textarea');
    editor.className = 'edit';
    if (taobao) editor.setAttribute('contenteditable', 'true');
    const header = made('conversation-header', made(taobao ? 'name' : 'user-name__1'));
    const body = made('ww_message', made('message-list', made('the-list')));
    const container = made('ww_container', made('ww_header', header), body, made('ww_input', editor));
    document.body.replaceChildren(made('ww_content', made('ww_conversation_list'), container));
    this.drawConversations();
    this.name(this.named);
    this.fill(this.drawn);
  }

  /** Draws the list of conversations anew, that of `first` on top. */
  drawConversations(first = this.#order[0]!): void {
    this.#order = [first, ...this.#order.filter((who) => who !== first)];
    const taobao = this.shape === 'taobao';
    const rows = this.#order.map((who) => {
      const bold = Object.assign(document.createElement('b'), { textContent: NAMES[who]! });
      const name = taobao ? made('name', NAMES[who]!) : made('im-session-item-name-content', bold);
      const last = made('conversation-secondary-line', made('desc', this.talks[who]!.at(-1)?.text ?? ''));
      return made('place', made(taobao ? 'conversation-item' : 'im-session-item', made('conversation', name), last));
    });
    document.querySelector('.ww_conversation_list')!.replaceChildren(...rows);
    this.mark(this.active);
  }
  mark(who: number): void {
    this.active = who;
    const rows = document.querySelectorAll('.conversation-item, .im-session-item');
    for (const [i, row] of rows.entries()) row.classList.toggle('active', this.#order[i] === who);
  }
  name(who: number): void {
    this.named = who;
    document.querySelector('.conversation-header > div')!.textContent = NAMES[who]!;
  }

  /** Makes the row of a message, or writes it into that of another. */
  #row(i: number, into?: HTMLElement): HTMLElement {
    const { text, own, at } = this.talk[i]!;
    this.empty.delete(i);
    if (this.shape !== 'taobao') {
      const item = into?.querySelector<HTMLElement>('.im-message-item') ?? into ?? made('');
      item.className = `im-message-item${own ? ' im-message-item-self' : ''}`;
      item.textContent = text;
      return into ?? (this.shape === 'wrapped' ? made('wrap', item) : item);
    }
    const nick = own ? OWN : NAMES[this.drawn]!;
    if (!into) {
      const parts = [made('first-line', made('nick', nick), made('time', at)), made('content', made('inner', words(text)))];
      return made('message-item-line', made(`message-item${own ? ' self' : ''}`, made('item', made('box', ...parts))));
    }
    into.querySelector('.message-item')!.className = `message-item${own ? ' self' : ''}`;
    into.querySelector('.nick')!.textContent = nick;
    into.querySelector('.time')!.textContent = at;
    into.querySelector('.inner')!.replaceChildren(words(text));
    return into;
  }

  /** Draws the newest messages of a talk, in the rows that are there or in new ones. */
  fill(who: number, reuse = false, count = 12): void {
    const old = reuse ? [...this.rows].toSorted(([a], [b]) => a - b).map(([, row]) => row) : [];
    this.drawn = who;
    this.to = this.talk.length;
    this.from = Math.max(0, this.to - count);
    this.empty.clear();
    this.rows = new Map();
    for (let i = this.from; i < this.to; i++) this.rows.set(i, this.#row(i, old.shift()));
    if (!reuse) return this.#list.replaceChildren(...this.rows.values());
    for (const row of old) row.remove();
    for (const row of this.rows.values()) if (!row.isConnected) this.#list.append(row);
  }
  clear(): void {
    this.#list.replaceChildren();
    this.rows.clear();
    this.empty.clear();
    this.from = this.to = 0;
  }

  takeOut(i: number): void {
    this.empty.add(i);
    this.rows.get(i)!.querySelector('.inner')!.replaceChildren();
  }
  putBack(i: number): void {
    this.empty.delete(i);
    this.rows.get(i)!.querySelector('.inner')!.replaceChildren(words(this.talk[i]!.text));
  }

  /** Draws more of the talk in front of what is there or behind it. */
  extend(before: number, behind: number): void {
    const [from, to] = [Math.max(0, this.from - before), Math.min(this.talk.length, this.to + behind)];
    const add = (i: number): HTMLElement => {
      const row = this.#row(i);
      this.rows.set(i, row);
      return row;
    };
    this.#list.prepend(...Array.from({ length: this.from - from }, (_, k) => add(from + k)));
    for (let i = this.to; i < to; i++) this.#list.append(add(i));
    [this.from, this.to] = [from, to];
  }
  /** Takes rows out at an end of the list; some stay. */
  drop(count: number, end: 'head' | 'tail'): void {
    for (let k = 0; k < count && this.to - this.from > 3; k++) {
      const i = end === 'head' ? this.from++ : --this.to;
      this.rows.get(i)!.remove();
      this.rows.delete(i);
      this.empty.delete(i);
    }
  }
  /** The same rows show messages that are so many further on in the talk. */
  rewrite(by: number): void {
    const step = Math.max(-this.from, Math.min(by, this.talk.length - this.to));
    const rows = [...this.rows].toSorted(([a], [b]) => a - b).map(([, row]) => row);
    [this.from, this.to] = [this.from + step, this.to + step];
    this.empty.clear();
    this.rows = new Map(rows.map((row, k) => [this.from + k, this.#row(this.from + k, row)]));
  }
}
