import { describe, expect, test } from 'vitest';
import { askedIn, NOTHING_ASKED } from '#lib/domain/asked.ts';
import type { StoredMessage } from '#lib/domain/message-stored.ts';
import { pickedOnce, weightOfPick, type PickCount } from '#lib/domain/pick.ts';
import type { TemplateBrief } from '#lib/domain/template.ts';
import { withoutDenied } from '#lib/intent/denied.ts';
import { NOW, offered, rowsOf, stageOf, STARTERS, titles } from './offered.ts';

describe('replies are offered by what was asked', () => {
  test.each([
    ['什么时候发货', '发货时效'],
    ['有优惠吗 便宜点', '优惠说明'],
    ['165 110斤穿什么码', '尺码建议'],
    ['还有货吗', '现货有货'],
    ['我的快递到哪了', '物流进度'],
    ['能开发票吗', '开票信息'],
    ['地址填错了能改吗', '修改地址'],
    ['发错了 我买的黑的来的白的', '发错货处理'],
    ['杯子碎了', '破损处理'],
    ['怎么退货', '七天无理由'],
    ['想换大一码', '换货流程'],
    ['要交关税吗', '关税说明'],
    ['发什么快递', '默认快递'],
    ['显示签收了 我没收到', '显示签收未收到'],
    ['谢谢啦', '结束语'],
    ['快递丢了吧', '物流停滞'],
    ['这个多少钱', '优惠说明'],
    ['有没有黑色的', '现货有货'],
    ['太小了穿不上', '换尺码'],
  ])('%s → %s', (text, title) => {
    expect(titles(offered(text))).toContain(title);
    expect(offered(text).list.length).toBeLessThanOrEqual(3);
  });

  test.each([
    "please don't cancel",
    "I don't want to cancel my order",
    '别取消我的订单',
    'Пожалуйста, не отменяйте мой заказ',
    'No cancelen mi pedido',
    "I don't need a refund",
    'no hace falta que me devuelvan el dinero',
    '我不退货了',
    '不用发票',
    'No need for invoice',
    '没少发，我找到了',
    '已收到货',
    '你们别随便取消我的订单',
    '我没有要退款啊',
    'i found the missing piece',
    '好的不用了',
    '嗯嗯，不用了',
  ])('nothing is offered for a wish that is denied or done: %s', (text) => {
    expect(offered(text)).toEqual({ list: [], intents: [] });
  });

  test.each([
    ["I don't want to cancel, when will you ship?", ['shipping']],
    ["I don't want a refund but a replacement", ['exchange']],
    ['不要退款，要换货', ['exchange']],
    ['不用退货可以退款吗', ['refund']],
    ['为什么不退款', ['refund']],
    ['no me devolvieron el dinero', ['refund']],
    ['no me reembolsaron', ['refund']],
    ['别退款了 补发给我吧', ['missing']],
    ['Не получил возврат', ['refund']],
    ['почему не возвращаете деньги', ['refund']],
    ['包裹收到了但是碎了', ['damaged']],
    ['别发了取消', ['cancel']],
    ['My order has not moved for 2 weeks', ['tracking']],
    ['Me queda pequeño', ['exchange']],
    ['No me llegó el reembolso', ['refund']],
    ['要不要退货', ['return']],
    ['需不需要退货啊', ['return']],
    ['用不用退货', ['return']],
    ['不用退货行吗', ['return']],
    ['不要换货可以吗', ['exchange']],
    ['No need to return?', ['return']],
    ['No need to return it then?', ['return']],
    ['не нужно возвращать?', ['return']],
    ['¿no hace falta devolverlo?', ['return']],
    ['refund not replacement', ['refund']],
    ['replacement, not a refund please', ['exchange']],
    ['I want to return it, not exchange', ['return']],
    ['нужен возврат денег, а не обмен', ['refund']],
    ['не обмен, а возврат денег', ['refund']],
    ['quiero reembolso, no cambio', ['refund']],
    ['不用了谢谢', ['thanks']],
    ['没收到货', ['tracking']],
    ['我没收到货', ['tracking']],
    ['没收到', ['tracking']],
    ['没有收到货', ['tracking']],
    ['一直没收到快递', ['tracking']],
    ['收到货了可以换吗', ['exchange']],
    ['收到货少了一个', ['missing']],
    ['没收到配件', ['missing']],
    ['没收到验证码', []],
    ['I did not get the package', ['tracking']],
    ["I don't need to return it, right?", ['return']],
    ['never got a refund', ['refund']],
    ['I did not get my money back', ['refund']],
    ['i do not get my refund', ['refund']],
    ["I don't see my refund", ['refund']],
    ['why not refund', ['refund']],
    ['не приходит посылка', ['tracking']],
    ['没收到赠品', ['missing']],
    ['赠品没收到', ['missing']],
    ['配件没有收到', ['missing']],
    ['没收到你发的图片', []],
    ['没收到回信', []],
    ['少了一件没收到', ['missing']],
    ['只收到一件，另一件没收到', ['missing']],
    ['大概几号收到货', ['shipping']],
    ['周五前收到货吗', ['shipping']],
    ['钱还没收到', ['refund']],
    ['有没有别的颜色', ['stock']],
    ['有别的款吗', ['stock']],
    ['还有别的颜色吗', ['stock']],
    ['有其他尺码吗', ['stock', 'size']],
    ['is there another color', ['stock']],
    ['do you have it in a different color', ['stock']],
    ['I got a different color', ['wrong']],
    ['есть другие цвета?', ['stock']],
    ['пришел другой цвет', ['wrong']],
    ['tienen otro color', ['stock']],
    ['enviaron otro color', ['wrong']],
    ['发成别的款了', ['wrong']],
    ['给我寄了别的颜色', ['wrong']],
    ['来的是别的牌子', ['wrong']],
    ['能换别的颜色吗', ['exchange']],
    ['退款怎么还没到账', ['refund']],
    ['退款怎么还没到', ['refund']],
    ['退款怎么还没退', ['refund']],
    ['怎么还没退款', ['refund']],
    ['钱怎么还没退', ['refund']],
    ['退款怎么还不处理', ['refund']],
    ['钱怎么还没到', ['refund']],
    ['付了钱怎么还不寄', ['urgency']],
    ['钱都付了怎么还不寄', ['urgency']],
    ['怎么还没寄呀', ['urgency']],
    ['退款的钱到现在没收到', ['refund']],
    ['还没发货就给我退款吧', ['refund']],
    ['me hace falta una pieza', ['missing']],
    ['hace falta una pieza en el paquete', ['missing']],
    ['me hace falta un cable', ['missing']],
    ['nos hace falta el manual', ['missing']],
    ['no hace falta que me devuelvan el dinero', []],
  ])('what is wished beside it is found: %s', (text, intents) => {
    expect(offered(text, { language: 'en' }).intents).toEqual(intents);
  });

  test.each([
    ['我要退货，另外发票也要', ['退货|无理由', '发票|开票']],
    ['退款和发票', ['退款', '发票|开票']],
    ['没收到货，要退款', ['退款', '物流|快递|丢失|签收|发货']],
    ['退货运费谁出？能换大一码吗？要发票', ['退货|无理由|运费', '换', '发票|开票']],
  ])('each of several wishes has a place: %s', (text, answers) => {
    const got = titles(offered(text));
    for (const answer of answers) expect(got.join()).toMatch(new RegExp(answer));
    expect(got).toHaveLength(3);
  });

  test.each([
    '这款还没收到呢，帮我看看',
    '钱都付了东西还没收到',
    '付了钱一个星期了还没收到',
    '门票还没收到',
    '贺卡一直没收到',
    '手机卡槽配件还没收到',
    '我上个星期在你们店里拍的那件白色连衣裙到现在都还没收到',
    '我买的这款鞋一直没收到',
    '都没收到',
    '也没收到啊',
  ])('a parcel did not arrive: %s', (text) => {
    expect(offered(text).intents).toContain('tracking');
  });

  test.each(["I can't get the item to work", "I don't get why my package is late", '卡里还没收到', '发票一直没收到'])(
    'is not about where a parcel is: %s',
    (text) => {
      expect(offered(text).intents).not.toContain('tracking');
    },
  );

  test.each(['好吧', '了 ', '谢谢', '好的', ', it', ' it', '很', '都', '质量很', '不要放', ' very', ' super', ' очень', ' muy'])(
    'long runs of %j come to an end',
    (run) => {
      const many = run.repeat(80);
      for (const text of [`不用了${many}x`, `x${many}不用了`, `I don't need a refund${many}x`])
        expect(withoutDenied(text)).toContain('x');
    },
  );

  test('what is for one shop is not offered in the chats of another', () => {
    const own = STARTERS.map(({ template }) => ({ template: { ...template, shopId: 'taobao|a' } }));
    expect(titles(offered('什么时候发货', { from: own, shopId: 'taobao|a' }))).toContain('发货时效');
    expect(titles(offered('什么时候发货', { from: own, shopId: 'taobao|b' }))).toEqual([]);
    expect(titles(offered('什么时候发货', { from: own }))).toEqual([]);
  });

  test('the reason is what the buyer wrote, of a long message the part that says so', () => {
    const [first] = offered('你好，我昨天拍了一件，什么时候发货').list;
    expect(first?.why).toEqual({ kind: 'asked', intent: 'shipping', quote: '什么时候发货' });
    expect(first?.template.title).toBe('发货时效');
  });

  test('the newest question counts more; an older one is not forgotten', () => {
    const got = titles(offered(['还有货吗', '能开发票吗']));
    expect(got[0]).toBe('开票信息');
    expect(titles(offered(['能开发票吗', '还有货吗']))[0]).toBe('现货有货');
  });

  test.each([
    ['when will you ship it', 'en', 'en'],
    ['где моя посылка', 'ru', 'ru'],
    ['quiero un reembolso', 'es', 'es'],
    ['еще не пришло, где трек', 'ru', 'ru'],
  ])('%s is answered in the language of the buyer', (text, language, expected) => {
    const { list } = offered(text, { language });
    expect(list.length).toBeGreaterThan(0);
    expect(list.map(({ template }) => template.language)).toEqual(list.map(() => expected));
  });

  test('nothing is offered for what asks for nothing', () => {
    expect(offered('我问下老公')).toEqual({ list: [], intents: [] });
    expect(offered([])).toEqual({ list: [], intents: [] });
  });

  test('own templates are found by their tags, and by what their title says to the recogniser', () => {
    const own = (title: string, tags?: string[]): { template: TemplateBrief } => ({
      template: {
        id: title,
        title,
        body: 'x',
        folder: '我的',
        language: 'zh',
        pinyin: [],
        initials: [],
        uses: 0,
        ...(tags ? { tags } : {}),
      },
    });
    const from = [own('随便一条'), own('乙', ['发票']), own('多久能收到货')];
    expect(titles(offered('要开专票', { from }))).toEqual(['乙']);
    expect(titles(offered('多久能收到', { from }))).toEqual(['多久能收到货']);
  });

  test('what is not in force is not offered', () => {
    const from = STARTERS.map(({ template }) => ({
      template: { ...template, ...(template.title === '发货时效' ? { validUntil: NOW - 1 } : {}) },
    }));
    expect(titles(offered('什么时候发货', { from }))).not.toContain('发货时效');
  });
});

