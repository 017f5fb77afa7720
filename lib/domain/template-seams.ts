/** Stand in the text for where the caret goes and where the next message begins; values cannot hold them. */
export const CURSOR = '\u0001';
export const MESSAGE = '\u0002';

/**
 * Where a part of a template was chosen, left out or taken in, its edges stand in the text as signs until everything is
 * filled; values cannot hold them.
 */
const OPEN = '\u0003';
const CLOSE = '\u0004';

/** Marks the edges of what a part has written, be it nothing. */
export function seamed(text: string): string {
  return OPEN + text + CLOSE;
}

/**
 * Takes the marks out, and with them what only stood there for the sake of the part: of two blanks that met, one; where
 * the part is nothing, the brackets around it, the blank or comma between it and the sign that follows or the end of the line;
 * a line that held nothing else but the mark of a list, with the empty line it was set off by. What a person has written elsewhere stays as it is.
 */
function mendSeams(text: string): string {
  if (!EDGE.test(text)) return text;
  const lines: string[] = [];
  let dropped = false;
  for (const line of text.split('\n')) {
    const mended = mendLine(line);
    const isBlank = mended.trim() === '' || (NOTHING.test(line) && MARK_ONLY.test(mended));
    if (isBlank && EDGE.test(line)) dropped = true;
    else if (!(isBlank && dropped && (lines.at(-1) ?? '').trim() === '')) {
      lines.push(mended);
      dropped &&= isBlank;
    }
  }
  // Set off from what follows it, and nothing does.
  return dropped ? lines.join('\n').trimEnd() : lines.join('\n');
}

const EDGE = new RegExp(`[${OPEN}${CLOSE}]`);
/** One edge or several with nothing but blanks between, the blanks on both sides, and a comma before them. */
const RUN = new RegExp(`([，,、；;،؛]?)([^\\S\\n]*)[${OPEN}${CLOSE}][${OPEN}${CLOSE}\\s]*`, 'g');
const NOTHING = new RegExp(`${OPEN}\\s*${CLOSE}`);
const AROUND_NOTHING = new RegExp(`[(（[【「『“]\\s*(?:[${OPEN}${CLOSE}]\\s*)+[)）\\]】」』”]`, 'g');
const MARK_ONLY = /^\s*(?:[-–*•·●▪◆]|[(（]?\d{1,2}[.)）、．])\s*$/;
const CLOSING = /^[,.;:!?，。；：！？、)）،؛؟]/;

function mendLine(line: string): string {
  const bare = line.replace(AROUND_NOTHING, (all) => (NOTHING.test(all) ? OPEN + CLOSE : all));
  return bare.replace(RUN, (run: string, comma: string, before: string, at: number) => {
    const rest = bare.slice(at + run.length);
    const inside = run.slice(comma.length + before.length);
    const behind = /\s*$/.exec(inside)?.[0] ?? '';
    // The indent of the line.
    if (at === 0 && comma === '') return before || (behind === ' ' ? '' : behind);
    if (!NOTHING.test(inside)) return comma + (rest === '' ? '' : before || (/\s/.exec(inside)?.[0] ?? ''));
    if (rest === '') return '';
    const isApart = before !== '' || /\s/.test(inside);
    if (!CLOSING.test(rest)) return comma + (isApart ? ' ' : '');
    // French sets a blank before some signs: one that a person has put there stays.
    return behind !== '' && comma === '' ? ' ' : '';
  });
}

/** Returns the messages of a filled text, without their seams, and where in them, joined by empty lines, the caret goes in turn. */
export function splitText(text: string): { messages: string[]; cursors: number[] } {
  const pieces = text.split(MESSAGE).map(mendSeams);
  const messages =
    pieces.length === 1 ? pieces : pieces.map((each) => each.trim()).filter((each) => each.replaceAll(CURSOR, '') !== '');
  const between = messages.join('\n\n').split(CURSOR);
  let at = 0;
  const cursors = between.slice(0, -1).map((each) => (at += each.length));
  return { messages: messages.map((each) => each.replaceAll(CURSOR, '')), cursors };
}
