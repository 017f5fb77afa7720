import { add, apply, construct, cut, joined, placeOf } from './natives.ts';

/** Name that the build gives this script, so that the extension's address is in no stack trace. */
const SCRIPT = 'tap';

const originals = new WeakMap<object, object>();
const originalOf = WeakMap.prototype.get;
const remember = WeakMap.prototype.set;
const { defineProperty, getOwnPropertyDescriptor, setPrototypeOf } = Reflect;
const { captureStackTrace } = Error;
const { getPrototypeOf } = Object;
const Fault = TypeError;

type Callable = (...args: never[]) => unknown;
type Trap = (target: Callable, self: unknown, args: unknown[]) => unknown;

function isOurs(text: string): boolean {
  return placeOf(text, `(${SCRIPT}:`) >= 0 || placeOf(text, `at ${SCRIPT}:`) >= 0;
}

/** Takes our own lines out of an error that a native function threw through us. */
function withoutUs(error: unknown, trap: object): unknown {
  try {
    if (typeof error !== 'object' || error === null) return error;
    if (typeof (Error as { prepareStackTrace?: unknown }).prepareStackTrace === 'function') {
      captureStackTrace?.(error, trap as never);
      return error;
    }
    const { stack } = error as { stack?: unknown };
    if (typeof stack !== 'string' || !isOurs(stack)) return error;
    const kept: string[] = [];
    for (let rest = stack; rest !== '';) {
      const end = placeOf(rest, '\n');
      const line = end < 0 ? rest : cut(rest, 0, end);
      if (!isOurs(line)) add(kept, line);
      rest = end < 0 ? '' : cut(rest, end + 1);
    }
    (error as { stack: string }).stack = joined(kept, '\n');
  } catch {
    // An error of the page's own kind stays as it is.
  }
  return error;
}

/** Names itself as the prototype of its own prototype: what a native function refuses, a proxy would allow. */
function isRing(proxy: object, prototype: object | null): boolean {
  for (let at = prototype, steps = 0; at !== null && steps < 50; at = getPrototypeOf(at), steps += 1) {
    if (at === proxy) return true;
  }
  return false;
}

/**
 * Returns a stand-in for a native function: name, length, properties and prototype are the native one's. `trap` is called
 * in its place; what the native function throws reaches the page as it is.
 */
function standIn(native: Callable, trap: Trap, asClass: boolean): Callable {
  const handler: ProxyHandler<Callable> = {
    setPrototypeOf: function around(target, prototype) {
      if (isRing(proxy, prototype)) throw withoutUs(new Fault('Cyclic __proto__ value'), around);
      return setPrototypeOf(target, prototype);
    },
  };
  if (asClass) {
    handler.construct = function around(target, args, newTarget) {
      try {
        const made = construct(target, args, newTarget) as object;
        trap(target, made, args);
        return made;
      } catch (error) {
        throw withoutUs(error, around);
      }
    };
  } else {
    handler.apply = function around(target, self, args) {
      try {
        return trap(target, self, args);
      } catch (error) {
        throw withoutUs(error, around);
      }
    };
  }
  const proxy = new Proxy(native, handler);
  apply(remember, originals, [proxy, native]);
  return proxy;
}

/** Something of the page's world that was replaced, and how it is put back. */
export interface Replaced {
  owner: object;
  key: string;
  now: PropertyDescriptor;
  before: PropertyDescriptor;
}

/** Replaces a method, getter or class by a stand-in with the same attributes; null when there is none to replace. */
export function replace(owner: object, key: string, part: 'value' | 'get', trap: Trap, asClass = false): Replaced | null {
  const before = getOwnPropertyDescriptor(owner, key);
  const native = before?.[part] as Callable | undefined;
  if (!before?.configurable || typeof native !== 'function') return null;
  const now = { ...before, [part]: standIn(native, trap, asClass) };
  return defineProperty(owner, key, now) ? { owner, key, now, before } : null;
}

/** Puts back what was replaced, unless the page has put something of its own over it. */
export function putBack({ owner, key, now, before }: Replaced): void {
  const is = getOwnPropertyDescriptor(owner, key);
  if (is && is.value === now.value && is.get === now.get) defineProperty(owner, key, before);
}

/** Lets functions print as the native ones they stand for, this one included. */
export function keepPrinting(): Replaced | null {
  return replace(Function.prototype, 'toString', 'value', (native, self, args) => {
    const original = typeof self === 'function' ? (apply(originalOf, originals, [self]) as object | undefined) : undefined;
    return apply(native, original ?? self, args);
  });
}
