import occasions from '#assets/locales/zh-CN/occasions.json' with { type: 'json' };
import zh from '#assets/locales/zh-CN/worker.json' with { type: 'json' };
import { fill } from './fill.ts';

/** Returns a message of the worker: notifications only, so that the worker stays small. */
export function t(key: keyof typeof zh, values?: Record<string, string | number>): string {
  return fill(zh[key], values);
}

/** Returns the name of a festival (`occasion.…`); anything else is what it is. */
export function nameOfThing(thing: string): string {
  return (occasions as Record<string, string>)[thing] ?? thing;
}
