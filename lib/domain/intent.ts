/** What a buyer wants, as far as a message tells; `none` is any other message. */
export const INTENTS = [
  'discount',
  'stock',
  'size',
  'shipping',
  'tracking',
  'customs',
  'address',
  'cancel',
  'invoice',
  'return',
  'exchange',
  'refund',
  'wrong',
  'missing',
  'damaged',
  'quality',
  'price_protection',
  'complaint',
  'review',
  'thanks',
  'bye',
  'greeting',
  'payment',
  'product',
  'urgency',
  'fee',
  'signed',
] as const;
export type Intent = (typeof INTENTS)[number];

/** An intent seen in a text, and how sure that is (0–1). */
export interface IntentSeen {
  intent: Intent;
  sure: number;
}
