import { activeChat, askedChat, keepWaiting, noteAsked } from '../session.ts';
import { allTemplates, countUse } from '../db/templates.ts';
import { askedBy, isSuggesting } from '../db/asked.ts';
import { db } from '../db/database.ts';
import { spokenBy } from '../db/last-words.ts';
import { lastAnswers, noteAnswers, withLast } from '../db/last-answers.ts';
import { ownFacts } from '../db/shop-facts.ts';
import { shopGround } from '../db/shop-ground.ts';
import { customerById } from '../db/customers.ts';
import { ordersOf } from '../db/orders.ts';
import { allPicks, notePick } from '../db/picks.ts';
import { heardOn } from '../domain/asked.ts';
import { sureMark, type ActiveChat, type Rendered } from '../domain/chat.ts';
import { isForShop, type TemplateBrief } from '../domain/template.ts';
import { replyLanguage } from '../domain/reply-language.ts';
import { factsFrom } from '../domain/template-facts.ts';
import { includes, lookUpIn, seedOf } from '../domain/template-include.ts';
import { renderTemplate } from '../domain/template-render.ts';
import { stageOf } from '../domain/stage.ts';
import type { OpenBuyer, Protocol } from '../messaging.ts';
import { zoneOf } from '../sites/registry.ts';
import type { Origin } from './gate.ts';

/** Returns the templates for a palette, unless it has this revision already. */
export async function templatesFor(revision: string | undefined): Promise<{ revision: string; list?: TemplateBrief[] }> {
  const all = await allTemplates();
  // Uses count coarsely: one by one they would send everything anew after each insertion, for an order that may wait.
  const uses = all.reduce((sum, t) => sum + t.uses, 0);
  const step = Math.floor(uses / Math.max(5, all.length / 100));
  const current = `${all.length}:${all.reduce((max, t) => Math.max(max, t.updatedAt), 0)}:${step}`;
  if (current === revision) return { revision: current };
  const list = all.map(({ createdAt: _c, updatedAt: _u, pack: _p, ...brief }) => brief);
  return { revision: current, list };
}

interface Asked {
  templateId: string;
  fingerprint: string;
  answers?: Record<string, string> | undefined;
  /** It is only looked at: nothing is remembered; `named`: what is missing shows by its name. */
  preview?: true | 'named' | undefined;
}

/** Fills a template with the facts of the chat that is open in the tab; `gone` when that is not the chat asked for. */
export async function renderFor(data: Asked, origin: Origin): Promise<Rendered> {
  const chat = await activeChat(origin.tabId);
  if (!chat || chat.frameId !== origin.frameId || chat.fingerprint !== data.fingerprint) return { outcome: 'gone' };
  return filled(data, chat);
}

async function filled({ templateId, answers = {}, preview }: Asked, chat: ActiveChat): Promise<Rendered> {
  const template = await db.templates.get(templateId);
  if (!template || !isForShop(template, chat.shopId)) return { outcome: 'gone' };
  const now = Date.now();
  const customer = chat.customerId ? ((await customerById(chat.customerId)) ?? null) : null;
  const orders = customer ? await ordersOf(customer.id) : [];
  const facts = factsFrom({
    customer,
    peer: chat.peer,
    orders,
    shop: chat.shop ?? null,
    now,
    zone: zoneOf(chat.site),
    own: await ownFacts(chat.shopId),
    work: await shopGround(),
  });
  const goal = { language: template.language, shopId: chat.shopId, at: now };
  const rendered = renderTemplate(template.body, facts, answers, {
    lookUp: includes(template.body) ? lookUpIn(await allTemplates(), goal) : () => null,
    seed: seedOf(template, customer?.id),
    named: preview === 'named',
  });
  if (rendered.outcome === 'missing') return withLast(rendered, await lastAnswers(chat.customerId));
  if (chat.customerId && !preview && Object.keys(answers).length > 0) await noteAnswers(chat.customerId, answers);
  return rendered;
}

/**
 * Keeps a reply that was chosen for a chat which is no longer open, filled for that chat; with `rest` the messages of one
 * after the first. Nothing with a gap is kept.
 */
export async function keepReply(
  data: Asked & { commandId: string; rest?: boolean | undefined },
  { tabId, frameId }: Origin,
): Promise<{ ok: boolean }> {
  const chat = await askedChat(tabId);
  if (!chat?.shopId || chat.frameId !== frameId || chat.fingerprint !== data.fingerprint) return { ok: false };
  const rendered = await filled(data, chat);
  if (rendered.outcome !== 'ready') return { ok: false };
  const { site, shopId, fingerprint, customerId, peer } = chat;
  const mark = sureMark(chat);
  const name = peer?.nick ?? peer?.name ?? '';
  const binding = { site, shopId, fingerprint, customerId };
  const { commandId, templateId } = data;
  const whose = { name, binding, ...(mark !== undefined && { mark }) };
  const { text, messages = [text] } = rendered;
  const at = Date.now();
  const parts = messages.slice(data.rest ? 1 : 0).map((message, i) => {
    const pictures = i === 0 && !data.rest ? { pictures: true as const } : {};
    return { id: `${commandId}-${i}`, templateId, text: message, ...whose, at: at + i, ...pictures };
  });
  await keepWaiting(parts);
  return { ok: true };
}

/** Returns whom the palette is about to write to, and what is to be answered. */
export async function whoIsOpen(fingerprint: string, origin: Origin): Promise<OpenBuyer | null> {
  const chat = await activeChat(origin.tabId);
  if (!chat || chat.fingerprint !== fingerprint) return null;
  // What is chosen now is for this chat, even if another one is open by the time it is ready.
  await noteAsked(chat);
  const customer = chat.customerId ? await customerById(chat.customerId) : undefined;
  const name = chat.peer?.nick ?? chat.peer?.name ?? customer?.name ?? '';
  return {
    name,
    shop: chat.shop?.name ?? chat.shop?.key ?? '',
    language: replyLanguage(chat.site, chat.peer, customer ?? null, customer && (await spokenBy(customer.id))),
    // Of somebody unknown it is not known either.
    stage: customer ? stageOf(await ordersOf(customer.id)) : null,
    shopId: chat.shopId,
    ...(customer && (await helpFor(customer.id, chat))),
  };
}

async function helpFor(customerId: string, { site }: ActiveChat): Promise<Pick<OpenBuyer, 'help'>> {
  if (!(await isSuggesting(Date.now()))) return {};
  const [asked, picks] = await Promise.all([askedBy(customerId), allPicks()]);
  return { help: { asked: heardOn(site, asked), picks } };
}

/** Counts a use of a template and what it answered; with `back` only the latter is taken back. */
export async function templateUsed({
  commandId,
  templateId,
  intents = [],
  back,
}: Parameters<Protocol['templateUsed']>[0]): Promise<{ ok: true }> {
  if (!back) await countUse(templateId, commandId);
  await notePick({ templateId, intents, commandId, by: back ? -1 : 1 });
  return { ok: true };
}
