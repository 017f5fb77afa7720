import { editorIn } from '../dom/editable.ts';
/** Words in the name, id or hint of a field that holds what nobody may read: passwords, one-time codes, cards, ids. */
const SECRET =
  /passw|pwd|密码|口令|验证码|校验码|one-?time|otp\b|captcha|\bpin\b|cvv|cvc|(?<![a-z\d])cc-|(?:card-?|acc-)(?:num|no(?!rmal|tice|tif|(?:te|de|ne)s?(?![a-z])|-?(?:data|msg|border(?:-(?:top|bottom|left|right))?|bg|radius|hover|img|more|padding|margin|shadow|wrap|style)(?![a-z\d-]|_+[a-z\d])))|卡号|银行卡|身份证|支付密/i;
/** What a hint warns of is not what is typed there: 请勿发送密码、验证码. */
const WARNING =
  /(?:(?:请勿|切勿|不要|谨防|严禁|禁止)(?!\S*人的)[^\s，,。.;；!！"\]]*|(?:do not|don't|never) [^，,。.;；!！"\]\n]*)/gi;

const HINTS = ['name', 'id', 'placeholder', 'aria-label', 'autocomplete'] as const;

/** Kinds of input into which a message may be typed. */
const WRITABLE = new Set(['', 'text', 'search']);

function isSecretField(field: Element): boolean {
  if (field.tagName === 'INPUT' && /^(?:password|hidden|file|tel|email)$/i.test(field.getAttribute('type') ?? '')) return true;
  const isInput = field.tagName === 'INPUT';
  return HINTS.some((name) => {
    const hint = field.getAttribute(name) ?? '';
    return SECRET.test(isInput ? hint : hint.replace(WARNING, ''));
  });
}

/** Fields beside which nothing is read: the form they stand in is a login or a payment. */
const SECRET_INSIDE =
  'input[type="password"], [autocomplete^="cc-"], [autocomplete="one-time-code"], [autocomplete$="-password"]';

/** Tells whether an element is, holds or labels a field for passwords, one-time codes, cards or hidden values. */
export function isSecret(element: Element): boolean {
  if (isSecretField(element)) return true;
  return (
    (element.closest('form') ?? element).querySelector(SECRET_INSIDE) !== null || element.querySelector(SECRET_INSIDE) !== null
  );
}

/** Tells whether a person can type a message into the element. */
export function isEditor(element: Element): element is HTMLElement {
  if (isSecret(element)) return false;
  if (element.tagName === 'TEXTAREA') return !hasFlag(element);
  if (element.tagName === 'INPUT') return WRITABLE.has(element.getAttribute('type') ?? '') && !hasFlag(element);
  return /^(?:|true|plaintext-only)$/i.test(element.getAttribute('contenteditable') ?? 'false') || holdsFramedEditor(element);
}

/** Tells whether an element is what directly holds the frame that an editor lives in. */
function holdsFramedEditor(element: Element): boolean {
  if (![...element.children].some((child) => child.tagName === 'IFRAME')) return false;
  const editor = editorIn(element);
  return editor !== null && editor.ownerDocument !== element.ownerDocument;
}

function hasFlag(element: Element): boolean {
  return element.hasAttribute('disabled') || element.hasAttribute('readonly');
}

/** A class or `data-` that says something is pinned, and a pinned thing or side. */
const PINNED =
  /(\.(?:[\w-]+-)?|\[class[*^~]?="(?:[\w-]+-)?|\[data-(?:[\w-]+-)?)pin(?:-(?:top|msg|message|icon|list|item|bar|badge))?(?![\w-])/gi;
const INPUT = /(?:^|[\s>+~])input(?![\w-])/i;

/**
 * Tells whether a text (of a recipe) speaks of what must stay secret; where it names no `input`, a class `pin` is
 * something pinned and a hint may warn of secrets.
 */
export function speaksOfSecrets(text: string): boolean {
  return SECRET.test(INPUT.test(text) ? text : text.replace(WARNING, '').replace(PINNED, '$1'));
}
