/** What stands in a saved page, and what stands there instead. */
export type Change = readonly [from: string | RegExp, to: string];

/** Returns a saved page with changes, each made wherever it can be; throws for one that nothing in the page is changed by. */
export function changed(html: string, changes: readonly Change[]): string {
  return changes.reduce((before, [from, to]) => {
    const after = before.replaceAll(typeof from === 'string' ? from : new RegExp(from, 'g'), to);
    if (after === before) throw new Error(`the saved page does not hold ${from}`);
    return after;
  }, html);
}
