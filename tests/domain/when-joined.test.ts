import { describe, expect, test } from 'vitest';
import { parseLine } from '#lib/domain/reminder-line.ts';
import { formatTime, parseTime } from '#lib/domain/time.ts';

const ZONE = 'Asia/Shanghai';
const SUN = '2026-11-29 20:05:00';
const WED = '2026-11-25 14:05:00';

function said(line: string, now: string): string {
  const when = parseLine(line, parseTime(now, ZONE)!, { zone: ZONE, country: 'CN', cycle: null });
  if (when.outcome === 'refused') return 'piece' in when && when.piece ? `${when.reason} ${when.piece}` : when.reason;
  const rest = [when.text, when.doubt && `?${when.doubt}`].filter(Boolean).join(' ');
  return `${formatTime(when.at, ZONE).slice(5, 16)}|${rest}`;
}

describe('a day of the week in a week that is so far off', () => {
  test.each([
    // On a Sunday Monday of the week after next is nearer than two weeks.
    ['两周后的周一 10点', '12-07 10:00|?this-or-next'],
    ['2周后周三下午3点', '12-09 15:00|?this-or-next'],
    ['两周后的周日 回访', '12-13 10:00|回访'],
    ['через неделю в пятницу в 10', '12-04 10:00|?this-or-next'],
    ['in two weeks on monday', '12-07 10:00|?this-or-next'],
    ['monday in two weeks', '12-07 10:00|?this-or-next'],
    ['dentro de una semana el lunes', '11-30 10:00|?this-or-next'],
  ])('on a Sunday %s: %s', (line, expected) => expect(said(line, SUN)).toBe(expected));

  test.each([
    ['两周后的周五 10点 回访', '12-11 10:00|回访'],
    ['через неделю в пятницу в 10', '12-04 10:00|'],
    ['friday in two weeks at 9:30 call', '12-11 09:30|call'],
    ['dentro de dos semanas el viernes', '12-11 10:00|'],
    ['next week on monday', '11-30 10:00|'],
    ['next week friday 10am', '12-04 10:00|'],
    ['下周 周五 回访', '12-04 10:00|回访'],
    ['на следующей неделе в пятницу', '12-04 10:00|'],
    ['la próxima semana el viernes', '12-04 10:00|'],
    ['7天后 周三 回访', '12-02 10:00|回访'],
  ])('on a Wednesday %s: %s', (line, expected) => expect(said(line, WED)).toBe(expected));
});

describe('a span beside another day', () => {
  test.each([
    ['一个月后的15号', 'half-read'],
    ['明天10点提醒张三3天后到货', '11-30 10:00|提醒张三3天后到货 ?other-day'],
    ['明天10点提醒张三2小时后到货', '11-30 10:00|提醒张三2小时后到货 ?other-day'],
    ['今天 2小时后 催付', '11-29 22:05|今天 催付'],
    ['今天发货10天后回访', '12-09 10:00|今天发货 回访 ?other-day'],
    ['今天报价，一个月后回访', '12-29 10:00|今天报价, 回访 ?other-day'],
    ['今天签收 7天后回访', '12-06 10:00|今天签收 回访 ?other-day'],
    ['11月20日签收 10天后回访', '12-09 10:00|11月20日签收 回访 ?other-day'],
    ['29号发货 3天后', '12-02 10:00|29号发货 ?other-day'],
    ['明天发货，3天后回访', '12-02 10:00|明天发货, 回访 ?other-day'],
    ['周一发货 3天后问', '12-02 10:00|周一发货 问 ?other-day'],
    ['Today ordered, in 10 days ask for review', '12-09 10:00|Today ordered, ask for review ?other-day'],
    ['hoy compró, en 10 días pedir reseña', '12-09 10:00|hoy compró, pedir reseña ?other-day'],
    ['сегодня купил, через 10 дней спросить', '12-09 10:00|сегодня купил, спросить ?other-day'],
    ['今晚发货 3天后回访', '12-02 10:00|今晚发货 回访 ?other-day'],
    ['3天后提醒张三明天到货', '12-02 10:00|提醒张三明天到货 ?other-day'],
    ['3天后周六回访', '12-02 10:00|周六回访 ?other-day'],
    ['5th of next month', '12-05 10:00|'],
    ['the 5th next month', '12-05 10:00|'],
    ['the 5th of next month call', '12-05 10:00|call'],
    ['下个月5号', '12-05 10:00|'],
    ['next month on the 5th', '12-05 10:00|'],
    ['в следующем месяце 5 числа в 10', '12-05 10:00|'],
    ['el próximo mes el día 5 llamar', '12-05 10:00|llamar'],
    ['el 5 del próximo mes', '12-05 10:00|'],
  ])('%s: %s', (line, expected) => expect(said(line, SUN)).toBe(expected));
});

