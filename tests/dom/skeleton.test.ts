import fc from 'fast-check';
import { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import { plainName, plainPath, skeletonOf } from '../../lib/dom/skeleton.ts';
import { skeletonWords, wordsOf } from '../../lib/dom/skeleton-words.ts';

const TAGS = [
  'div',
  'span',
  'li',
  'a',
  'input',
  'textarea',
  'p',
  'td',
  'button',
  'x-card',
  'script',
  'style',
  'svg',
  'iframe',
] as const;
/** Where a page may put a text: everything an element can carry, and names made of it. */
const PLACES = [
  'text',
  'comment',
  'title',
  'alt',
  'href',
  'value',
  'property',
  'placeholder',
  'aria-label',
  'data-nick',
  'data-testid',
  'data-role',
  'role',
  'type',
  'id',
  'class',
  'classPart',
  'idPart',
  'style',
  'attributeName',
  'tagName',
  'shadow',
] as const;

interface Node {
  tag: (typeof TAGS)[number];
  place: (typeof PLACES)[number];
  secret: number;
  children: Node[];
}

const leaf = { tag: fc.constantFrom(...TAGS), place: fc.constantFrom(...PLACES), secret: fc.nat(4) };
const nodes = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.record({ ...leaf, children: fc.constant<Node[]>([]) }),
    fc.record({ ...leaf, children: fc.array(tie('node'), { maxLength: 4 }) }),
  ),
})).node;

/** Nicks, phones, order numbers, tokens, names of people as pages carry them. */
const secrets = fc.oneof(
  fc.stringMatching(/^[a-z]{3,14}\d{0,4}$/),
  fc.stringMatching(/^[A-Z][a-z]{3,9}[A-Z][a-z]{2,9}$/),
  fc.stringMatching(/^\d{3,19}$/),
  fc.stringMatching(/^[\u4e00-\u9fa5]{3,8}\d{0,3}$/),
  fc.stringMatching(/^tb[a-z0-9_]{4,12}$/),
  fc.stringMatching(/^[A-Za-z0-9+/_-]{3,40}$/),
  fc.string({ minLength: 3, maxLength: 30, unit: 'grapheme' }),
);

function build(window: Window, { tag, place, secret, children }: Node, texts: readonly string[]): HTMLElement {
  const { document } = window;
  const text = texts[secret] ?? 'none';
  const name = text.toLowerCase().replace(/[^a-z0-9-]/g, '') || 'none';
  const element = document.createElement(place === 'tagName' ? `x-${name}` : tag);
  if (place === 'text') element.append(document.createTextNode(text));
  else if (place === 'comment') element.append(document.createComment(text));
  else if (place === 'property') (element as unknown as { value: string }).value = text;
  else if (place === 'classPart') element.setAttribute('class', `list-item--${text} item_${text}__name x ${text}Item`);
  else if (place === 'idPart') element.setAttribute('id', `msg-${text}-3`);
  else if (place === 'attributeName') element.setAttribute(`data-${name}`, '1');
  else if (place === 'shadow') {
    const inner = document.createElement('b');
    inner.textContent = text;
    inner.setAttribute('title', text);
    inner.setAttribute('class', text);
    element.attachShadow({ mode: 'open' }).append(inner);
  } else if (place !== 'tagName') element.setAttribute(place, place === 'style' ? `background: url(${text})` : text);
  for (const child of children) element.append(build(window, child, texts) as never);
  return element as unknown as HTMLElement;
}

function page(tree: readonly Node[], texts: readonly string[]): Document {
  const window = new Window({ url: 'https://market.m.taobao.com/app/im/chat-core/index.html' });
  for (const node of tree) window.document.body.append(build(window, node, texts) as never);
  return window.document as unknown as Document;
}

const partsOf = (run: string): string[] => run.replace(/([a-z])([A-Z])/g, '$1 $2').split(' ');
const isWord = (part: string): boolean => skeletonWords.has(part.toLowerCase());
const isPlain = (run: string): boolean => isWord(run) || partsOf(run).every(isWord);
const isWithinWord = (piece: string): boolean => [...skeletonWords].some((word) => word.includes(piece.toLowerCase()));

/**
 * Pieces of a text that would be found again: the whole, runs of letters, digits or others, and the words of camel
 * case. A piece made of nothing but words of structure tells nothing and is no secret.
 */
function pieces(text: string): string[] {
  const runs = text.match(/[A-Za-z]{3,}|\d{3,}|[^\x20-\x7e]{3,}/g) ?? [];
  const letters = text.match(/[A-Za-z]+|[^\x20-\x7e]+/g) ?? [];
  const plain = letters.every(isPlain);
  const told = [...runs.filter((run) => !isPlain(run)), ...runs.flatMap(partsOf)];
  return [...(plain ? [] : [text.trim()]), ...told].filter(
    (piece) => piece.length >= 3 && /[\p{L}\p{N}]/u.test(piece) && !isWithinWord(piece),
  );
}

