import { promisedBeyond } from './timed-claims.ts';
import { checkTokens, inventedTokens, type Grounds, type Written } from './token-check.ts';
import { findTokens, type Token } from './tokens.ts';

/** A text that a machine made and that waits for a person: the translation of their own words, or a draft. */
export type Proposal =
  | { kind: 'translation'; original: Written; text: string; language: string }
  | { kind: 'draft'; grounds: Grounds; text: string; language: string };

/**
 * Something about a proposal that a person has to see. `missing` and `extra` cannot be waved through: the text has to be
 * put right. The others have to be confirmed one by one, or taken out.
 */
export interface Fault {
  kind: 'missing' | 'extra' | 'doubtful' | 'invented' | 'promise';
  /** The same for the same thing as long as it is in the text. */
  id: string;
  raw: string;
  /** Where it stands in the text; not for what is missing. */
  start?: number;
  end?: number;
}

const place =
  (kind: Fault['kind']) =>
  ({ raw, start, end }: Pick<Token, 'raw' | 'start' | 'end'>): Fault => ({
    kind,
    id: `${kind} ${raw}`,
    raw,
    start,
    end,
  });

/** Where the days of a draft are meant; it only has to be the same for the draft and what it is made of. */
const ZONE = 'Asia/Shanghai';

/** Returns what a person has to see of a proposal, in the order of the text, what is missing first; `now` in epoch ms. */
export function faultsOf(proposal: Proposal, now = Date.now()): Fault[] {
  const { text, language } = proposal;
  if (proposal.kind === 'translation') {
    const { missing, extra, doubtful } = checkTokens(proposal.original, { text, language });
    const lost = missing.map(({ raw }): Fault => ({ kind: 'missing', id: `missing ${raw}`, raw }));
    return [...lost, ...inOrder([...extra.map(place('extra')), ...doubtful.map(place('doubtful'))])];
  }
  const { grounds } = proposal;
  // A variable that nobody filled in must not reach a buyer, whoever wrote it.
  const open = findTokens(text, language).filter(({ kind }) => kind === 'variable');
  const invented = inventedTokens({ text, language }, grounds).filter(({ kind }) => kind !== 'variable');
  const promises = promisedBeyond(text, grounds.promised, now, ZONE);
  return inOrder([...open.map(place('extra')), ...invented.map(place('invented')), ...promises.map(place('promise'))]);
}

const inOrder = (faults: Fault[]): Fault[] => faults.toSorted((a, b) => (a.start ?? 0) - (b.start ?? 0));

/** Tells whether a proposal may be put into a chat: nothing blocks it, and everything else was confirmed. */
export function isApprovable(proposal: Proposal, faults: readonly Fault[], confirmed: ReadonlySet<string>): boolean {
  if (!proposal.text.trim()) return false;
  return faults.every(({ kind, id }) => kind !== 'missing' && kind !== 'extra' && confirmed.has(id));
}

/** Ends of sentences: CJK marks anywhere, others before a blank (a dot inside of a number or an address ends nothing). */
const ENDS = /[。！？؟\n]|[.!?]+(?=\s|$)/g;

/** Returns a text without the sentence that stands around a place. */
export function withoutSentence(text: string, { start = 0, end = 0 }: Pick<Fault, 'start' | 'end'>): string {
  let from = 0;
  let to = text.length;
  for (const { 0: mark, index } of text.matchAll(ENDS)) {
    const after = index + mark.length;
    if (after <= start) from = after;
    else if (index >= end) {
      to = after;
      break;
    }
  }
  const before = text.slice(0, from);
  const rest = text.slice(to);
  return `${before}${before ? rest : rest.trimStart()}`.trim();
}
