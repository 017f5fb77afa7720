import { useLayoutEffect } from 'preact/hooks';

/**
 * Marks the moment at which a customer is on the screen: `keban:painted:<customerId>` in the page's performance
 * timeline, set in the frame after the one that painted it. A customer shown again is marked again; only the last stays.
 */
export function usePaintMark(customerId: string | null): void {
  useLayoutEffect(() => {
    if (!customerId) return;
    const name = `keban:painted:${customerId}`;
    let second = 0;
    const first = requestAnimationFrame(() => {
      second = requestAnimationFrame(() => {
        performance.clearMarks(name);
        performance.mark(name);
      });
    });
    return () => {
      cancelAnimationFrame(first);
      cancelAnimationFrame(second);
    };
  }, [customerId]);
}
