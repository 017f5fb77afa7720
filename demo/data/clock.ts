const MINUTE = 60_000;

function parts(at: number, timeZone: string): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]));
}

/** Writes a moment (epoch ms) as "YYYY-MM-DD HH:mm:ss" in the given IANA time zone. */
function stamp(at: number, timeZone: string): string {
  const p = parts(at, timeZone);
  return `${p.year}-${p.month}-${p.day} ${p.hour}:${p.minute}:${p.second}`;
}

/** China time, as Taobao pages show it. */
export function chinaStamp(at: number): string {
  return stamp(at, 'Asia/Shanghai');
}

/** US Pacific time with daylight saving, as AliExpress seller pages show it. */
export function pacificStamp(at: number): string {
  return stamp(at, 'America/Los_Angeles');
}

/** The moment (epoch ms) that lies `minutes` before `now`, with stable odd seconds so that times look lived-in. */
export function before(now: number, minutes: number, salt = 0): number {
  const seconds = (Math.round(minutes) * 37 + salt * 13) % 60;
  return Math.floor(now / MINUTE) * MINUTE - Math.round(minutes) * MINUTE + seconds * 1000 - MINUTE;
}
