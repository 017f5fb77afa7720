import { aliexpressAnswers } from './aliexpress/answers.ts';
import { taobaoAnswers } from './taobao/answers.ts';

/** Sites whose answers can be copied. */
export type AnswerSite = 'taobao' | 'aliexpress';

/** One kind of answer that may be copied from a page's own traffic, DOM-free and small: it is carried in the page's world. */
export interface Answer {
  /** `taobao/orders`: for counters and tests. */
  id: string;
  site: AnswerSite;
  /** Exact host names. */
  hosts: readonly string[];
  /** Name of the gateway's call or path, in lower case, `mtop.csp.` written as `mtop.gsp.`; of sockets the path's beginning. */
  names: readonly string[];
  socket?: true;
  /** Keys of which one must be in the payload; else it is another answer under a known name. */
  signs: readonly string[];
  /** Readers that may read it. */
  readers: readonly string[];
  /** Charset when the answer declares none. */
  charset?: string;
  /** Keys in lower case without punctuation that look like a session's and are a conversation's here. */
  keeps?: readonly string[];
  /** What is kept of packed bytes in it. */
  marks?: RegExp;
}

/** Everything that may be copied; whatever is not in here is not looked at. */
export const answers: readonly Answer[] = [...taobaoAnswers, ...aliexpressAnswers];
