/** Tells whether a key belongs to an input method that is composing; some browsers say so only by its code. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
