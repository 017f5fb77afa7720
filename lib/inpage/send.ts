/** Tells whether the extension that injected this script is still there; after an update it is not. */
export function isAlive(): boolean {
  return typeof chrome !== 'undefined' && chrome.runtime?.id !== undefined;
}

const DELAYS = [50, 250, 1000] as const;

const LOST = /Receiving end does not exist|message channel closed|message port closed|No response/;

/** Sends again when the worker died on the way (1 of 60 messages); the command's id makes a repetition harmless. */
export async function withRetry<T>(send: () => Promise<T>): Promise<T> {
  for (const delay of DELAYS) {
    try {
      return await send();
    } catch (error) {
      if (!isAlive() || !LOST.test(String(error))) throw error;
      await new Promise((resume) => setTimeout(resume, delay));
    }
  }
  return send();
}

/** Returns an id for a command. */
export function newCommandId(): string {
  return crypto.randomUUID();
}
