import type { Observation, PeerRef, Reading, RecordSeen } from '../domain/observation.ts';
import { isRecord } from '../inpage/parts.ts';

/** What of a reading is kept: orders with their disputes and reviews, and buyers by a stable id. What was said in a chat is not among it. */
export interface Kept {
  orders: RecordSeen[];
  people: PeerRef[];
}

function peerIn(observation: Observation): PeerRef | null {
  return observation.kind === 'conversation' ? observation.peer : null;
}

/** Returns what of a reading is kept; buyers without a stable id are left out, each of the others is there once. */
export function keptOf(reading: Reading): Kept {
  const orders = reading.observations.filter((seen) => isRecord(seen));
  const people = new Map<string, PeerRef>();
  for (const seen of reading.observations) {
    const peer = peerIn(seen);
    const id = peer?.uid ?? peer?.enc ?? peer?.nick;
    if (peer && id !== undefined) people.set(id, peer);
  }
  return { orders, people: [...people.values()] };
}
