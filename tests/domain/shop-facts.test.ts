import { describe, expect, it } from 'vitest';
import { contradictions } from '#lib/domain/fact-contradictions.ts';
import { hashOf } from '#lib/domain/hash.ts';
import { measuresIn } from '#lib/domain/measures.ts';
import { factsOfShop, shopFactIn, type ShopFact } from '#lib/domain/shop-facts.ts';
import { factsFrom } from '#lib/domain/template-facts.ts';
import { renderTemplate } from '#lib/domain/template-render.ts';
import type { Template } from '#lib/domain/template.ts';

const fact = (more: Partial<ShopFact>): ShopFact => ({
  id: 'f1',
  name: '发货时效',
  value: '48小时',
  createdAt: 1,
  updatedAt: 1,
  ...more,
});
const template = (body: string, id = 't1'): Template => ({
  id,
  title: body.slice(0, 8),
  body,
  folder: '',
  language: 'zh',
  pinyin: [],
  initials: [],
  uses: 0,
  createdAt: 1,
  updatedAt: 1,
});

describe('variables of the shop', () => {
  const render = (body: string, facts: ShopFact[], shopId: string | null = null) =>
    renderTemplate(
      body,
      factsFrom({ customer: null, orders: [], shop: null, now: 0, zone: 'UTC', own: factsOfShop(facts, shopId) }),
    );

  it.each(['店铺.发货时效', '店铺．发货时效', 'shop.发货时效', '店铺 . 发货 时效'])('{%s} is filled in', (slot) => {
    expect(render(`{${slot}}内发出`, [fact({})])).toEqual({ outcome: 'ready', text: '48小时内发出' });
  });

  it('asks for what is not stated, unless there is a fallback; a condition just fails', () => {
    expect(render('{店铺.质保期}', [])).toMatchObject({ outcome: 'missing', slots: [{ name: '店铺.质保期' }] });
    expect(render('{店铺.质保期|一年}', [])).toEqual({ outcome: 'ready', text: '一年' });
    expect(render('{如果 店铺.质保期}有{否则}无{结束}', [])).toEqual({ outcome: 'ready', text: '无' });
    expect(render('{如果 店铺.发货时效=48小时}快{结束}', [fact({})])).toEqual({ outcome: 'ready', text: '快' });
    expect(shopFactIn('店铺')).toBeNull();
  });

  it('a fact of the shop itself goes before one of all shops', () => {
    const facts = [fact({ shopId: 'taobao|a', value: '24小时' }), fact({ id: 'f2' })];
    expect(render('{店铺.发货时效}', facts, 'taobao|a')).toMatchObject({ text: '24小时' });
    expect(render('{店铺.发货时效}', facts, 'taobao|b')).toMatchObject({ text: '48小时' });
  });
});

it.each([
  ['48 小时内、七天、十五天', [48, 7, 15]],
  ['满¥99包邮，两件 8.5折', [99, 2, 8.5]],
  ['within 24 hours or 3 business days', [24, 3]],
  ['отправим через 2 дня', [2]],
  ['第3次联系 2026', []],
  ['2026年11月20日', []],
  ['20日内、三个月、1年', [20, 3, 1]],
])('measuresIn(%s)', (text, numbers) => {
  expect(measuresIn(text).map(({ number }) => number)).toEqual(numbers);
});

describe('texts with former hours of a shop', () => {
  const found = (text: string, value: string, former: string): string[] =>
    contradictions(fact({ name: '客服时间', value, former: [former] }), [template(text)], hashOf).map((each) => each.found.text);

  it.each([
    ['客服在线时间9:00-18:00', '9:00-18:00'],
    ['人工客服：9:00—18:00', '9:00—18:00'],
    ['9:00～18:00在线', '9:00～18:00'],
    ['9:00~18:00在线', '9:00~18:00'],
    ['9:00 - 18:00 在线', '9:00 - 18:00'],
    ['9:00——18:00在线', '9:00——18:00'],
    ['9：00至18：00在线', '9：00至18：00'],
    ['09:00-18:00在线', '09:00-18:00'],
    ['客服时间早上9点到下午6点', '早上9点到下午6点'],
    ['客服时间上午9点至晚上6点，请留言', '上午9点至晚上6点'],
    ['9点到18点都在', '9点到18点'],
    ['早上9:00到下午6:00在线', '早上9:00到下午6:00'],
    ['上午9点整到下午6点整', '上午9点整到下午6点整'],
  ])('are found: %s', (text, what) => {
    expect(found(text, '9:00-22:00', '9:00-18:00')).toEqual([what]);
    expect(found(text, '9:00-22:00', '9:00～18:00')).toEqual([what]);
  });

  it.each([
    '我们9:00-22:00在线',
    '早上9点到晚上10点在线',
    '19:00-18:00',
    '9:00-18:30',
    '早上9点到下午6点半',
    '晚上9点到下午6点',
    '9点发货，18点下班',
    '下午6点后下单明天发',
    '9月到18日',
    '1-9点到18点',
  ])('are not: %s', (text) => {
    expect(found(text, '9:00-22:00', '9:00-18:00')).toEqual([]);
  });

  it('are none when they are only written otherwise now, and have halves', () => {
    expect(found('9:00-18:00在线', '9:00—18:00', '9:00-18:00')).toEqual([]);
    expect(found('早上9点半到晚上9点半', '9:00-22:00', '9:30-21:30')).toEqual(['早上9点半到晚上9点半']);
    expect(found('早上9点到晚上9点', '9:00-22:00', '9:30-21:30')).toEqual([]);
  });
});