describe('a day that has passed', () => {
  test.each([
    ['上周五说的退款 跟进', 'past 上周五'],
    ['上周五下午3点 跟进', 'past 上周五'],
    ['上个月5号', 'past 上个月5号'],
    ['上一周周五 回访', 'past 上一周周五'],
    ['10am yesterday', 'past yesterday'],
    ['上月底 对账', 'past 上月底'],
    ['昨天下午3点', 'past 昨天'],
    ['去年12月5日', 'past 去年12月5日'],
    ['last monday 10am', 'past last monday'],
    ['the 5th of last month', 'past the 5th of last month'],
    ['yesterday at 10', 'past yesterday'],
    ['в прошлую пятницу', 'past в прошлую пятницу'],
    ['5 числа прошлого месяца', 'past 5 числа прошлого месяца'],
    ['вчера в 10', 'past вчера'],
    ['el viernes pasado', 'past el viernes pasado'],
    ['el pasado viernes a las 10', 'past el pasado viernes'],
    ['el 5 del mes pasado', 'past el 5 del mes pasado'],
    ['ayer a las 10', 'past ayer'],
  ])('%s: %s', (line, expected) => expect(said(line, SUN)).toBe(expected));

  test.each([
    ['明天 上周五说的退款 跟进', '11-30 10:00|上周五说的退款 跟进'],
    ['上周五买的 3天后回访', '12-02 10:00|上周五买的 回访'],
    ['21:00 昨天的单', '11-29 21:00|昨天的单'],
    ["10pm yesterday's refund", "11-29 22:00|yesterday's refund"],
    ['21:00 跟进上周五的退款', '11-29 21:00|跟进上周五的退款'],
    ['tomorrow refund of last friday', '11-30 10:00|refund of last friday'],
    ['Завтра ответить на вчерашнее', '11-30 10:00|ответить на вчерашнее'],
    ['mañana lo del viernes pasado', '11-30 10:00|lo del viernes pasado'],
    ['晚上周五 回访', '12-04 20:00|回访'],
    ['周五晚上 线上周边上新', '12-04 20:00|线上周边上新'],
    ['马上周五了 3天后回访', '12-02 10:00|马上周五了 回访'],
    ['pasado mañana llamar', '12-01 10:00|llamar'],
    ['last day of the month', '11-30 10:00|'],
  ])('is what a line is about: %s: %s', (line, expected) => expect(said(line, SUN).replace(' ?other-day', '')).toBe(expected));
});

describe('what comes again, about a day that has passed each time', () => {
  test.each([
    ['每天 催昨天未付款的', '11-30 10:00|催昨天未付款的'],
    ['每个工作日 处理昨天的售后', '11-30 10:00|处理昨天的售后'],
    ['every day check yesterday orders', '11-30 10:00|check yesterday orders'],
    ['каждый день проверить вчера', '11-30 10:00|проверить вчера'],
    ['cada día revisar lo de ayer', '11-30 10:00|revisar lo de ayer'],
    // A part of the day that has begun is tomorrow's.
    ['每天晚上 回访', '11-30 20:00|回访'],
    ['每天8点 回电', '11-30 08:00|回电'],
  ])('%s: %s', (line, expected) => expect(said(line, SUN)).toBe(expected));
});

describe('noon by itself', () => {
  test.each([
    ['noon', '11-30 12:00|'],
    ['at noon call', '11-30 12:00|call'],
    ['call at noon', '11-30 12:00|call'],
    ['в полдень', '11-30 12:00|'],
    ['al mediodía llamar', '11-30 12:00|llamar'],
    ['tomorrow at noon', '11-30 12:00|'],
    ['this afternoon', 'past'],
  ])('%s: %s', (line, expected) => expect(said(line, SUN)).toBe(expected));
});

describe('days that have gone by in Russian', () => {
  test.each([
    ['клиент ждёт 3 дня, позвонить завтра', '12-02 10:00|клиент ждёт 3 дня, позвонить'],
    ['в среду позвонить, прошло 4 дня', '12-02 10:00|позвонить, прошло 4 дня'],
    ['завтра написать, молчит 3 дня', '12-02 10:00|написать, молчит 3 дня'],
    ['в понедельник, срок 3 дня', '12-07 10:00|срок 3 дня'],
    ['сегодня позвонить, ждёт 2 дня', '12-01 18:00|позвонить, ждёт 2 дня'],
    ['завтра 3 дня', '12-02 15:00|'],
    ['завтра в 2 дня позвонить', '12-02 14:00|позвонить'],
    ['позвонить завтра 2 дня', '12-02 14:00|позвонить'],
    ['пятница, 2 дня', '12-04 14:00|'],
    ['к 3 дня завтра', '12-02 15:00|'],
    ['через 3 дня позвонить', '12-04 10:00|позвонить'],
  ])('%s: %s', (line, expected) => expect(said(line, '2026-12-01 15:10:00')).toBe(expected));
});

