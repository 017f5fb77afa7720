import { describe, expect, test } from 'vitest';
import { moodOf } from '#lib/domain/mood.ts';
import { labelled } from '../../scripts/intents/sentences.ts';

const sentences = labelled('mood.tsv').map((each) => ({ ...each, seen: moodOf(each.text) }));

describe('moods of labelled sentences', () => {
  test('are right nine times in ten where one is named, and found in most', () => {
    const named = sentences.filter(({ seen }) => seen.mood !== null);
    const right = named.filter(({ seen, label }) => seen.mood === label);
    const moody = sentences.filter(({ label }) => label !== 'none');
    const precision = right.length / named.length;
    const recall = right.length / moody.length;
    const perMood = ['threatening', 'angry', 'anxious'].map((mood) => {
      const given = named.filter(({ seen }) => seen.mood === mood);
      const hits = given.filter(({ label }) => label === mood).length;
      const all = sentences.filter(({ label }) => label === mood).length;
      return `${mood} ${(hits / given.length).toFixed(3)}/${(hits / all).toFixed(3)}`;
    });
    console.log(
      `mood: ${sentences.length} sentences, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}; ${perMood.join(', ')}`,
    );
    expect(sentences.length).toBeGreaterThanOrEqual(200);
    expect(new Set(sentences.map(({ text }) => text)).size).toBe(sentences.length);
    expect(precision).toBeGreaterThanOrEqual(0.9);
    expect(recall).toBeGreaterThanOrEqual(0.8);
  });

  test.each(['zh', 'en', 'ru', 'es'])('are as right in %s', (language) => {
    const named = sentences.filter((each) => each.language === language && each.seen.mood !== null);
    const right = named.filter(({ seen, label }) => seen.mood === label).length;
    expect(right / named.length).toBeGreaterThanOrEqual(0.9);
  });
});

/** Angry lines of every day, and calm ones with the same words. */
test.each(labelled('mood-alike.tsv'))('$text: $label', ({ text, label }) => {
  expect(moodOf(text).mood ?? 'none').toBe(label);
});

test.each([
  '我没有生气',
  '不会投诉的',
  'not angry at all',
  "I don't want to open a dispute",
  'не злюсь',
  'спор открывать не буду, не хочу писать плохой отзыв',
  'no estoy enojado',
  'No quiero poner una mala valoración',
  '垃圾袋有大号吗',
  'I cancelled the dispute',
  'ужасно красиво',
  'Ужасно рада, спасибо!',
  'страшно довольна',
  'кошмар как красиво',
  'ridiculously cute',
  'terribly good',
  'wtf so beautiful',
  'ridículamente barato',
  'está de puta madre',
  '好看死了',
  '笑死我了',
  '好看得离谱',
  '便宜得离谱',
  '服了，真好看',
  '质量好得离谱',
  '做工好的离谱',
  'fucking fast delivery!',
  'fucking fast now i love it',
  'ridiculously cheap now, love it',
  '掉色怎么办',
  '拍错尺码了怎么办',
  '忘记用优惠券了怎么办',
  '不喜欢怎么办',
  '付款失败了怎么办',
  '担心掉色',
  '怎么办理退货',
  '可怕',
  '有点担心大小',
  'I am afraid it is too small',
  "I'm afraid I have to cancel",
  'боюсь что не подойдёт размер',
  'что делать если не подойдет',
  'me preocupa la talla',
  'qué hago si no me queda',
])('nothing is read into: %s', (text) => {
  expect(moodOf(text)).toEqual({ mood: null, words: [] });
});

test.each([
  '服了你们真好意思',
  '服了太好笑了，还不发货',
  '服了，真好骗',
  'fucking fast refund please now',
  'give me a fucking quick answer',
  'ridiculous good joke',
  '质量不好得离谱',
  '不是好得离谱，是差得离谱',
  '不是好得离谱',
  'ridiculous good reply, give me my money',
])('is no praise: %s', (text) => {
  expect(moodOf(text).mood).toBe('angry');
});

