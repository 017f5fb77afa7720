import { askedIn, NOTHING_ASKED, type Asked } from '../domain/asked.ts';
import { db, type KebanDatabase } from './database.ts';
import { lastMessages, newestThread } from './messages.ts';
import { peakUntil } from './peak.ts';

/** Rows of the newest conversation that are read: each holds dozens of messages. */
const ROWS = 2;
/** Settings of the help while answering, a row of `meta`. */
const KEY = 'answerHelp';

/** What help a person wants while answering. */
export interface AnswerHelp {
  /** Replies are offered by what the buyer wrote. */
  suggest: boolean;
  /** Angry, worried and threatening words are pointed out. */
  mood: boolean;
}

const HELP_DEFAULT: AnswerHelp = { suggest: true, mood: true };

/** Returns what help is wanted. */
export async function answerHelp(database: KebanDatabase = db): Promise<AnswerHelp> {
  return { ...HELP_DEFAULT, ...((await database.meta.get(KEY))?.value as Partial<AnswerHelp> | undefined) };
}

/** Tells whether replies are offered at `now` (epoch ms): where they are wanted, but not on peak days. */
export async function isSuggesting(now: number, database: KebanDatabase = db): Promise<boolean> {
  const [{ suggest }, peak] = await Promise.all([answerHelp(database), peakUntil(now, database)]);
  return suggest && peak === null;
}

/** Sets what help is wanted. */
export async function setAnswerHelp(help: AnswerHelp, database: KebanDatabase = db): Promise<void> {
  await database.meta.put({ key: KEY, value: help });
}

/** Returns what a customer has asked since our last answer, in the conversation that was written in last. */
export async function askedBy(customerId: string, database: KebanDatabase = db): Promise<Asked> {
  const newest = await newestThread(customerId, database);
  return newest ? askedIn(await lastMessages(newest.id, ROWS, database), Date.now()) : NOTHING_ASKED;
}
