import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { StoredMessage } from '#lib/domain/message-stored.ts';
import { t } from '#lib/i18n.ts';
import { MessageItem } from './MessageItem.tsx';

/** Messages that come and go together when the list is scrolled, and the height of one in px before it was drawn. */
const GROUP = 40;
const GUESS = 52;
/** What is drawn beyond what is in sight, in px. */
const SPARE = '900px 0px';

/** Messages of any number: groups out of sight are empty boxes of the height they had. */
export function MessageList({ messages, query }: { messages: readonly StoredMessage[]; query: string }): JSX.Element {
  const groups = Array.from({ length: Math.ceil(messages.length / GROUP) }, (_, i) => messages.slice(i * GROUP, (i + 1) * GROUP));
  return (
    <div class="messages__list" role="list" aria-label={t('messages.label')}>
      {groups.map((group, i) => (
        <MessageGroup key={i} messages={group} query={query} drawn={i === 0} total={messages.length} first={i * GROUP} />
      ))}
    </div>
  );
}

interface GroupProps {
  messages: readonly StoredMessage[];
  query: string;
  /** Drawn before it is known whether it is in sight. */
  drawn: boolean;
  total: number;
  first: number;
}

function MessageGroup({ messages, query, drawn, total, first }: GroupProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(drawn);
  const [height, setHeight] = useState(messages.length * GUESS);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new IntersectionObserver(
      ([entry]) => {
        if (!entry) return;
        if (!entry.isIntersecting && entry.boundingClientRect.height > 0) setHeight(entry.boundingClientRect.height);
        setNear(entry.isIntersecting);
      },
      // The panel scrolls in a box of its own, which a margin of the window says nothing about.
      { rootMargin: SPARE, scrollMargin: SPARE },
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return (
    <div ref={box} role="none" style={near ? undefined : { height: `${height}px` }}>
      {near &&
        messages.map((message, i) => (
          <MessageItem key={message.m} message={message} query={query} place={first + i + 1} total={total} />
        ))}
    </div>
  );
}
