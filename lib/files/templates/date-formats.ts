/**
 * Tells whether a format of Espanso (chrono's strftime) prints a day and no hour, so that a day of ours can stand for it.
 * None prints both.
 */
export function printsDay(format: string): boolean {
  const signs = [...format.matchAll(/%[-_0^#]?[.:0-9]*([a-z%+])/gi)].map(([, sign = '']) => sign);
  return signs.some((sign) => /[deFDxv]/.test(sign)) && !signs.some((sign) => /[HIklMSsTRrXcpPzZfj+]/.test(sign));
}

/** Tells the same of a format as moment.js has it (Briskine, ProKeys): `D MMMM YYYY` is a day, `HH:mm` and `dddd` are none. */
export function momentPrintsDay(format: string): boolean {
  const signs = format.replace(/\[[^\]]*\]/g, '').match(/([a-z])\1*o?/gi) ?? [];
  return (
    signs.some((sign) => /^(?:D|DD|Do|L|LL|l|ll)$/.test(sign)) &&
    !signs.some((sign) => /^(?:[HhkmsSaAXxZzT]|DDD|LT|LLL|lll)/.test(sign))
  );
}
