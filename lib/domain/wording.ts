/** What a wording is about. Each has a name in the catalogue, `wording.kind.<kind>`. */
export const WORDING_KINDS = ['contact', 'superlative', 'review', 'promise', 'rules', 'other-buyer', 'language'] as const;
export type WordingKind = (typeof WORDING_KINDS)[number];

/** How much it matters: forbidden by law or the platform, or worth a second look. */
export const WORDING_SEVERITIES = ['stop', 'care'] as const;
export type WordingSeverity = (typeof WORDING_SEVERITIES)[number];

/** What is found by its form rather than by a list of words. */
type WordingDetector = 'phone' | 'email' | 'link' | 'other-buyer' | 'language';

/** What has to stand around a wording that says nothing by itself. */
export type WordingContext = 'asked' | 'wanted' | 'low' | 'first' | 'reach';

/** Where an entry comes from, and of which day (`2021-04-29`). */
interface WordingSource {
  name: string;
  date: string;
}

/** Wordings that mean the same: how they are recognised, how much they matter, and what to write instead. */
export interface WordingEntry {
  id: string;
  kind: WordingKind;
  severity: WordingSeverity;
  languages: readonly string[];
  /** Any of them; a trailing `*` stands for every ending of the word, `$` for the end of the clause. Case, width and accents do not count. */
  words: readonly string[];
  /** Phrases within which nothing is said. */
  except?: readonly string[];
  /** Recognised also with blanks, signs or pictures between its characters. */
  loose?: true;
  /** An account's name or number behind it belongs to it. */
  withId?: true;
  /** A sum of money behind it belongs to it. */
  withAmount?: true;
  /** Counts only where it is asked for or bargained about, or where a low value stands behind it (Chinese), or a payment
   * is what comes of it, or unless it is an app that the goods work with, or else about something harmless. */
  only?: WordingContext;
  detect?: WordingDetector;
  /** Better wordings, the best first; an empty one means: leave it out. `a|b→c` is one for these words only, `*→` for all. */
  better: readonly string[];
  source: string;
}

/** A dated list of wordings, with the sources its entries name. */
export interface WordingPack {
  version: string;
  sources: Readonly<Record<string, WordingSource>>;
  entries: readonly WordingEntry[];
}

/**
 * What a shop changed of the list: an entry of the pack (by its id) switched off, weighed otherwise, with other better
 * wordings, words added and taken out (`without`); or an entry of the shop's own, which has `words` and `kind`.
 */
export interface WordingEdit {
  id: string;
  off?: true;
  severity?: WordingSeverity;
  better?: string[];
  words?: string[];
  without?: string[];
  kind?: WordingKind;
  /** Epoch ms. */
  at: number;
}

/** Source of the entries that a shop wrote itself. */
const OWN_SOURCE = 'own';

/** An entry as the shop has it, for its list. */
export interface WordingRow extends WordingEntry {
  off: boolean;
  /** Differs from the pack, or is not in it. */
  edited: boolean;
  own: boolean;
  /** Day of an own entry, epoch ms. */
  at?: number;
}

/** Returns all entries as the shop has them: its own first, newest on top, then those of the pack. */
export function wordingRows(pack: Pick<WordingPack, 'entries'>, edits: readonly WordingEdit[]): WordingRow[] {
  const byId = new Map(edits.map((edit) => [edit.id, edit]));
  const known = new Set(pack.entries.map(({ id }) => id));
  const own = edits.filter(({ id, words }) => !known.has(id) && words !== undefined && words.length > 0);
  return [
    ...own.toSorted((a, b) => b.at - a.at).map(ownRow),
    ...pack.entries.map((entry): WordingRow => {
      const edit = byId.get(entry.id);
      return {
        ...entry,
        ...(edit?.severity && { severity: edit.severity }),
        ...(edit?.better && { better: edit.better }),
        words: wordsOf(entry, edit),
        off: edit?.off === true,
        edited: edit !== undefined,
        own: false,
      };
    }),
  ];
}

function wordsOf({ words }: WordingEntry, edit: WordingEdit | undefined): readonly string[] {
  if (!edit?.words && !edit?.without) return words;
  return [...words.filter((word) => !edit.without?.includes(word)), ...(edit.words ?? [])];
}

function ownRow({ id, words = [], kind = 'promise', severity = 'care', better = [], off, at }: WordingEdit): WordingRow {
  return { id, words, kind, severity, better, off: off === true, at, languages: [], source: OWN_SOURCE, edited: true, own: true };
}

/** Returns the entries that are in force. Where wordings are read by what stands around them, those taken out are exceptions. */
export function wordingInForce(pack: Pick<WordingPack, 'entries'>, edits: readonly WordingEdit[]): WordingEntry[] {
  return wordingRows(pack, edits)
    .filter(({ off }) => !off)
    .map((row) => {
      if (!row.only || row.only === 'reach') return row;
      const out = edits.find(({ id }) => id === row.id)?.without?.filter((word) => !row.words.includes(word)) ?? [];
      return { ...row, except: [...(row.except ?? []), ...out] };
    });
}

/** One place of a text that is not to be written so. `start` and `end` count UTF-16 units of the text. */
export interface WordingHit {
  start: number;
  end: number;
  entry: string;
  kind: WordingKind;
  severity: WordingSeverity;
  better: readonly string[];
}

/** Languages that are told apart in drafts. */
export type SeenLanguage = 'zh' | 'en' | 'ru' | 'es' | 'pt' | 'fr' | 'de' | 'it' | 'ar' | 'ja' | 'ko' | 'pl';
