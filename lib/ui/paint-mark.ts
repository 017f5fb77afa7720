import { useLayoutEffect } from 'preact/hooks';

/**
 * Marks the moment at which a customer is on the screen: `keban:painted:<customerId>` in the page's performance
 * timeline, set right after the frame that painted it. A customer shown again is marked again; only the last stays.
 */
export function usePaintMark(customerId: string | null): void {
  useLayoutEffect(() => {
    if (!customerId) return;
    const name = `keban:painted:${customerId}`;
    let timer: ReturnType<typeof setTimeout>;
    // A task queued in the frame runs after the frame has been painted.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => {
        performance.clearMarks(name);
        performance.mark(name);
      });
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [customerId]);
}
