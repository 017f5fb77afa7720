import { isMap, isSeq, LineCounter, parseDocument, type Document, type YAMLMap } from 'yaml';
import * as z from 'zod/mini';
import {
  askedSlot,
  choiceSlot,
  daySlot,
  escapeBraces,
  factSlot,
  rewrite,
  textOfHtml,
  variantSlot,
} from '../../domain/foreign-text.ts';
import type { ReadRow } from '../../domain/template-plan.ts';
import { codeOf, languageByScript } from '../../domain/template-record.ts';
import { FileProblem, problem } from '../problem.ts';
import { printsDay } from './date-formats.ts';
import type { ReadTemplateOptions } from './read-templates.ts';

const words = z.union([z.string(), z.number()]);
const choiceValues = z.array(z.union([words, z.object({ label: words })]));
const params = z.record(z.string(), z.unknown());
const variable = z.object({ name: z.string(), type: z.string(), params: z.optional(params) });
const field = z.object({
  type: z.optional(z.string()),
  values: z.optional(z.union([z.string(), choiceValues])),
  default: z.optional(words),
});
const match = z.object({
  trigger: z.optional(words),
  triggers: z.optional(z.array(words)),
  regex: z.optional(z.string()),
  replace: z.optional(words),
  markdown: z.optional(z.string()),
  html: z.optional(z.string()),
  form: z.optional(z.string()),
  form_fields: z.optional(z.record(z.string(), z.nullable(field))),
  image_path: z.optional(z.string()),
  vars: z.optional(z.array(variable)),
  label: z.optional(z.string()),
  search_terms: z.optional(z.array(words)),
});
type Match = z.infer<typeof match>;
type Variable = z.infer<typeof variable>;
type Fields = NonNullable<Match['form_fields']>;

/**
 * Reads the matches of an Espanso file (espanso.org/docs: matches, forms, variables). Variables with a counterpart are
 * mapped, what a program or script would give is asked for. Throws a `FileProblem` when it is no YAML.
 */
export function readEspanso(yaml: string, { latin }: ReadTemplateOptions): ReadRow[] {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, uniqueKeys: false, logLevel: 'silent' });
  const root = document.contents;
  const list = isMap(root) ? root.get('matches', true) : null;
  if (!isSeq(list)) throw new FileProblem(problem(document.errors.length > 0 ? 'badYaml' : 'notTemplates'));
  const shared = globals(root as YAMLMap, document);
  const broken = document.errors.map((error): ReadRow => ({
    line: error.linePos?.[0].line ?? 0,
    problem: { code: 'brokenRow' },
  }));
  const rows = list.items.map((item): ReadRow => {
    const at = isMap(item) && item.range ? lines.linePos(item.range[0]).line : 0;
    const found = match.safeParse(plain(item, document));
    if (!found.success) {
      const name = String(found.error.issues[0]?.path[0] ?? '');
      return { line: at, problem: { code: 'notRecord', params: { field: name } } };
    }
    return { line: at, ...rowOf(found.data, shared, latin) };
  });
  if (broken.length > 0 && rows.every((row) => row.problem)) throw new FileProblem(problem('badYaml'));
  return [...rows, ...broken];
}

/** Aliases are followed a hundred times at most, so that a small file cannot become a huge one. */
function plain(node: unknown, document: Document): unknown {
  try {
    return (node as { toJS: (document: Document, options: object) => unknown }).toJS(document, { maxAliasCount: 100 });
  } catch {
    // Not a value that can be read: the row is told as bad.
    return null;
  }
}

function globals(root: YAMLMap, document: Document): Variable[] {
  const found = z.array(variable).safeParse(plain(root.get('global_vars', true) ?? { toJS: () => [] }, document));
  return found.success ? found.data : [];
}

function rowOf(found: Match, shared: readonly Variable[], latin: string): Omit<ReadRow, 'line'> {
  const names = [...(found.triggers ?? []), ...(found.trigger === undefined ? [] : [found.trigger])].map(String);
  const code = names.map(codeOf).find(Boolean) ?? '';
  const title = found.label ?? names[0] ?? found.regex ?? '';
  const text =
    found.replace === undefined
      ? (found.markdown ?? (found.html === undefined ? undefined : textOfHtml(found.html)))
      : String(found.replace);
  if (text === undefined && found.form === undefined) {
    return { raw: { title }, problem: { code: found.image_path ? 'pictureOnly' : 'noText' } };
  }
  const source = text ?? found.form ?? '';
  const language = languageByScript(source, latin);
  const vars = [...shared, ...(found.vars ?? [])];
  const body = text === undefined ? formText(source, found.form_fields ?? {}) : replaceText(source, vars, language);
  const tags = (found.search_terms ?? []).map(String);
  return { raw: { title, code, body, tags, latin } };
}

/** `{{name}}` is a variable, `{{form1.name}}` a field of a form, `$|$` the caret. */
function replaceText(text: string, vars: readonly Variable[], language: string): string {
  return rewrite(text, /\{\{\s*([\w-]+)(?:\.([\w-]+))?\s*\}\}|\$\|\$/g, ([whole, name = '', part]) => {
    if (whole === '$|$') return '{光标}';
    const found = vars.findLast((each) => each.name === name);
    if (part !== undefined) return fieldSlot(part, fieldsOf(found)[part] ?? null);
    return found ? variableText(found, language) : askedSlot(name);
  });
}

function fieldsOf(form: Variable | undefined): Fields {
  const found = z.record(z.string(), z.nullable(field)).safeParse(form?.params?.['fields']);
  return found.success ? found.data : {};
}

function variableText({ name, type, params: given = {} }: Variable, language: string): string {
  if (type === 'clipboard') return factSlot('clipboard', language);
  if (type === 'date') {
    const days = Number(given['offset'] ?? 0) / 86_400;
    return Number.isInteger(days) && printsDay(String(given['format'] ?? '')) ? daySlot(days, language) : askedSlot(name);
  }
  if (type === 'echo') return escapeBraces(String(given['echo'] ?? ''));
  if (type === 'random') return variantSlot(listOf(given['choices']));
  if (type === 'choice') return choiceSlot(name, listOf(given['values']));
  if (type === 'match') return `{模板:${codeOf(String(given['trigger'] ?? name))}}`;
  return askedSlot(name);
}

function listOf(values: unknown): string[] {
  if (typeof values === 'string')
    return values
      .split('\n')
      .map((each) => each.trim())
      .filter(Boolean);
  const found = choiceValues.safeParse(values);
  return found.success ? found.data.map((each) => String(typeof each === 'object' ? each.label : each)) : [];
}

/** `[[name]]` in a form is asked for; a choice or list offers its values. */
function formText(text: string, fields: Fields): string {
  return rewrite(text, /\[\[\s*([\w-]+)\s*\]\]|\$\|\$/g, ([whole, name = '']) =>
    whole === '$|$' ? '{光标}' : fieldSlot(name, fields[name] ?? null),
  );
}

function fieldSlot(name: string, of: z.infer<typeof field> | null): string {
  const values = of?.type === 'choice' || of?.type === 'list' ? listOf(of.values) : [];
  if (values.length > 1) return choiceSlot(name.replace(/[_-]+/g, ' '), values);
  return askedSlot(name, of?.default === undefined ? '' : String(of.default));
}