describe('a greeting', () => {
  test('comes first when nobody has said anything and nothing was asked', () => {
    const { list } = offered([], { spoken: false });
    expect(list.map(({ template, why }) => [template.title, why.kind])).toEqual([['打招呼', 'greeting']]);
    expect(offered(['在吗'], { spoken: false }).list[0]?.template.title).toBe('打招呼');
  });

  test('stands after the answers when something was asked, and not at all once we have spoken', () => {
    expect(titles(offered('什么时候发货', { spoken: false })).at(-1)).toBe('打招呼');
    expect(titles(offered('什么时候发货', { spoken: false }))[0]).toBe('发货时效');
    expect(titles(offered('什么时候发货'))).not.toContain('打招呼');
  });

  test('is in the language of the buyer', () => {
    expect(offered([], { spoken: false, language: 'ru' }).list.map(({ template }) => template.language)).toEqual(['ru']);
  });
});

describe('somebody who is upset', () => {
  test('is calmed first, with the words that told', () => {
    const { list } = offered('气死我了 到现在还没发货');
    expect(list[0]?.template.title).toBe('安抚情绪');
    expect(list[0]?.why).toEqual({ kind: 'mood', quote: '气死' });
    expect(list.length).toBeGreaterThan(1);
  });

  test.each(['不生气 就问问什么时候发货', '不着急 什么时候发货'])('but not by %s', (text) => {
    expect(titles(offered(text))[0]).toBe('发货时效');
  });
});

