import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mineHabits, type Habit } from '../../lib/domain/habits.ts';

const NOW = Date.UTC(2026, 10, 28);
const DAY = 86_400_000;

/** Lines of a file of sentences: the language, and what stands between the bars. */
function linesOf(name: string): { language: string; texts: string[] }[] {
  const text = readFileSync(new URL(`../sentences/${name}`, import.meta.url), 'utf8');
  return text
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => line.split('\t'))
    .map(([language = '', texts = '']) => ({ language, texts: texts.split('|') }));
}

const mined = (texts: readonly string[], bodies: readonly string[] = []): Habit[] =>
  mineHabits(
    texts.map((text, i) => ({ text, at: NOW - i * DAY, names: [], to: `b${i}` })),
    bodies,
    [],
    NOW,
  ).habits;

describe('the same in different words', () => {
  const same = linesOf('habits-same.tsv');

  it('is found in natural messages of four languages', () => {
    const missed = same.filter(({ texts }) => mined(texts)[0]?.times !== texts.length).map(({ texts }) => texts.join(' | '));
    console.info(`habits in other words: ${same.length - missed.length} of ${same.length}, not found`, missed);
    expect(missed.length).toBeLessThanOrEqual(same.length / 4);
  });

  it('is never joined with what is said of something else, though all of it was typed in the same days', () => {
    const all = same.flatMap(({ texts }, line) => texts.map((text) => ({ text, line })));
    const lineOf = new Map(all.map(({ text, line }) => [text, line]));
    for (const part of [all, all.toReversed()]) {
      const found = mined(part.map(({ text }) => text));
      expect(found.length).toBeGreaterThan(15);
      for (const { examples } of found)
        expect(new Set(examples.map((each) => lineOf.get(each))).size, examples.join(' | ')).toBe(1);
    }
  });

  it.each([
    ['亲，付款后48小时内给您发货|一般48小时之内就会发货哦|我们这边是48小时内发货的亲', '一般48小时之内就会发货哦'],
    ['电子发票已开，发您邮箱了哦|发票开好发您邮箱了|亲，发票给您开好发邮箱了', '发票开好发您邮箱了'],
  ])('is offered as it is said most typically, not with what was said once: %s → %s', (texts, body) => {
    expect(mined(texts.split('|')).map(({ text }) => text)).toEqual([body]);
  });

  it('is known once one of the ways to say it is a template', () => {
    for (const { texts } of same.slice(0, 8)) {
      for (const body of texts) expect(mined(texts, [body]), body).toEqual([]);
    }
  });

  it('is known by a template in yet other words, but not by one that says the contrary', () => {
    const texts = ['亲，您的地址已经帮您改好了', '地址已经给您改好了哦', '您的地址我帮您改好啦'];
    expect(mined(texts, ['{买家昵称}您好，地址已经更改了'])).toEqual([]);
    expect(mined(texts, ['亲，您的地址改不了了，已经发货了哦'])).toHaveLength(1);
    const denied = Array.from({ length: 3 }, () => '亲，这款不支持退换的哦');
    expect(mined(denied, ['{买家昵称|亲}，这款支持退换的哦，放心拍'])).toHaveLength(1);
    expect(mined(denied, ['{买家昵称|亲}，这款不支持退换的哦，拍前看好'])).toEqual([]);
  });

  it('asks for a number that is another one each time, in whichever words', () => {
    const [habit] = mined(['一般48小时之内就会发货哦', '我们这边是72小时内发货的亲', '付款后24小时内给您发货']);
    expect(habit).toMatchObject({ text: '一般{数字}小时之内就会发货哦', times: 3 });
  });
});

describe('what is not the same', () => {
  it('is kept apart, whichever was typed more often', () => {
    const pairs = linesOf('habits-apart.tsv');
    const joined = pairs
      .filter(({ texts: [a = '', b = ''] }) => mined([a, b, b]).length > 0 || mined([b, a, a]).length > 0)
      .map(({ texts }) => texts.join(' | '));
    console.info(`different things joined: ${joined.length} of ${pairs.length}`, joined);
    expect(joined.length).toBeLessThanOrEqual(2);
  });

  it.each([
    '亲，这款不支持退换的哦，拍前请看好尺码|亲，这款支持退换的，拍前请看好尺码|亲，这款支持退换的哦，拍前请看好尺码呢',
    '退货运费由买家承担的哦亲|退货运费由我们承担的亲|退货运费由我们承担的哦',
    'We cannot change the address after shipping|We can change the address after shipping|We can change the address after shipping, dear',
    'Sorry, we do not ship to Brazil right now|We do ship to Brazil right now|Hi, we do ship to Brazil right now',
    'Мы не отправляем в Беларусь почтой|Мы отправляем в Беларусь почтой|Да, мы отправляем в Беларусь почтой',
    'Ya no enviamos a Chile|Sí enviamos a Chile por correo|Enviamos a Chile por correo',
    '您好，这款黑色M码没有现货了|您好，这款黑色M码有现货的|您好，这款黑色M码有现货',
    '不支持7天无理由退货哦亲|支持7天无理由退货哦亲|支持7天无理由退货的亲',
    '今天可以发货|今天不可以发货|今天可以发货哦',
    '这款有货的可以直接拍下哦|这款没货的可以直接拍下哦|这款有货的可以直接拍下哦',
    '您好，可以退的哦请放心购买|您好，可以换的哦请放心购买|您好，支持退的哦请放心购买',
    '红色没有现货，蓝色有现货的亲|红色有现货的，蓝色也有现货亲|红色有现货，蓝色也有现货的亲',
  ])('is offered by nobody as one thing: %s', (texts) => {
    expect(mined(texts.split('|'))).toEqual([]);
  });

  it.each([
    ['不好意思亲，颜色拍错了可以改备注|亲，颜色拍错了可以改备注哦|没关系，颜色拍错了可以改备注'],
    [
      'No problem, your parcel leaves the warehouse tomorrow|Your parcel leaves the warehouse tomorrow|Do not worry, your parcel leaves the warehouse tomorrow',
    ],
    ['Не волнуйтесь, посылка уже на таможне в Москве|Посылка уже на таможне в Москве|Посылка на таможне в Москве'],
    [
      'No se preocupe, su paquete está en la aduana de Madrid|Su paquete está en la aduana de Madrid|El paquete está en la aduana de Madrid',
    ],
  ])('is no word of comfort that only sounds like a denial: %s', (texts) => {
    expect(mined(texts.split('|'))[0]?.times).toBe(3);
  });

  it('is still counted each for itself', () => {
    const can = ['地址可以修改的亲', '地址可以帮您修改', '可以修改地址的哦'];
    const cannot = ['地址修改不了的亲', '地址不能修改了', '不可以修改地址的哦'];
    expect(mined([...can, ...cannot]).map(({ times }) => times)).toEqual([3, 3]);
  });
});
