import { useMemo } from 'preact/hooks';
import { allTemplates } from '../db/templates.ts';
import type { Template } from '../domain/template.ts';
import { prepareIndex, type TemplateIndex } from '../search/template-index.ts';
import { type Live, useLive } from './use-live.ts';

/** All quick replies, and what is searched in them. */
export interface Replies {
  list: Live<Template[]>;
  index: TemplateIndex;
}

/** Reads the quick replies and makes them ready for searching, once per list: thousands take a tenth of a second. */
export function useReplies(): Replies {
  const list = useLive(() => allTemplates(), []);
  const index = useMemo(() => prepareIndex(list.value ?? [], Date.now()), [list.value]);
  return { list, index };
}