describe('a reply for a case of its own', () => {
  test.each([
    ['有货吗', '现货有货'],
    ['缺货了什么时候能补货', '暂时缺货'],
    ['预售的什么时候发', '预售说明'],
    ['什么时候发货', '发货时效'],
    ['物流三天没更新了', '物流停滞'],
    ['没收到货', '物流进度'],
    ['我的快递到哪了', '物流进度'],
    ['快递单号是多少', '物流进度'],
    ['我的包裹弄丢了', '包裹丢失'],
    ['取消订单', '取消订单'],
    ['我不想要了，帮我取消', '取消订单'],
    ['降价了补差价', '价保说明'],
    ['怎么退货', '七天无理由'],
    ['退回去的你们收到了吗', '退货已收到'],
    ['能便宜点吗', '优惠说明'],
    ['我要五十件，能优惠吗', '多件优惠'],
  ])('stands first for that case only: %s → %s', (text, first) => {
    expect(titles(offered(text))[0]).toBe(first);
  });

  test.each(rowsOf('plain-first.tsv'))('is in its place in %s, %s: %s first for %s', (language, stage, first, text) => {
    expect(first.split('/')).toContain(titles(offered(text, { language, stage: stageOf(stage) }))[0]);
  });

  test.each([
    ['can I cancel my order', 'en', '取消订单'],
    ['the price dropped after I bought it', 'en', '价保说明'],
    ['where is my order', 'en', '物流进度'],
    ['no movement for two weeks', 'en', '物流较慢'],
    ['отмените заказ', 'ru', '取消订单'],
    ['quiero cancelar el pedido', 'es', '取消订单'],
  ])('in other languages: %s', (text, language, first) => {
    expect(titles(offered(text, { language }))[0]).toBe(first);
  });

  test.each([
    ['取消订单', 'paid', '取消订单'],
    ['我要取消', 'shipped', '拒收说明'],
    ['什么时候发货', 'presale', '发货时效'],
    ['什么时候发货', 'paid', '发货时效'],
    ['什么时候发货', 'shipped', '已发货通知'],
    ['有货吗', 'shipped', '现货有货'],
    ['我的快递到哪了', 'presale', '物流进度'],
  ] as const)('goes by where the purchase stands: %s, %s → %s', (text, stage, first) => {
    expect(titles(offered(text, { stage }))[0]).toBe(first);
  });

  test('nothing is said of a presale to somebody who did not ask for one', () => {
    expect(titles(offered('有货吗，今天能发吗')).slice(0, 2).toSorted()).toEqual(['发货时效', '现货有货']);
    expect(titles(offered('有货吗，今天能发吗'))).not.toContain('预售说明');
  });

  test('is offered as before, whatever the stage', () => {
    for (const stage of [null, 'presale', 'shipped', 'aftersales'] as const) {
      expect(titles(offered('有货吗', { stage })).toSorted()).toEqual(titles(offered('有货吗')).toSorted());
      expect(titles(offered('能开发票吗', { stage })).toSorted()).toEqual(titles(offered('能开发票吗')).toSorted());
    }
  });
});

