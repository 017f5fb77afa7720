import { LIMITS } from '#lib/domain/text.ts';
import { joinedIn } from '#lib/dom/alike.ts';
import { all, first } from '#lib/dom/first.ts';
import { leavesOf, lineOf, shownText } from '#lib/dom/text-of.ts';
import type { Found } from '../found.ts';
import { type Body, bodyOf } from './chat-body.ts';
import { CHAT } from './selectors.ts';
import { timeAt } from './shown.ts';

const MOMENT = /^\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?$/;
const MARK = /^[已未]读$/;

/** A text that stands beside a time, and the smallest element around both. */
interface Head {
  around: Element;
  name: string;
}

/** Returns what stands beside the only text of a form, where no class tells it: the smallest element around both holds no third. */
export function besideForm(root: Element, form: RegExp): Head | null {
  const [time, ...more] = shownAs(root, form);
  if (!time || more.length > 0) return null;
  let around = time;
  while (around !== root && around.parentElement && leavesOf(around).length < 2) around = around.parentElement;
  const [one = '', other = '', ...rest] = leavesOf(around);
  if (!other || rest.length > 0 || form.test(one) === form.test(other)) return null;
  return { around, name: form.test(one) ? other : one };
}

function shownAs(root: Element, form: RegExp): Element[] {
  return [...root.querySelectorAll('*')].filter((each) => each.childElementCount === 0 && form.test(lineOf(each)));
}

/** Returns who a line names; with a tag beside the name more than one. */
export function nicksOf(line: Element): string[] {
  const marked = first(line, CHAT.nick);
  if (marked) return joinedIn(marked, LIMITS.nick);
  const name = besideForm(line, MOMENT)?.name;
  return name ? [name] : [];
}

/** Tells whether a line's classes say that this side of the chat wrote it. */
export function isMarkedOwn(line: Element): boolean {
  if (line.querySelector('.message-item.self')) return true;
  return line.querySelector('.message-item') === null && line.querySelector('.self') !== null;
}

/** Returns the lines of the list; without their class, its children that hold one moment each. */
export function linesIn(document: Document): Element[] {
  const marked = all(document, CHAT.line);
  const box = marked.length > 0 ? null : first(document, CHAT.container);
  if (!box) return marked;
  const [moment, ...more] = shownAs(box, MOMENT);
  const last = more.at(-1);
  if (!moment || !last) return [];
  let list = moment;
  while (list !== box && list.parentElement && !list.contains(last)) list = list.parentElement;
  return [...list.children].filter((child) => shownAs(child, MOMENT).length === 1);
}

/** What a line says, and in whose message. */
interface Said {
  /** Null where it is not understood. */
  body: Body | null;
  at: Found<number>;
  read: boolean | undefined;
}

/** Returns what a line says below the name and beside it. */
export function saidIn(line: Element): Said {
  const head = first(line, ['.first-line']) ?? besideForm(line, MOMENT)?.around ?? null;
  const content = first(line, CHAT.content) ?? (head && contentBeside(head, line));
  const skip = [head, content].filter((each) => each !== null);
  const marks = shownText(line.querySelector('.item') ?? line, skip).split('\n');
  const [read, unread] = [marks.includes('已读'), marks.includes('未读')];
  const time = first(line, CHAT.time);
  return {
    body: content ? bodyOf(content) : null,
    at: timeAt(time ?? (head && shownAs(head, MOMENT)[0])),
    read: read === unread ? undefined : read,
  };
}

/** Beside the name stand the content and at most a mark of reading; with anything else it is not told which is which. */
function contentBeside(head: Element, line: Element): Element | null {
  let at = head;
  while (at !== line && at.parentElement && at.parentElement.childElementCount === 1) at = at.parentElement;
  const others = [...(at.parentElement?.children ?? [])].filter((each) => each !== at && each.tagName !== 'IMG');
  const full = others.filter((each) => each.querySelector('img') || (lineOf(each) && !MARK.test(lineOf(each))));
  const [content] = full.length > 0 ? full : others.filter((each) => !lineOf(each));
  // Words without any element around them are no bubble.
  return full.length < 2 && others.length < 3 && content?.querySelector('*') ? content : null;
}
