import { signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { detectLanguage } from '../domain/language-detect.ts';
import type { Proposal } from '../domain/proposal.ts';
import type { LanguageSettings } from '../domain/service.ts';
import { prepareOwnTranslator } from '../language/browser-engine.ts';
import { draftWire, groundsOf, writeDraft, writerOf, type DraftMaterial } from '../language/draft.ts';
import { LanguageError, problemOf, type LanguageProblem } from '../language/error.ts';
import { previewOf } from '../language/request.ts';
import { hasAgreed } from '../language/endpoint.ts';
import { agreeToSend } from '../language/switches.ts';
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

/** One thing to be done: what is shown of it at first, what would be sent for it, and how it is done. */
interface Job {
  first: Work;
  wire: Wire;
  work: (settings: LanguageSettings, signal: AbortSignal) => Promise<Result>;
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

  const run = async ({ first, wire, work: job }: Job, now = settings): Promise<void> => {
    stopper.current?.abort();
    const mine = new AbortController();
    stopper.current = mine;
    setWork(first);
    setProblem(null);
    try {
      const result = await job(now, mine.signal);
      const step = result.proposal ? 1 : 0;
      if (!mine.signal.aborted) setResult((before) => ({ ...before, ...result, round: (before.round ?? 0) + step }));
    } catch (error) {
      if (stopper.current !== mine) return;
      if (problemOf(error) === 'not-agreed') askFirst({ first, wire, work: job });
      else setProblem(problemOf(error));
    } finally {
      if (stopper.current === mine) setWork(null);
    }
  };
  /** Shows what would be sent, before the very first request to an endpoint. */
  const askFirst = (job: Job): void => {
    const { endpoint } = settings;
    if (!endpoint) return;
    const agree = async (): Promise<void> => {
      const now = await agreeToSend();
      setAsked(null);
      await run(job, now);
    };
    setAsked({ body: previewOf(endpoint, job.wire), go: () => void agree().catch(showFailure) });
  };
  /** On this device nothing is sent, and nothing asked. */
  const decide = (task: Promise<{ by: 'browser' | 'endpoint'; download: boolean }>, job: Job): void =>
    void task.then(
      ({ by: who, download: could }) => {
        setResult((before) => ({ ...before, download: could }));
        if (who === 'browser' || hasAgreed(settings)) void run(job);
        else askFirst(job);
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
      decide(translatorOf(settings, task.from, to), {
        first: { what: 'translating' },
        wire: wireFor(task),
        work: (now, signal) => made(task, now, signal),
      });
    },
    draft: (material) =>
      decide(writerOf(settings, material.language), {
        first: { what: 'drafting' },
        wire: draftWire(material),
        work: async (now, signal) => {
          const onText = (text: string): void => setWork({ what: 'drafting', text });
          const onProgress = (share: number): void => setWork({ what: 'downloading', share });
          const text = await writeDraft(material, now, { signal, onText, onProgress });
          return {
            proposal: { kind: 'draft', grounds: groundsOf(material), text, language: material.language },
            by: '',
            back: null,
          };
        },
      }),
    translateBack: () => {
      if (!proposal) return;
      const task: TranslationTask = { text: proposal.text, from: proposal.language, to: STAFF_LANGUAGE, why: 'back' };
      decide(translatorOf(settings, task.from, task.to), {
        first: { what: 'back' },
        wire: wireFor(task),
        work: async (now, signal) => ({ back: (await translate(task, now, signal)).result }),
      });
    },
    fetchModel: (text, to) => {
      const task = taskOf(text, to);
      // The browser downloads only straight from a click: nothing may be awaited before.
      void run({
        first: { what: 'downloading', share: 0 },
        wire: wireFor(task),
        work: async (now, signal) => {
          await prepareOwnTranslator(task.from, to, (share) => setWork({ what: 'downloading', share }), signal);
          return made(task, now, signal);
        },
      });
    },
    edit: (text) =>
      setResult((before) => (before.proposal ? { ...before, proposal: { ...before.proposal, text }, back: null } : before)),
    // Goes on counting, so that no other proposal is ever taken for this one.
    drop: () => setResult(({ round: last = 0 }) => ({ round: last })),
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
