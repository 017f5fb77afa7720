/** Returns the source of a regular expression (flag `u`) in which `<` and `>` stood for the edges of a word. */
export function withWordEdges(source: string): string {
  return source.replace(/(?<!\(\?)<(?![=!])/g, "(?<![\\p{L}'])").replace(/>/g, "(?![\\p{L}'])");
}
