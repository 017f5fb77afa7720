import { useEffect, useState } from 'preact/hooks';
import type { Obstacle } from '#lib/sites/obstacle.ts';
import { examineTab } from '#lib/ui/health-examine.ts';

/** Returns which protection a tab shows, asked once when the doctor is opened; undefined while or when it is not known. */
export function useObstacle(tabId: number, ask: boolean): Obstacle | undefined {
  const [found, setFound] = useState<{ tabId: number; obstacle: Obstacle | undefined }>();
  useEffect(() => {
    if (!ask) return;
    let gone = false;
    void examineTab(tabId).then((obstacle) => {
      if (!gone) setFound({ tabId, obstacle });
    });
    return () => {
      gone = true;
    };
  }, [tabId, ask]);
  return ask && found?.tabId === tabId ? found.obstacle : undefined;
}
