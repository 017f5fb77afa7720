import * as z from 'zod/mini';
import type { Endpoint } from '../domain/service.ts';
import { short } from '../domain/token-number.ts';
import { LanguageError } from './error.ts';

/** One turn of what is said to a language model. */
export interface Turn {
  role: 'system' | 'user';
  content: string;
}

/** What is asked of an endpoint, before it is put into the endpoint's own form. */
export type Wire =
  | { ask: 'translate'; text: string; from: string; to: string; turns: readonly Turn[] }
  | { ask: 'write'; turns: readonly Turn[] };

/** DeepL wants to know which English, Portuguese and Chinese is meant. */
const DEEPL_TO: Readonly<Record<string, string>> = { en: 'EN-US', pt: 'PT-BR', zh: 'ZH-HANS' };

/**
 * Returns the body of a request as the endpoint documents it: OpenAI's chat completions, LibreTranslate's `/translate`,
 * DeepL's `/v2/translate`. Throws when the endpoint cannot write.
 */
export function bodyFor(endpoint: Endpoint, wire: Wire): string {
  if (endpoint.kind === 'openai') {
    return JSON.stringify({ model: endpoint.model ?? '', messages: wire.turns, stream: wire.ask === 'write' });
  }
  if (wire.ask === 'write') throw new LanguageError('no-engine');
  const { text, from, to } = wire;
  if (endpoint.kind === 'deepl') {
    const target = DEEPL_TO[short(to)] ?? short(to).toUpperCase();
    return JSON.stringify({ text: [text], source_lang: short(from).toUpperCase(), target_lang: target });
  }
  return JSON.stringify({
    q: text,
    source: short(from),
    target: short(to),
    format: 'text',
    ...(endpoint.key && { api_key: endpoint.key }),
  });
}

/** Returns the head of a request. LibreTranslate takes its key in the body. */
export function headFor({ kind, key }: Endpoint): Record<string, string> {
  const type = { 'content-type': 'application/json' };
  if (!key || kind === 'libretranslate') return type;
  return { ...type, authorization: kind === 'deepl' ? `DeepL-Auth-Key ${key}` : `Bearer ${key}` };
}

const chat = z.object({ choices: z.array(z.object({ message: z.object({ content: z.string() }) })).check(z.minLength(1)) });
const libre = z.object({ translatedText: z.string() });
const deepl = z.object({ translations: z.array(z.object({ text: z.string() })).check(z.minLength(1)) });
const delta = z.object({ choices: z.array(z.object({ delta: z.object({ content: z.optional(z.nullable(z.string())) }) })) });

/** Returns the text in an answer; throws `bad-answer` when it has another form than documented. */
export function textIn(kind: Endpoint['kind'], answer: string): string {
  const json = parsed(answer);
  if (kind === 'libretranslate') return checked(libre.safeParse(json)).translatedText;
  if (kind === 'deepl') return checked(deepl.safeParse(json)).translations[0]?.text ?? '';
  return withoutThoughts(checked(chat.safeParse(json)).choices[0]?.message.content ?? '');
}

function parsed(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    // The parser's own message quotes the answer, which may quote what was sent.
    throw new LanguageError('bad-answer');
  }
}

function checked<T>(result: { success: true; data: T } | { success: false }): T {
  if (!result.success) throw new LanguageError('bad-answer');
  return result.data;
}

/** Some models on one's own computer write down how they came to the answer first. */
const withoutThoughts = (text: string): string => text.replace(/^\s*<think>[\s\S]*?(?:<\/think>\s*|$)/, '');

/** Puts together what server-sent events of a chat completion bring; `push` returns the text so far. */
export class EventText {
  #rest = '';
  #text = '';

  /** Takes the next part of the stream; lines that are no event are passed over. */
  push(part: string): string {
    const lines = (this.#rest + part).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#take(line.trim());
    return withoutThoughts(this.#text);
  }

  #take(line: string): void {
    const data = /^data:\s*(\{.*\})$/.exec(line)?.[1];
    if (!data) return;
    const event = delta.safeParse(parsed(data));
    if (event.success) this.#text += event.data.choices[0]?.delta.content ?? '';
  }
}
