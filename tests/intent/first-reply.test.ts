import { describe, expect, test } from 'vitest';
import { type PickCount, pickedOnce } from '#lib/domain/pick.ts';
import { STAGES, type Stage } from '#lib/domain/stage.ts';
import { learned, NOW, offered as offeredTo, rowsOf, stageOf, titles } from './offered.ts';

const offered = (language: string, stage: Stage | null, text: string, picks: readonly PickCount[] = []): string[] =>
  titles(offeredTo(text, { language, stage, picks }));

/**
 * Ordinary sentences at all stages. `right`: the titles one of which a customer-service lead would send, none where nothing
 * is to be answered or no reply answers it. `also`: what does no harm. Nothing is learned from these.
 */
const rows = rowsOf('first-reply.tsv').map(([language = '', stage = '', right = '', also = '', text = '']) => ({
  language,
  stage: stageOf(stage),
  right: right ? right.split('/') : [],
  also: also ? also.split('/') : [],
  text,
}));

type Outcome = 'right' | 'acceptable' | 'wrong' | 'none';

function outcomeOf({ language, stage, right, also, text }: (typeof rows)[number]): Outcome {
  const [first] = offered(language, stage, text);
  if (first === undefined) return right.length === 0 ? 'right' : 'none';
  if (right.includes(first)) return 'right';
  return also.includes(first) ? 'acceptable' : 'wrong';
}

describe('the first reply that is offered', () => {
  const judged = rows.map((row) => ({ ...row, outcome: outcomeOf(row) }));

  test('is judged on sentences of every stage that nothing was learned from', () => {
    expect(learned(rows)).toEqual([]);
    expect(new Set(rows.map(({ stage }) => stage))).toEqual(new Set(STAGES));
    expect(rows.filter(({ language }) => language === 'zh').length).toBeGreaterThanOrEqual(240);
    expect(rows.filter(({ language }) => language !== 'zh').length).toBeGreaterThanOrEqual(160);
  });

  test.each([
    ['Chinese', (language: string) => language === 'zh'],
    ['English, Russian and Spanish', (language: string) => language !== 'zh'],
  ])('is hardly ever a wrong one in %s', (name, of) => {
    const list = judged.filter(({ language }) => of(language));
    const count = (outcome: Outcome): number => list.filter((each) => each.outcome === outcome).length;
    const failed = list.filter(({ outcome }) => outcome === 'wrong' || outcome === 'none');
    console.log(
      `${name}: ${list.length}, right ${count('right')}, acceptable ${count('acceptable')}, wrong ${count('wrong')}, none ${count('none')}; ` +
        failed.map(({ outcome, text }) => `${outcome}: ${text}`).join(' | '),
    );
    expect(count('wrong') / list.length).toBeLessThanOrEqual(0.02);
    expect(count('right') / list.length).toBeGreaterThanOrEqual(0.93);
  });
});

describe('that a refund was agreed', () => {
  const AGREED = /退款已处理|退款处理/;
  const sentences = (list: string): string[][] =>
    list
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [language = '', ...texts] = line.trim().split(' | ');
        return texts.map((text) => [language, text]);
      });

  test.each(
    sentences(`
      zh | 我要退款 | 退款 | 能退款吗 | 怎么退款 | 我申请退款了 | 退款为什么不同意 | 你拒绝了我的退款 | 不给退款是吧 | 部分退款可以吗 | 退我20块 | 钱退给我
      zh | 钱能退吗 | 这钱还能退吗 | 退款能通过吗 | 能把钱退了吗 | 可以给我退了吗 | 退款你们会同意吗 | 我没收到货，退款给我 | 快点退款 | 发错货了要退款 | 你们怎么还不退款 | 不退款我就投诉 | 可以先退款吗，货到了我拒收 | 包裹退回去了吗
      en | I want a refund | please refund my money | can I get a refund | you rejected my refund | I haven't received the package, I want a refund
      en | where is my order i want a refund | where do i send it for a refund | how long do i have to ask for a refund | will you accept a refund | can you refund me 5 dollars | how do I request a refund | where is my package? I want a refund | the parcel was returned
      ru | где мой заказ верните деньги | через сколько дней можно вернуть деньги | хочу возврат денег | как вернуть деньги | отказали в возврате | посылка не пришла, верните деньги | частичный возврат | посылку вернули обратно
      es | dónde está mi pedido quiero mi dinero | donde pido el reembolso | a donde mando la devolucion | quiero un reembolso | ¿cómo pido el reembolso? | rechazaron el reembolso | no recibí el paquete, quiero mi dinero | el paquete fue devuelto
    `),
  )('is not said in %s to: %s', (language, text) => {
    for (const stage of [...STAGES, null])
      expect(offered(language, stage, text).filter((title) => AGREED.test(title))).toEqual([]);
  });

  test.each(
    sentences(`
      zh | 什么时候可以退款到账 | 退款什么时候到账 | 退款同意了吗 | 退款处理好了没 | 退款的钱什么时候到 | 退款怎么没收到 | 退款退到哪里
      en | when will I get my refund | has the refund been processed | how long does the refund take | I have not received my refund
      ru | когда вернутся деньги | деньги не пришли за возврат | возврат одобрен? | сколько ждать возврата денег
      es | ¿cuándo me llega el reembolso? | no me ha llegado el reembolso | ¿dónde está mi dinero? | ¿aceptaron mi reembolso?
    `),
  )('may be said in %s to: %s', (language, text) => {
    expect(offered(language, 'aftersales', text).some((title) => AGREED.test(title))).toBe(true);
  });

  test('is not learned for those who ask for one', () => {
    const key = { intent: 'refund', templateId: 'starter-zh-ref-done' } as const;
    const picks = [{ ...pickedOnce(undefined, key, NOW, 1), n: 50 }];
    expect(offered('zh', 'received', '我要退款', picks)).not.toContain('退款已处理');
    expect(offered('zh', 'aftersales', '退款什么时候到账', picks)[0]).toBe('退款已处理');
  });
});

