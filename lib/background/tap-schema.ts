import * as z from 'zod/mini';
import { peerSchema, recordSchema, shopSchema } from '../domain/observation.ts';
import { toldChatSchema } from '../domain/told-chat.ts';

const count = z.number().check(z.int(), z.gte(0), z.lte(10_000));

/** Shape of what the relay of the tap may say; see `Tapped` in messaging.ts. */
export const tappedSchema = z.object({
  commandId: z.string().check(z.regex(/^[\w-]{8,64}$/)),
  site: z.enum(['taobao', 'aliexpress']),
  shop: z.optional(shopSchema),
  orders: z.array(recordSchema).check(z.maxLength(50)),
  people: z.array(peerSchema).check(z.maxLength(50)),
  chats: z.array(toldChatSchema).check(z.maxLength(20)),
  seen: count,
  refused: count,
  risk: z.optional(z.literal(true)),
});
