/** Every character that GBK writes with two bytes, with those bytes; built once from the runtime's own decoder. */
function buildTable(): Map<string, number> {
  const pairs: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail !== 0x7f) pairs.push(lead * 256 + trail);
  }
  // One decode of all pairs, a line feed after each: it is never a second byte, so a bad pair cannot swallow its neighbour.
  const bytes = Uint8Array.from(pairs.flatMap((pair) => [pair >> 8, pair & 0xff, 0x0a]));
  const table = new Map<string, number>();
  for (const [index, text] of new TextDecoder('gbk').decode(bytes).split('\n').entries()) {
    const pair = pairs[index];
    if (pair !== undefined && text.length === 1 && text !== '\uFFFD' && !table.has(text)) table.set(text, pair);
  }
  return table;
}

let table: Map<string, number> | undefined;

/** Writes JSON as GBK bytes, as the old trade servers do; a character outside GBK (emoji) becomes a \u escape. */
export function gbkJson(value: unknown): Buffer {
  table ??= buildTable();
  const bytes: number[] = [];
  for (const unit of JSON.stringify(value).split('')) {
    const code = unit.charCodeAt(0);
    const pair = table.get(unit);
    if (code < 0x80) bytes.push(code);
    else if (pair !== undefined) bytes.push(pair >> 8, pair & 0xff);
    else bytes.push(...Buffer.from(`\\u${code.toString(16).padStart(4, '0')}`, 'ascii'));
  }
  return Buffer.from(bytes);
}
