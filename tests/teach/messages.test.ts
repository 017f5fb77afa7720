import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { MessageSeen, Reading } from '#lib/domain/observation.ts';
import { TouchedRows } from '#lib/inpage/touched-rows.ts';
import { readerFor } from '#lib/sites/readers.ts';
import type { PageSource } from '#lib/sites/site.ts';
import { derive } from '#lib/teach/derive.ts';
import type { FieldRule, HostRules, TeachField } from '#lib/teach/rule.ts';
import { wrapped } from '#lib/teach/wrap.ts';
import { sourceOf } from '../sites/mutation/mutant.ts';

const print = { site: 'aliexpress', zone: 'America/Los_Angeles', currency: 'USD' } as const;
const url = 'https://csp.aliexpress.com/m_apps/ai-im/im?channelId=100001#/window?sessionId=s-0001';
const html = readFileSync(new URL('../sites/aliexpress/chat-2026-full.html', import.meta.url), 'utf8');

/** The saved chat with another list of messages: `!` before those of the shop. */
function pageWith(
  lines: readonly string[],
  own = 'zq out',
  made = (text: string) => `<b class="zq-text">${text}</b>`,
): PageSource {
  const source = sourceOf({ name: 'chat', html, url });
  for (const old of source.document.querySelectorAll('.im-message-item')) old.remove();
  const list = source.document.createElement('section');
  source.document.querySelector('textarea')!.before(list);
  for (const line of lines) {
    const row = source.document.createElement('div');
    row.className = line.startsWith('!') ? own : line.startsWith('-') ? 'zq zq-system' : 'zq';
    row.append(...sourceOf({ name: 'row', html: made(line.replace(/^[!-]/, '')), url }).document.body.childNodes);
    list.append(row);
  }
  return source;
}

function pointed(source: PageSource, points: Partial<Record<TeachField, string>>): HostRules {
  const fields = Object.entries(points).map(([field, selector]): FieldRule => {
    const derived = derive(source.document.querySelector(selector)!, { field: field as TeachField, page: 'chat', print, at: 1 });
    if (!derived.ok) throw new Error(derived.why);
    return derived.rule;
  });
  return { site: 'aliexpress', host: source.url.hostname, fields };
}

const read = (source: PageSource, rules: HostRules): Reading =>
  wrapped(readerFor(source) ?? undefined, { rules, print, page: 'chat' })!.read(source);

const said = (reading: Reading): string[] =>
  reading.observations
    .filter((o): o is MessageSeen => o.kind === 'message')
    .map(({ side, text, conversation }) => `${side} ${text} ${conversation}`);

const LINES = ['Where is it?', '!Sent today', '-Today 12:30', 'Thank you'];
const ALL = ['buyer Where is it? s-0001', 'seller Sent today s-0001', 'buyer Thank you s-0001'];

describe('messages in a list that the reader does not know', () => {
  const source = pageWith(LINES);
  const rules = pointed(source, { 'message.text': '.zq-text', 'message.own': '.out .zq-text' });

  it('are read after one of each side was pointed at, beside the buyer that the reader knows', () => {
    expect(said(read(source, { ...rules, fields: [] }))).toEqual([]);
    const reading = read(source, rules);
    expect(said(reading)).toEqual(ALL);
    expect([reading.health['message.text'], reading.health['taught:message.text']]).toEqual(['found', 'found']);
  });

  it('also where a row is nothing but its text', () => {
    const plain = pageWith(LINES, 'zq out', (text) => text);
    expect(said(read(plain, pointed(plain, { 'message.text': '.zq', 'message.own': '.out' })))).toEqual(ALL);
  });

  it('are told by the side, not by what stands in every message', () => {
    const timed = pageWith(LINES.slice(0, 2), 'zq out', (text) =>
      text === 'Sent today' ? `<b class="zq-text">${text}</b><i class="send-time">12:00</i>` : `<b class="zq-text">${text}</b>`,
    );
    expect(pointed(timed, { 'message.own': '.out .zq-text' }).fields[0]?.mark).toBe('.out');
  });

  it("are none when nothing carries the shop's side any more, or only the text was shown", () => {
    expect(said(read(pageWith(LINES, 'zq renamed'), rules))).toEqual([]);
    expect(said(read(source, { ...rules, fields: rules.fields.slice(0, 1) }))).toEqual([]);
  });

  it('are none where the reader doubts who wrote them, and never instead of its own', () => {
    const own = sourceOf({ name: 'chat', html, url });
    expect(said(read(own, rules))).toEqual(said(readerFor(own)!.read(own)));
  });

  it('are read in place of bubbles whose words the reader does not find', () => {
    const rows = '<div class="im-message-item"></div><div class="im-message-item message-self__x1"></div>';
    const bubbles = sourceOf({ name: 'chat', html: html.replace(/<div class="im-message-item">[^]*(?=<textarea)/, rows), url });
    expect(said(readerFor(bubbles)!.read(bubbles))).toHaveLength(2);
    const list = bubbles.document.createElement('section');
    bubbles.document.querySelector('textarea')!.before(list);
    list.append(...pageWith(LINES).document.querySelector('section')!.childNodes);
    expect(said(read(bubbles, rules))).toEqual(ALL);
  });

  it('are known by their rows, so that what is left from another conversation is told', () => {
    const rows = new TouchedRows();
    const reading = read({ ...source, rows }, rules);
    const messages = reading.observations.filter((o): o is MessageSeen => o.kind === 'message');
    expect(messages.map((message) => rows.rowOf(message)?.textContent)).toEqual(['Where is it?', 'Sent today', 'Thank you']);
  });
});
