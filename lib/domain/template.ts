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
  uses: number;
  lastUsedAt?: number;
  createdAt: number;
  updatedAt: number;
}

/** What the palette and lists need of a template. */
export type TemplateBrief = Pick<
  Template,
  'id' | 'title' | 'body' | 'code' | 'folder' | 'language' | 'pinyin' | 'initials' | 'uses' | 'lastUsedAt'
>;