describe('nothing is said that is not true of the buyer', () => {
  test.each([
    ['zh', '要交关税吗'],
    ['zh', '清关会有问题吗'],
    ['zh', '海关那边好过吗'],
    ['en', 'any import duties?'],
    ['en', 'will it pass customs?'],
    ['ru', 'нужно платить пошлину?'],
    ['ru', 'таможня пропустит?'],
    ['es', '¿tengo que pagar impuestos de aduana?'],
  ])('no parcel is at customs before one was bought: %s, %s', (language, text) => {
    for (const stage of ['presale', 'unpaid'] as const) expect(offered(language, stage, text)).not.toContain('清关说明');
  });

  test.each([
    ['zh', '怎么付款'],
    ['zh', '可以货到付款吗'],
    ['en', 'do you accept paypal'],
    ['ru', 'как оплатить?'],
    ['es', '¿puedo pagar con tarjeta?'],
  ])('no order waits to be paid before there is one: %s, %s', (language, text) => {
    for (const stage of ['presale', 'paid', 'shipped', 'received', null] as const)
      expect(offered(language, stage, text)).toEqual([]);
    expect(offered(language, 'unpaid', text)).toHaveLength(1);
  });

  test.each(['少发了一件', '我要换货', '我要退货', '没收到货', '想换个颜色'])(
    'no one is apologised to for what was not: %s',
    (text) => {
      const titles = offered('zh', 'received', text);
      if (!text.includes('少发')) expect(titles).not.toContain('补发说明');
      expect(titles).not.toContain('发错货处理');
      expect(titles).not.toContain('包裹丢失');
    },
  );

  test('own replies about a product are offered to those who ask for what they tell', () => {
    const own = ['安装视频', '保修政策', '面料成分', '产品介绍'].map((title) => ({
      template: {
        id: title,
        title,
        body: 'x',
        folder: '商品',
        language: 'zh',
        tags: ['规格'],
        pinyin: [],
        initials: [],
        uses: 0,
      },
    }));
    const answers = (text: string): string[] => titles(offeredTo(text, { from: own, stage: 'presale' }));
    expect(answers('这个怎么安装')).toEqual(['安装视频', '产品介绍']);
    expect(answers('保修多久')).toEqual(['保修政策', '产品介绍']);
    expect(answers('是纯棉的吗')).toEqual(['面料成分', '产品介绍']);
  });
});

describe('what asks for nothing', () => {
  test.each([
    ['zh', '包裹里别放发票，送人的'],
    ['zh', '备注一下不要放发票和价格单'],
    ['en', 'no invoice in the box please, it is a gift'],
    ['en', "please don't include the receipt"],
    ['ru', 'чек в посылку не кладите'],
    ['es', 'sin factura dentro del paquete por favor'],
    ['zh', '质量很好'],
    ['zh', '物流很快'],
    ['zh', '没有任何投诉'],
    ['en', 'great quality!'],
    ['en', 'good quality, fits perfectly'],
    ['en', 'No complaints, all good'],
    ['ru', 'отличное качество'],
    ['ru', 'качество супер'],
    ['ru', 'претензий нет'],
    ['es', 'muy buena calidad'],
    ['es', 'envío muy rápido'],
    ['es', 'ninguna queja, todo perfecto'],
  ])('is answered with nothing: %s, %s', (language, text) => {
    for (const stage of ['paid', 'received'] as const) expect(offered(language, stage, text)).toEqual([]);
  });

  test.each([
    ['en', 'fast shipping, thanks'],
    ['zh', '质量很好，谢谢'],
    ['es', 'excelente calidad, gracias'],
  ])('is thanked back where it thanks: %s, %s', (language, text) => {
    expect(offered(language, 'received', text)).toEqual(['结束语']);
  });

  test.each([
    ['zh', '发票怎么没放包裹里', '开票信息'],
    ['zh', '别忘了放发票', '开票信息'],
    ['en', 'there was no invoice in the package', '发票说明'],
    ['ru', 'чека в посылке не было', '发票说明'],
    ['es', 'no me mandaron la factura', '发票说明'],
    ['zh', '质量不好', '质量问题取证'],
    ['zh', '质量很好但是颜色发错了', '发错货处理'],
    ['en', 'not good quality', '请提供照片'],
    ['en', 'fast shipping please', '催发货回复'],
    ['ru', 'качество плохое', '请提供照片'],
    ['es', 'la calidad no es buena', '请提供照片'],
  ])('is not to be confused with: %s, %s', (language, text, first) => {
    expect(offered(language, /催/u.test(first) ? 'paid' : 'received', text)[0]).toBe(first);
  });
});
