import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hashOf } from '#lib/domain/hash.ts';
import { promisedTimes, promisesIn } from '#lib/domain/promise.ts';
import { formatTime, parseTime } from '#lib/domain/time.ts';

/*
 * Sentences as staff write them, `+` for a promise of the shop and `-` for none. A third of them, told by a hash of the
 * sentence, was held back while the words were chosen; what is asserted is what the rules do on those.
 */
const ZONE = 'Asia/Shanghai';
/** Wednesday afternoon. */
const SAID = parseTime('2026-11-25 14:05:00', ZONE)!;
const sentences = (['zh', 'en', 'ru', 'es'] as const).flatMap((language) =>
  readFileSync(join(import.meta.dirname, 'promises', `${language}.txt`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => ({ language, promise: line.startsWith('+ '), text: line.slice(2) })),
);
const isHeldBack = ({ text }: { text: string }): boolean => hashOf(text) % 3 === 0;

function figures(list: typeof sentences): { precision: number; recall: number; wrong: string[] } {
  const found = list.map((one) => ({ ...one, found: promisesIn(one.text, SAID, ZONE).length > 0 }));
  const right = found.filter((one) => one.found && one.promise).length;
  return {
    precision: right / found.filter((one) => one.found).length,
    recall: right / found.filter((one) => one.promise).length,
    wrong: found.filter((one) => one.found !== one.promise).map((one) => `${one.promise ? 'missed' : 'false'}: ${one.text}`),
  };
}

test('there are four hundred sentences, each once, a third held back', () => {
  expect(new Set(sentences.map(({ text }) => text)).size).toBe(sentences.length);
  expect(sentences.length).toBeGreaterThanOrEqual(400);
  expect(sentences.filter(isHeldBack).length).toBeGreaterThan(sentences.length / 4);
});

test('on sentences held back nine of ten found are promises, and most promises are found', () => {
  const { precision, recall } = figures(sentences.filter(isHeldBack));
  expect(precision).toBeGreaterThanOrEqual(0.9);
  expect(recall).toBeGreaterThanOrEqual(0.7);
});

describe.each(['zh', 'en', 'ru', 'es'])('in %s', (language) => {
  test('the rules do on those they were made for', () => {
    const { precision, recall, wrong } = figures(sentences.filter((one) => one.language === language && !isHeldBack(one)));
    if (process.env['KEBAN_SHOW']) console.log(language, precision.toFixed(3), recall.toFixed(3), wrong);
    expect(precision).toBeGreaterThanOrEqual(0.95);
    expect(recall).toBeGreaterThanOrEqual(0.85);
  });
});

test.each([
  ['亲，48小时内发货哦', '2026-11-27 14:05'],
  ['今天下午5点前给您发出', '2026-11-25 17:00'],
  ['明天给您补发一件', '2026-11-26 18:00'],
  ['我们会在2个工作日内给您退运费', '2026-11-27 18:00'],
  ['周五之前一定发货', '2026-11-27 18:00'],
  ['10分钟内给您查询结果', '2026-11-25 14:15'],
  ['三天内给您退款', '2026-11-28 18:00'],
  ['下周一给您寄出', '2026-11-30 18:00'],
  ['今晚8点前给您答复', '2026-11-25 20:00'],
  ["I'll send tracking by Friday", '2026-11-27 18:00'],
  ['We will ship within 2 business days', '2026-11-27 18:00'],
  ["I'll reply by 9 pm", '2026-11-25 21:00'],
  ["I'll call you tomorrow at 10", '2026-11-26 10:00'],
  ['Отправим ваш заказ в течение 48 часов', '2026-11-27 14:05'],
  ['Отправлю завтра', '2026-11-26 18:00'],
  ['Мы отправим посылку до пятницы', '2026-11-27 18:00'],
  ['Te lo envío mañana', '2026-11-26 18:00'],
  ['Le llamaré mañana a las 10', '2026-11-26 10:00'],
])('%s: until %s', (text, until) => {
  expect(promisesIn(text, SAID, ZONE).map((p) => formatTime(p.until, ZONE).slice(0, 16))).toEqual([until]);
});

/** Numbers in words, ranges, parts of the day, days of the month, in four languages. */
test.each([
  ['二十四小时内给您发货', '2026-11-26 14:05'],
  ['二十分钟内回复您', '2026-11-25 14:25'],
  ['一个半小时内给您答复', '2026-11-25 15:35'],
  ['1小时30分钟内给您答复', '2026-11-25 15:35'],
  ['十五天内给您退款', '2026-12-10 18:00'],
  ['两三天内给您补发', '2026-11-28 18:00'],
  ['2-3天内给您补发', '2026-11-28 18:00'],
  ['1-2个工作日内退还差价', '2026-11-27 18:00'],
  ['十个工作日内给您退款', '2026-12-09 18:00'],
  ['明天上午给您回复', '2026-11-26 12:00'],
  ['明天一早给您发顺丰', '2026-11-26 12:00'],
  ['明天中午给您回复', '2026-11-26 14:00'],
  ['明天中午前给您回复', '2026-11-26 12:00'],
  ['今天下午给您发出', '2026-11-25 18:00'],
  ['下午给您发视频', '2026-11-25 18:00'],
  ['今晚给您答复', '2026-11-25 23:59'],
  ['3点前给您发出', '2026-11-25 15:00'],
  ['我们30号之前给您发货', '2026-11-30 18:00'],
  ['我们28号给您发货', '2026-11-28 18:00'],
  ['这个颜色周三到货，周四给您发出', '2026-11-26 18:00'],
  ['我今天下班前帮您跟进', '2026-11-25 18:00'],
  ['下班前回复您', '2026-11-25 18:00'],
  ['月底前给您退款', '2026-11-30 18:00'],
  ['下周给您寄出', '2026-12-06 18:00'],
  ['下周一给您寄出', '2026-11-30 18:00'],
  ['本周内给您答复', '2026-11-29 18:00'],
  ["We'll ship it next week", '2026-12-06 18:00'],
  ['Lo enviaremos esta semana', '2026-11-29 18:00'],
  ["I'll reply by tomorrow noon", '2026-11-26 12:00'],
  ["I'll check with the warehouse and answer tomorrow morning.", '2026-11-26 12:00'],
  ['We will refund you within two to three days', null],
  ['We will change the price by 10.', null],
  ['We will compensate you by 5.', null],
  ['We will ship within 2-3 days', '2026-11-28 18:00'],
  ["I'll answer within an hour and a half", '2026-11-25 15:35'],
  ['We will ship by the 28th.', '2026-11-28 18:00'],
  ['We will refund you by the end of December', '2026-12-31 18:00'],
  ["I'll let you know by the end of the day", '2026-11-25 18:00'],
  ['We will send it in five business days', '2026-12-02 18:00'],
  ["I'll send the video tonight", '2026-11-25 23:59'],
  ['Вернём деньги в течение двух-трёх дней', null],
  ['Вышлем замену в течение трёх дней', '2026-11-28 18:00'],
  ['Вышлем замену в течение суток', '2026-11-26 18:00'],
  ['Изменим адрес в течение часа', '2026-11-25 15:05'],
  ['Отправим завтра утром', '2026-11-26 12:00'],
  ['Мы отправим 28 числа', '2026-11-28 18:00'],
  ['Мы отправим до конца месяца', '2026-11-30 18:00'],
  ['Отправим до конца дня', '2026-11-25 18:00'],
  ['Сообщу вам трек сегодня вечером', '2026-11-25 23:59'],
  ['Le enviaremos el pedido en cinco días', '2026-11-30 18:00'],
  ['Lo enviaremos en 2 días hábiles', '2026-11-27 18:00'],
  ['Lo enviaremos antes del 28', '2026-11-28 18:00'],
  ['Lo enviaremos mañana por la mañana', '2026-11-26 12:00'],
  ['Le mando el seguimiento esta noche', '2026-11-25 23:59'],
  ['Haremos la devolución esta tarde', '2026-11-25 18:00'],
  // Later is later today: a buyer who is to wait for it must not be forgotten.
  ['晚点回复您', '2026-11-25 18:00'],
  ['晚点给您发图', '2026-11-25 18:00'],
  ['晚些时候给您回复', '2026-11-25 18:00'],
  // The day of what was ordered, or comes, is not the day of what is promised.
  ['今天拍的明天发', '2026-11-26 18:00'],
  ['今天太晚了明天发', '2026-11-26 18:00'],
  ['周四到货周五发', '2026-11-27 18:00'],
  ['周末休息周一发', '2026-11-30 18:00'],
  ['今天晚点给您发', '2026-11-25 23:59'],
  ['明天晚点给您发出', '2026-11-26 23:59'],
  ['明天早点给您发出', '2026-11-26 12:00'],
  ['晚8点前给您发出', '2026-11-25 20:00'],
  // A figure behind the word of a deadline is an hour.
  ['We will ship tomorrow by 12', '2026-11-26 12:00'],
  ['We will ship tomorrow no later than 11', '2026-11-26 11:00'],
  ["We'll send it by 5.", '2026-11-25 17:00'],
  ['We will ship by 12 December', '2026-12-12 18:00'],
  ['We will refund before 10 orders', null],
  ['Отправим завтра до 12', '2026-11-26 12:00'],
  ['Отправим до 12 декабря', '2026-12-12 18:00'],
  ['Le enviamos mañana antes de las 12', '2026-11-26 12:00'],
  ['Lo enviaremos el jue antes de la una', '2026-11-26 13:00'],
  ['Lo enviaremos antes del viernes', '2026-11-27 18:00'],
  // What cannot be read is no moment.
  ['十几小时内给您发货', null],
  ['二十多分钟内回复您', null],
  ['几天内给您退款', null],
  ['一二三天内给您退款', null],
])('%s: until %s', (text, until) => {
  expect(promisesIn(text, SAID, ZONE).map((p) => formatTime(p.until, ZONE).slice(0, 16))).toEqual(until ? [until] : []);
});

test.each([
  ["I'll send tracking by Friday", '2026-11-27 11:00:00', '2026-11-27 18:00'],
  ['周五前给您发货', '2026-11-27 11:00:00', '2026-11-27 18:00'],
  ['周五前给您发货', '2026-11-27 19:00:00', '2026-11-27 23:59'],
  ['今天下午给您发出', '2026-11-25 16:30:00', '2026-11-25 18:00'],
  ['今晚给您答复', '2026-11-25 21:30:00', '2026-11-25 23:59'],
  ['上午给您答复', '2026-11-25 11:00:00', '2026-11-25 12:00'],
  ['8点前给您回复', '2026-11-25 15:10:00', '2026-11-25 20:00'],
  ['9点半给您发单号', '2026-11-25 15:10:00', '2026-11-26 09:30'],
  ['10点给您回电', '2026-11-25 15:10:00', '2026-11-26 10:00'],
  ['9点前一定给您发出', '2026-11-25 15:10:00', '2026-11-25 21:00'],
  ['8点之前给您答复', '2026-11-25 15:10:00', '2026-11-25 20:00'],
  ['我8点前给您答复', '2026-11-25 15:10:00', '2026-11-25 20:00'],
  ['我们会在8点前给您回复', '2026-11-25 15:10:00', '2026-11-25 20:00'],
  ['亲 8点前给您回复', '2026-11-25 15:10:00', '2026-11-25 20:00'],
  ['今天8点前给您发出', '2026-11-25 15:10:00', '2026-11-25 20:00'],
  ['今天10点给您回电话', '2026-11-25 15:10:00', '2026-11-25 22:00'],
  ['今天10点给您回电话', '2026-11-25 09:30:00', '2026-11-25 10:00'],
  // What begins with the working day is in the morning.
  ['客服已下班，9点上班给您处理', '2026-11-25 18:30:00', '2026-11-26 09:00'],
  ['现在下班了，9点上班后第一时间给您处理', '2026-11-25 20:30:00', '2026-11-26 09:00'],
  ['现在下班了，9点前给您回复', '2026-11-25 18:30:00', '2026-11-26 09:00'],
  ['您好，客服已下班，9点以后给您回复', '2026-11-25 18:30:00', '2026-11-26 09:00'],
  ['亲，9点上班后给您查', '2026-11-25 18:30:00', '2026-11-26 09:00'],
  ['9点仓库上班后给您发货', '2026-11-25 18:30:00', '2026-11-26 09:00'],
  ['9点后给您处理', '2026-11-25 18:30:00', '2026-11-26 09:00'],
  ['8点半上班后给您查', '2026-11-25 15:10:00', '2026-11-26 08:30'],
  ['8点前给您回复', '2026-11-25 20:10:00', '2026-11-26 08:00'],
  ['8点前给您回复', '2026-11-25 07:00:00', '2026-11-25 08:00'],
  ['明天8点前给您回复', '2026-11-25 15:10:00', '2026-11-26 08:00'],
  ['11点前给您发出', '2026-11-25 15:10:00', '2026-11-26 11:00'],
  ["I'll reply by 8", '2026-11-25 15:10:00', '2026-11-25 20:00'],
  ['We will send it by 10, on friday', '2026-11-25 15:10:00', '2026-11-27 10:00'],
  ['We will send it by 10, tomorrow', '2026-11-25 15:10:00', '2026-11-26 10:00'],
  ['We will send it by 5, tomorrow', '2026-11-25 15:10:00', '2026-11-26 17:00'],
  ['We will send it by 5pm, on Friday', '2026-11-25 15:10:00', '2026-11-27 17:00'],
  ['We will ship before 12, today', '2026-11-25 10:10:00', '2026-11-25 12:00'],
  ['We will send it by 3, on Monday', '2026-11-25 15:10:00', '2026-11-30 15:00'],
  ['We checked it, on Monday we will resend it', '2026-11-25 15:10:00', '2026-11-30 18:00'],
  ['周五15:00前给您退款', '2026-11-24 11:00:00', '2026-11-27 15:00'],
  ['周六12:00前给您退款', '2026-11-26 20:10:00', '2026-11-28 12:00'],
  ['周五10点前给您回复', '2026-11-24 11:00:00', '2026-11-27 10:00'],
  ['周一10点给您打电话', '2026-11-26 20:10:00', '2026-11-30 10:00'],
])('%s, said at %s: until %s', (text, said, until) => {
  expect(promisesIn(text, parseTime(said, ZONE)!, ZONE).map((p) => formatTime(p.until, ZONE).slice(0, 16))).toEqual([until]);
});

test('working days that lead beyond the known calendar say so', () => {
  const said = parseTime('2026-12-30 11:00:00', ZONE)!;
  expect(promisesIn('3个工作日内给您退款', said, ZONE)).toEqual([
    { sentence: '3个工作日内给您退款', until: parseTime('2027-01-04 18:00:00', ZONE), byWeekends: true },
  ]);
  expect(promisesIn('3个工作日内给您退款', SAID, ZONE)[0]).not.toHaveProperty('byWeekends');
});

test('of a message with several sentences each promise is found by itself', () => {
  const text = '您好！明天给您补发一件。您地址没变吧？\n今天给您退差价哈';
  expect(promisesIn(text, SAID, ZONE).map(({ sentence }) => sentence)).toEqual(['明天给您补发一件。', '今天给您退差价哈']);
});

test('said late in the evening, today lasts till midnight', () => {
  const late = parseTime('2026-11-25 19:30:00', ZONE)!;
  expect(promisesIn('今天给您发出', late, ZONE).map((p) => formatTime(p.until, ZONE))).toEqual(['2026-11-25 23:59:00']);
});

/** A clause that promises stands beside one that does not; then the time must be in it. */
test.each([
  ['抱歉今天发不了，明天给您发', '2026-11-26 18:00'],
  ["I can't ship it today, but I'll ship it tomorrow", '2026-11-26 18:00'],
  ['Сегодня отправить не сможем, отправим завтра', '2026-11-26 18:00'],
  ['Hoy no podemos, lo enviamos mañana', '2026-11-26 18:00'],
  ["They'll pack it tomorrow, I'll send you the number on Friday", '2026-11-27 18:00'],
  ['平台规定，48小时内发货', null],
  ['快递明天派送，我帮您跟进', null],
  ["They'll deliver it tomorrow, I'll check", null],
  ['如果明天没到，后天给您退款', null],
  ['不能保证，尽量明天给您发', null],
  ['Если не придёт, вернём деньги в пятницу', null],
])('%s: until %s', (text, until) => {
  expect(promisesIn(text, SAID, ZONE).map((p) => formatTime(p.until, ZONE).slice(0, 16))).toEqual(until ? [until] : []);
});

/*
 * Three more sets, half of them no promises, each labelled before it was tried. When they were first tried the first gave
 * a precision of 0.86 and a recall of 0.59, the second, after the words were amended for the first, 0.87 and 0.54. The
 * third was tried once, after the amendments for both, and nothing was changed for it: its figures are the honest ones.
 */
describe('sentences written down later', () => {
  const later = readFileSync(join(import.meta.dirname, 'promises', 'fresh.txt'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const [set = '', language = '', mark, ...text] = line.split(' ');
      return { set, language: language as 'zh', promise: mark === '+', text: text.join(' ') };
    });

  test('are others than those above', () => {
    const known = new Set(sentences.map(({ text }) => text));
    expect(later.filter(({ text }) => known.has(text))).toEqual([]);
    expect(later.length).toBeGreaterThanOrEqual(140);
  });

  test.each([
    ['1', 0.95, 0.95],
    ['2', 0.95, 0.8],
    ['3', 0.9, 0.9],
  ])('set %s: precision at least %s, recall at least %s', (set, precision, recall) => {
    const found = figures(later.filter((one) => one.set === set));
    console.log(`set ${set}: precision ${found.precision.toFixed(3)}, recall ${found.recall.toFixed(3)}`, found.wrong);
    expect(found.precision).toBeGreaterThanOrEqual(precision);
    expect(found.recall).toBeGreaterThanOrEqual(recall);
  });
});

/** Refusals, hedges and what others do, beside promises that use the same words: each is told right. */
describe('negated or of another', () => {
  const known = new Set(sentences.map(({ text }) => text));
  const negated = readFileSync(join(import.meta.dirname, 'promises', 'negated.txt'), 'utf8')
    .trim()
    .split('\n');

  test('are others than those above', () => {
    expect(negated.filter((line) => known.has(line.slice(2)))).toEqual([]);
    expect(new Set(negated).size).toBe(negated.length);
    expect(negated.length).toBeGreaterThanOrEqual(60);
  });

  test.each(negated)('%s', (line) => {
    expect(promisesIn(line.slice(2), SAID, ZONE)).toHaveLength(line.startsWith('+') ? 1 : 0);
  });

  test.each([
    ['No enviaremos mañana, enviaremos el lunes', '2026-11-30 18:00'],
    ['不是明天发货哦，是后天', '2026-11-27 18:00'],
    ['Отправим не завтра, а послезавтра', '2026-11-27 18:00'],
    ['周末不安排发货，周一给您发出', '2026-11-30 18:00'],
  ])('%s: until %s', (text, until) => {
    expect(promisesIn(text, SAID, ZONE).map((p) => formatTime(p.until, ZONE).slice(0, 16))).toEqual([until]);
  });
});

/*
 * What is typed in a hurry, 你 and short forms, beside rules, conditions and what others do. Sixty Chinese ones were
 * written down after the words were chosen; when first tried they gave a precision of 0.90 and a recall of 0.76.
 */
describe('in a shop, day by day', () => {
  const known = new Set(sentences.map(({ text }) => text));
  const said = readFileSync(join(import.meta.dirname, 'promises', 'shop.txt'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => ({ language: line.slice(0, 2) as 'zh', promise: line[3] === '+', text: line.slice(5) }));

  test('are others than those above', () => {
    expect(said.filter(({ text }) => known.has(text))).toEqual([]);
    expect(new Set(said.map(({ text }) => text)).size).toBe(said.length);
  });

  test.each([
    ['zh', 380],
    ['en', 60],
    ['ru', 60],
    ['es', 60],
  ])('%s: %i sentences', (language, least) => {
    const list = said.filter((one) => one.language === language);
    const { precision, recall, wrong } = figures(list);
    if (process.env['KEBAN_SHOW']) console.log(language, precision.toFixed(3), recall.toFixed(3), wrong);
    expect(list.length).toBeGreaterThanOrEqual(least);
    expect(precision).toBeGreaterThanOrEqual(0.95);
    expect(recall).toBeGreaterThanOrEqual(0.93);
  });

  test.each([
    ['今天17:00前的单今天都发，您的今天发出', '2026-11-25 18:00'],
    ['明天给你寄过去', '2026-11-26 18:00'],
    ['周末不发，周一发', '2026-11-30 18:00'],
    ['10号前发完', '2026-12-10 18:00'],
    ['Le contesto en una hora', '2026-11-25 15:05'],
    ['I will ask the factory and get back to you next Monday', '2026-11-30 18:00'],
  ])('%s: until %s', (text, until) => {
    expect(promisesIn(text, SAID, ZONE).map((p) => formatTime(p.until, ZONE).slice(0, 16))).toEqual([until]);
  });

  test('what is said to everybody is still a time that is said', () => {
    expect(promisedTimes('大促期间7天内发货', SAID, ZONE)).toHaveLength(1);
    expect(promisedTimes('淘宝客服会在24小时内联系您', SAID, ZONE)).toHaveLength(1);
  });
});
