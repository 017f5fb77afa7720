import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type WordingEntry, wordingInForce, wordingRows } from '../../lib/domain/wording.ts';
import { WordingChecker } from '../../lib/domain/wording-check.ts';
import { WORDING_PACK } from '../../lib/domain/wording-pack.ts';
import { w, whatToDo } from '../../lib/i18n-wording.ts';

const checker = new WordingChecker(wordingInForce(WORDING_PACK, []));

interface Labelled {
  kind: string;
  text: string;
  heldBack: boolean;
}
const written = readFileSync(join(import.meta.dirname, 'wording-sentences.txt'), 'utf8').split('\n');
const sentences: Labelled[] = written
  .filter((line) => line && !line.startsWith('#'))
  .map((line, i) => ({ kind: line.slice(0, line.indexOf('|')), text: line.slice(line.indexOf('|') + 1), heldBack: i % 5 === 4 }));

const kindsIn = (text: string): string[] => checker.check(text).map(({ kind }) => kind);

/** How many of the clean sentences are left alone, of the finds are right, and of the others are found. */
function measure(list: readonly Labelled[]): { clean: number; precision: number; recall: number; wrong: string[] } {
  const clean = list.filter(({ kind }) => kind === '-');
  const bad = list.filter(({ kind }) => kind !== '-');
  const quiet = clean.filter(({ text }) => kindsIn(text).length === 0);
  const found = bad.filter(({ kind, text }) => kindsIn(text).includes(kind));
  const wrong = [...clean.filter((each) => !quiet.includes(each)), ...bad.filter((each) => !found.includes(each))];
  return {
    clean: quiet.length / clean.length,
    precision: found.length / (found.length + clean.length - quiet.length),
    recall: found.length / bad.length,
    wrong: wrong.filter(({ heldBack }) => !heldBack).map(({ kind, text }) => `${kind}|${text} → ${kindsIn(text).join()}`),
  };
}

describe('the list that comes with the product', () => {
  it('leaves clean sentences alone and finds the others', () => {
    expect(sentences.length).toBeGreaterThanOrEqual(300);
    const seen = measure(sentences.filter(({ heldBack }) => !heldBack));
    const heldBack = measure(sentences.filter((each) => each.heldBack));
    const all = measure(sentences);
    console.info('wording', sentences.length, { ...all, wrong: all.wrong.length }, 'held back', { ...heldBack, wrong: [] });
    if (process.env['KEBAN_WRONG']) console.info(seen.wrong.join('\n'));
    for (const { clean, precision, recall } of [all, heldBack]) {
      expect(clean).toBeGreaterThanOrEqual(0.95);
      expect(precision).toBeGreaterThanOrEqual(0.95);
      expect(recall).toBeGreaterThanOrEqual(0.85);
    }
  });
});

describe('what is denied', () => {
  const list = written.slice(written.findIndex((line) => line.startsWith('# Denials')) + 1).filter(Boolean);

  it('has enough sentences', () => expect(list.length).toBeGreaterThanOrEqual(60));

  it.each(list)('%s', (line) => {
    const [kind = '', text = ''] = line.split('|');
    expect([...new Set(kindsIn(text))]).toEqual(kind === '-' ? [] : [kind]);
  });
});

describe('the replies that come with the product', () => {
  const folder = join(import.meta.dirname, '../../assets/starter');
  const replies = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) =>
      Object.entries(bodiesIn(JSON.parse(readFileSync(join(folder, name), 'utf8')))).map(([id, body]) => ({ name, id, body })),
    );

  it('say nothing that is on the list', () => {
    expect(replies.length).toBeGreaterThan(500);
    const wrong = replies.flatMap(({ name, id, body }) =>
      checker.check(body).map((hit) => `${name} ${id} ${hit.entry}: ${body.slice(hit.start, hit.end)}`),
    );
    expect(wrong).toEqual([]);
  });

  function bodiesIn(file: unknown): Record<string, string> {
    const list = (Array.isArray(file) ? file : (file as { templates?: unknown[] }).templates) as { id: string; body: string }[];
    return Object.fromEntries(list.map(({ id, body }, i) => [id ?? String(i), body]));
  }
});