describe('what staff pick', () => {
  const pick = (title: string, intent: PickCount['intent'], n: number, at = NOW): PickCount => {
    const templateId = STARTERS.find(({ template }) => template.title === title)?.template.id ?? '';
    return { id: `${intent}|${templateId}`, intent, templateId, n, at };
  };

  test('moves up for the same question, whatever its title says', () => {
    expect(titles(offered('什么时候发货', { picks: [pick('稍后联系', 'shipping', 6)] }))[0]).toBe('稍后联系');
    expect(titles(offered('能开发票吗', { picks: [pick('稍后联系', 'shipping', 6)] }))).not.toContain('稍后联系');
  });

  test('one pick does not overturn what fits, and old ones fade', () => {
    expect(titles(offered('什么时候发货', { picks: [pick('稍后联系', 'shipping', 1)] }))[0]).toBe('发货时效');
    const old = pick('稍后联系', 'shipping', 6, NOW - 300 * 86_400_000);
    expect(titles(offered('什么时候发货', { picks: [old] }))[0]).toBe('发货时效');
  });

  test('counts half after six weeks, and what is taken back is gone', () => {
    const key = { intent: 'size', templateId: 't' } as const;
    const one = pickedOnce(undefined, key, NOW, 1);
    expect(weightOfPick(one, NOW + 42 * 86_400_000)).toBeCloseTo(0.5);
    expect(pickedOnce(one, key, NOW, 1).n).toBe(2);
    expect(pickedOnce(one, key, NOW, -1).n).toBe(0);
  });
});

