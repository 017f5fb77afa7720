import { signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { detectLanguage } from '../domain/language-detect.ts';
import type { Proposal } from '../domain/proposal.ts';
import type { LanguageSettings } from '../domain/service.ts';
import { prepareOwnTranslator } from '../language/browser-engine.ts';
import { draftWire, groundsOf, writeDraft, writerOf, type DraftMaterial } from '../language/draft.ts';
import { LanguageError, problemOf, type LanguageProblem } from '../language/error.ts';
import { previewOf } from '../language/request.ts';
import { agreeToSend, hasAgreed } from '../language/switches.ts';
import { translate, translatorOf, wireFor, type TranslationTask } from '../language/translate.ts';
import type { Wire } from '../language/wire.ts';
import { showFailure } from './notices.ts';
import { STAFF_LANGUAGE } from './translations.ts';

/** What is going on at the desk. */
interface Work {
  what: 'translating' | 'drafting' | 'downloading' | 'back';
  /** From 0 to 1 while something is downloaded. */
  share?: number;
  /** The draft as far as it has come. */
  text?: string;
}

/** What waits for the user's consent before it is sent for the first time. */
interface Asked {
  body: string;
  go: () => void;
}

/** The state of one reply being made, and what can be done with it. */
export interface ReplyDesk {
  work: Work | null;
  problem: LanguageProblem | null;
  asked: Asked | null;
  proposal: Proposal | null;
  /** Counts the proposals: what was confirmed of one is not confirmed of the next. */
  round: number;
  /** Who made the proposal: `browser` or an origin. */
  by: string;
  /** The browser could translate by itself after a download. */
  download: boolean;
  /** The proposal in the language of the staff. */
  back: string | null;
  translate: (text: string, to: string) => void;
  draft: (material: DraftMaterial) => void;
  translateBack: () => void;
  fetchModel: (text: string, to: string) => void;
  edit: (text: string) => void;
  drop: () => void;
  stop: () => void;
  decline: () => void;
}

/** The desk of this page is open; it stays so when the chat is switched. */
export const deskOpen = signal(false);

const languageOf = (text: string): string => detectLanguage(text)?.language ?? STAFF_LANGUAGE;

interface Result {
  proposal?: Proposal;
  round?: number;
  by?: string;
  back?: string | null;
  download?: boolean;
}

/** Makes one reply: translations, drafts, back-translations, one after another, each of them can be stopped. */
export function useReplyDesk(settings: LanguageSettings): ReplyDesk {
  const [work, setWork] = useState<Work | null>(null);
  const [problem, setProblem] = useState<LanguageProblem | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [{ proposal = null, round = 0, by = '', back = null, download = false }, setResult] = useState<Result>({});
  const stopper = useRef<AbortController | null>(null);
  useEffect(() => () => stopper.current?.abort(), []);

  const run = async (first: Work, job: (signal: AbortSignal) => Promise<Result>): Promise<void> => {
    stopper.current?.abort();
    const mine = new AbortController();
    stopper.current = mine;
    setWork(first);
    setProblem(null);
    try {
      const result = await job(mine.signal);
      const step = result.proposal ? 1 : 0;
      if (!mine.signal.aborted) setResult((before) => ({ ...before, ...result, round: (before.round ?? 0) + step }));
    } catch (error) {
      if (stopper.current === mine) setProblem(problemOf(error));
    } finally {
      if (stopper.current === mine) setWork(null);
    }
  };
  /** Asks before the very first request to an endpoint; on this device nothing is sent and nothing asked. */
  const afterConsent = (wire: Wire, by: 'browser' | 'endpoint', go: () => void): void => {
    const { endpoint } = settings;
    if (by === 'browser' || !endpoint || hasAgreed(settings)) return go();
    setAsked({
      body: previewOf(endpoint, wire),
      go: () =>
        void agreeToSend()
          .then(() => setAsked(null))
          .then(go)
          .catch(showFailure),
    });
  };
  const decide = (task: Promise<{ by: 'browser' | 'endpoint'; download: boolean }>, wire: Wire, go: () => void): void =>
    void task.then(
      (who) => {
        setResult((before) => ({ ...before, download: who.download }));
        afterConsent(wire, who.by, go);
      },
      (error: unknown) => setProblem(problemOf(error)),
    );
  const taskOf = (text: string, to: string): TranslationTask => ({ text, from: languageOf(text), to, why: 'reply' });

  return {
    work,
    problem,
    asked,
    proposal,
    round,
    by,
    download,
    back,
    translate: (text, to) => {
      const task = taskOf(text, to);
      decide(
        translatorOf(settings, task.from, to),
        wireFor(task),
        () => void run({ what: 'translating' }, (signal) => made(task, settings, signal)),
      );
    },
    draft: (material) =>
      decide(
        writerOf(settings, material.language),
        draftWire(material),
        () =>
          void run({ what: 'drafting' }, async (signal) => {
            const onText = (text: string): void => setWork({ what: 'drafting', text });
            const onProgress = (share: number): void => setWork({ what: 'downloading', share });
            const text = await writeDraft(material, settings, { signal, onText, onProgress });
            return {
              proposal: { kind: 'draft', grounds: groundsOf(material), text, language: material.language },
              by: '',
              back: null,
            };
          }),
      ),
    translateBack: () => {
      if (!proposal) return;
      const task: TranslationTask = { text: proposal.text, from: proposal.language, to: STAFF_LANGUAGE, why: 'back' };
      decide(
        translatorOf(settings, task.from, task.to),
        wireFor(task),
        () => void run({ what: 'back' }, async (signal) => ({ back: (await translate(task, settings, signal)).result })),
      );
    },
    fetchModel: (text, to) => {
      const task = taskOf(text, to);
      // The browser downloads only straight from a click: nothing may be awaited before.
      void run({ what: 'downloading', share: 0 }, async (signal) => {
        await prepareOwnTranslator(task.from, to, (share) => setWork({ what: 'downloading', share }), signal);
        return made(task, settings, signal);
      });
    },
    edit: (text) =>
      setResult((before) => (before.proposal ? { ...before, proposal: { ...before.proposal, text }, back: null } : before)),
    drop: () => setResult({}),
    stop: () => stopper.current?.abort(new LanguageError('cancelled')),
    decline: () => setAsked(null),
  };
}

async function made(task: TranslationTask, settings: LanguageSettings, signal: AbortSignal): Promise<Result> {
  const { result, by } = await translate(task, settings, signal);
  const original = { text: task.text, language: task.from };
  return {
    proposal: { kind: 'translation', original, text: result, language: task.to },
    by,
    back: null,
    ...(by === 'browser' && { download: false }),
  };
}
