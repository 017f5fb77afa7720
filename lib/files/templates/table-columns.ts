import { headerKey, type Headers } from '../headers.ts';
import { TABLE_COLUMNS } from './columns.ts';

/** What a column of a table of replies can be told to hold. */
export const TEMPLATE_FIELDS = ['body', 'title', 'code', 'folder', 'tags', 'language'] as const;
export type TemplateField = (typeof TEMPLATE_FIELDS)[number];

/** Places of columns by what they hold; more than `TEMPLATE_FIELDS` only in this product's own tables. */
export type Columns = Readonly<Record<string, number>>;

type Names = Readonly<Record<string, readonly string[]>>;
const namesIn = (lists: Readonly<Record<string, string>>): Names =>
  Object.fromEntries(Object.entries(lists).map(([field, names]) => [field, names.split(' ')]));

/** Header names (see `headerKey`) by what they hold, which mean hardly anything else; our own come first. */
const PLAIN: Names = {
  ...Object.fromEntries(TABLE_COLUMNS.map(({ key, header }) => [key, [header]])),
  ...namesIn({
    title: '标题 名称 话术标题 title name',
    body: '内容 快捷短语 话术内容 话术 短语 回复内容 body content text',
    code: '短码 快捷短语编码 快捷编码 编码 快捷码 shortcut shortcode code',
    folder: '文件夹 分组 快捷短语分组 分类 目录 folder category group',
    tags: '标签 tags tag',
    language: '语言 language lang',
  }),
};
/** Names that are looked for where there are none of those. */
const OTHER: Names = namesIn({
  title:
    '话术名称 短语标题 短语名称 标题名称 问题 买家问题 场景 主题 question subject label heading название заголовок тема título titulo asunto',
  body:
    '回复 回复语 回复话术 回复文本 客服回复 快捷回复 快捷回复内容 自动回复 答案 答复 回答 短语内容 快捷短语内容 常用语 常用语内容 话术文本 话术正文 正文 文本 文案 消息 消息内容 ' +
    'message messages messagetext reply replies replytext response answer cannedresponse templatetext respuesta mensaje texto ответ сообщение текст',
  code: '快捷键 快捷指令 触发词 简码 trigger abbreviation hotkey keyword',
  folder:
    '分组名称 分组名 组名 组别 类别 分类名称 所属分组 短语分组 话术分组 话术分类 快捷短语分组名称 groupname foldername categoryname',
  tags: 'labels',
  language: '语种 locale',
});
/** The text where no other column is called so: beside one they are its name. */
const PERHAPS_BODY: readonly string[] = ['snippet', 'phrase', 'canned', 'template'];
/** Columns of talks, reviews and orders: what is called a message or a reply there was said to one buyer. */
const OF_RECORDS =
  /^(?:sender|from|receiver|recipient|buyer|orderid|orderno|ordernumber|发送[人者方]|接收[人者方]|买家|(?:买家)?(?:昵称|会员名)|订单编?号)$/;

/** Whether it holds nothing but the number of something, a day, an address or a sign. */
const NO_TEXT =
  /^(?:[^\p{L}]*|(?=\S*\d)[\w.-]+|\d{2,4}[-/.年]\d{1,2}[-/.月].*|(?:https?:\/\/|www\.)\S+|\S+@\S+\.\w+|true|false|yes|no|null)$/iu;
/** Rows that are looked at. */
const SAMPLE = 200;

/** Returns what is in the filled cells of a column. */
export function valuesOf(rows: readonly (readonly string[])[], column: number): string[] {
  return rows.slice(0, SAMPLE).flatMap((cells) => cells[column]?.trim() || []);
}

/** Tells whether cells could be replies: most of them say something, and are no numbers, days or addresses. */
function areTexts(values: readonly string[]): boolean {
  return values.filter((value) => !NO_TEXT.test(value)).length * 2 > values.length;
}

const placesOf = (keys: readonly string[], names: readonly string[] | undefined): number[] =>
  keys.flatMap((key, i) => (names?.includes(key) ? [i] : []));