describe('what is open in a conversation', () => {
  let n = 0;
  const message = (side: StoredMessage['side'], text: string, more: Partial<StoredMessage> = {}): StoredMessage => ({
    m: String(n++),
    side,
    type: 'text',
    text,
    seen: NOW,
    ...more,
  });

  test('is what the buyer wrote since our last answer', () => {
    const list = [message('buyer', '在吗'), message('seller', '在的'), message('buyer', '有货吗'), message('buyer', '黑色')];
    expect(askedIn(list, NOW)).toEqual({ texts: ['有货吗', '黑色'], spoken: true, turn: ['有货吗', '黑色'] });
    expect(askedIn([...list, message('seller', '有的')], NOW)).toEqual({ texts: [], spoken: true, turn: ['有货吗', '黑色'] });
  });

  test('robots, cards and withdrawn messages are nobody’s answer', () => {
    const list = [
      message('buyer', '有货吗'),
      message('seller', '亲，欢迎', { type: 'robot' }),
      message('system', '订单已付款'),
      message('seller', '错了', { withdrawn: true }),
    ];
    expect(askedIn(list, NOW)).toEqual({ texts: ['有货吗'], spoken: false, turn: ['有货吗'] });
    expect(askedIn([], NOW)).toEqual(NOTHING_ASKED);
  });

  test('an answer of yesterday does not count as said in this talk', () => {
    const list = [message('seller', '好的', { seen: NOW - 20 * 3_600_000 }), message('buyer', '在吗')];
    expect(askedIn(list, NOW).spoken).toBe(false);
  });

  test('only the last few messages are read', () => {
    const many = Array.from({ length: 30 }, (_, i) => message('buyer', `第${i}句${'长'.repeat(500)}`));
    const { texts } = askedIn(many, NOW);
    expect(texts).toHaveLength(6);
    expect(texts.at(-1)).toMatch(/^第29句/);
    expect(Math.max(...texts.map(({ length }) => length))).toBeLessThanOrEqual(300);
  });
});
