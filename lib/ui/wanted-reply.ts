import { signal } from '@preact/signals';

/** Whether the page has a list of replies that puts one into the chat. */
export const repliesOnPage = signal(false);

/** Id of a reply that something else on the page wants to have put into the chat; the list takes it and sets it to null. */
export const wantedReply = signal<string | null>(null);
