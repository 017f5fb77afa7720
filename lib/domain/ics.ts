import type { Reminder } from './reminder.ts';

/** A follow-up with the name of its customer. */
export interface IcsEntry {
  reminder: Reminder;
  name: string;
}

/** Escapes a value of type TEXT (RFC 5545, 3.3.11); control characters have no place in one. */
function escaped(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // oxlint-disable-next-line no-control-regex -- these are the characters to take out
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
      .replace(/[\\;,]/g, '\\$&')
      .replaceAll('\n', '\\n')
  );
}

/** Folds a content line after 75 octets (RFC 5545, 3.1), never inside of a character. */
function folded(line: string): string {
  const size = (char: string): number => {
    const code = char.codePointAt(0) ?? 0;
    return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  };
  let result = '';
  let octets = 0;
  for (const char of line) {
    if (octets + size(char) > 75) {
      result += '\r\n ';
      octets = 1;
    }
    result += char;
    octets += size(char);
  }
  return result;
}

/** Returns a moment (epoch ms) in UTC, `20261125T070000Z` (RFC 5545, 3.3.5). */
function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** RFC 5545, 3.8.1.9: 1 is the highest, 9 the lowest, 0 undefined. */
const PRIORITY = { high: 1, low: 9 } as const;
const MINUTES = 15;

/**
 * Returns a calendar file (RFC 5545) of follow-ups: one event of a quarter of an hour each, with an alarm at its moment.
 * Ids stay the same from one file to the next, so that a calendar that takes a second file changes what it has; `SEQUENCE`
 * and `DTSTAMP` are `now` (epoch ms). What comes again is in it with its next occurrence only: the one after follows from
 * when that one is done.
 */
export function icsOf(entries: readonly IcsEntry[], now: number): string {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//KeBan//Follow-ups//ZH', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH'];
  for (const { reminder, name } of entries) lines.push(...event(reminder, name, now));
  lines.push('END:VCALENDAR');
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

function event(reminder: Reminder, name: string, now: number): string[] {
  const { id, text, dueAt, state, orderNo, owner, priority, createdAt, promise } = reminder;
  const summary = escaped(name ? `${name}：${text}` : text);
  const more = [text, orderNo, owner && `@${owner}`, promise?.sentence].filter(Boolean).join('\n');
  return [
    'BEGIN:VEVENT',
    `UID:${id.replace(/[^\w.~-]/g, '-')}@keban`,
    `DTSTAMP:${utc(now)}`,
    `CREATED:${utc(createdAt)}`,
    `SEQUENCE:${Math.floor(now / 1000) % 2_147_483_647}`,
    `DTSTART:${utc(dueAt)}`,
    `DTEND:${utc(dueAt + MINUTES * 60_000)}`,
    `SUMMARY:${summary}`,
    `DESCRIPTION:${escaped(more)}`,
    `STATUS:${state === 'done' ? 'CANCELLED' : 'CONFIRMED'}`,
    ...(priority ? [`PRIORITY:${PRIORITY[priority]}`] : []),
    ...(state === 'open' ? ['BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:PT0S', `DESCRIPTION:${summary}`, 'END:VALARM'] : []),
    'END:VEVENT',
  ];
}
