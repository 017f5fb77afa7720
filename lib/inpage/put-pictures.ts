import { bytesOf } from '../domain/base64.ts';
import type { PicturesOutcome } from '../domain/chat.ts';
import { sendMessage } from '../messaging.ts';
import { OnDemand } from './on-demand.ts';
import { PICTURES, type PictureWays } from './pack.ts';
import { withRetry } from './send.ts';

/** Milliseconds after which the part that puts pictures in is no longer waited for. */
const PATIENCE = 5000;

/** Puts the pictures and files of templates into the editor of the open chat, after their text. */
export class PicturePutter {
  #part: OnDemand<PictureWays>;

  constructor(signal: AbortSignal) {
    this.#part = new OnDemand<PictureWays>(PICTURES, signal);
  }

  /**
   * Puts a template's pictures in by pasting or dropping them, else puts the first on the clipboard; then its files the
   * same way, by themselves: what takes pictures may take no files. `allowed` is asked before every step: the chat must
   * still be the one with this fingerprint. Never sends.
   */
  async put(editor: Element, templateId: string, fingerprint: string, allowed: () => boolean): Promise<PicturesOutcome> {
    try {
      const [{ pictures }, ways] = await Promise.all([
        withRetry(() => sendMessage('pictures', { templateId, fingerprint })),
        this.#ways(),
      ]);
      const all = pictures.map(fileOf);
      const files = all.filter(isNoPicture);
      const became = await putIn(
        ways,
        editor,
        all.filter((file) => !isNoPicture(file)),
        allowed,
      );
      if (files.length === 0) return became;
      const result = allowed() ? await ways.insertFiles(editor, files, allowed) : 'refused';
      const outcome = result === 'refused' && !allowed() ? 'wrong-chat' : result;
      return { ...became, files: { outcome, count: files.length } };
    } catch (error) {
      console.debug('keban: pictures not put in', error);
      return { outcome: 'failed', count: 0 };
    }
  }

  #ways(): Promise<PictureWays> {
    return new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error('the part for pictures did not come')), PATIENCE);
      this.#part.whenThere(resolve);
      this.#part.want();
    });
  }
}

async function putIn(
  ways: PictureWays,
  editor: Element,
  pictures: readonly File[],
  allowed: () => boolean,
): Promise<PicturesOutcome> {
  const count = pictures.length;
  if (count === 0) return { outcome: 'none', count };
  if (!allowed()) return { outcome: 'wrong-chat', count };
  const result = await ways.insertFiles(editor, pictures, allowed);
  if (result === 'inserted') return { outcome: 'inserted', count };
  if (!allowed()) return { outcome: 'wrong-chat', count };
  const copied = await ways.copyPicture(editor, pictures);
  if (result === 'unseen') return { outcome: 'unseen', count, copied };
  return { outcome: copied ? 'copied' : 'failed', count };
}

const isNoPicture = ({ type }: File): boolean => !type.startsWith('image/');

function fileOf({ name, type, data }: { name: string; type: string; data: string }): File {
  return new File([bytesOf(data)], name, { type });
}