describe('a date or a number of things behind a short weekday of Spanish', () => {
  test.each([
    ['lun 14 dic llamar', '12-14 10:00|llamar'],
    ['jue 10 dic', '12-10 10:00|'],
    ['lun, 14 dic', '12-14 10:00|'],
    ['vie 11/12 enviar', '12-11 10:00|enviar'],
    ['viernes 11/12', '12-11 10:00|'],
    ['jue 10/12 llamar', '12-10 10:00|llamar'],
    ['vie 11 dic a las 9', '12-11 09:00|'],
    ['vie 11 a las 9', '12-11 09:00|'],
    ['lun 7 dic 15:00 llamar', '12-07 15:00|llamar'],
    ['vie 11 de diciembre llamar', '12-11 10:00|llamar'],
    ['3 ene llamar', '01-03 10:00|llamar'],
    ['lun 3 cajas', '12-07 10:00|3 cajas'],
    ['Vie 20 unidades', '12-04 10:00|20 unidades'],
    ['fri 3 boxes', '12-04 10:00|3 boxes'],
    ['пт 10 заказов', '12-04 10:00|10 заказов'],
    ['vie 9 llamar', '12-04 09:00|llamar'],
    ['lun 9:30', '12-07 09:30|'],
  ])('%s: %s', (line, expected) => expect(said(line, '2026-12-01 15:10:00')).toBe(expected));
});

describe('what is counted behind the word of a deadline', () => {
  test.each([
    ['завтра до 5 клиентов обзвонить', '12-02 10:00|5 клиентов обзвонить'],
    ['завтра до 20 процентов скидка', '12-02 10:00|20 процентов скидка'],
    ['завтра до 10 тысяч', '12-02 10:00|10 тысяч'],
    ['tomorrow before 3 bottles', '12-02 10:00|before 3 bottles'],
    ['tomorrow by 10 percent', '12-02 10:00|by 10 percent'],
    ['сегодня к 1 складу', '12-01 18:00|1 складу'],
    ['завтра до 12', '12-02 12:00|'],
    ['завтра до 12 отправить', '12-02 12:00|отправить'],
    ['завтра до 12, отправить', '12-02 12:00|отправить'],
    ['завтра до 18 часов отправить', '12-02 18:00|отправить'],
    ['завтра до 5 вечера отправить', '12-02 17:00|отправить'],
    ['завтра к 10 ответить клиенту', '12-02 10:00|ответить клиенту'],
    ['tomorrow before 3 call Anna', '12-02 15:00|call Anna ?twelve'],
    ['mañana antes de las 10 llamar', '12-02 10:00|llamar'],
  ])('%s: %s', (line, expected) => expect(said(line, '2026-12-01 15:10:00')).toBe(expected));
});

describe('later, with an hour', () => {
  test.each([
    ['晚点8点回电', '12-01 20:00|回电'],
    ['晚点8点 回电', '12-01 20:00|回电'],
    ['晚8点回电', '12-01 20:00|回电'],
    ['晚 回电', '12-01 20:00|回电'],
    ['晚会儿 回电', 'none'],
    ['晚半小时回电', 'none'],
    ['晚10分钟回电', 'none'],
  ])('%s: %s', (line, expected) => expect(said(line, '2026-12-01 15:10:00')).toBe(expected));
});

describe('figures behind a day of the week', () => {
  test.each([
    ['周五 1-2单 发货', '12-04 10:00|1-2单 发货'],
    ['周四 3-5单 回访', '12-03 10:00|3-5单 回访'],
    ['周五1-2人', '12-04 10:00|1-2人'],
    ['周二2-3盒', '12-08 10:00|2-3盒'],
    ['周三3-4单', '12-02 10:00|3-4单'],
    ['周四3-5岁童装', '12-03 10:00|3-5岁童装'],
    ['周四3/12', '12-03 10:00|3/12'],
    ['周五1-2 回访', '12-04 10:00|1-2 回访'],
    ['周五9-11点', '12-04 10:00|9-11点'],
    ['周五12-4 发货', '12-04 10:00|发货'],
    ['周五 12-04 发货', '12-04 10:00|发货'],
    ['周五12-11 补发', '12-11 10:00|补发'],
    ['周五1/8发货', '01-08 10:00|发货'],
    ['周五11号主播回访', '12-04 10:00|11号主播回访'],
    ['周五11号球衣', '12-04 10:00|11号球衣'],
    ['周五11号 回访', '12-11 10:00|回访'],
  ])('%s: %s', (line, expected) => expect(said(line, '2026-12-01 15:10:00')).toBe(expected));
});