test.each([
  '物流三天没动了 怎么办啊',
  '快递丢了怎么办',
  '一直没收到怎么办',
  '来不及了怎么办',
  '怎么办怎么办',
  '担心收不到了',
  '我很担心',
  'worried about this big delay',
  "I'm afraid it will not arrive",
  'боюсь, большая вероятность что не придёт',
  'me preocupa que se quede en la aduana',
])('is a worry: %s', (text) => {
  expect(moodOf(text).mood).toBe('anxious');
});

test('the words stand as they were written, the strongest mood counts', () => {
  expect(moodOf('垃圾！再不退就投诉你们，12315 见')).toEqual({ mood: 'threatening', words: ['投诉', '12315'] });
  expect(moodOf('Я РАЗОЧАРОВАНА, всё Ещё жду')).toEqual({ mood: 'angry', words: ['РАЗОЧАРОВАНА'] });
  expect(moodOf('Qué VERGÜENZA')).toEqual({ mood: 'angry', words: ['VERGÜENZA'] });
});

test.each([
  ['不取消就投诉你们', 'threatening'],
  ['再不给我取消我就投诉12315', 'threatening'],
  ['取消了订单还是很生气', 'angry'],
  ['你们取消我订单，我要举报', 'threatening'],
  ['取消订单不退款就报警', 'threatening'],
  ['我不会撤销投诉的', 'threatening'],
  ['Cancel my order or I open a dispute', 'threatening'],
  ['You cancelled it and I am so angry', 'angry'],
  ['已经取消了投诉', null],
  ['我把对你们的投诉撤了', 'threatening'],
  ['撤销了对你们的投诉', null],
  ['取消掉那个投诉了', null],
  ['I already closed my dispute', null],
  ['спор закрыла', null],
] as const)('cancelling something is not taking back a threat: %s', (text, mood) => {
  expect(moodOf(text).mood).toBe(mood);
});

test.each([
  ['ужасно недовольна', 'angry'],
  ['не ужасно красиво, а ужасно', 'angry'],
  ['贵得离谱', 'angry'],
  ['笑死，垃圾质量', 'angry'],
  ['ridiculous, good for nothing', 'angry'],
  ['气死我了', 'angry'],
  ['从来没有这么生气过', 'angry'],
  ['I have never been so angry', 'angry'],
  ['Never been so disappointed with a seller', 'angry'],
  ['Никогда не была так разочарована', 'angry'],
  ['Nunca he estado tan enojado', 'angry'],
  ['难道不是骗子吗', 'angry'],
  ["Isn't this a scam?", 'angry'],
  ['¿No es una estafa?', 'angry'],
  ['Разве это не обман?', 'angry'],
  ['不退款就差评', 'threatening'],
  ['再不回复就差评', 'threatening'],
  ['那我只能差评了', 'threatening'],
  ['等半个月了', 'anxious'],
  ['我等三天了', 'anxious'],
  ['从来没有生气过', null],
  ['我没生气', null],
  ['I have never been angry with you', null],
  ["It isn't a scam, thanks", null],
  ["I'm not disappointed", null],
  ['Никогда не была разочарована', null],
  ['Это не обман, спасибо', null],
  ['Nunca he estado enojado', null],
  ['No es una estafa', null],
  ['不会差评的', null],
  ['等两天再发可以的', null],
] as const)('a negation that denies nothing is none, and others are: %s', (text, mood) => {
  expect(moodOf(text).mood).toBe(mood);
});

test('a negation reaches to the end of its clause, not beyond', () => {
  expect(moodOf('不退是吧，投诉了').mood).toBe('threatening');
  expect(moodOf('not received. terrible').mood).toBe('angry');
  expect(moodOf('不得不投诉').mood).toBe('threatening');
});

test('long and strange texts come to an end, and only their beginning counts', () => {
  for (const text of ['不'.repeat(5000), 'no '.repeat(3000), '怎么还'.repeat(2000), '\u{1f621}'.repeat(900), '']) moodOf(text);
  expect(moodOf(`${'好'.repeat(5000)}投诉`).mood).toBeNull();
});