const entry = (fields: Partial<WordingEntry> & { words: string[] }): WordingEntry => ({
  id: 'x',
  kind: 'contact',
  severity: 'stop',
  languages: ['zh'],
  better: [],
  source: 'own',
  ...fields,
});
const found = (text: string, ...entries: WordingEntry[]): string[] =>
  new WordingChecker(entries).check(text).map(({ start, end }) => text.slice(start, end));

describe('the way wordings are looked for', () => {
  it.each([
    ['微 信', '微 信'],
    ['微❤️信', '微❤️信'],
    ['微\u200b信', '微\u200b信'],
    ['微.·.信', '微.·.信'],
    ['😀😀微-信😀', '微-信'],
    ['微。信', ''],
    ['稍微，信封', ''],
    ['微\n信', ''],
    ['微 . - . 信', ''],
  ])('finds %j hidden by signs as %j', (text, hit) => {
    expect(found(text, entry({ words: ['微信'], loose: true })).join()).toBe(hit);
  });

  it.each([
    ['WhatsApp me', 'WhatsApp'],
    ['ＷｈａｔｓＡｐｐ', 'ＷｈａｔｓＡｐｐ'],
    ['w h a t s a p p', 'w h a t s a p p'],
    ['whats-app', 'whats-app'],
    ['what sapp', ''],
    ['wh\u0430ts\u0430pp', 'wh\u0430ts\u0430pp'],
    ['whatsapps', ''],
    ['mywhatsapp', ''],
    ['W H A T S A P Persons', ''],
  ])('finds a word of an alphabet in %j as %j', (text, hit) => {
    expect(found(text, entry({ words: ['whatsapp'], loose: true })).join()).toBe(hit);
  });

  it('takes endings, the end of a clause, exceptions and negations as they are meant', () => {
    const guarantee = entry({ words: ['гарантир*'] });
    expect(found('мы гарантируем это, не гарантируем то', guarantee)).toEqual(['гарантируем']);
    const best = entry({ words: ['最好$'], except: ['您最好'] });
    expect(found('这款最好。您最好，最好先看。料子最好', best)).toEqual(['最好', '最好']);
    const first = entry({ words: ['第一'], except: ['第一次', '第一时间'] });
    expect(found('第一次第一第一时间', first)).toEqual(['第一']);
    expect(found('请不要加微信。加微信', entry({ words: ['加微信'] }))).toEqual(['加微信']);
    expect(found("We don't accept PayPal. PayPal is fine", entry({ words: ['paypal'] }))).toEqual(['PayPal']);
  });

  it('takes the name of an account along, and of two that overlap the longer one', () => {
    expect(found('微信：qh_8899，旺旺也行', entry({ words: ['微信'], withId: true }))).toEqual(['微信：qh_8899']);
    expect(found('微信 hello', entry({ words: ['微信'], withId: true }))).toEqual(['微信']);
    expect(found('add me on  whatsapp', entry({ words: ['add me on', 'whatsapp'] }))).toEqual(['add me on  whatsapp']);
    expect(found('加微信吧', entry({ words: ['微信'] }), entry({ id: 'y', words: ['加微信吧'] }))).toEqual(['加微信吧']);
  });

  it.each([
    ['13812345678', '13812345678'],
    ['+86 138-1234-5678!', '+86 138-1234-5678'],
    ['第 12 号 13812345678', '13812345678'],
    ['12 138 1234 5678', '138 1234 5678'],
    ['一三八 一二三四 五六七八', '一三八 一二三四 五六七八'],
    ['4512300187000204539', ''],
    ['138123456789', ''],
    ['SF13812345678', ''],
    ['138****5678', ''],
    ['+7 (912) 345-67-89', '+7 (912) 345-67-89'],
    ['2026-11-28 10:00', ''],
    ['1+1 = 2', ''],
  ])('reads the phone number in %j as %j', (text, hit) => {
    expect(found(text, entry({ words: [], detect: 'phone' })).join()).toBe(hit);
  });

  it('reads addresses of mail and web, and lets those of the platforms pass', () => {
    expect(found('写到 a.b@mail.ru。', entry({ words: [], detect: 'email' }))).toEqual(['a.b@mail.ru']);
    expect(found('@林 a@b @x.ru', entry({ words: [], detect: 'email' }))).toEqual([]);
    const link = entry({ words: [], detect: 'link' });
    expect(found('看https://a.example/x?y=1，或 www.b.example', link)).toEqual(['https://a.example/x?y=1', 'www.b.example']);
    expect(found('https://item.taobao.com/item.htm?id=1 https://taobao.com.evil.example/', link)).toEqual([
      'https://taobao.com.evil.example/',
    ]);
  });

  it('takes a sum of money along', () => {
    const cash = entry({ words: ['好评返现'], withAmount: true });
    expect(found('好评返现 5 元，晒图', cash)).toEqual(['好评返现 5 元']);
    expect(found('好评返现 活动', cash)).toEqual(['好评返现']);
  });

  it('puts what is written in the language of the text first', () => {
    const both = entry({ words: ['wechat'], better: ['旺旺', 'this chat'] });
    expect(new WordingChecker([both]).check('my WeChat')[0]?.better[0]).toBe('this chat');
    expect(new WordingChecker([both]).check('我的WeChat')[0]?.better[0]).toBe('旺旺');
  });

  /** Milliseconds that checking a text some times takes. */
  const timed = (text: string, times: number): number => {
    const from = performance.now();
    for (let i = 0; i < times; i++) checker.check(text);
    return performance.now() - from;
  };

  it.each([
    ['最'],
    ['1 '],
    ['1'],
    ['第一次'],
    ['微 信'],
    ['a@'],
    ['www.'],
    ['http://'],
    ['+1 '],
    ['v x '],
    ['аa'],
    ['　'],
    ['不要'],
    ['微信：abc12 '],
    ['先确认收货，再'],
    ['please first confirm receipt and '],
    ['mark the '],
    ['0571-'],
    ['\ufdfa'],
    ['The best price, 100% guaranteed, add me on WhatsApp. '],
  ])('takes time that grows with the text only, for %j over and over', (piece) => {
    const text = (length: number): string => piece.repeat(Math.ceil(length / piece.length));
    const ratios = [1, 2, 3].map(() => timed(text(100_000), 1) / Math.max(timed(text(5000), 20), 5));
    // As much text in both; what grows with the square takes twenty times as long for the one that is long.
    expect(Math.min(...ratios)).toBeLessThan(5);
    expect(checker.check(text(100_000)).length).toBeLessThanOrEqual(200);
  });
});

