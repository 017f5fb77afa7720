/** Units before a wording in which a negation counts. */
const WINDOW_HAN = 9;
const WINDOW = 26;

const NOT_HAN = [
  '不要',
  '不能',
  '不可',
  '不会',
  '不用',
  '不必',
  '不支持',
  '不提供',
  '不允许',
  '不得',
  '不是',
  '不敢',
  '不接受',
  '不做',
  '不参与',
  '不存在',
  '请勿',
  '切勿',
  '勿',
  '别加',
  '别再',
  '请别',
  '千万别',
  '无法',
  '没法',
  '没有',
  '禁止',
  '拒绝',
  '难以',
  '严禁',
  '谨防',
  '避免',
  '不建议',
  '不方便',
  '不收',
  '不索要',
  '不需要',
];
const NOT_WORDS = [
  ' not ',
  "n't ",
  ' no ',
  ' cannot ',
  ' never ',
  ' without ',
  ' avoid ',
  ' nor ',
  ' не ',
  ' нельзя ',
  ' без ',
  ' ни ',
  ' нет ',
  ' sin ',
  ' nunca ',
  ' ni ',
  ' tampoco ',
];
const ENDS = new Set([...',.!?;\n，。！？；…~'].map((sign) => sign.charCodeAt(0)));

/** Tells whether a clause ends before a folded unit: a sign, a line break, or nothing more. */
export function endsClause(unit: number | undefined): boolean {
  return unit === undefined || ENDS.has(unit);
}

/** Tells whether a negation stands right before a place of a folded text, in the same clause: “请不要加微信” says nothing wrong. */
export function isNegated(units: Uint16Array, start: number): boolean {
  let from = start;
  while (from > 0 && start - from < WINDOW && !ENDS.has(units[from - 1] ?? 0)) from -= 1;
  const before = String.fromCharCode(...units.subarray(from, start));
  const near = before.slice(-WINDOW_HAN);
  if (NOT_HAN.some((word) => near.includes(word))) return true;
  const words = ` ${before}`;
  return NOT_WORDS.some((word) => words.includes(word));
}
