import { BRACE, bracesAt, type TemplatePart } from './template-parts.ts';

/** What a body says in one way it can be read, at the places where it says it. */
export interface Reading {
  /** As long as the body; what is not said in this reading is `GAP`. */
  text: string;
  /** The stretch that only this reading has: the whole body, or one option of a slot. */
  from: number;
  to: number;
  /** The slot that the stretch stands in: where, its name, and whether it is what the slot falls back on. */
  within?: { at: number; end: number; name: string; fallback: boolean };
}

/** Stands for a unit of a body that a reading does not say. */
const GAP = '\u0000';

interface Option {
  from: number;
  to: number;
  within: NonNullable<Reading['within']>;
}

/**
 * Returns a body's own words, outside of its slots, and once more with each text that a slot may put in their place: a
 * fallback, a choice, a variant, the text of a switch. Offsets count UTF-16 units of the body.
 */
export function literalReadings(body: string): Reading[] {
  let base = '';
  const options: Option[] = [];
  for (let at = 0; at < body.length;) {
    const twice = body[at + 1] === body[at];
    const isBrace = BRACE.test(body[at] ?? '');
    const read = isBrace && !twice ? bracesAt(body, at) : null;
    if (read) options.push(...optionsOf(read.part, body.slice(at, at + read.length), at));
    const length = read?.length ?? (isBrace && twice ? 2 : 1);
    base += read ? GAP.repeat(length) : body.slice(at, at + length);
    at += length;
  }
  return [
    { text: base, from: 0, to: body.length },
    ...options.map(({ from, to, within }) => ({
      text: base.slice(0, from) + body.slice(from, to) + base.slice(to),
      from,
      to,
      within,
    })),
  ];
}

function optionsOf(part: TemplatePart, braces: string, at: number): Option[] {
  if ('variants' in part) return placed(part.variants, braces, at, { name: '', fallback: false });
  if (!('slot' in part)) return [];
  const { slot, fallback, form } = part;
  const texts = form?.kind === 'choice' ? form.options : form?.kind === 'toggle' ? [form.text] : [];
  return [
    ...placed(texts, braces, at, { name: slot, fallback: false }),
    ...placed(fallback ? [fallback] : [], braces, at, { name: slot, fallback: true }),
  ];
}

function placed(texts: readonly string[], braces: string, at: number, about: { name: string; fallback: boolean }): Option[] {
  const within = { at, end: at + braces.length, ...about };
  let next = about.fallback ? braces.search(/[|｜]/) : braces.search(/[:：]/);
  return texts.map((text) => {
    const from = Math.max(0, braces.indexOf(text, next));
    next = from + text.length;
    return { from: at + from, to: at + next, within };
  });
}
