import { detectLanguage, type Detected, type DetectedLanguage } from '../domain/language-detect.ts';
import { short } from '../domain/token-number.ts';
import { LanguageError } from './error.ts';
import type { Turn } from './wire.ts';

/** How far a model of the browser's own is: it may have to be downloaded first, which the browser does after a click only. */
export type ModelState = 'unavailable' | 'downloadable' | 'downloading' | 'available';

interface Monitor {
  addEventListener(type: 'downloadprogress', listener: (event: { loaded: number }) => void): void;
}

interface Creating {
  monitor?: (monitor: Monitor) => void;
  signal?: AbortSignal;
}

interface Pair {
  sourceLanguage: string;
  targetLanguage: string;
}

interface OwnTranslator {
  translate(text: string, options?: { signal?: AbortSignal }): Promise<string>;
}

interface OwnModel {
  promptStreaming(input: string, options?: { signal?: AbortSignal }): ReadableStream<string>;
  destroy(): void;
}

interface ModelOptions {
  expectedInputs: { type: 'text'; languages: string[] }[];
  expectedOutputs: { type: 'text'; languages: string[] }[];
}

/** The on-device interfaces of Chromium, where the browser has them. */
interface OwnEngines {
  Translator?: {
    availability(pair: Pair): Promise<ModelState>;
    create(options: Pair & Creating): Promise<OwnTranslator>;
  };
  LanguageDetector?: {
    availability(): Promise<ModelState>;
    create(options?: Creating): Promise<{ detect(text: string): Promise<{ detectedLanguage: string; confidence: number }[]> }>;
  };
  LanguageModel?: {
    availability(options: ModelOptions): Promise<ModelState>;
    create(options: ModelOptions & Creating & { initialPrompts: readonly Turn[] }): Promise<OwnModel>;
  };
}

const own = (): OwnEngines => globalThis as OwnEngines;

/** What a download of a model is called with, from 0 to 1. */
export type OnProgress = (share: number) => void;

const monitored = (onProgress: OnProgress | undefined, signal: AbortSignal | undefined): Creating => ({
  ...(onProgress && {
    monitor: (monitor: Monitor) => monitor.addEventListener('downloadprogress', ({ loaded }) => onProgress(loaded)),
  }),
  ...(signal && { signal }),
});

const pairOf = (from: string, to: string): Pair => ({ sourceLanguage: short(from), targetLanguage: short(to) });

/** Tells how far the browser's own translator is for two languages; `unavailable` where the browser has none. */
export async function ownTranslatorState(from: string, to: string): Promise<ModelState> {
  const state = await own().Translator?.availability(pairOf(from, to));
  return state ?? 'unavailable';
}

/** Translators that are ready, by pair; making one takes time. */
const ready = new Map<string, Promise<OwnTranslator>>();

/** Makes the browser's translator ready; straight from a click it may download what it needs. */
export async function prepareOwnTranslator(
  from: string,
  to: string,
  onProgress?: OnProgress,
  signal?: AbortSignal,
): Promise<void> {
  await translatorFor(from, to, monitored(onProgress, signal));
}

async function translatorFor(from: string, to: string, creating: Creating = {}): Promise<OwnTranslator> {
  const key = `${short(from)} ${short(to)}`;
  const made = ready.get(key) ?? own().Translator?.create({ ...pairOf(from, to), ...creating });
  if (!made) throw new LanguageError('no-engine');
  ready.set(key, made);
  try {
    return await made;
  } catch (error) {
    ready.delete(key);
    throw error;
  }
}

/** Translates on this device; nothing leaves it. Throws `needs-download` while the languages are not there yet. */
export async function translateByOwn(text: string, from: string, to: string, signal?: AbortSignal): Promise<string> {
  if ((await ownTranslatorState(from, to)) !== 'available') throw new LanguageError('needs-download');
  const translator = await translatorFor(from, to);
  return translator.translate(text, signal ? { signal } : {});
}

/** How sure our own recognition has to be before the browser's is not asked. */
const SURE = 0.3;

/** Tells the language of a text: our own recognition, and the browser's where ours is not sure and the browser has one at hand. */
export async function languageOfText(text: string): Promise<Detected | null> {
  const mine = detectLanguage(text);
  const detector = own().LanguageDetector;
  if (!detector || (mine && mine.sure >= SURE) || !/\p{L}/u.test(text)) return mine;
  if ((await detector.availability()) !== 'available') return mine;
  const [best] = await (await detector.create()).detect(text);
  return best && best.confidence > 0.6
    ? { language: short(best.detectedLanguage) as DetectedLanguage, sure: best.confidence }
    : mine;
}

const modelOptions = (language: string): ModelOptions => ({
  expectedInputs: [{ type: 'text', languages: ['en'] }],
  expectedOutputs: [{ type: 'text', languages: [short(language)] }],
});

/** Tells how far the browser's own model is for writing in a language; `unavailable` where the browser has none. */
export async function ownModelState(language: string): Promise<ModelState> {
  const state = await own().LanguageModel?.availability(modelOptions(language));
  return state ?? 'unavailable';
}

/** Has the browser's own model write; nothing leaves this device. `onText` gets the text so far. May download after a click. */
export async function writeByOwn(
  [system, ...rest]: readonly Turn[],
  language: string,
  { onText, onProgress, signal }: { onText?: (text: string) => void; onProgress?: OnProgress; signal?: AbortSignal },
): Promise<string> {
  const model = await own().LanguageModel?.create({
    ...modelOptions(language),
    ...monitored(onProgress, signal),
    initialPrompts: system ? [system] : [],
  });
  if (!model) throw new LanguageError('no-engine');
  try {
    const reader = model.promptStreaming(rest.map(({ content }) => content).join('\n\n'), signal ? { signal } : {}).getReader();
    let text = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += part.value;
      onText?.(text);
    }
    return text;
  } finally {
    model.destroy();
  }
}

/** Forgets the translators that are ready; for tests, which share one page. */
export function forgetOwnTranslators(): void {
  ready.clear();
}
