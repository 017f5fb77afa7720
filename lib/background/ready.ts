import * as z from 'zod/mini';
import { openGuarded } from '../db/guard.ts';
import { snapshotNow } from '../db/snapshot.ts';
import { seedTemplates } from '../db/templates.ts';
import { STAGES } from '../domain/stage.ts';
import { type Template, TEMPLATE_LANGUAGES } from '../domain/template.ts';
import { noteInstalled } from './health.ts';

/** The database is not to be touched now (lost, newer, blocked); pages show why and what to do. */
class NotReady extends Error {}

/** Runs a handler once the database is open and found whole; throws `NotReady` otherwise, and nothing is changed. */
export async function whenReady<T>(handle: () => Promise<T>): Promise<T> {
  const state = await openGuarded();
  if (state.kind !== 'ready') throw new NotReady(state.kind);
  return handle();
}

const starterSchema = z.array(
  z.object({
    id: z.string(),
    title: z.string(),
    body: z.string(),
    code: z.optional(z.string()),
    folder: z.string(),
    language: z.string(),
    tags: z.array(z.string()),
    stages: z.optional(z.array(z.enum(STAGES))),
    group: z.optional(z.string()),
    pinyin: z.array(z.string()),
    initials: z.array(z.string()),
  }),
);

/** Returns the starter templates, read from the extension's own files so that the worker does not carry them. */
async function starters(): Promise<Template[]> {
  const at = Date.now();
  const packs = await Promise.all(
    TEMPLATE_LANGUAGES.map(async (language) => {
      const answer = await fetch(chrome.runtime.getURL(`/starter/templates.${language}.json`));
      return starterSchema.parse(await answer.json());
    }),
  );
  // Equally used replies are listed by id: in the order of the packs, with the greeting first.
  return packs.flat().map(({ group, stages, ...t }, i) => ({
    ...t,
    ...(group && { group }),
    ...(stages && { stages }),
    id: `${String(i).padStart(3, '0')}-${t.id}`,
    uses: 0,
    createdAt: at,
    updatedAt: at,
  }));
}

/** First installation: puts the starter templates in and shows the welcome page. A database that is not whole is left alone. */
export async function installed(details: chrome.runtime.InstalledDetails): Promise<void> {
  await noteInstalled(details.reason).catch((error: unknown) => console.warn('installation not noted', error));
  await quietly(async () => {
    // They are in no journal, so a snapshot holds them from the first day.
    if ((await seedTemplates(await starters())) > 0) await snapshotNow('manual');
  });
  if (details.reason === 'install') await chrome.tabs.create({ url: chrome.runtime.getURL('/welcome.html'), active: false });
}

/** Like `whenReady`, for events that nobody waits for: a database that is not to be touched is no error there. */
export async function quietly(handle: () => Promise<unknown>): Promise<void> {
  try {
    await whenReady(handle);
  } catch (error) {
    if (!(error instanceof NotReady)) console.error(error);
  }
}
