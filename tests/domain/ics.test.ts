import { describe, expect, test } from 'vitest';
import { icsOf } from '#lib/domain/ics.ts';
import type { Reminder } from '#lib/domain/reminder.ts';

const NOW = Date.UTC(2026, 10, 25, 6, 5);
const reminder = (more: Partial<Reminder> = {}): Reminder => ({
  id: 'r_0mb0000040000dddd',
  customerId: 'c',
  shopId: 's',
  text: '回访',
  dueAt: Date.UTC(2026, 10, 26, 7, 0, 30),
  state: 'open',
  createdAt: NOW,
  ...more,
});
/** Reads a file as a calendar does: unfolds, splits, unescapes. */
const read = (file: string): Record<string, string>[] => {
  const events: Record<string, string>[] = [];
  let alarm = false;
  for (const line of file.replaceAll('\r\n ', '').split('\r\n')) {
    const colon = line.indexOf(':');
    const [key, value] = [line.slice(0, colon), line.slice(colon + 1)];
    if (line === 'BEGIN:VEVENT') events.push({});
    if (line === 'BEGIN:VALARM' || line === 'END:VALARM') alarm = line.startsWith('BEGIN');
    if (!alarm && events.length > 0)
      events.at(-1)![key] ??= value.replace(/\\([\\;,n])/g, (_, c: string) => (c === 'n' ? '\n' : c));
  }
  return events;
};

describe('a calendar file', () => {
  test('has times in UTC, an id that stays, an alarm, and lines that end as they must', () => {
    const file = icsOf([{ reminder: reminder({ priority: 'high' }), name: '林间小雨88' }], NOW);
    expect(file).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/);
    expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(read(file)[0]).toMatchObject({
      UID: 'r_0mb0000040000dddd@keban',
      DTSTAMP: '20261125T060500Z',
      DTSTART: '20261126T070030Z',
      DTEND: '20261126T071530Z',
      SUMMARY: '林间小雨88：回访',
      PRIORITY: '1',
    });
    expect(file).toContain('BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:PT0S\r\n');
    expect(read(icsOf([{ reminder: reminder(), name: 'x' }], NOW + 9e6))[0]?.['UID']).toBe('r_0mb0000040000dddd@keban');
  });

  test.each([
    ['逗号, 分号; 反斜杠\\ 换行\n第二行'],
    ['END:VEVENT\r\nBEGIN:VEVENT'],
    ['控制\u0000字符\u0007'],
    [`${'很长的一句话😀'.repeat(40)}`],
    ['Привет, это длинная строка, которая точно не помещается в семьдесят пять октетов'],
  ])('keeps any text whole: %j', (text) => {
    const file = icsOf([{ reminder: reminder({ text }), name: '买,家' }], NOW);
    for (const line of file.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(file).not.toContain('\ufffd');
    const events = read(file);
    expect(events).toHaveLength(1);
    // oxlint-disable-next-line no-control-regex
    expect(events[0]?.['SUMMARY']).toBe(`买,家：${text.replaceAll('\r\n', '\n').replace(/[\u0000-\u0009\u000b-\u001f]/g, ' ')}`);
  });

  test('what is done rings no more; nothing at all is still a calendar', () => {
    expect(icsOf([{ reminder: reminder({ state: 'done' }), name: '' }], NOW)).not.toContain('VALARM');
    expect(icsOf([], NOW).split('\r\n')).toHaveLength(7);
  });
});