describe('what a shop changes of the list', () => {
  const pack = {
    version: '1',
    sources: {},
    entries: [entry({ id: 'a', words: ['甲'] }), entry({ id: 'b', words: ['乙'] }), entry({ id: 'c', words: ['己', '庚'] })],
  };

  it('is switched off, weighed and worded otherwise, and added, beside the pack', () => {
    const edits = [
      { id: 'a', off: true as const, at: 1 },
      { id: 'b', severity: 'care' as const, better: ['丙'], at: 2 },
      { id: 'w_1', words: ['丁'], kind: 'promise' as const, at: 3 },
      { id: 'gone', off: true as const, at: 4 },
      { id: 'c', words: ['戊'], without: ['己'], at: 5 },
    ];
    expect(wordingRows(pack, edits).map(({ id, off, own, edited, severity }) => [id, off, own, edited, severity])).toEqual([
      ['w_1', false, true, true, 'care'],
      ['a', true, false, true, 'stop'],
      ['b', false, false, true, 'care'],
      ['c', false, false, true, 'stop'],
    ]);
    const own = new WordingChecker(wordingInForce(pack, edits));
    expect(own.check('己，庚，戊').map(({ start }) => start)).toEqual([2, 4]);
    expect(own.check('甲乙丁').map(({ entry: id, better }) => [id, better])).toEqual([
      ['b', ['丙']],
      ['w_1', []],
    ]);
  });

  it('never touches an entry of the pack that names no source or day', () => {
    for (const { id, source, severity, kind } of WORDING_PACK.entries) {
      expect([id, WORDING_PACK.sources[source]?.date]).toEqual([id, expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/)]);
      expect([severity, kind].every(Boolean)).toBe(true);
    }
    expect(new Set(WORDING_PACK.entries.map(({ id }) => id)).size).toBe(WORDING_PACK.entries.length);
    for (const language of ['zh', 'en', 'ru', 'es'])
      for (const kind of ['contact', 'superlative', 'review', 'promise'])
        expect([
          language,
          kind,
          WORDING_PACK.entries.some((each) => each.kind === kind && each.languages.includes(language) && each.words.length > 0),
        ]).toEqual([language, kind, true]);
  });
});

