import { sameValue } from './change.ts';
import { nickKey } from './identity.ts';
import type { OrderStats } from './order.ts';
import type { SiteId } from './observation.ts';
import { foldText, LIMITS } from './text.ts';

/**
 * How a customer is known: by a stable id or by a chat that showed its order numbers; only through orders whose buyer is
 * masked; or because a person said so by name.
 */
export type CustomerStanding = 'known' | 'orders-only' | 'by-name';

/** A customer of one shop. Shown names are aliases; `keys` are what identifies. */
export interface Customer {
  id: string;
  shopId: string;
  site: SiteId;
  standing: CustomerStanding;
  /** What is shown: the fullest name seen. */
  name: string;
  masked: boolean;
  aliases: string[];
  /** Identity keys, `nick|shopId|…`, `uid|shopId|…`, `enc|shopId|…`; unique over all customers. */
  keys: string[];
  nick?: string;
  uid?: string;
  country?: string;
  language?: string;
  tags: string[];
  stats: OrderStats;
  /** Creation of the newest order, or of the row: the default order of lists. */
  activeAt: number;
  /** Where the chat with this customer was last seen open. */
  chatUrl?: string;
  chatAt?: number;
  /** Remark and level that the platform shows, read only. */
  remark?: string;
  level?: string;
  /** Birthday as `MM-DD`, written down by staff. */
  birthday?: string;
  /** Customers of which a person said that they are somebody else, or (with `until`, epoch ms) that it be asked later. */
  apart?: { id: string; until?: number }[];
  /** Ids of the customers joined into this one: what rules made for them counts here. */
  joined?: string[];
  /** What it is searched by, see `searchTokens`. */
  tokens: string[];
  importId?: string;
  createdAt: number;
  updatedAt: number;
}

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/**
 * Returns the search tokens of names: each folded name and each later word or number in it (for prefixes), the last four
 * characters of long ones, and in Chinese, Japanese and Korean every pair of neighbouring characters.
 *
 * @example nameTokens(['林间小雨88']) //=> ['林间小雨88', '间小', '小雨', '88']
 */
export function nameTokens(names: readonly string[]): string[] {
  const tokens = new Set<string>();
  for (const name of names) {
    const folded = foldText(name).slice(0, LIMITS.nick);
    if (!folded) continue;
    tokens.add(folded);
    const words = folded.match(/\p{N}+|[^\p{N}\s_\-.*]+/gu) ?? [];
    // What the name begins with is found by its own prefix.
    for (const token of words.flatMap(tokensOfWord)) if (!folded.startsWith(token)) tokens.add(token);
  }
  return [...tokens];
}

/**
 * Returns the search tokens of a customer: those of all names, without what an identity key holds already. A nick stands
 * whole in its key, and whoever looks for the beginning of a name looks there too, see `namedFrom`.
 */
export function searchTokens({ name, aliases, keys, shopId }: Pick<Customer, 'name' | 'aliases' | 'keys' | 'shopId'>): string[] {
  // Two characters may be a nick and a pair in another name: who looks for a pair looks among the words alone.
  return nameTokens([name, ...aliases]).filter((token) => token.length <= 2 || !keys.includes(nickKey(shopId, token)));
}

/** Tells whether two states of a customer are found by the same words. */
export function isFoundAlike(a: Customer, b: Customer): boolean {
  return a.name === b.name && sameValue([a.aliases, a.keys], [b.aliases, b.keys]);
}

function tokensOfWord(word: string): string[] {
  const chars = [...word];
  const tokens = chars.length > 1 ? [word] : [];
  if (chars.length > 6 && !CJK.test(word)) tokens.push(chars.slice(-4).join(''));
  for (let i = 1; i < Math.min(chars.length, 24); i++) {
    if (CJK.test(chars[i] ?? '')) tokens.push(`${chars[i - 1]}${chars[i]}`);
  }
  return tokens;
}
