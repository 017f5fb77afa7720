import type { Intent } from '../domain/intent.ts';
import type { Stage } from '../domain/stage.ts';

/**
 * A reply that is for a case of its own: 「预售说明」 is right for somebody who asks about a presale and wrong for everybody
 * else who asks when something is sent.
 */
export interface ReplyCase {
  /** Titles of the replies. */
  reply: RegExp;
  /** Texts of further replies that say the same; absent: none. */
  text?: RegExp;
  /** Folder in which they are; absent: in any. */
  folder?: RegExp;
  /** What a buyer writes who is in that case, over folded text; absent: anything. */
  asked?: RegExp;
  /** What a buyer wants who is in that case; absent: anything. */
  wishes?: readonly Intent[];
  /** Stages at which one can be in that case (null: where the stage is not known); absent: at any. */
  at?: readonly (Stage | null)[];
  /**
   * It says something that is true in that case only: it is never offered to anybody else. `unpicked`: it only tells nothing
   * to anybody else, and is offered where staff have picked it for such a question.
   */
  only?: true | 'unpicked';
  /** What it is worth in that case; absent: more than a reply that is for everybody. */
  worth?: number;
}

/** What a reply is worth that is offered only where it was picked before. */
export const IF_PICKED = 0.01;

/** Stages after a purchase, and where it is not known. */
export const BOUGHT: readonly (Stage | null)[] = ['paid', 'shipped', 'received', 'aftersales', null];