describe('a better wording', () => {
  /** What stands there once every first better wording was taken. */
  const mended = (text: string): string =>
    checker
      .check(text)
      .toReversed()
      .reduce(
        (now, { start, end, better: [first] }) => (first === undefined ? now : now.slice(0, start) + first + now.slice(end)),
        text,
      );

  it.each([
    ['我们家100%正品', '我们家正品'],
    ['绝不会起球的', '不会起球的'],
    ['这个永不褪色', '这个不容易褪色'],
    ['绝对没问题', '没问题'],
    ['我们都是正品保证', '我们都是正品'],
    ['明天保证发货', '明天尽量发货'],
    ['保证给您发全新的', '给您发全新的'],
    ['保证是正品哦', '是正品哦'],
    ['保证给您当天发', '尽量给您当天发'],
    ['包您满意', '尽量让您满意'],
    ['明天一定能到', '明天一般能到'],
    ['支持无条件退货', '支持按规则退货'],
    ['我们是最专业的', '我们是很专业的'],
    ['这是最佳选择', '这是很好的选择'],
    ['给您最低价格', '给您优惠价'],
    ['好评返现哦亲', '欢迎如实评价哦亲'],
    ['麻烦给个五星', '麻烦如实评价'],
    ['麻烦您修改评价', '麻烦您告诉我们哪里不满意'],
    ['您加一下微信吧', '您在这里联系我吧'],
    ['It will definitely arrive', 'It will definitely arrive'],
    ['It will definitely come in May', 'It should come in May'],
    ['We have the lowest price', 'We have a good price'],
    ['У нас лучшая цена', 'У нас хорошая цена'],
    ['У нас самая низкая цена', 'У нас выгодная цена'],
    ['Tenemos el mejor precio', 'Tenemos el buen precio'],
    ['Please leave a positive review', 'Please leave an honest review'],
    ['Add me on WhatsApp', 'write to me in this chat'],
    ['Call me on WhatsApp 13812345678', 'write to me in this chat'],
    ['无副作用的放心用', '成分有标注的放心用'],
    ['We can declare less value', 'We can declare the real value'],
    ['You should confirm receipt and we will refund you', 'no need to confirm receipt, we will refund you'],
    ['Contact us via Telegram please', 'Contact us in this chat please'],
    ['Напишите нам в вотсап', 'Напишите нам здесь, в чате'],
    ['Escríbanos por WhatsApp', 'Escríbanos por este chat'],
    ['去拼多多搜我们店', '在本店搜我们店'],
    ['这款零添加哦', '这款配料有标注哦'],
    ['能麻烦您撤销一下退款吗', '能麻烦您告诉我们怎么解决吗'],
    ['Please close the dispute first', 'Please tell us how we can solve this first'],
    ['Пожалуйста, закройте спор', 'Пожалуйста, напишите, как нам решить вопрос'],
    ['¿Puede cerrar la disputa?', '¿Puede decirnos cómo podemos solucionarlo?'],
    ['I will mark the package as gift with low value', 'I will declare the real value'],
    ['We can declare a lower value for you', 'We can declare the real value for you'],
    ['Мы занизим стоимость', 'Мы укажем настоящую стоимость'],
    ['给您申报低一点', '给您如实申报'],
    ['亲，先确认收货再退款', '亲，不用先确认收货，直接退款'],
    ['您先确认收货，我们马上给您补发', '您不用先确认收货，我们马上给您补发'],
    ['有事说 0571-88888888', '有事说 '],
    ['My number: (0571)88888888', 'My number: '],
    ['资料在 https://a.example/x 里', '资料在  里'],
  ])('of %j makes %j', (text, better) => {
    expect(mended(text)).toBe(better);
  });

  it.each([
    '终身免费维修',
    '我们有质量保证',
    '支付宝红包返现',
    'We guarantee delivery in 3 days',
    'Pay by PayPal',
    '销量第一',
    'Мы на 100 процентов уверены',
    'Мы на 100% уверены',
  ])('is none where none fits: %s', (text) => {
    expect(checker.check(text).flatMap(({ better }) => better)).toEqual([]);
    expect(checker.check(text)).not.toEqual([]);
  });

  it.each(['请您保证地址正确', '麻烦您保证电话畅通哦', 'Please guarantee the address is right'])(
    'is not asked for where the buyer is to do something: %s',
    (text) => expect(kindsIn(text)).toEqual([]),
  );

  it('is one of those for the word that was found', () => {
    const one = entry({ words: ['甲', '乙*', 'Foo'], better: ['甲→丙', '乙*→丁*', 'foo→Bar'] });
    const of = (text: string) => new WordingChecker([one]).check(text).map(({ better }) => better);
    expect([of('甲'), of('foo'), of('FOO')]).toEqual([[['丙']], [['Bar']], [['Bar']]]);
  });
});

