import zh from '#assets/locales/zh-CN/app.json' with { type: 'json' };
import compact from '#assets/locales/zh-CN/compact.json' with { type: 'json' };
import merge from '#assets/locales/zh-CN/merge.json' with { type: 'json' };
import messages from '#assets/locales/zh-CN/messages.json' with { type: 'json' };
import siblings from '#assets/locales/zh-CN/siblings.json' with { type: 'json' };
import tap from '#assets/locales/zh-CN/tap.json' with { type: 'json' };
import teach from '#assets/locales/zh-CN/teach.json' with { type: 'json' };
import wording from '#assets/locales/zh-CN/wording.json' with { type: 'json' };
import { fill } from './fill.ts';

/** Keys of the message catalogue of the extension's own pages. */
export type MessageKey =
  | keyof typeof zh
  | keyof typeof merge
  | keyof typeof messages
  | keyof typeof compact
  | keyof typeof siblings
  | keyof typeof tap
  | keyof typeof teach
  | keyof typeof wording;
type Values = Record<string, string | number>;

const catalogue: Record<string, string> = { ...zh, ...merge, ...messages, ...compact, ...siblings, ...tap, ...teach, ...wording };

/** Returns a message of the interface in the user's language. */
export function t(key: MessageKey, values?: Values): string {
  return fill(catalogue[key] ?? key, values);
}

/** Returns a message whose key is only known at run time (labels of changes, reasons of refusals), or the key itself. */
export function tAny(key: string, values?: Values): string {
  return fill(catalogue[key] ?? key, values);
}
