import { namesAbroad } from './language-names.ts';
import { cleanLine, cleanText, LIMITS } from './text.ts';
import { MAX_FOLDER, cleanFolder } from './template-folders.ts';
import { writtenIn } from './script.ts';
import { STAGES, type Stage } from './stage.ts';
import { TEMPLATE_LANGUAGES, type Template } from './template.ts';

/** A template as it travels in files: what a person has written, without counters and search keys. */
export interface TemplateRecord {
  /** Id in the file it came from: of the database, of a pack, or absent where the other program has none. */
  id?: string;
  title: string;
  /** The file has no titles: this one was made from the text and is never put over one that a person has written. */
  derived?: true;
  body: string;
  code?: string;
  folder: string;
  /** One of `TEMPLATE_LANGUAGES`. */
  language: string;
  tags?: string[];
  favourite?: true;
  group?: string;
  stages?: Stage[];
  /** Epoch ms. */
  validFrom?: number;
  validUntil?: number;
}

/** Longest title, text, short code and tag, in UTF-16 units; most tags. */
const RECORD_LIMITS = { title: 60, body: LIMITS.message, code: 12, folder: MAX_FOLDER, tag: 24, tags: 12 } as const;

/** Fields in which two records can differ, in the order in which they are told. */
export const RECORD_FIELDS = [
  'title',
  'body',
  'code',
  'folder',
  'language',
  'tags',
  'favourite',
  'stages',
  'validFrom',
  'validUntil',
  'group',
] as const;
export type RecordField = (typeof RECORD_FIELDS)[number];

/** Fields that a template may be without; a pack that leaves one out takes it away. */
export const OPTIONAL_FIELDS = ['code', 'tags', 'favourite', 'stages', 'validFrom', 'validUntil'] as const;
export type OptionalField = (typeof OPTIONAL_FIELDS)[number];

/** Why a record of a file is no template. */
export type RecordFault = 'noBody' | 'longBody' | 'badLanguage' | 'badDay' | 'reversedDays';

/** Names of the languages as tables show them; reading accepts these and the codes. */
export const LANGUAGE_NAMES: Readonly<Record<(typeof TEMPLATE_LANGUAGES)[number], string>> = {
  zh: '中文',
  en: '英语',
  ru: '俄语',
  es: '西班牙语',
  pt: '葡萄牙语',
  fr: '法语',
  de: '德语',
  it: '意大利语',
  ar: '阿拉伯语',
  ja: '日语',
  ko: '韩语',
  pl: '波兰语',
};

let otherNames: ReadonlyMap<string, string> | undefined;

/** Returns the languages by what they are called otherwise: 英文, in English, and in themselves. */
function languagesByName(): ReadonlyMap<string, string> {
  otherNames ??= new Map(
    TEMPLATE_LANGUAGES.flatMap((code) =>
      [LANGUAGE_NAMES[code].replace(/语$/, '文'), ...namesAbroad(code)].map((name) => [name, code] as const),
    ),
  );
  return otherNames;
}

/** Returns the language that a table names by its name or code (`俄语`, `ru`, `ru-RU`, `Russian`), or null. */
function languageNamed(text: string): string | null {
  const asked = text.trim().toLowerCase().replace('_', '-');
  const code = TEMPLATE_LANGUAGES.find(
    (each) => each === asked || asked.startsWith(`${each}-`) || LANGUAGE_NAMES[each] === asked,
  );
  return code ?? languagesByName().get(asked) ?? null;
}

/** Placeholders of this and other programs: `{买家昵称}`, `{{ contact.name }}`, `%name%`, `[[%d(D)]]`. */
const PLACEHOLDERS = /[{｛][^{}｛｝]*[}｝]|%[^\s%]{1,38}%|\[\[[^[\]]*\]\]/g;

/** Returns the language whose script most of a text is written in; `latin` (a code) for Latin letters, which many share. */
export function languageByScript(text: string, latin: string): string {
  const script = (writtenIn(text.replace(PLACEHOLDERS, ' ')) ?? writtenIn(text))?.script ?? 'latin';
  return script === 'latin' ? latin : script;
}

