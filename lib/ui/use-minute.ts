import { useEffect, useRef, useState } from 'preact/hooks';

/** Returns the moment (epoch ms), brought up to date once a minute and when the page comes back to the front. */
export function useMinute(): number {
  const [now, setNow] = useState(() => Date.now());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const tick = (): void => {
      clearTimeout(timer.current);
      setNow(Date.now());
      timer.current = setTimeout(tick, 60_000 - (Date.now() % 60_000));
    };
    timer.current = setTimeout(tick, 60_000 - (Date.now() % 60_000));
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearTimeout(timer.current);
      document.removeEventListener('visibilitychange', tick);
    };
  }, []);
  return now;
}
