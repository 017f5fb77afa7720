import * as z from 'zod/mini';
import { INTENTS } from '../domain/intent.ts';
import { itemsSchema } from '../domain/message-stored.ts';
import { observationSchema, pageStates, shopSchema } from '../domain/observation.ts';

const commandId = z.string().check(z.regex(/^[\w-]{8,64}$/));
const short = z.string().check(z.maxLength(200));
const fingerprint = z.string().check(z.maxLength(2000));

/** Shapes of everything a content script may say; see `Protocol` in messaging.ts. */
export const reportSchema = z.object({
  commandId,
  reader: short,
  url: z.string().check(z.maxLength(2000)),
  state: z.enum(pageStates),
  shop: z.optional(shopSchema),
  observations: z.array(observationSchema).check(z.maxLength(50)),
  health: z.record(short, z.enum(['found', 'missing', 'refused'])),
  fingerprint: z.optional(z.nullable(fingerprint)),
});
export const messagesSchema = z.object({
  fingerprint,
  mark: z.string().check(z.minLength(1), z.maxLength(500)),
  items: itemsSchema,
});
export const partSchema = z.object({ commandId, file: short });
export const commandSchema = z.object({ commandId });
export const templatesSchema = z.object({ revision: z.optional(short) });
const answers = z.optional(z.record(short, z.string().check(z.maxLength(2000))));
export const renderSchema = z.object({
  templateId: short,
  fingerprint,
  answers,
  preview: z.optional(z.literal([true, 'named'])),
});
export const keepSchema = z.object({ commandId, templateId: short, fingerprint, answers, rest: z.optional(z.boolean()) });
export const picturesSchema = z.object({ templateId: short, fingerprint });
export const whoSchema = z.object({ fingerprint });
export const draftSchema = z.object({ fingerprint, text: z.string().check(z.maxLength(20_000)) });
export const usedSchema = z.object({
  commandId,
  templateId: short,
  intents: z.optional(z.array(z.enum(INTENTS)).check(z.maxLength(3))),
  back: z.optional(z.literal(true)),
});