describe('wordings that a shop took out', () => {
  const mine = new WordingChecker(
    wordingInForce(WORDING_PACK, [
      { id: 'd-dispute-asked', without: ['取消退款', '退款取消'], at: 1 },
      { id: 'd-dispute', without: ['close the dispute'], at: 1 },
    ]),
  );

  it.each(['请您取消退款', '麻烦取消退款哦', 'Please close the dispute'])(
    'are left alone where they are read in a sentence: %s',
    (text) => {
      expect(mine.check(text)).toEqual([]);
      expect(kindsIn(text)).toEqual(['rules']);
    },
  );

  it.each(['请您撤销退款', 'Please cancel the dispute', '请您取消退款申请'])('leave the others found: %s', (text) => {
    expect(mine.check(text).map(({ kind }) => kind)).toEqual(['rules']);
  });
});

describe('better wordings', () => {
  it('are not offered where what is given would be left over', () => {
    expect(checker.check('不返现，好评送袜子').flatMap(({ better }) => better)).toEqual([]);
    expect(checker.check('好评返5元').map(({ better }) => better)).toEqual([['欢迎如实评价']]);
    expect(checker.check('好评有礼哦').map(({ better }) => better)).toEqual([['欢迎如实评价']]);
  });

  it('are missing where none fits, and then it is said what to do', () => {
    const advised = WORDING_PACK.entries
      .filter(({ kind }) => kind !== 'language')
      .map(({ id: entry, kind }) => whatToDo({ entry, kind }));
    expect(advised.filter((each) => each === w('none'))).toEqual([]);
    expect(whatToDo({ entry: 'w_1', kind: 'promise' })).toBe(w('do.promise'));
    const without = WORDING_PACK.entries.filter(({ better }) => better.length === 0).map(({ id }) => id);
    expect(without).toEqual(['s-first', 'r-fake', 'o-other', 'l-language']);
  });
});
