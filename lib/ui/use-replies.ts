import { useMemo } from 'preact/hooks';
import { allFacts } from '../db/shop-facts.ts';
import { allTemplates } from '../db/templates.ts';
import type { ShopFact } from '../domain/shop-facts.ts';
import type { ShopGround } from '../domain/shop-ground.ts';
import type { Template } from '../domain/template.ts';
import { prepareIndex, type TemplateIndex } from '../search/template-index.ts';
import { type Live, useLive } from './use-live.ts';
import { useShopGround } from './use-shop-ground.ts';

/** All quick replies, and what is searched in them. */
export interface Replies {
  list: Live<Template[]>;
  index: TemplateIndex;
  /** What the shops' own variables are filled with. */
  facts: readonly ShopFact[];
  /** Where the shop works: by whose clock it is today, whose working days count. */
  work: ShopGround;
}

/** Reads the quick replies and makes them ready for searching, once per list: thousands take a tenth of a second. */
export function useReplies(): Replies {
  const list = useLive(() => allTemplates(), []);
  const index = useMemo(() => prepareIndex(list.value ?? [], Date.now()), [list.value]);
  const facts = useLive(() => allFacts(), []).value ?? [];
  const work = useShopGround();
  return { list, index, facts, work };
}