describe('a skeleton', () => {
  it('holds no piece of a text, wherever a page puts it', () => {
    fc.assert(
      fc.property(fc.array(nodes, { maxLength: 6 }), fc.array(secrets, { minLength: 5, maxLength: 5 }), (tree, texts) => {
        const told = skeletonOf(page(tree, texts)).toLowerCase();
        for (const piece of texts.flatMap(pieces)) expect(told).not.toContain(piece.toLowerCase());
      }),
      { numRuns: 400 },
    );
  });

  it('is the same whatever the texts are', () => {
    const nick = fc.stringMatching(/^[b-df-hj-np-tv-z]{4,12}$/);
    fc.assert(
      fc.property(
        fc.array(nodes, { maxLength: 6 }),
        fc.array(nick, { minLength: 5, maxLength: 5 }),
        fc.array(nick, { minLength: 5, maxLength: 5 }),
        (tree, one, other) => {
          expect(skeletonOf(page(tree, one))).toBe(skeletonOf(page(tree, other)));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('tells what a reader is mended by: tags, classes, roles, names of attributes, where text is', () => {
    const window = new Window({ url: 'https://market.m.taobao.com/' });
    const { document } = window;
    const header = document.createElement('div');
    header.setAttribute('class', 'conversation-header__x8Ks2 ww_header');
    const name = document.createElement('span');
    name.setAttribute('class', 'name');
    name.setAttribute('title', '林间小雨88');
    name.textContent = '林间小雨88';
    header.append(name);
    document.body.append(header);
    for (let i = 0; i < 30; i += 1) {
      const row = document.createElement('li');
      row.setAttribute('class', 'conversation-item');
      row.setAttribute('data-id', String(i));
      row.textContent = `买家${i}`;
      document.body.append(row);
    }
    const edit = document.createElement('pre');
    edit.setAttribute('role', 'textbox');
    edit.setAttribute('contenteditable', 'true');
    document.body.append(edit);
    expect(skeletonOf(document as unknown as Document)).toBe(
      [
        'html',
        ' head',
        ' body',
        '  div.conversation-header__~.ww_header',
        '   span.name[title] …',
        '  li.conversation-item[data-id] … ×30',
        '  pre[contenteditable role=textbox]',
      ].join('\n'),
    );
  });

  it('stays small and quick on a table of ten thousand rows, and ends on a page nested without end', () => {
    const window = new Window();
    const { document } = window;
    for (let i = 0; i < 10_000; i += 1) {
      const row = document.createElement('tr');
      row.setAttribute('class', `row c${i}`);
      row.append(document.createElement('td'));
      document.body.append(row);
    }
    const wide = skeletonOf(document as unknown as Document);
    expect(wide.length).toBeLessThan(500);
    let at = document.body as unknown as HTMLElement;
    for (let i = 0; i < 500; i += 1) {
      const next = document.createElement('section') as unknown as HTMLElement;
      at.append(next);
      at = next;
    }
    const deep = skeletonOf(document as unknown as Document);
    expect(deep).toContain('(…)');
    const many = skeletonOf(document as unknown as Document, [], { characters: 200 });
    expect(many.length).toBeLessThan(260);
    expect(many).toContain('(cut off)');
  });

  it('is bounded on elements made to be endless', () => {
    const { document } = new Window();
    const element = document.createElement('div');
    element.setAttribute('class', `${'item '.repeat(20_000)}${Array.from({ length: 5000 }, (_, i) => `c${i}`).join(' ')}`);
    element.setAttribute('id', '林'.repeat(100_000));
    element.setAttribute('role', '-'.repeat(100_000));
    for (let i = 0; i < 2000; i += 1) element.setAttribute(`data-n${i}`, 'x');
    element.append(document.createTextNode('x'.repeat(1_000_000)));
    document.body.append(element);
    const line =
      skeletonOf(document as unknown as Document)
        .split('\n')
        .at(-1) ?? '';
    expect(line.length).toBeLessThan(500);
    expect(line).toContain('div#~.item');
  });

  it('knows the words of the readers beside its own', () => {
    expect(plainName('list_refundinfo-item__q1')).toBe('list_~-item__~');
    const words = new Set([...skeletonWords, ...wordsOf(['[class*="refundinfo_refund-refundinfo-item"]', '.im-order-card'])]);
    expect(plainName('refundinfo_refund-refundinfo-item--3kd8', words)).toBe('refundinfo_refund-refundinfo-item--~');
  });

  it('names the page without whom or what it shows', () => {
    const hosts = ['qn.taobao.com'];
    const of = (address: string): string => plainPath(new URL(address), hosts);
    expect(of('https://qn.taobao.com/home.htm/trade-platform/tp/detail/林间?bizOrderId=4512300187000204539#x')).toBe(
      'https://qn.taobao.com/home/trade-platform/~/detail/~',
    );
    expect(of('https://linjian.myshop.example:8443/u/138001380001/chat')).toBe('https://~.~.~/u/#/chat');
  });
});
