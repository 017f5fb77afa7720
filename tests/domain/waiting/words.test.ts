import { describe, expect, it } from 'vitest';
import { epochOf } from '../../../lib/domain/time.ts';
import { watchWordsIn } from '../../../lib/domain/wait-attention.ts';
import { isClosing } from '../../../lib/domain/wait-closing.ts';
import { dueAfter, isOpenAt, openBetween, type Hours } from '../../../lib/domain/wait-hours.ts';
import { budgetOf, checkRule, defaultRules, type Judged, type Verdict } from '../../../lib/domain/wait-rules.ts';

describe('a goodbye', () => {
  it.each(
    '好的|好的谢谢|嗯嗯|好滴亲|收到，谢谢亲~|知道啦！辛苦了🌹|👍|👍🏽👍|🙏🙏|OK|ok 谢谢|Okay, thank you very much!|Thanks a lot dear|got it 👌|Спасибо большое!|Хорошо, спасибо|понятно|Muchas gracias, muy amable|vale, gracias|perfecto 👌|[微笑]|/:^_^|好的哦[强]|merci beaucoup|Danke|那我再考虑考虑|行，谢谢|那行|好的 麻烦你们了|thank you for your help|没有了谢谢'.split(
      '|',
    ),
  )('%s opens no wait', (text) => expect(isClosing(text)).toBe(true));

  it.each(
    '好的，那什么时候发货|好吗|ok?|谢谢，另外能开发票吗|可以|да|sí|yes|😡|❓|...|？？|在吗|thanks but where is my order|gracias, pero no funciona|спасибо, а когда|好评返现怎么领|不好|1|行|没有了|麻烦你们查一下|thank you for your help but where is it'.split(
      '|',
    ),
  )('%s does', (text) => expect(isClosing(text)).toBe(false));

  it('takes no longer for a long text', () => {
    const long = '好'.repeat(20_000);
    expect(isClosing(long)).toBe(false);
    expect(isClosing('哈'.repeat(59))).toBe(false);
    expect(isClosing(`${'哈'.repeat(50)}好`)).toBe(true);
  });
});