describe('texts that contradict a fact', () => {
  const found = (text: string, more: Partial<ShopFact> = {}): string[] =>
    contradictions(fact(more), [template(text)], hashOf).map(({ why, found: what }) => `${why} ${what.text}`);

  it.each([
    ['付款后 24 小时内发货哦', {}, ['number 24 小时']],
    ['付款后 48 小时内发货哦', {}, []],
    ['付款后 48小时内发货，客服 24 小时在线', {}, []],
    ['付款后发货，24 小时内', {}, ['number 24 小时']],
    ['我们 72 小时发货。客服 24 小时在线', { value: '72小时' }, []],
    ['我们 {店铺.发货时效} 内发货', {}, []],
    ['客服 24 小时在线', {}, []],
    ['支持 7 天无理由退货', { name: '无理由退货', value: '15天' }, ['number 7 天']],
    ['支持七天无理由退货', { name: '无理由退货', value: '7天' }, []],
    ['收到后 3 天内签收', { name: '无理由退货', value: '7天' }, []],
    ['We ship within 24 hours', { words: ['ship'] }, ['number 24 hours']],
    ['默认发顺丰', { name: '默认快递', value: '中通', former: ['顺丰'] }, ['former 顺丰']],
    ['72 小时内发出', { words: ['发出'], former: ['72小时'] }, ['former 72 小时']],
    ['72 小时内联系您', { former: ['72小时'] }, []],
    ['满 99 元包邮', { name: '包邮门槛', value: '满59元' }, ['number 99 元']],
    ['付款后 3天内发货', {}, ['number 3天']],
    ['付款后两天内发货', {}, []],
    ['3个工作日内发货', {}, ['number 3个工作日']],
    ['付款后 3-5天内发货', {}, ['number 3-5天']],
    ['72小时内发货', { value: '3天', former: ['72小时'] }, []],
    ['发货后3天左右到', {}, []],
    ['付款后一般 {发货时限|24 小时}内发出', {}, ['number 24 小时']],
    ['付款后一般 {时限|24 小时}内发出', { words: ['发出'] }, ['number 24 小时']],
    ['付款后一般 {时限|24 小时}内发出', {}, ['number 24 小时']],
    ['{店铺.发货时效|24小时}内发货', {}, []],
    ['{发货:单选 48小时/24小时}', {}, ['number 24小时']],
    ['{随机:今天发货/7天无理由}，谢谢', {}, []],
    ['{随机:48小时/三天}内发货', {}, ['number 三天']],
    ['{急:开关 24小时内发货}', {}, ['number 24小时']],
    ['We ship within 72 hours after payment', {}, ['number 72 hours']],
    ['We ship within 2 days', {}, []],
    ['Shipping usually takes 15 days', {}, []],
    ['It arrives 15 days after it is shipped', {}, []],
    ['Отправим заказ в течение 72 часов', {}, ['number 72 часов']],
    ['Отправление идёт 20 дней', {}, []],
    ['Enviamos su pedido en 72 horas', {}, ['number 72 horas']],
    ['We ship within 72 hours', { name: '质保期' }, []],
    ['质保 12 个月', { name: '质保期', value: '1年', words: ['质保'] }, []],
    ['请在 7 天内寄出退货', {}, []],
    ['发出后 5 天左右到', {}, []],
    ['24小时内发给您', {}, []],
    ['Der Versand dauert 15 Tage', {}, []],
    ['15 Tage nach Versand', {}, []],
    ['Livraison 15 jours après expédition', {}, []],
    ['発送後15日で届きます', {}, []],
    ['발송 후 15일 걸립니다', {}, []],
    ['Refund in 5 days after we receive your return', { name: '退货期限', value: '15天' }, []],
    ['Your money will return to your card in 5 days', { name: '退货期限', value: '15天' }, []],
    ['Возврат денег оформим в течение 2 дней', { name: '退货期限', value: '15天' }, []],
    ['Zwrot pieniędzy zlecimy w ciągu 2 dni', { name: '退货期限', value: '15天' }, []],
    ['Nous vous le renvoyons sous 3 jours', { name: '退货期限', value: '15天' }, []],
    ['满18岁可以买', { name: '包邮门槛', value: '满59元' }, []],
    ['满3件包邮', { name: '包邮门槛', value: '满59元' }, []],
  ] as const)('%s', (text, more, expected) => {
    expect(found(text, more as Partial<ShopFact>)).toEqual(expected);
  });

  it.each([
    [
      '签收后7天无理由退货。付款后7天内发货。',
      {},
      '签收后7天无理由退货。付款后{店铺.发货时效}内发货。',
      '签收后7天无理由退货。付款后3天内发货。',
    ],
    ['签收后7天无理由，付款后7天内发货', {}, '签收后7天无理由，付款后{店铺.发货时效}内发货', '签收后7天无理由，付款后3天内发货'],
    ['{{48小时}}，{订单号}，48小时发货', {}, '{{48小时}}，{订单号}，{店铺.发货时效}发货', '{{48小时}}，{订单号}，3天发货'],
    ['一般 {发货时限|48 小时}内发', {}, '一般 {店铺.发货时效}内发', '一般 {发货时限|3天}内发'],
    ['一般 {发货时限|付款后 48 小时}内发', {}, null, '一般 {发货时限|付款后 3天}内发'],
    ['{发货:单选 3天/48小时}发', {}, null, '{发货:单选 3天/3天}发'],
    ['满 99 元包邮', { name: '包邮', value: '满59元' }, '{店铺.包邮}包邮', '满 59元包邮'],
    ['99 元包邮', { name: '包邮', value: '满59元' }, null, '59元包邮'],
  ] as const)('says where in %s', (body, more, variable, value) => {
    const [one] = contradictions(fact({ value: '3天', ...more }), [template(body)], hashOf);
    const put = (place: { at: number; text: string }, text: string): string => {
      expect(body.slice(place.at, place.at + place.text.length)).toBe(place.text);
      return body.slice(0, place.at) + text + body.slice(place.at + place.text.length);
    };
    if (!one) throw new Error('no contradiction');
    expect(put(one.found, one.expected)).toBe(value);
    expect(one.forVariable && put(one.forVariable, `{店铺.${one.fact.name}}`)).toBe(variable);
  });

  it.each([
    ['付款后48小时内寄出', '48小时'],
    ['48小时内发出', '48小时'],
    ['我们一般48小时发出', '48小时'],
    ['拍下48小时内发', '48小时'],
    ['48小时内就会发哦', '48小时'],
    ['Your parcel leaves our warehouse within 48 hours', '48 hours'],
    ['It will be sent within 48 hours', '48 hours'],
    ['Versand innerhalb von 48 Stunden', '48 Stunden'],
    ['Wir verschicken Ihr Paket in 48 Stunden', '48 Stunden'],
    ['Votre colis est expédié sous 48 heures', '48 heures'],
    ['Enviaremos o seu pedido em 48 horas', '48 horas'],
    ['O pedido é postado em até 48 horas', '48 horas'],
    ['Spediamo entro 48 ore', '48 ore'],
    ['48時間以内に発送いたします', '48時間'],
    ['48시간 이내에 발송됩니다', '48시간'],
    ['Wysyłamy w ciągu 48 godzin', '48 godzin'],
    ['سنشحن طلبك خلال 48 ساعة', '48 ساعة'],
  ])('knows the former 发货时效 in other words: %s', (text, what) => {
    expect(found(text, { value: '72小时', former: ['48小时'] })).toEqual([`former ${what}`]);
  });

  it.each([
    ['包邮门槛', '满59元', '满99元', '满59包邮', 'former 59', '满99元包邮'],
    ['包邮门槛', '59元', '99元', '满59包邮', 'former 59', '满99元包邮'],
    ['包邮门槛', '满59元', '满99元', '满59元免运费', 'former 59元', '满99元免运费'],
    ['退货期限', '7天', '15天', '支持七天无理由退换', 'former 七天', '支持15天无理由退换'],
    ['退货期限', '7天', '15天', 'You can return it within 7 days', 'former 7 days', 'You can return it within 15天'],
    ['退货期限', '7天', '15天', 'Возврат в течение 7 дней', 'former 7 дней', 'Возврат в течение 15天'],
    ['客服电话', '400-111-1111', '400-222-2222', '请拨打4001111111', 'former 4001111111', '请拨打400-222-2222'],
    ['客服电话', '4001111111', '4002222222', '电话 400 111 1111。', 'former 400 111 1111', '电话 4002222222。'],
  ])('%s was %s, is %s: %s', (name, old, value, text, why, mended) => {
    const about = fact({ name, value, former: [old] });
    const [one] = contradictions(about, [template(text)], hashOf);
    expect(one && `${one.why} ${one.found.text}`).toBe(why);
    if (!one) return;
    expect(text.slice(0, one.found.at) + one.expected + text.slice(one.found.at + one.found.text.length)).toBe(mended);
  });

  it.each([
    '已寄出，3-5天到',
    '您的包裹已出库，2天内送达',
    '您的包裹已发货，3-5天到',
    '今天发货，3-5天到',
    '已经发出啦，请耐心等3天',
    '请在7天内发货退回',
    'Wir haben Ihr Paket versandt, Lieferzeit 10 Tage',
    'Votre colis a été expédié, il arrive sous 10 jours',
    'Il pacco è stato spedito, arriva in 10 giorni',
    'Paczka została wysłana, dotrze w 10 dni',
    'Your order has been shipped, please allow 10 days',
    'Your parcel was shipped 3 days ago',
    'Ваш заказ отправлен, придёт через 10 дней',
    'Su pedido ha sido enviado, llegará en 10 días',
    'Seu pedido foi enviado, chega em 10 dias',
    'Please send out the return within 7 days',
    '已为您安排发货，3天左右',
    '已帮您寄出，大概3天',
    '昨天发货的，3天后看看',
    'Hemos enviado su pedido, tardará 10 días',
    'Nous avons expédié votre colis, comptez 10 jours',
    'Abbiamo spedito il pacco, ci vogliono 10 giorni',
    'Lo enviamos de nuevo sin coste y te paso el seguimiento en 3 días',
    'Отправим ещё раз бесплатно и сообщим трек-номер в течение 3 дней',
    'Wyślemy to ponownie i podamy numer przesyłki w ciągu 3 dni',
    'Wyślemy to bezpłatnie i podamy numer przesyłki w ciągu 3 dni',
    'سنرسله مجاناً ونرسل رقم التتبع خلال 3 أيام',
    'We will send out the missing item again within 5 days',
  ])('does not take for when the shop sends: %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    'Nous sommes de retour dans 2 jours',
    'We will process your return in 3 business days',
    'Your package was returned to us 3 days ago',
    'Возврат получен, деньги придут за 3 дня',
    'Ich melde mich in 2 Tagen zu Ihrer Rückgabe',
    'Return the item and we refund within 3 days',
    '退货已收到，3天内退款',
    '退货申请3天内审核',
  ])('does not take for how long goods may be returned: %s', (text) => {
    expect(found(text, { name: '退货期限', value: '15天' })).toEqual([]);
  });

  it.each([
    ['发货时效', '72小时', '付款后48小时内发货，一般3天到', '48小时'],
    ['发货时效', '72小时', '收到付款后48小时发货', '48小时'],
    ['发货时效', '72小时', 'Orders are shipped within 48 hours', '48 hours'],
    ['发货时效', '72小时', 'Ваш заказ будет отправлен в течение 48 часов', '48 часов'],
    ['退货期限', '15天', 'Return it within 7 days for a full refund', '7 days'],
    ['退货期限', '15天', '支持7天无理由退货退款', '7天'],
    ['退货期限', '15天', 'Retour possible sous 7 jours', '7 jours'],
    ['包邮门槛', '$79', 'Free shipping over $59', '$59'],
    ['包邮门槛', '满79美元', 'Free shipping over $59', '$59'],
  ])('still knows %s %s against: %s', (name, value, text, what) => {
    expect(found(text, { name, value })).toEqual([`number ${what}`]);
  });

  it('leaves out what a person said is right, until the text changes', () => {
    const one = template('24 小时内发货');
    const ignored = fact({ ignored: { t1: hashOf(one.body) } });
    expect(contradictions(ignored, [one], hashOf)).toEqual([]);
    expect(contradictions(ignored, [template('12 小时内发货')], hashOf)).toHaveLength(1);
  });
});
