/** A text in the form in which wordings are looked for, with the way back: unit `i` stands for `at[i]` to `to[i]` of the text. */
export interface Folded {
  units: Uint16Array;
  at: Int32Array;
  to: Int32Array;
}

/** A stretch of folded units. */
export type Span = readonly [start: number, end: number];

/** Returns what stands between two places of folded units, of three hundred units at most. */
export function textOf(units: Uint16Array, from: number, end: number): string {
  const start = Math.max(0, from);
  return String.fromCharCode(...units.subarray(start, Math.min(end, start + 300)));
}

/** Returns folded units as one string; each keeps its place. */
export function stringOf(units: Uint16Array): string {
  const parts: string[] = [];
  for (let from = 0; from < units.length; from += 4096) parts.push(String.fromCharCode(...units.subarray(from, from + 4096)));
  return parts.join('');
}

const TRADITIONAL = new Map(
  [
    ...'電电話话號号碼码評评現现證证絕绝對对國国級级最最優优紅红包包麗丽價价極极頂顶轉转賬账帳账線线圖图掃扫機机質质質质薦荐獨独發发單单條条與与無无後后終终質质維维訊讯銷销榮荣歡欢壓压關关鍵键務务給给個个們们還还這这來来時时間间過过會会為为說说請请讓让從从實实體体點点長长開开買买賣卖',
  ].flatMap((char, i, all) => (i % 2 === 0 ? [[char, all[i + 1] ?? char] as const] : [])),
);

/** Characters that take no room: zero-width ones, joiners, variation selectors, the soft hyphen. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/u;
const MARKS = /[\u0300-\u036f]/g;
const LIKE: Readonly<Record<string, string>> = { '’': "'", '‘': "'", '`': "'", '—': '-', '–': '-', '−': '-', ё: 'е', '％': '%' };
const cache = new Map<string, string>();

/** Returns the folded form of one character outside of ASCII; an empty string when it does not show. */
function foldChar(char: string): string {
  const known = cache.get(char);
  if (known !== undefined) return known;
  const plain = TRADITIONAL.get(char) ?? (UNSEEN.test(char) ? '' : char.normalize('NFKC').toLowerCase());
  const folded = [...plain]
    .map((each) => {
      const bare = each.normalize('NFD').replace(MARKS, '');
      const latin = /^[a-z]$/.test(bare) ? bare : each;
      return TRADITIONAL.get(latin) ?? LIKE[latin] ?? (/\s/.test(latin) ? ' ' : latin);
    })
    .join('');
  // Pages hold few different characters; a text made to have many must not fill the memory.
  if (cache.size > 20_000) cache.clear();
  cache.set(char, folded);
  return folded;
}

/**
 * Folds a text: case, width, accents of Latin letters, a few traditional characters and letters of the other alphabet in a
 * mixed word do not count; what does not show is left out; blanks are one kind, line breaks stay. Takes linear time.
 */
export function foldWording(text: string): Folded {
  const units = new Uint16Array(text.length * 2 + 32);
  const at = new Int32Array(units.length);
  const to = new Int32Array(units.length);
  let n = 0;
  const add = (unit: number, from: number, end: number): void => {
    // One character may stand for many in the compatibility form; what does not fit any more is of no interest.
    if (n >= units.length) return;
    units[n] = unit;
    at[n] = from;
    to[n] = end;
    n += 1;
  };
  for (let i = 0; i < text.length;) {
    const code = text.codePointAt(i) ?? 0;
    const size = code > 0xffff ? 2 : 1;
    if (code < 128) add(foldAscii(code), i, i + 1);
    else {
      const folded = foldChar(String.fromCodePoint(code));
      for (let k = 0; k < folded.length && k < 8; k++) add(folded.charCodeAt(k), i, i + size);
    }
    i += size;
  }
  unmix(units, n);
  return { units: units.subarray(0, n), at: at.subarray(0, n), to: to.subarray(0, n) };
}

function foldAscii(code: number): number {
  if (code >= 65 && code <= 90) return code + 32;
  return code === 9 || code === 13 ? 32 : code === 96 ? 39 : code;
}

/** Tells whether a folded unit is a Latin letter. */
export function isLatin(unit: number | undefined): boolean {
  return unit !== undefined && ((unit >= 97 && unit <= 122) || (unit >= 0xdf && unit <= 0x24f && unit !== 0xf7));
}

/** Tells whether a folded unit is a Cyrillic letter. */
function isCyrillic(unit: number | undefined): boolean {
  return unit !== undefined && unit >= 0x400 && unit <= 0x52f;
}

/** Tells whether a folded unit is a letter of an alphabet in which words are kept apart by blanks. */
export function isLetter(unit: number | undefined): boolean {
  return isLatin(unit) || isCyrillic(unit);
}

/** Tells whether a folded unit is a digit. */
export function isDigit(unit: number | undefined): boolean {
  return unit !== undefined && unit >= 48 && unit <= 57;
}

const PAIRS = 'аaеeоoрpсcхxуyкkмmтtвbнhіiѕsјj';
const TO_LATIN = new Map<number, number>();
const TO_CYRILLIC = new Map<number, number>();
for (let i = 0; i < PAIRS.length; i += 2) {
  TO_LATIN.set(PAIRS.charCodeAt(i), PAIRS.charCodeAt(i + 1));
  TO_CYRILLIC.set(PAIRS.charCodeAt(i + 1), PAIRS.charCodeAt(i));
}

/** In words of both alphabets, writes the letters of the rarer one as those of the other one that look the same. */
function unmix(units: Uint16Array, n: number): void {
  for (let from = 0; from < n;) {
    if (!isLetter(units[from])) {
      from += 1;
      continue;
    }
    let end = from;
    let latin = 0;
    for (; end < n && isLetter(units[end]); end++) if (isLatin(units[end])) latin += 1;
    const map = latin * 2 >= end - from ? TO_LATIN : TO_CYRILLIC;
    if (latin > 0 && latin < end - from) for (let i = from; i < end; i++) units[i] = map.get(units[i] ?? 0) ?? units[i] ?? 0;
    from = end;
  }
}

const LINE = 10;
/** Stands for what no wording reaches across. */
const BARRIER = 0xffff;
const SIGNS = new Set([...' .·•・-_*~|/\\+^=#&\'"()[]{}<>@$…'].map((sign) => sign.charCodeAt(0)));
/** Most units between two characters of one wording. */
const MOST_BETWEEN = 3;

/** Tells whether a folded unit may be put between the characters of a wording to hide it: a blank, a sign, a picture. */
export function isBetween(unit: number): boolean {
  return SIGNS.has(unit) || (unit >= 0xd800 && unit <= 0xdfff) || (unit >= 0x2190 && unit <= 0x2bff);
}

/** Returns the folded text without blanks, signs and pictures between characters; `from[i]` is the unit's place in `units`. */
export function squeeze({ units }: Folded): { units: Uint16Array; from: Int32Array } {
  const out = new Uint16Array(units.length * 2);
  const from = new Int32Array(out.length);
  let n = 0;
  let between = 0;
  for (let i = 0; i < units.length; i++) {
    const unit = units[i] ?? 0;
    if (unit !== LINE && isBetween(unit)) {
      between += 1;
      continue;
    }
    if (between > MOST_BETWEEN || unit === LINE) {
      out[n] = BARRIER;
      from[n] = i;
      n += 1;
    }
    between = 0;
    if (unit === LINE) continue;
    out[n] = unit;
    from[n] = i;
    n += 1;
  }
  return { units: out.subarray(0, n), from: from.subarray(0, n) };
}
