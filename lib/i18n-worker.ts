import zh from '#assets/locales/zh-CN/worker.json' with { type: 'json' };
import { fill } from './fill.ts';

/** Returns a message of the worker: notifications only, so that the worker stays small. */
export function t(key: keyof typeof zh, values?: Record<string, string | number>): string {
  return fill(zh[key], values);
}
