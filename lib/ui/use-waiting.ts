import { useEffect, useState } from 'preact/hooks';
import { type WaitingReply, waitingReplies, watchWaiting } from '../session.ts';

/** Returns the replies that wait for their buyers' chats, oldest first, and again whenever that changes. */
export function useWaiting(): readonly WaitingReply[] {
  const [waiting, setWaiting] = useState<readonly WaitingReply[]>([]);
  useEffect(() => {
    let gone = false;
    const ask = (): void => void waitingReplies().then((found) => !gone && setWaiting(found));
    ask();
    const stop = watchWaiting(ask);
    return () => {
      gone = true;
      stop();
    };
  }, []);
  return waiting;
}