/** Returns a title for a text that has none: the beginning of its first line that says something, without its slots. */
function titleFrom(body: string): string {
  const bare = body.replace(/\{\{|\}\}|｛｛|｝｝|[{｛][^{}｛｝]*[}｝]/g, (found) =>
    found.length > 2 || found === '{}' ? ' ' : found.charAt(0),
  );
  const tidy = (text: string): string =>
    cleanLine(text, 200)
      .replace(/ (?=[,，.。!！:：])/g, '')
      .replace(/^[\s,，。!！~、:：]+/, '');
  const lines = bare.split('\n').map(tidy);
  const said = lines.find((line) => (line.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 4) ?? tidy(bare);
  const chars = [...(said || cleanLine(body, 200))];
  return cleanLine(chars.length > 20 ? `${chars.slice(0, 20).join('')}…` : chars.join(''), RECORD_LIMITS.title);
}

/** What a reader found in a file, before anything is checked; texts as they stand there. */
export interface RawRecord extends Partial<Omit<TemplateRecord, 'derived'>> {
  /** Latin letters are taken for this language (a code) when the file names none. */
  latin?: string;
}

/** Returns a checked record, or what is wrong with it. A text too long is refused rather than cut: half a reply is none. */
export function checkedRecord(raw: RawRecord): TemplateRecord | RecordFault {
  const body = cleanText((raw.body ?? '').replaceAll('\r\n', '\n'), RECORD_LIMITS.body + 1);
  if (!body) return 'noBody';
  if (body.length > RECORD_LIMITS.body) return 'longBody';
  const language = raw.language ? languageNamed(raw.language) : languageByScript(body, raw.latin ?? 'en');
  if (!language) return 'badLanguage';
  const { validFrom, validUntil } = raw;
  if (Number.isNaN(validFrom) || Number.isNaN(validUntil)) return 'badDay';
  if (validFrom !== undefined && validUntil !== undefined && validUntil < validFrom) return 'reversedDays';
  const title = cleanLine(raw.title ?? '', RECORD_LIMITS.title);
  const code = codeOf(raw.code ?? '');
  const tags = [...new Set((raw.tags ?? []).map((tag) => cleanLine(tag, RECORD_LIMITS.tag)).filter(Boolean))];
  const stages = STAGES.filter((stage) => raw.stages?.includes(stage));
  return {
    ...(raw.id && { id: raw.id.slice(0, 200) }),
    title: title || titleFrom(body),
    ...(!title && { derived: true }),
    body,
    ...(code && { code }),
    folder: cleanFolder(raw.folder ?? ''),
    language,
    ...(tags.length > 0 && { tags: tags.slice(0, RECORD_LIMITS.tags) }),
    ...(raw.favourite && { favourite: true }),
    ...(raw.group && { group: raw.group.slice(0, 80) }),
    ...(stages.length > 0 && { stages }),
    ...(validFrom !== undefined && { validFrom }),
    ...(validUntil !== undefined && { validUntil }),
  };
}

/** Returns a short code as it can be typed behind `/`: without blanks and the mark other programs begin theirs with. */
export function codeOf(raw: string): string {
  const code = raw
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/^[^\p{L}\p{N}]+/u, '');
  return code.length <= RECORD_LIMITS.code ? code : '';
}

/** Returns what a template says, as files carry it. */
export function recordOf(template: Template): TemplateRecord {
  const { id, title, body, code, folder, language, tags, favourite, group, stages, validFrom, validUntil } = template;
  return {
    id,
    title,
    body,
    ...(code && { code }),
    folder,
    language,
    ...(tags && tags.length > 0 && { tags }),
    ...(favourite && { favourite }),
    ...(group && { group }),
    ...(stages && stages.length > 0 && { stages: STAGES.filter((stage) => stages.includes(stage)) }),
    ...(validFrom !== undefined && { validFrom }),
    ...(validUntil !== undefined && { validUntil }),
  };
}