/** What ends a talk and what only looks so, as buyers write it. */
describe('the last line of a talk', () => {
  it.each([
    '好的，那我等着',
    '好的那我等你消息',
    '好，我等',
    '好的我等您消息',
    '嗯嗯，我等着',
    '那我等等',
    '好的，我等等',
    '好的等你',
    '好的等您回复',
    '好的，等通知',
    '好的不着急',
    '没事，不急',
    '不急的',
    '不着急，谢谢',
    '好的，我先看看',
    '我再看看',
    '那我再看看吧',
    '我先看看哈',
    '好的我看看',
    '不用了，我自己看',
    '我自己看看',
    '好的，明天见',
    '谢谢，祝生意兴隆',
    '祝您生意兴隆',
    '祝生活愉快',
    '可以的谢谢',
    '可以，谢谢',
    '行的，谢谢亲',
    '收到，很满意',
    '很满意，谢谢',
    '很喜欢谢谢',
    '收到了，很喜欢，谢谢',
    '非常喜欢',
    'okok',
    'ok好的',
    '好的好的',
    '嗯呢',
    '好的呢',
    '好的，辛苦你了',
    '好的，知道了，谢谢您',
    '没有问题，谢谢',
    '谢谢你的帮助',
    '太感谢了',
    '哈哈，谢谢',
    '好的拜拜',
    "Ok, I'll wait",
    'ok i will wait',
    "Ok I'll wait, thank you",
    'thanks, will wait',
    "I'll be waiting, thanks",
    'okay no rush',
    'no hurry, thanks',
    'take your time',
    'хорошо, жду',
    'спасибо, буду ждать',
    'ок, подожду',
    'хорошо, я подожду',
    'не спешите',
    'de acuerdo, espero',
    'vale, espero',
    'ok, esperaré',
    'sin prisa, gracias',
    '好的您忙',
    '不打扰了，谢谢',
    '好的我试试',
    '那我先试试',
    '挺好的，谢谢',
    '不错，谢谢',
    '好的，我去看看',
    'Ok, I’ll wait',
    'Ждём, спасибо',
    '那我等你消息',
    '那我等等吧',
    '可以的，谢谢',
    '没有问题了',
    '喜欢，谢谢',
    '非常满意',
    '好，那我等着',
    '那我等着吧',
    '谢谢，我等您回复',
    'Ok, I’ll be waiting for your reply, thank you',
    'Thanks, I’ll be waiting',
    'Ок, буду ждать',
    'ок, жду!',
    '收到货了谢谢',
    '已收到，谢谢',
    '货收到了，谢谢亲',
    '谢谢，快递收到了',
    '退款收到了谢谢',
    '可以了谢谢',
    '可以了，谢谢老板',
    '解决了，谢谢',
    '找到了谢谢',
    '好的吧',
    '好的那我等快递',
    '好的，等快递吧',
    '那我等发货',
    '好的我等到货',
    '好的，收到再看',
    '满意',
    '满意的',
    '挺满意的',
    '哈哈哈',
    '哈哈哈哈',
    'hahaha',
    'Received, thank you',
    'Thanks, I got the parcel',
    'It arrived, thanks a lot!',
    'спасибо большое за помощь',
    'Спасибо за быстрый ответ',
    'спасибо, получила',
    'Посылку получил, спасибо!',
    'recibido, gracias',
    'Gracias, ya llegó',
    'muchas gracias por su ayuda',
  ])('%s waits for nothing', (text) => expect(isClosing(text)).toBe(true));

  it.each([
    '可以',
    '行',
    '行吧',
    '1',
    '已拍',
    '拍下了',
    '付款了',
    '哈哈',
    '昂',
    '在等',
    '我等了三天了',
    '我等着用',
    '我等着急用',
    '好的，我等着用，快点',
    '等着',
    '还要等多久',
    '等等',
    '等一下',
    '等等我',
    '你等着',
    '那你等着',
    '你们等着',
    '等着收差评',
    '我等不了了',
    '等不及了',
    '我等你们半天了',
    '我等很久了',
    '等你消息等了一天',
    '好的，等你消息，尽快',
    '着急',
    '急',
    '很急',
    '不急才怪',
    '我看看别家',
    '我看看物流',
    '帮我看看',
    '你看看',
    '你再看看',
    '您先看看',
    '麻烦看看',
    '再看看',
    '看看',
    '我自己看不到',
    '明天见不到货就退',
    '明天',
    '不满意',
    '很不满意',
    '不喜欢',
    '不太满意',
    '不是很满意',
    '不喜欢，谢谢',
    '喜欢吗',
    '满意吗',
    '可以吗',
    '可以的吗',
    '可以退吗谢谢',
    '能不能快点，谢谢',
    '没有，谢谢',
    '可以换吗，谢谢',
    'ok?',
    "I'm waiting",
    'I am still waiting',
    'I have been waiting',
    'still waiting',
    'waiting',
    'ok but how long do I wait',
    "I can't wait",
    'I will not wait',
    'не жду',
    'жду уже неделю',
    'сколько ждать',
    'ещё жду',
    'жду ответа',
    'жду посылку',
    'espero respuesta',
    'sigo esperando',
    'espero que llegue',
    'espero mi dinero',
    'no espero más',
    'cuánto espero',
    'ok, espero mi reembolso',
    '你们不急',
    '你们真的不急',
    '你不急啊',
    '您满意了',
    '你满意了',
    '让我看看',
    '给我看看',
    '麻烦你回复',
    '等你回复',
    '你忙吗',
    '不错吧',
    '我试试能不能退',
    '可以麻烦您吗',
    '我看看能退吗',
    '不好，不喜欢',
    '祝你们早日倒闭',
    '等',
    '他等着',
    '我等得花都谢了',
    '不等了',
    '我不等了',
    '不想等了',
    '急急急',
    '可以了',
    'Я жду',
    'не подожду',
    'no espero',
    'take my money back',
    "I'll wait but not long",
    "I'll wait until tomorrow",
    '没问题吧',
    '好吧？',
    '我等你三天了',
    '我等会再拍，有优惠吗',
    '我看看有没有货',
    '我先看看尺码',
    '我试试行不行',
    '老板我等着呢',
    '我等你们呢',
    '我等你们回复呢',
    '我等着啊',
    '您好我等您回复',
    '我再等你们回复',
    '我等了啊',
    'I’ll be waiting for your reply',
    'Очень жду!!!',
    'жду!!!',
    'жду',
    '好的我等着呢',
    '我等着',
    '我等',
    '我等你消息',
    '我等等',
    'подожду',
    'espero',
    '老板我等你回复',
    '那我等你们呢',
    '可以，麻烦您了',
    '可以，那麻烦你了',
    '可以 麻烦您',
    '好的可以',
    '嗯可以的',
    '没问题可以',
    '可以谢谢麻烦你了',
    '没有问题',
    '喜欢',
    '好的没有问题',
    '不太喜欢，谢谢',
    '好的你等着',
    '收到货了',
    '没收到货，谢谢',
    '收到货了，少一件，谢谢',
    '收到货能退吗谢谢',
    '什么时候能收到，谢谢',
    '可以了吗，谢谢',
    '解决一下，谢谢',
    '麻烦你解决好',
    '退款谢谢',
    '退货退款，谢谢',
    '那我等快递几天',
    '那我等快递，什么时候到',
    '我等快递等了三天',
    '我等发货',
    '等快递呢',
    '收到再退可以吗',
    '满意了吧',
    '呵呵',
    '哈哈哈你们真行',
    'not received, thank you',
    'Received broken, thanks',
    'I have not received it, thanks',
    'received',
    'got it?',
    'Спасибо, не получила',
    'спасибо, получила не тот размер',
    'получила',
    'жду помощь, спасибо',
    'no recibido, gracias',
    'recibido roto, gracias',
    'cuándo llega, gracias',
    'por favor su ayuda, gracias',
  ])('%s waits', (text) => expect(isClosing(text)).toBe(false));
});

