/** Stand in the text for where the caret goes and where the next message begins; values cannot hold them. */
export const CURSOR = '\u0001';
export const MESSAGE = '\u0002';

/**
 * Where a part of a template was chosen, left out or taken in, its edges stand in the text as one sign until everything is
 * filled; values cannot hold it.
 */
const SEAM = '\u0003';

/** Marks the edges of what a part has written, be it nothing. */
export function seamed(text: string): string {
  return SEAM + text + SEAM;
}

/**
 * Takes the marks out, and with them what only stood there for the sake of the part: of two blanks that met, one; where
 * the part is nothing, the blank or comma between it and the sign that follows; a line that held nothing else, with the
 * empty line it was set off by. What a person has written elsewhere stays as it is.
 */
function mendSeams(text: string): string {
  if (!text.includes(SEAM)) return text;
  const lines: string[] = [];
  let dropped = false;
  for (const line of text.split('\n')) {
    const mended = mendLine(line);
    const isBlank = mended.trim() === '';
    if (isBlank && line.includes(SEAM)) dropped = true;
    else if (!(isBlank && dropped && (lines.at(-1) ?? '').trim() === '')) {
      lines.push(mended);
      dropped &&= isBlank;
    }
  }
  // Set off from what follows it, and nothing does.
  return dropped ? lines.join('\n').trimEnd() : lines.join('\n');
}

/** One seam or several with nothing but blanks between, the blanks on both sides, and a comma before them. */
const RUN = new RegExp(`([，,、；;]?)([^\\S\\n]*)${SEAM}[${SEAM}\\s]*`, 'g');
const NOTHING = new RegExp(`${SEAM}\\s*${SEAM}`);
const CLOSING = /^[,.;:!?，。；：！？、)）]/;

function mendLine(line: string): string {
  return line.replace(RUN, (run: string, comma: string, before: string, at: number) => {
    const rest = line.slice(at + run.length);
    const inside = run.slice(comma.length + before.length);
    const isNothing = NOTHING.test(inside);
    const isApart = (at > 0 || comma !== '') && rest !== '' && (before !== '' || /\s/.test(inside));
    if (!isNothing || !CLOSING.test(rest)) return comma + (isApart ? ' ' : '');
    // French sets a blank before some signs: one that a person has put there stays.
    return /\s$/.test(inside) && comma === '' && isApart ? ' ' : '';
  });
}

/** Returns the messages of a filled text, without their seams, and where in them, joined by empty lines, the caret goes. */
export function splitText(text: string): { messages: string[]; cursor: number | null } {
  const pieces = text.split(MESSAGE).map(mendSeams);
  const messages =
    pieces.length === 1 ? pieces : pieces.map((each) => each.trim()).filter((each) => each.replaceAll(CURSOR, '') !== '');
  const at = messages.join('\n\n').indexOf(CURSOR);
  return { messages: messages.map((each) => each.replaceAll(CURSOR, '')), cursor: at < 0 ? null : at };
}
