import { useLayoutEffect } from 'preact/hooks';

/**
 * Marks the moment at which a customer is on the screen: `keban:painted:<customerId>` in the page's performance
 * timeline, set right after the frame that painted it. A customer shown again is marked again; only the last stays.
 */
export function usePaintMark(customerId: string | null): void {
  useLayoutEffect(() => {
    if (!customerId) return;
    const name = `keban:painted:${customerId}`;
    // A task queued in the frame runs after the frame has been painted; a message does so before any timer that waits.
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      performance.clearMarks(name);
      performance.mark(name);
    });
    port1.start();
    const frame = requestAnimationFrame(() => port2.postMessage(null));
    return () => {
      cancelAnimationFrame(frame);
      port1.close();
    };
  }, [customerId]);
}
