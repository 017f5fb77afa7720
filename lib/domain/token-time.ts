/** Words that say in which part of the day an hour is: evening and night, after noon, about noon, before noon. */
const NIGHT =
  '晚上|晚间|夜里|夜间|深夜|半夜|(?<![今明当每昨后最太较早])晚|夜|밤|(?:in the |this )evening|at night|tonight|вечер(?:а|ом)|ноч(?:и|ью)|de la noche|da noite|du soir|abends|di sera|wieczorem|مساءً?';
const LATE =
  "下午|午后|傍晚|午後|오후|(?:pm|p\\.\\s?m\\.?)(?!\\p{L})|in the afternoon|дня|дн[её]м|de la tarde|da tarde|de l['’]après-midi|nachmittags|del pomeriggio|po południu";
const NOON = '中午|正午';
const EARLY =
  '凌晨|清晨|早上|早晨|上午|(?<![今明每最提尽])早|午前|오전|(?:am|a\\.\\s?m\\.?)(?!\\p{L})|in the morning|утр(?:а|ом)|de la (?:mañana|madrugada)|da manhã|du matin|morgens|di mattina|rano|صباحًا?';
const ANY = `${NIGHT}|${LATE}|${NOON}|${EARLY}`;
/** A word that also names the day stays outside (`明晚8:30`, `tonight at 8:30`), but the hour is the one it says; so
 * is the later one of `下午2:00-5:00`. */
const OUTSIDE =
  '(?:[上下]午|[早晚]上|中午)\\s?\\d{1,2}(?:[:：]\\d{2}|点)\\s?[-–—~～至到]|[今明当每昨后][晚早]|(?:tonight|evening|afternoon|morning|вечером|утром|дн[её]м|ночью)(?: at| by| в)?';
const HOUR = '\\d{1,2}|十[一二]?|[一二两三四五六七八九]';
/** 3 дня and 2 ночи are days and nights: a bare hour needs its word there. */
const RUSSIAN = '(?:\\s?час(?:а|ов)?)?\\s(?:утра|вечера)|\\s?час(?:а|ов)?\\s(?:дня|ночи)';

/** 9点半价 is nine o'clock, at half the price; 3点50件起 is no time. */
const MINUTES = '(?<half>半)(?![价個个小天年])|(?<minute>[0-5]\\d)(?:分(?!\\d)|(?![\\d件个個元块只双套条张箱包瓶份]))';

/** Times of day: with minutes (`3:00`, `下午3:00`, `3:00 PM`), and bare hours beside a part of the day (`下午3点`, `3 PM`), 9点半. */
export const TIMES: readonly RegExp[] = [
  `(?:(?<=(?<said>${OUTSIDE})\\s?)|(?<before>${ANY})\\s?|)(?<![\\d:])(?<hour>\\d{1,2})(?:[:：]|(?<=(?<![a-z])\\d{1,2})h| Uhr )(?<minute>\\d{2})(?![\\d:])(?:\\s?(?<after>${ANY}))?`,
  `(?:(?<=(?<said>${OUTSIDE})\\s?)|(?<before>${ANY})\\s?)(?<!\\d)(?<hour>${HOUR})\\s?[点點时時시](?![\\p{L}]?\\d{3})(?:${MINUTES})?`,
  `(?<![\\d:.第])(?<hour>${HOUR.replace('一二两', '二两')})\\s?[点點時时](?:${MINUTES})`,
  `(?<![\\p{L}\\d.,:])(?<hour>\\d{1,2})(?<after>${RUSSIAN}|(?:\\s?o['’]clock)?\\s?(?:${LATE.replace('|дня|дн[её]м', '')}|in the evening|at night|(?:am|a\\.\\s?m\\.?)(?!\\p{L})|in the morning|de la (?:mañana|madrugada|noche)))`,
].map((source) => new RegExp(source, 'giu'));

const is = (words: string): RegExp => new RegExp(words, 'iu');
const HALVES = {
  night: is(`${NIGHT}|晚|evening|night`),
  late: is(`${LATE}|afternoon`),
  noon: is(NOON),
  early: is(`${EARLY}|早|morning`),
};

/** Returns the time of day as `15:00`, or null: `3:00 PM`, `下午3:00` and `15:00` are one. */
export function timeOfDay({ groups = {} }: RegExpExecArray): string | null {
  const { said, before, after, hour = '', minute, half } = groups;
  const hours = /\d/.test(hour)
    ? Number(hour)
    : '零一二三四五六七八九十'.indexOf(hour.replace('两', '二').at(-1) ?? '') + (hour.length > 1 ? 10 : 0);
  const minutes = half ? '30' : (minute ?? '00');
  const word = after ?? before ?? said;
  const at = word ? inPart(hours, word) : hours;
  return at < 25 && Number(minutes) < 60 ? `${at % 24}:${minutes}` : null;
}

/** Returns which hour (0–24) an hour of a clock is in a part of the day. */
export function inPart(hours: number, word: string): number {
  if (hours > 12) return hours;
  if (HALVES.noon.test(word)) return hours < 5 ? hours + 12 : hours;
  if (HALVES.late.test(word)) return hours < 12 ? hours + 12 : 12;
  if (HALVES.night.test(word)) return hours === 12 ? 24 : hours < 5 ? hours : hours + 12;
  return hours === 12 && HALVES.early.test(word) && !word.includes('上午') ? 0 : hours;
}
