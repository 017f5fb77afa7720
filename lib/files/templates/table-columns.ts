import { headerKey, type Headers } from '../headers.ts';
import { TABLE_COLUMNS } from './columns.ts';

/** What a column of a table of replies can be told to hold. */
export const TEMPLATE_FIELDS = ['body', 'title', 'code', 'folder', 'tags', 'language'] as const;
export type TemplateField = (typeof TEMPLATE_FIELDS)[number];

/** Places of columns by what they hold; more than `TEMPLATE_FIELDS` only in this product's own tables. */
export type Columns = Readonly<Record<string, number>>;

/** Header names (see `headerKey`) by what they hold; our own come first. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(TABLE_COLUMNS.map(({ key, header }) => [key, [header]])),
  title:
    '标题 名称 话术标题 话术名称 短语标题 短语名称 标题名称 问题 买家问题 场景 主题 title name question subject label heading'.split(
      ' ',
    ),
  body: (
    '内容 快捷短语 话术内容 话术 短语 回复内容 body content text 回复 回复语 回复话术 回复文本 客服回复 快捷回复 快捷回复内容 自动回复 答案 答复 回答 ' +
    '短语内容 快捷短语内容 常用语 常用语内容 话术文本 话术正文 正文 文本 文案 消息 消息内容 message messages messagetext reply replies replytext response answer ' +
    'snippet phrase canned cannedresponse template templatetext respuesta mensaje texto ответ сообщение текст'
  ).split(' '),
  code: '短码 快捷短语编码 快捷编码 编码 快捷码 快捷键 快捷指令 触发词 简码 shortcut shortcode code trigger abbreviation hotkey keyword'.split(
    ' ',
  ),
  folder:
    '文件夹 分组 快捷短语分组 分类 目录 分组名称 分组名 组名 组别 类别 分类名称 所属分组 短语分组 话术分组 话术分类 快捷短语分组名称 folder category group groupname foldername categoryname'.split(
      ' ',
    ),
  tags: '标签 tags tag labels'.split(' '),
  language: '语言 语种 language lang locale'.split(' '),
};

/** Whether it holds nothing but the number of something, a day, an address or a sign. */
const NO_TEXT =
  /^(?:[^\p{L}]*|(?=\S*\d)[\w.-]+|\d{2,4}[-/.年]\d{1,2}[-/.月].*|(?:https?:\/\/|www\.)\S+|\S+@\S+\.\w+|true|false|yes|no|null)$/iu;
/** Rows that are looked at. */
const SAMPLE = 200;

/** Returns what is in the filled cells of a column. */
export function valuesOf(rows: readonly (readonly string[])[], at: number): string[] {
  return rows.slice(0, SAMPLE).flatMap((cells) => cells[at]?.trim() || []);
}

/** Tells whether cells could be replies: most of them say something, and are no numbers, days or addresses. */
function areTexts(values: readonly string[]): boolean {
  return values.length === 0 || values.filter((value) => !NO_TEXT.test(value)).length * 2 > values.length;
}

/**
 * Returns the columns that are known by their names. The text is left out where its column holds no texts, or where two
 * could be it: that is asked.
 */
export function columnsByName({ keys }: Headers, rows: readonly (readonly string[])[]): Columns {
  const columns: Record<string, number> = {};
  for (const [field, names] of Object.entries(NAMES)) {
    const at = keys.findIndex((key) => names.includes(key));
    if (at >= 0) columns[field] = at;
  }
  const bodies = keys.flatMap((key, at) => (NAMES['body']?.includes(key) ? [at] : []));
  const [only] = bodies;
  if (only === undefined || bodies.length > 1 || !areTexts(valuesOf(rows, only))) delete columns['body'];
  return columns;
}

/** Returns the first column of a name, for programs whose tables are known. */
export function columnsOfProgram({ keys }: Headers): Columns {
  const found = Object.entries(NAMES).map(([field, names]) => [field, keys.findIndex((key) => names.includes(key))] as const);
  return Object.fromEntries(found.filter(([, at]) => at >= 0));
}

/** Returns a guess of what the columns hold, to be looked over by a person; null where no column could hold replies. */
export function guessColumns(headers: Headers, rows: readonly (readonly string[])[]): Columns | null {
  const texts = headers.keys.map((_, at) => valuesOf(rows, at));
  const taken = new Map<number, string>();
  for (const [field, at] of Object.entries(columnsByName(headers, rows)))
    if (isField(field) && !taken.has(at)) taken.set(at, field);
  const isNamed = (field: TemplateField, at: number): boolean =>
    (NAMES[field] ?? []).some((name) => name.length > 1 && headers.keys[at]?.includes(headerKey(name)));
  if (![...taken.values()].includes('body')) {
    const lengthOf = (at: number): number => (texts[at] ?? []).reduce((sum, { length }) => sum + length, 0);
    const could = texts.flatMap((values, at) => (values.length > 0 && areTexts(values) ? [at] : []));
    const [body] = could.toSorted((a, b) => Number(isNamed('body', b)) - Number(isNamed('body', a)) || lengthOf(b) - lengthOf(a));
    if (body === undefined) return null;
    taken.set(body, 'body');
  }
  for (const field of TEMPLATE_FIELDS) {
    if ([...taken.values()].includes(field)) continue;
    const at = headers.keys.findIndex((_, i) => !taken.has(i) && isNamed(field, i));
    if (at >= 0) taken.set(at, field);
  }
  return Object.fromEntries([...taken].map(([at, field]) => [field, at]));
}

const isField = (field: string): field is TemplateField => (TEMPLATE_FIELDS as readonly string[]).includes(field);

/** Tells whether the first row of a table is no row of names, but a reply already: it is a sentence. */
export function isSentence(headers: Headers): boolean {
  return headers.texts.some((text) => text.length > 20 || /[，。！？~!?]|[,.] \p{L}/u.test(text));
}
