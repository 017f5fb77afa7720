/** How a free slot is asked for: a line of text, one of several values, a day, or yes and no. */
export type SlotForm =
  | { kind: 'text' }
  | { kind: 'choice'; options: string[] }
  | { kind: 'date' }
  | { kind: 'toggle'; text: string };

/** What a date is moved by: calendar days, working days (Monday to Friday), weeks, calendar months or hours. */
export interface DateShift {
  by: number;
  unit: 'day' | 'workday' | 'week' | 'month' | 'hour';
}

/** A slot: its name as written, and what stands behind the name. */
export interface SlotPart {
  slot: string;
  fallback?: string;
  form?: SlotForm;
  /** `{发货日期+7天}`: the slot whose date is moved, and by how much. */
  shifted?: { base: string; shift: DateShift };
}

/** What a condition asks of a slot: that it has a value, or how it compares with given ones. */
export interface ConditionTest {
  slot: string;
  is: 'known' | 'equal' | 'unequal' | 'more' | 'less' | 'atLeast' | 'atMost';
  /** What it is compared with; none where that cannot be read. A limit is one. */
  values: string[];
  /** Values as they stand where they hold signs that may separate values. */
  wholes?: string[];
}

/** A piece of a template's body, in the order written. */
export type TemplatePart =
  | { text: string }
  | SlotPart
  | { test: ConditionTest }
  | { mark: 'else' | 'end' | 'cursor' | 'message' }
  | { variants: string[] }
  | { include: string };

/** Longest name of a slot; what is longer is no slot but a brace that was left open. */
const MAX_NAME = 40;

const BRACES = /^\{([^{}\n]{1,600})\}/;
/** An input method types full-width braces, perhaps only one of the two. */
const WIDE_BRACES = /^(?:｛([^{}｛｝\n]{1,600})[｝}]|\{([^{}｛｝\n]{1,600})｝)/;
/** What is a brace, on any keyboard. */
export const BRACE = /[{}｛｝]/;
const MARKS: ReadonlyMap<string, 'else' | 'end' | 'cursor'> = new Map([
  ['否则', 'else'],
  ['else', 'else'],
  ['结束', 'end'],
  ['end', 'end'],
  ['光标', 'cursor'],
  ['cursor', 'cursor'],
]);
const NEXT_MESSAGE = /^---[ \t]*$/;

/**
 * Splits a body into its parts. `{名}` is a slot, `{名|默认}` one with a fallback, `{名:单选 甲/乙}`, `{名:日期}` and
 * `{名:开关 文字}` ask in their way, `{今天+3天}` moves a date, `{如果 名=值}…{否则}…{结束}` chooses, `{随机:甲/乙}` varies,
 * `{模板:短码}` takes another template in, `{光标}` is where the caret goes, a line of `---` begins the next message,
 * `{{` and `}}` are literal braces. `｛名｝` is the same as `{名}`, and `｛｛` and `｝｝` are literal ones. A single brace that
 * belongs to nothing becomes a slot of its own name, so that a slip is asked about, never sent; a full-width one is text.
 */
export function parseTemplate(body: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let text = '';
  const push = (part: TemplatePart): void => {
    if (text) parts.push(...withMessages(text, false));
    text = '';
    parts.push(part);
  };
  for (let at = 0; at < body.length;) {
    const char = body[at] ?? '';
    const isBrace = BRACE.test(char);
    const read = isBrace && body[at + 1] !== char ? bracesAt(body, at) : null;
    if (read) push(read.part);
    else if ((char === '{' || char === '}') && body[at + 1] !== char) push({ slot: char });
    else text += char;
    at += read?.length ?? (isBrace && body[at + 1] === char ? 2 : 1);
  }
  if (text) parts.push(...withMessages(text, true));
  return parts;
}

/** Splits plain text at lines that begin the next message; its last line is a whole one only at the end of the body. */
function withMessages(text: string, atEnd: boolean): TemplatePart[] {
  if (!text.includes('---')) return [{ text }];
  const parts: TemplatePart[] = [];
  let kept: string[] = [];
  const lines = text.split('\n');
  for (const [i, line] of lines.entries()) {
    // The first and the last piece may go on beside a slot; only whole lines are separators.
    if (NEXT_MESSAGE.test(line) && i > 0 && (atEnd || i < lines.length - 1)) {
      if (kept.some(Boolean)) parts.push({ text: kept.join('\n') });
      parts.push({ mark: 'message' });
      kept = [];
    } else kept.push(line);
  }
  if (kept.length > 0 && kept.join('\n')) parts.push({ text: kept.join('\n') });
  return parts;
}

