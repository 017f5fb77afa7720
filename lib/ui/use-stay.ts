import { useEffect, useState } from 'preact/hooks';

/** Returns whether the component has been on show for so many milliseconds. */
export function useStay(ms: number): boolean {
  const [stays, setStays] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setStays(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return stays;
}