describe('a watch word', () => {
  const words = ['жалоба', 'спор', 'закрыть заказ', 'reclamación', 'denuncia', '投诉', 'Chargeback'];
  it.each([
    ['Я НАПИШУ ЖАЛОБУ', 'жалоба'],
    ['это моя третья жалоба!', 'жалоба'],
    ['открою СПОР', 'спор'],
    ['пришлите номер паспорта', ''],
    ['прошу закрыть  заказ', 'закрыть заказ'],
    ['VOY A PONER UNA RECLAMACION', 'reclamación'],
    ['mis reclamaciones', 'reclamación'],
    ['我要投诉', '投诉'],
    ['i will open a CHARGEBACK', 'Chargeback'],
    ['спасибо', ''],
  ])('%s: %s', (text, found) => expect(watchWordsIn(text, words).join()).toBe(found));
});

const at = (day: number, hour: number, minute = 0, zone = 'Asia/Shanghai'): number =>
  epochOf({ year: 2026, month: 11, day, hour, minute, second: 0 }, zone);
const daily: Hours = { from: 480, to: 1380, days: [1, 2, 3, 4, 5, 6, 7], zone: 'Asia/Shanghai' };

describe('opening hours', () => {
  it('begin and end to the minute', () => {
    expect([at(27, 7, 59), at(27, 8), at(27, 22, 59), at(27, 23)].map((t) => isOpenAt(t, daily))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('may go over midnight and belong to the day they begin on', () => {
    // 2026-11-27 is a Friday.
    const night: Hours = { from: 1200, to: 120, days: [5], zone: 'Asia/Shanghai' };
    expect([at(27, 19, 59), at(27, 20), at(28, 1, 59), at(28, 2), at(27, 1)].map((t) => isOpenAt(t, night))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
  });

  it('let the clock stand still outside', () => {
    expect(dueAfter(at(27, 22, 50), 30 * 60_000, daily)).toBe(at(28, 8, 20));
    expect(dueAfter(at(27, 2), 30 * 60_000, daily)).toBe(at(27, 8, 30));
    expect(openBetween(at(27, 22, 50), at(28, 8, 20), daily)).toBe(30 * 60_000);
    expect(dueAfter(at(27, 2), 30 * 60_000, null)).toBe(at(27, 2, 30));
    expect(dueAfter(at(27, 2), 1, { ...daily, days: [] })).toBe(null);
  });

  it('are those of the clock on the wall on the days it is changed', () => {
    const zone = 'Europe/Madrid';
    const hours: Hours = { from: 60, to: 240, days: [1, 2, 3, 4, 5, 6, 7], zone };
    const day = (month: number, date: number, hour: number): number =>
      epochOf({ year: 2026, month, day: date, hour, minute: 0, second: 0 }, zone);
    // 2026-03-29 has no 2 o'clock, 2026-10-25 has it twice.
    expect(openBetween(day(3, 29, 0), day(3, 29, 12), hours)).toBe(2 * 3_600_000);
    expect(openBetween(day(10, 25, 0), day(10, 25, 12), hours)).toBe(4 * 3_600_000);
  });

  it('agree with each other', () => {
    for (let hour = 0; hour < 48; hour++) {
      const since = at(27, 0) + hour * 3_600_000 + 7 * 60_000;
      const due = dueAfter(since, 5 * 3_600_000, daily) ?? 0;
      expect(openBetween(since, due, daily)).toBe(5 * 3_600_000);
    }
  });
});

const judged = (counts: Partial<Record<Verdict, number>>): Judged[] =>
  Object.entries(counts).flatMap(([verdict, n]) =>
    Array.from({ length: n }, () => ({ verdict: verdict as Verdict, round: {} as Judged['round'] })),
  );

describe('the budget', () => {
  it('counts how many may still be late', () => {
    expect(budgetOf(judged({ 'in-time': 18, late: 1, open: 1 }), 90)).toMatchObject({
      counted: 20,
      rate: 94.7,
      spare: 1,
      need: 0,
    });
    expect(budgetOf(judged({ 'in-time': 9, 'open-late': 1 }), 90)).toMatchObject({ rate: 90, spare: 0, need: 0 });
  });

  it('says how many in time bring the target back', () => {
    expect(budgetOf(judged({ 'in-time': 10, late: 3 }), 90)).toMatchObject({ spare: 0, need: 17 });
    // 27 of 30 are 90 percent.
    expect(budgetOf(judged({ 'in-time': 27, late: 3 }), 90)).toMatchObject({ spare: 0, need: 0 });
    expect(budgetOf(judged({ 'in-time': 27, late: 1 }), 100).need).toBe(Infinity);
  });

  it('counts apart what is not known', () => {
    const all = judged({ unknown: 5, outside: 2, 'no-limit': 1 });
    expect(budgetOf(all, 90)).toMatchObject({ counted: 0, rate: null, unknown: 5, outside: 2, noLimit: 1, spare: 0, need: 0 });
  });
});

describe('the rule pack', () => {
  it('comes with a source and a date beside every value', () => {
    for (const site of ['taobao', 'aliexpress', 'lazada'] as const) {
      const { id: _id, site: _site, updatedAt: _at, ...fields } = defaultRules(site);
      for (const [field, rule] of Object.entries(fields)) {
        expect([field, checkRule(field as 'first', rule, '2026-11-28')]).toEqual([field, null]);
        expect(rule.source).toMatch(/^waiting\.source\./);
      }
    }
    expect(defaultRules('taobao').first.value).toBe(3);
    expect(defaultRules('aliexpress')).toMatchObject({ first: { value: 120 }, later: { value: 1440 } });
  });

  it.each([
    ['first', 0, 'minutes'],
    ['first', 2.5, 'minutes'],
    ['later', 20_000, 'minutes'],
    ['later', null, null],
    ['target', 101, 'percent'],
    ['hours', { from: 0, to: 1441, days: [1], zone: 'UTC' }, 'clock'],
    ['hours', { from: 0, to: 60, days: [], zone: 'UTC' }, 'days'],
    ['hours', null, null],
  ] as const)('%s %j is %s', (field, value, wrong) => {
    expect(checkRule(field, { value, source: 'the back end', asOf: '2026-11-28' }, '2026-11-28')).toBe(wrong);
  });

  it('wants a source, and a day that has come', () => {
    expect(checkRule('target', { value: 90, source: ' ', asOf: '2026-11-28' }, '2026-11-28')).toBe('source');
    expect(checkRule('target', { value: 90, source: 'x', asOf: '2026-11-29' }, '2026-11-28')).toBe('date');
    expect(checkRule('target', { value: 90, source: 'x', asOf: '2026-13-01' }, '2026-11-28')).toBe('date');
  });
});
