/** A fact of the shop that replies state: `发货时效` is `48小时`. Used as `{店铺.发货时效}`. */
export interface ShopFact {
  id: string;
  /** Unique among the facts of a shop. */
  name: string;
  value: string;
  /** Only for a shop (`taobao|…`); absent: for all that have none of their own under this name. */
  shopId?: string;
  /** Words by which a text is known to speak of it, beside those of its name. */
  words?: string[];
  /** Values it had before, newest first: texts that still state them are out of date. */
  former?: string[];
  /** Ids of templates that a person said are right as they are, with the text's hash then. */
  ignored?: Record<string, number>;
  createdAt: number;
  updatedAt: number;
}

/** What a slot for a fact of the shop begins with. */
const PREFIX = /^(?:店铺|shop)\s*[.．。]\s*/i;

/** Returns the name of the shop's fact that a slot stands for (`店铺.发货时效`), or null when it is no such slot. */
export function shopFactIn(slot: string): string | null {
  const name = slot.normalize('NFKC').trim();
  return PREFIX.test(name) ? nameKey(name.replace(PREFIX, '')) : null;
}

/** Returns the form of a fact's name that is compared. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}

/** Returns what slots are filled with in a shop's chats: its own facts, and those of all shops. By the name's key. */
export function factsOfShop(facts: readonly ShopFact[], shopId: string | null): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const fact of facts) if (!fact.shopId) values.set(nameKey(fact.name), fact.value);
  for (const fact of facts) if (fact.shopId && fact.shopId === shopId) values.set(nameKey(fact.name), fact.value);
  return values;
}

/** Words of a fact's name that say nothing of what it is about. */
const EMPTY = /时效|时间|期限|天数|金额|门槛|政策|说明|服务|规则|标准/g;

/** Returns the words by which a text is known to speak of a fact. */
export function wordsOf({ name, words = [] }: Pick<ShopFact, 'name' | 'words'>): string[] {
  const stem = nameKey(name).replace(EMPTY, '');
  return [...new Set([stem, ...words.map(nameKey)])].filter((word) => word.length > 0);
}