/** Returns the first column of a name by what it holds, for programs whose tables are known. */
export function columnsOfProgram({ keys }: Headers): Columns {
  const columns: Record<string, number> = {};
  for (const field of Object.keys(PLAIN)) {
    const [found = -1] = [...placesOf(keys, PLAIN[field]), ...placesOf(keys, OTHER[field])];
    if (found >= 0) columns[field] = found;
  }
  return columns;
}

/**
 * Returns the columns that are known by their names. The text is left out where its column holds no texts but one of no known
 * name does, where two could be it, and in tables of what was said to single buyers: that is asked.
 */
export function columnsByName(headers: Headers, rows: readonly (readonly string[])[]): Columns {
  const { keys } = headers;
  const { body: _, ...columns } = columnsOfProgram(headers);
  if (keys.some((key) => OF_RECORDS.test(key))) return columns;
  const holdsTexts = (i: number): boolean => {
    const values = valuesOf(rows, i);
    return values.length > 0 && areTexts(values);
  };
  const plain = placesOf(keys, PLAIN['body']);
  const named = [...plain, ...placesOf(keys, OTHER['body'])];
  const bodies = named.length > 0 ? named : placesOf(keys, PERHAPS_BODY);
  const [only, second] = bodies.filter(holdsTexts);
  if (only !== undefined) return second === undefined ? { ...columns, body: only } : columns;
  const known = new Set([...bodies, ...Object.values(columns)]);
  const [body] = rows.length > 0 && keys.some((_key, i) => !known.has(i) && holdsTexts(i)) ? [] : plain;
  return body === undefined ? columns : { ...columns, body };
}

/** Returns a guess of what the columns hold, to be looked over by a person; null where no column could hold replies. */
export function guessColumns(headers: Headers, rows: readonly (readonly string[])[]): Columns | null {
  const texts = headers.keys.map((_, column) => valuesOf(rows, column));
  const taken = new Map<number, string>();
  for (const [field, column] of Object.entries(columnsByName(headers, rows)))
    if (isField(field) && !taken.has(column)) taken.set(column, field);
  const isNamed = (field: TemplateField, column: number): boolean =>
    [...(PLAIN[field] ?? []), ...(OTHER[field] ?? [])].some(
      (name) => name.length > 1 && headers.keys[column]?.includes(headerKey(name)),
    );
  if (![...taken.values()].includes('body')) {
    const lengthOf = (column: number): number => (texts[column] ?? []).reduce((sum, { length }) => sum + length, 0);
    const filled = texts.flatMap((values, column) => (values.length > 0 ? [column] : []));
    const could = filled.filter((column) => areTexts(texts[column] ?? []));
    // What is called otherwise is taken for the text last, after what is called so and holds figures only.
    const free = could.filter((column) => !taken.has(column));
    const called = filled.filter((column) => isNamed('body', column) && !taken.has(column));
    const [among = []] = [free, called, could].filter(({ length }) => length > 0);
    const [body] = among.toSorted((a, b) => Number(isNamed('body', b)) - Number(isNamed('body', a)) || lengthOf(b) - lengthOf(a));
    if (body === undefined) return null;
    taken.set(body, 'body');
  }
  for (const field of TEMPLATE_FIELDS) {
    if ([...taken.values()].includes(field)) continue;
    const column = headers.keys.findIndex((_, i) => !taken.has(i) && isNamed(field, i));
    if (column >= 0) taken.set(column, field);
  }
  return Object.fromEntries([...taken].map(([column, field]) => [field, column]));
}

const isField = (field: string): field is TemplateField => (TEMPLATE_FIELDS as readonly string[]).includes(field);

/** Tells whether the first row of a table is no row of names, but a reply already: it is a sentence. */
export function isSentence(headers: Headers): boolean {
  return headers.texts.some((text) => text.length > 20 || /[，。！？~!?]|[,.] \p{L}/u.test(text));
}
