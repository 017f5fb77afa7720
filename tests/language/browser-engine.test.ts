import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LanguageSettings } from '../../lib/domain/service.ts';
import {
  forgetOwnTranslators,
  languageOfText,
  prepareOwnTranslator,
  writeByOwn,
  type ModelState,
} from '../../lib/language/browser-engine.ts';
import { writerOf } from '../../lib/language/draft.ts';
import { problemOf } from '../../lib/language/error.ts';
import { sentRequests } from '../../lib/language/sent.ts';
import { translate, translatorOf } from '../../lib/language/translate.ts';
import { resetBrowser } from '../components/fake-chrome.ts';

type Monitored = { monitor?: (monitor: EventTarget) => void; signal?: AbortSignal };

/** The browser's own engines as Chromium documents them, with models that have to be downloaded first. */
class Device {
  state: ModelState = 'downloadable';
  made = 0;
  asked: string[] = [];

  install(): void {
    const availability = async (): Promise<ModelState> => this.state;
    const download = (options: Monitored): void => {
      this.made += 1;
      const monitor = new EventTarget();
      options.monitor?.(monitor);
      for (const loaded of [0, 0.5, 1]) monitor.dispatchEvent(Object.assign(new Event('downloadprogress'), { loaded }));
      this.state = 'available';
    };
    Object.assign(globalThis, {
      Translator: {
        availability,
        create: async (options: Monitored & { targetLanguage: string }) => {
          download(options);
          return {
            translate: async (text: string) => {
              this.asked.push(text);
              return `[${options.targetLanguage}] ${text}`;
            },
          };
        },
      },
      LanguageDetector: {
        availability,
        create: async () => ({ detect: async () => [{ detectedLanguage: 'pt-BR', confidence: 0.9 }] }),
      },
      LanguageModel: {
        availability,
        create: async (options: Monitored) => {
          download(options);
          return {
            promptStreaming: () =>
              new ReadableStream<string>({
                start: (stream) => {
                  for (const part of ['Good ', 'day']) stream.enqueue(part);
                  stream.close();
                },
              }),
            destroy: () => this.asked.push('destroyed'),
          };
        },
      },
    });
  }

  remove(): void {
    for (const name of ['Translator', 'LanguageDetector', 'LanguageModel']) Reflect.deleteProperty(globalThis, name);
    forgetOwnTranslators();
  }
}

let device: Device;
const settings: LanguageSettings = { id: 'language', translate: true, draft: true };
const endpoint = { kind: 'openai', url: 'https://api.example.com/v1', model: 'm' } as const;

beforeEach(() => {
  resetBrowser();
  device = new Device();
  device.install();
});
afterEach(() => device.remove());

describe('the browser’s own translator', () => {
  it('is downloaded only when asked for, with its progress, and then translates without sending anything', async () => {
    const task = { text: '订单号4512300187000204539', from: 'zh', to: 'en', why: 'reply' } as const;
    expect(await translate(task, settings).then(() => 'came', problemOf)).toBe('needs-download');
    expect(device.made).toBe(0);
    const shares: number[] = [];
    await prepareOwnTranslator('zh', 'en', (share) => shares.push(share));
    expect(shares).toEqual([0, 0.5, 1]);
    const done = await translate(task, settings);
    expect([done.result, done.by, done.check.ok]).toEqual(['[en] 订单号4512300187000204539', 'browser', true]);
    expect([device.made, device.asked, await sentRequests()]).toEqual([1, ['订单号⟦1⟧'], []]);
  });

  it.each([
    ['available', false, 'browser', false],
    ['available', true, 'browser', false],
    ['downloadable', false, 'browser', true],
    ['downloading', true, 'endpoint', true],
    ['unavailable', true, 'endpoint', false],
  ] as const)('%s, with an endpoint: %s → %s, download offered: %s', async (state, withEndpoint, by, download) => {
    device.state = state;
    const with_ = { ...settings, ...(withEndpoint && { endpoint }) };
    expect(await translatorOf(with_, 'zh', 'en')).toEqual({ by, download });
    expect(await writerOf(with_, 'en')).toEqual({ by, download });
  });

  it('is missed where there is none', async () => {
    device.remove();
    expect(await translatorOf(settings, 'zh', 'en').then(() => 'came', problemOf)).toBe('no-engine');
    device.install();
    device.state = 'unavailable';
    expect(await writerOf(settings, 'ru').then(() => 'came', problemOf)).toBe('no-engine');
  });
});

it('the browser’s detector is asked only where our own recognition is not sure', async () => {
  device.state = 'available';
  expect((await languageOfText('Где моя посылка?'))?.language).toBe('ru');
  expect((await languageOfText('Xyzzq wlkjh'))?.language).toBe('pt');
  device.state = 'downloadable';
  expect(await languageOfText('Xyzzq wlkjh')).toBeNull();
});

it('the browser’s own model writes in parts and is given back', async () => {
  const parts: string[] = [];
  const turns = [
    { role: 'system', content: 's' },
    { role: 'user', content: 'u' },
  ] as const;
  expect(await writeByOwn(turns, 'en', { onText: (text) => parts.push(text) })).toBe('Good day');
  expect([parts, device.asked]).toEqual([['Good ', 'Good day'], ['destroyed']]);
});
