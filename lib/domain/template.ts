import type { Stage } from './stage.ts';

/** Languages that replies are written in, the shop's own first; each has a pack that comes with the product. */
export const TEMPLATE_LANGUAGES = ['zh', 'en', 'ru', 'es', 'pt', 'fr', 'de', 'it', 'ar', 'ja', 'ko', 'pl'] as const;

/** The pack a template came with, and what it was like then. */
interface FromPack {
  id: string;
  version: number;
  /** Its id in the pack. */
  key: string;
  /** Hash of what the pack gave, see `packHash`: another one now means that it was edited here. */
  base: string;
  /** The only shop it was for before a pack for a shop took it in. */
  shopBefore?: string;
}

/** A reply template. The body may hold `{变量}` and `{变量|默认}` slots. */
export interface Template {
  id: string;
  title: string;
  body: string;
  /** Short code typed after the trigger, such as `fh`. */
  code?: string;
  folder: string;
  /** BCP 47 language of the body: zh, en, es … */
  language: string;
  /** Search keys of the title made where the pinyin dictionary is at hand: full spellings and initials. */
  pinyin: string[];
  initials: string[];
  /** Words of its own to be found and filtered by. */
  tags?: string[];
  favourite?: true;
  /** The same in all language versions of one reply. */
  group?: string;
  /** Not offered before and after these moments (epoch ms). */
  validFrom?: number;
  validUntil?: number;
  /** The pack it came with, so that a newer version of the pack finds it again. */
  pack?: FromPack;
  /** Offered only in the chats of this shop (`taobao|…`). */
  shopId?: string;
  /** Stages of a chat that it is made for; absent: for any. */
  stages?: Stage[];
  /** Ids of the pictures (`pic_…`) and files (`file_…`) that go with it, in order. */
  pictures?: string[];
  uses: number;
  lastUsedAt?: number;
  createdAt: number;
  updatedAt: number;
}

/** What the palette and lists need of a template. */
export type TemplateBrief = Omit<Template, 'createdAt' | 'updatedAt' | 'pack'>;

/** Tells whether a template may be used in a shop's chats; null: whose shop it is, is not known. */
export function isForShop({ shopId }: Pick<Template, 'shopId'>, shop: string | null): boolean {
  return shopId === undefined || shopId === shop;
}

/** Tells whether a template may be offered at a moment (epoch ms). */
export function inForce({ validFrom, validUntil }: Pick<Template, 'validFrom' | 'validUntil'>, at: number): boolean {
  return (validFrom === undefined || at >= validFrom) && (validUntil === undefined || at <= validUntil);
}