/** Returns what the single brace at a place of a body begins, and its length with both braces; null when it begins nothing. */
export function bracesAt(body: string, at: number): { part: TemplatePart; length: number } | null {
  const text = body.slice(at, at + 602);
  const found = WIDE_BRACES.exec(text) ?? BRACES.exec(text);
  const inside = (found?.[1] ?? found?.[2])?.trim() ?? '';
  if (!found || !inside) return null;
  const mark = MARKS.get(inside.toLowerCase());
  const part = mark ? { mark } : (readSpecial(inside) ?? readSlot(inside));
  return part && { part, length: found[0].length };
}

function readSpecial(inside: string): TemplatePart | null {
  const condition = /^(?:如果|if)\s+(.+)$/i.exec(inside);
  if (condition?.[1]) return { test: readTest(condition[1]) };
  const [, kind = '', rest = ''] = /^([^:：|]{1,12})[:：](.+)$/.exec(inside) ?? [];
  if (/^(?:随机|random)$/i.test(kind)) return { variants: listOf(rest) };
  if (/^(?:模板|template)$/i.test(kind)) return { include: rest.trim() };
  return null;
}

const OPERATORS: ReadonlyMap<string, Exclude<ConditionTest['is'], 'known'>> = new Map([
  ['=', 'equal'],
  ['==', 'equal'],
  ['≠', 'unequal'],
  ['!=', 'unequal'],
  ['>', 'more'],
  ['<', 'less'],
  ['>=', 'atLeast'],
  ['≥', 'atLeast'],
  ['<=', 'atMost'],
  ['≤', 'atMost'],
]);

/** Reads what a condition asks; a comparison that nobody could mean has no values. */
function readTest(text: string): ConditionTest {
  const [, slot = '', signs = '', rest = ''] = /^([^=＝≠<＜>＞≥≤!！]+?)\s*([=＝≠<＜>＞≥≤!！]+)\s*(.*)$/.exec(text) ?? [];
  if (!slot) return { slot: text.trim(), is: 'known', values: [] };
  const is = OPERATORS.get(signs.normalize('NFKC'));
  if (!is) return { slot: slot.trim(), is: 'equal', values: [] };
  if (is !== 'equal' && is !== 'unequal') return { slot: slot.trim(), is, values: rest ? [rest] : [] };
  const wholes = listOf(rest);
  const values = listOf(rest.replace(/[,，、|;；]/g, '/'));
  return { slot: slot.trim(), is, values, ...(values.length > wholes.length && { wholes }) };
}

/** Values separated by `/`; `／` is the same on a Chinese keyboard. */
function listOf(text: string): string[] {
  return text
    .split(/[/／]/)
    .map((each) => each.trim())
    .filter(Boolean);
}

function readSlot(inside: string): SlotPart | null {
  const bar = inside.search(/[|｜]/);
  const head = (bar < 0 ? inside : inside.slice(0, bar)).trim();
  const fallback = bar < 0 ? '' : inside.slice(bar + 1).trim();
  const [, named = head, asked = ''] = /^([^:：]+)[:：](.*)$/.exec(head) ?? [];
  const form = asked ? formOf(asked.trim()) : null;
  const slot = (form ? named : head).trim();
  if (!slot || slot.length > MAX_NAME) return null;
  const shifted = form ? null : shiftOf(slot);
  return { slot, ...(fallback && { fallback }), ...(form && { form }), ...(shifted && { shifted }) };
}

function formOf(asked: string): SlotForm | null {
  const [, kind = '', rest = ''] = /^(\S+)\s*(.*)$/.exec(asked) ?? [];
  if (/^(?:单选|选择|choice)$/i.test(kind)) {
    const options = listOf(rest);
    return options.length > 1 ? { kind: 'choice', options } : null;
  }
  if (/^(?:日期|date)$/i.test(kind)) return { kind: 'date' };
  if (/^(?:开关|toggle)$/i.test(kind) && rest) return { kind: 'toggle', text: rest };
  return /^(?:文字|文本|text)$/i.test(kind) ? { kind: 'text' } : null;
}

const UNITS: readonly (readonly [RegExp, DateShift['unit']])[] = [
  [/^(?:天|日|d|days?)$/i, 'day'],
  [/^(?:个?工作日|wd|workdays?)$/i, 'workday'],
  [/^(?:周|个?星期|w|weeks?)$/i, 'week'],
  [/^(?:个月|月|m|months?)$/i, 'month'],
  [/^(?:个?小时|h|hours?)$/i, 'hour'],
];

function shiftOf(name: string): SlotPart['shifted'] | null {
  const [, base = '', sign = '', count = '', word = ''] = /^(.+?)\s*([+＋\-−])\s*(\d{1,3})\s*(\D+)$/.exec(name) ?? [];
  const unit = UNITS.find(([pattern]) => pattern.test(word.trim()))?.[1];
  if (!base || !unit) return null;
  return { base: base.trim(), shift: { by: Number(count) * (/[-−]/.test(sign) ? -1 : 1), unit } };
}
