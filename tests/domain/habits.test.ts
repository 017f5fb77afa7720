import { describe, expect, it } from 'vitest';
import { sampleTyped } from '../../entrypoints/testing/bench/drafts.ts';
import { type HabitRow } from '../../lib/domain/habit-kept.ts';
import { mineHabits, type TypedMessage } from '../../lib/domain/habits.ts';
import { MASK_SLOTS, maskText, skeletonOf, skeletonOfTemplate } from '../../lib/domain/habit-mask.ts';
import { factNamed } from '../../lib/domain/template-slots.ts';

const NOW = Date.UTC(2026, 10, 28);
const typed = (texts: readonly string[], names: readonly string[] = []): TypedMessage[] =>
  texts.map((text, i) => ({ text, at: NOW - i * 1000, names }));
const mined = (texts: readonly string[], bodies: readonly string[] = [], kept: readonly HabitRow[] = []) =>
  mineHabits(typed(texts), bodies, kept, NOW).habits;

describe('what changes in a message', () => {
  it.each([
    ['您的订单 4512300187000204539 已发出', ['order']],
    ['单号 SF1234567890123 已揽收', ['tracking']],
    ['75312345678901 您查一下', ['tracking']],
    ['11月28日 14:30 前发', ['date', 'time']],
    ['退您 12.5 元，共 3 件', ['amount', 'number']],
    ['we refund $5.99 for order 8123456789012345', ['amount', 'order']],
    ['2026-11-28 之前', ['date']],
    ['iPhone13 和 v2 不变', []],
    ['补差价请拍这个链接 https://item.taobao.com/item.htm?id=623456789012', ['link']],
    ['请点https://m.tb.cn/h.6Abc123，拍2件', ['link', 'number']],
    ['https://www.aliexpress.com/item/1005006123456789.html', ['link']],
    ['打开 item.taobao.com/item.htm?id=623456789012 看看', ['link']],
    ['follow it: https://t.17track.net/en#nums=LP00512345678901', ['tracking']],
    ['https://global.cainiao.com/detail.htm?mailNoList=4312345678901234&lang=ru', ['tracking']],
    ['税号 913301000123456789，开户行账号 1202022009900123456', ['number', 'number']],
    ['发票号码：24332000000123456789', ['number']],
    ['商品ID 623456789012', ['number']],
    ['快递单号是4312345678901234', ['tracking']],
    ['您的单号4312345678901234已经发出了', ['tracking']],
    ['您的单号4512300187000204539已经发出了', ['order']],
    ['订单号4512300187000204539的快递，单号 4312345678901234', ['order', 'tracking']],
    ['您的订单 312345678901234 已发', ['order']],
    ['tracking number of your order 8123456789012345', ['order']],
    ['Your tracking number is 9400111899223456', ['tracking']],
    ['您的订单已发货 单号：75312345678901 请注意查收', ['tracking']],
    ['您的订单已经发出单号75312345678901请注意查收', ['tracking']],
    ['您的订单已发货 中通 75312345678901 请注意查收', ['tracking']],
    ['亲您的订单发的中通75312345678901请注意查收', ['tracking']],
    ['您订单的单号是75312345678901', ['tracking']],
    ['订单已发出:圆通433123456789012', ['tracking']],
    ['您的宝贝订单已寄出运单75312345678901', ['tracking']],
    ['Your order was shipped by ZTO 75312345678901', ['tracking']],
    ['The tracking number of your order is 75312345678901', ['tracking']],
    ['The tracking number of your order 75312345678901', ['tracking']],
    ['The tracking number of your order is 4331234567890123', ['tracking']],
    ['Your tracking ID is 9400111899223456', ['tracking']],
    ['Трек-номер для вашего заказа 75312345678901', ['tracking']],
    ['Номер отслеживания вашего заказа 75312345678901', ['tracking']],
    ['El número de seguimiento de su pedido es 75312345678901', ['tracking']],
    ['您的快递单号是433123456789012345', ['tracking']],
    ['您的包裹4512300187000204539已经发出了', ['order']],
    ['快递的4512300187000204539订单已经更新', ['order']],
    ['您的物流4512300187000204539已经更新了', ['order']],
    ['Your parcel 8123456789012345 has been shipped', ['order']],
    ['We are tracking 8123456789012345 for you', ['order']],
    ['订单编号：4512300187000204539', ['order']],
    ['Order No. 8123456789012345', ['order']],
    ['Order ID: 8123456789012345', ['order']],
    ['Your order ID is 8123456789012345', ['order']],
    ['订单ID：4512300187000204539', ['order']],
    ['ID заказа: 8123456789012345', ['order']],
    ['发票号码不对的订单4512300187000204539', ['order']],
    ['手机壳4512300187000204539这单', ['order']],
    ['会员4512300187000204539这单', ['order']],
    ['Phone case 8123456789012345 is packed', ['order']],
    ['您要开发票的4512300187000204539已经开好了', ['order']],
    ['您的手机壳单号是75312345678901', ['tracking']],
    ['您退回的手机壳单号75312345678901', ['tracking']],
    ['退款单号75312345678901', ['tracking']],
    ['退款编号4512300187000204539', ['number']],
    ['发票寄出了单号75312345678901', ['tracking']],
    ['发票已寄出 顺丰单号753123456789', ['tracking']],
    ['电话联系不上您 单号75312345678901', ['tracking']],
    ['您的会员礼单号75312345678901', ['tracking']],
    ['银行卡号6222021202012345678', ['number']],
    ['请加群：123456789012', ['number']],
    ['see https://trade.aliexpress.com/order_detail.htm?orderId=8123456789012345', ['order']],
    ['https://feedback.aliexpress.com/management/leaveFeedback.htm?orderId=8123456789012345', ['order']],
    ['https://trade.taobao.com/trade/detail/trade_item_detail.htm?bizOrderId=4512300187000204539', ['order']],
    ['https://www.kuaidi100.com/chaxun?nu=75312345678901', ['tracking']],
    ['https://www.dhl.com/en/express/tracking.html?AWB=1234567890', ['tracking']],
    ['https://track24.ru/?code=RA123456780CN', ['tracking']],
    ['https://www.sf-express.com/we/ow/#/bill-number/SF1234567890123', ['tracking']],
    ['https://parcelsapp.com/tracking/information', ['link']],
    ['https://shop.com/menu=1234567890', ['link']],
    ['https://shop.com/?code=WELCOMEFRIENDS', ['link']],
    ['退 12/15 元，9:30/10:00 都行', ['number', 'amount', 'time', 'time']],
  ])('is seen in %j', (text, kinds) => {
    expect(maskText(text).flatMap((part) => ('kind' in part ? [part.kind] : []))).toEqual(kinds);
    expect(
      maskText(text)
        .map((part) => ('text' in part ? part.text : part.value))
        .join(''),
    ).toBe(text);
  });

  it('is the buyer’s name too, and compares like the slot of a template', () => {
    const parts = maskText('林间小雨，您的订单 4512300187000204539 明天发', ['林间小雨']);
    expect(skeletonOf(parts)).toBe(skeletonOfTemplate('{买家昵称|亲}，您的订单{订单号}明天发~'));
  });
});

describe('what is typed again and again', () => {
  it('is offered with slots when it was typed three times in different words', () => {
    const [habit, ...others] = mined([
      '您的订单 4512300187000204539 今天下午发货，请放心',
      '您的订单4512088984610204539今天下午就发货哦，请放心',
      '亲，您的订单 4511590314240204539 今天下午发货，您放心',
      '在的亲，请问有什么可以帮您',
    ]);
    expect(others).toEqual([]);
    expect(habit).toMatchObject({ text: '您的订单 {订单号} 今天下午发货，请放心', times: 3, title: '您的订单 今天下午发货' });
    expect(habit?.wordings).toBeGreaterThan(1);
    expect(habit?.examples).toHaveLength(3);
  });

  it('keeps what never changes and asks for what does', () => {
    const [habit] = mined([
      '满 59 元包邮，您这单还差 12 元',
      '满 59 元包邮，您这单还差 7.5 元',
      '满 59 元包邮，您这单还差 20 元',
    ]);
    expect(habit?.text).toBe('满 59 元包邮，您这单还差 {多少钱} 元');
    const [dates] = mined(['预计11月28日到，{不}放心可查', '预计11月29日到，{不}放心可查', '预计12月1日到，{不}放心可查']);
    expect(dates?.text).toBe('预计{日期:日期}到，{{不}}放心可查');
    const wide = '预售款｛新品｝下周一发货哦';
    expect(mined([wide, wide, wide])[0]?.text).toBe('预售款｛｛新品｝｝下周一发货哦');
  });

  it('keeps links, accounts and numbers that are the same for everybody: they are none of the buyer’s', () => {
    for (const text of [
      '亲，补差价请拍这个链接 https://item.taobao.com/item.htm?id=623456789012',
      'You can order it here: https://www.aliexpress.com/item/1005006123456789.html',
      'https://item.taobao.com/item.htm?id=623456789012',
      '我们开票资料：税号 913301000123456789，开户行账号 1202022009900123456',
      '会员请加群号 123456789012',
      '亲，我们的退货单号是 SF1234567890123',
    ]) {
      expect(mined([text, text, text])[0]?.text).toBe(text);
    }
    expect(
      mined([
        '亲，点 https://m.tb.cn/h.6Abc123 补邮费',
        '亲点 https://m.tb.cn/h.6Abc123 补邮费哦',
        '点 https://m.tb.cn/h.6Abc123 补邮费哈',
      ])[0]?.text,
    ).toBe('亲，点 https://m.tb.cn/h.6Abc123 补邮费');
    const [hours] = mined(['亲，我们48小时内发货，请放心', '亲，我们48小时内发货哈，请放心', '亲我们48小时内发货，放心']);
    expect(hours?.text).toBe('亲，我们48小时内发货，请放心');
  });

  it('asks for a link that changes, and fills the number of the parcel into links that follow it', () => {
    const links = [1, 2, 3].map((n) => `亲，点这个链接下单 https://item.taobao.com/item.htm?id=62345678901${n}`);
    expect(mined(links)[0]?.text).toBe('亲，点这个链接下单 {链接}');
    expect(mined(links.map((each) => each.slice(10)))).toEqual([]);
    const parcels = [1, 2, 3].map((n) => `See your parcel here: https://t.17track.net/en#nums=LP0051234567890${n}`);
    expect(mined(parcels)[0]?.text).toBe('See your parcel here: https://t.17track.net/en#nums={快递单号}');
  });

  it('does not keep the number of an order that only one buyer was told, nor a day that was said on one day', () => {
    const text = '您的订单 4512300187000204539 今天下午发货，请放心';
    const told = (to: readonly string[], every = 1000): string | undefined =>
      mineHabits(
        to.map((each, i) => ({ text, at: NOW - i * every, names: [], to: each })),
        [],
        [],
        NOW,
      ).habits[0]?.text;
    expect(told(['a', 'a', 'a'])).toBe('您的订单 {订单号} 今天下午发货，请放心');
    expect(told(['a', 'b', 'c'])).toBe(text);
    const sale = '我们12月12日有大促，到时候更划算哦';
    const days = (every: number): string | undefined =>
      mineHabits(
        [0, 1, 2].map((i) => ({ text: sale, at: NOW - i * every, names: [] })),
        [],
        [],
        NOW,
      ).habits[0]?.text;
    expect(days(3_600_000)).toBe('我们{日期:日期}有大促，到时候更划算哦');
    expect(days(86_400_000)).toBe(sale);
  });

  it('asks for amounts, days, times and figures: none of them is a fact of the order', () => {
    const { buyer: _buyer, recipient: _recipient, order: _order, tracking: _tracking, ...free } = MASK_SLOTS;
    expect(Object.values(free).map(factNamed)).toEqual([null, null, null, null, null]);
    // What was kept as a template or put away before has the former name.
    expect(factNamed('金额')).toBeNull();
    expect(skeletonOfTemplate('补您{金额}元')).toBe(skeletonOf(maskText('补您5元')));
  });

  it('is not offered twice, nor when it is short, said by a template, or not wanted', () => {
    const texts = ['麻烦您提供一下破损部位的照片', '麻烦您提供下破损部位照片哦', '麻烦您提供一下破损部位照片'];
    expect(mined(texts)).toHaveLength(1);
    expect(mined(texts.slice(0, 2))).toEqual([]);
    expect(mined(['好的', '好的亲', '好的', '好的'])).toEqual([]);
    expect(mined(texts, ['{买家昵称|亲}，麻烦您提供一下破损部位的照片，我们马上处理'])).toEqual([]);
    const kept: HabitRow = { id: 'h', text: texts[0] ?? '', state: 'never', at: NOW };
    expect(mined(texts, [], [kept])).toEqual([]);
    // Other words for the same: it stays away, though what leads has changed.
    expect(mined([...texts, '麻烦您提供下破损部位照片哦', '麻烦您提供下破损部位照片哦'], [], [kept])).toEqual([]);
    expect(mined(texts, [], [{ ...kept, state: 'later', until: NOW + 1 }])).toEqual([]);
    expect(mined(texts, [], [{ ...kept, state: 'later', until: NOW }])).toHaveLength(1);
  });

  it('keeps apart what only has the same frame', () => {
    const texts = [
      '这款有黑色和白色两种',
      '这款有黑色和白色两种',
      '这款有黑色和白色两种',
      '羽绒服不能用热水洗哦',
      '羽绒服不能用热水洗哦',
      '羽绒服不能用热水洗哦',
    ];
    expect(mined(texts).map(({ times }) => times)).toEqual([3, 3]);
  });

  it('is found in foreign languages', () => {
    const [habit] = mined([
      'Dear friend, your parcel LP00512345678901 is on the way',
      'Dear friend, your parcel LP00512345678902 is on its way now',
      'Dear friend your parcel LP00512345678903 is on the way!',
    ]);
    expect(habit?.text).toBe('Dear friend, your parcel {快递单号} is on the way');
  });
});

describe('a word that is another one each time', () => {
  it.each([
    ['亲，您穿大码就好|亲，您穿中码就好|亲，您穿小码就好', '亲，您穿{尺码:单选 大/中/小}码就好'],
    [
      '这个颜色没有大号的了，红色有|这个颜色没有大号的了，黑色有|这个颜色没有大号的了，白色有',
      '这个颜色没有大号的了，{颜色:单选 红色/黑色/白色}有',
    ],
    ['您好，您的快递到了哦请查收|亲亲，您的快递到了哦请查收|你好，您的快递到了哦请查收', '您好，您的快递到了哦请查收'],
    ['麻烦您提供一下照片我们看看|麻烦你提供一下照片我们看看|麻烦亲提供一下照片我们看看', '麻烦您提供一下照片我们看看'],
    ['请您放心，我们会处理好的|请您安心，我们会处理好的|请您放心，我们会处理好的', '请您放心，我们会处理好的'],
    ['我们今天下午给您发货哦|我们明天下午给您发货哦|我们后天下午给您发货哦', '我们{什么时候:单选 今天/明天/后天}下午给您发货哦'],
    ['我们今天给您安排发货哦|我们明天给您安排发货哦|我们今天给您安排发货哦', '我们{什么时候:单选 今天/明天}给您安排发货哦'],
    [
      '您的衣服是纯棉的，不会起球|您的衣服是羊毛的，不会起球|您的衣服是真丝的，不会起球|您的衣服是亚麻的，不会起球',
      '您的衣服是{哪个:单选 纯棉/羊毛/真丝/亚麻}的，不会起球',
    ],
    ['您的衣服是纯棉的，不会起球|您的衣服是羊毛的，不会起球|您的衣服是纯棉的，不会起球', '您的衣服是纯棉的，不会起球'],
    ['亲爱的王芳，感谢您的支持哦|亲爱的李娜，感谢您的支持哦|亲爱的张伟，感谢您的支持哦', '亲爱的{买家昵称}，感谢您的支持哦'],
    ['王先生您好，快递已经到了|李女士您好，快递已经到了|赵先生您好，快递已经到了', '{买家昵称}您好，快递已经到了'],
    [
      '上午好，请问有什么可以帮您|下午好，请问有什么可以帮您|晚上好，请问有什么可以帮您',
      '{什么时候:单选 上午/下午/晚上}好，请问有什么可以帮您',
    ],
    [
      '给您寄到杭州仓库了请放心|给您寄到广州仓库了请放心|给您寄到义乌仓库了请放心|给您寄到武汉仓库了请放心',
      '给您寄到{哪个:单选 杭州/广州/义乌/武汉}仓库了请放心',
    ],
    [
      '您看下是M还是L合适呢亲|您看下是S还是M合适呢亲|您看下是L还是XL合适呢亲',
      '您看下是{尺码:单选 M/S/L}还是{尺码2:单选 L/M/XL}合适呢亲',
    ],
    [
      'Hi Anna, your order is packed|Hi John, your order is packed|Hi Maria, your order is packed',
      'Hi {买家昵称}, your order is packed',
    ],
    [
      'We have it in red and we ship today|We have it in blue and we ship today|We have it in green and we ship today|We have it in grey and we ship today',
      'We have it in {哪个:单选 red/blue/green/grey} and we ship today',
    ],
    [
      'We have it in red and we ship today|We have it in blue and we ship today|We have it in red and we ship today',
      'We have it in red and we ship today',
    ],
    [
      'Please choose size M for your height|Please choose size L for your height|Please choose size S for your height',
      'Please choose size {尺码:单选 M/L/S} for your height',
    ],
    [
      'Your order was shipped by DHL yesterday|Your order was shipped by UPS yesterday|Your order was shipped by DHL yesterday',
      'Your order was shipped by {哪家快递:单选 DHL/UPS} yesterday',
    ],
    [
      'Thanks a lot for your order, dear|Thanks much for your order, dear|Thanks a lot for your order, dear',
      'Thanks a lot for your order, dear',
    ],
    [
      'Мы отправим заказ в среду утром|Мы отправим заказ в пятницу утром|Мы отправим заказ в субботу утром|Мы отправим заказ в четверг утром',
      'Мы отправим заказ в {哪个:单选 среду/пятницу/субботу/четверг} утром',
    ],
    [
      '您的快递发的圆通，三天左右到|您的快递发的顺丰，两天左右到|您的快递发的圆通，三天左右到',
      '您的快递发的{哪家快递:单选 圆通/顺丰}，{数字:单选 三/两}天左右到',
    ],
    ['已经给您改成红色了亲|已经给您改成蓝色了亲|已经给您改成红色了亲', '已经给您改成{颜色:单选 红色/蓝色}了亲'],
    [
      '退款会原路退回您的支付宝|退款会原路退回您的银行卡|退款会原路退回您的花呗|退款会原路退回您的余额宝',
      '退款会原路退回您的{哪个:单选 支付宝/银行卡/花呗/余额宝}',
    ],
    ['这个是周三发货的哦亲|这个是周五发货的哦亲|这个是周三发货的哦亲', '这个是{什么时候:单选 周三/周五}发货的哦亲'],
    ['有什么问题随时联系我哦|有什么问题随时联系我呢|有什么问题随时联系我呀', '有什么问题随时联系我哦'],
    ['有什么问题随时联系我们|有什么问题随时联系客服|有什么问题随时联系我', '有什么问题随时联系我们'],
    ['好评返现三元哦亲亲们|好评返现两元哦亲亲们|好评返现五元哦亲亲们', '好评返现{数字:单选 三/两/五}元哦亲亲们'],
    ['我们家是杭州发货的呢|我们家是杭州发货的呢|我们家是杭州发货的呢', '我们家是杭州发货的呢'],
    ['一件包邮的，放心拍下哦|两件包邮的，放心拍下哦|三件包邮的，放心拍下哦', '{数字:单选 一/两/三}件包邮的，放心拍下哦'],
    [
      '亲，这单给您发的中通快递哦，预计三天到|亲，这单给您发的圆通快递哦，预计三天到|亲，这单给您发的韵达快递哦，预计两天到',
      '亲，这单给您发的{哪家快递:单选 中通/圆通/韵达}快递哦，预计{数字:单选 三/两}天到',
    ],
    [
      '亲，周三补货，到时候您再来看看|亲，周五补货，到时候您再来看看|亲，下周一补货，到时候您再来看看',
      '亲，{什么时候:单选 周三/周五/下周一}补货，到时候您再来看看',
    ],
    [
      '王小明您好，您的快递已经放在驿站了|李四您好，您的快递已经放在驿站了|赵大海您好，您的快递已经放在驿站了',
      '{买家昵称}您好，您的快递已经放在驿站了',
    ],
    ['我们会尽快给您处理好|我们会马上给您处理好|我们会及时给您处理好', '我们会尽快给您处理好'],
    ['您的快件在派送中，请保持畅通|您的包裹在派送中，请保持畅通|您的快递在派送中，请保持畅通', '您的快件在派送中，请保持畅通'],
    ['亲，这个是有现货的，下单就发|亲，这款是有现货的，下单就发|亲，那款是有现货的，下单就发', '亲，这个是有现货的，下单就发'],
    ['这边帮您申请补偿请稍等|这边给您申请补偿请稍等|这边替您申请补偿请稍等', '这边帮您申请补偿请稍等'],
    ['建议您选择大一码会舒服|建议您购买大一码会舒服|建议您考虑大一码会舒服', '建议您选择大一码会舒服'],
    ['亲，下单备注一下身高体重|亲，下单填写一下身高体重|亲，下单留言一下身高体重', '亲，下单备注一下身高体重'],
    ['好的，已经帮您备注了哦|嗯嗯，已经帮您备注了哦|可以，已经帮您备注了哦|收到，已经帮您备注了哦', '好的，已经帮您备注了哦'],
    [
      'We are so sorry for the problem|We are very sorry for the problem|We are really sorry for the problem',
      'We are so sorry for the problem',
    ],
    [
      'We will ship it soon, thank you|We will send it soon, thank you|We will dispatch it soon, thank you',
      'We will ship it soon, thank you',
    ],
    [
      'Thank you for the message, I will check|Thank you for your message, I will check|Thank you for this message, I will check|Thank you for kind message, I will check',
      'Thank you for the message, I will check',
    ],
    [
      'I have sent you the parcel, please wait|We have sent you the parcel, please wait|Already have sent you the parcel, please wait',
      'I have sent you the parcel, please wait',
    ],
    [
      'Hi dear, thank you for your order|Hi friend, thank you for your order|Hi there, thank you for your order',
      'Hi dear, thank you for your order',
    ],
    [
      'Hello Sir, thank you for your order here|Hello Madam, thank you for your order here|Hello Friend, thank you for your order here',
      'Hello Sir, thank you for your order here',
    ],
    ['Hello, We sent it today|Hello, Shop sent it today|Hello, Boss sent it today', 'Hello, We sent it today'],
    [
      'Gracias por su compra, lo enviamos hoy|Gracias por tu compra, lo enviamos hoy|Gracias por la compra, lo enviamos hoy',
      'Gracias por su compra, lo enviamos hoy',
    ],
    [
      'Спасибо за ваш заказ, отправим сегодня|Спасибо за твой заказ, отправим сегодня|Спасибо за этот заказ, отправим сегодня',
      'Спасибо за ваш заказ, отправим сегодня',
    ],
    ['各位您好，今天正常发货|掌柜您好，今天正常发货|客官您好，今天正常发货', '各位您好，今天正常发货'],
    ['亲爱的顾客，感谢您的支持哦|亲爱的客户，感谢您的支持哦|亲爱的买家，感谢您的支持哦', '亲爱的顾客，感谢您的支持哦'],
    ['已经转给王芳处理了请等等|已经转给李娜处理了请等等|已经转给张伟处理了请等等', '已经转给王芳处理了请等等'],
    ['我是客服王芳，很高兴为您服务|我是客服李娜，很高兴为您服务|我是客服张伟，很高兴为您服务', '我是客服王芳，很高兴为您服务'],
    ['杨梅，都是现摘现发的哦|李子，都是现摘现发的哦|龙眼，都是现摘现发的哦', '杨梅，都是现摘现发的哦'],
    ['夏装，您的尺码都有现货可以拍|秋装，您的尺码都有现货可以拍|冬装，您的尺码都有现货可以拍', '夏装，您的尺码都有现货可以拍'],
    [
      '王芳您的快递到了，请您及时取件|李娜您的快递到了，请您及时取件|张伟您的快递到了，请您及时取件',
      '{买家昵称}您的快递到了，请您及时取件',
    ],
    ['王芳，麻烦您提供一下照片|李娜，麻烦您提供一下照片|赵大海，麻烦您提供一下照片', '{买家昵称}，麻烦您提供一下照片'],
    [
      '已经给王芳退款了，您查收一下|已经给李娜退款了，您查收一下|已经给张伟退款了，您查收一下',
      '已经给{收货人}退款了，您查收一下',
    ],
    [
      '收货人是王芳对吗，请您确认一下|收货人是李娜对吗，请您确认一下|收货人是张伟对吗，请您确认一下',
      '收货人是{收货人}对吗，请您确认一下',
    ],
    [
      '收货人：王芳，麻烦您确认一下|收货人：李娜，麻烦您确认一下|收货人：张伟，麻烦您确认一下',
      '收货人：{收货人}，麻烦您确认一下',
    ],
    [
      '地址改成杭州西湖区了，您看下对不对|地址改成广州天河区了，您看下对不对|地址改成北京朝阳区了，您看下对不对',
      '地址改成{哪里}区了，您看下对不对',
    ],
    [
      'Здравствуйте, Анна! Ваш заказ отправлен|Здравствуйте, Ольга! Ваш заказ отправлен|Здравствуйте, Иван! Ваш заказ отправлен',
      'Здравствуйте, {买家昵称}! Ваш заказ отправлен',
    ],
    [
      'Estimado Juan, su pedido ha sido enviado|Estimado Pedro, su pedido ha sido enviado|Estimado Luis, su pedido ha sido enviado',
      'Estimado {买家昵称}, su pedido ha sido enviado',
    ],
    ['Hello Anna we sent it today|Hello Olga we sent it today|Hello Ivan we sent it today', 'Hello {买家昵称} we sent it today'],
  ])('is asked for, and what only is said otherwise stays: %s → %s', (texts, body) => {
    const found = mined(texts.split('|')).map(({ text }) => text);
    expect(found).toEqual([body]);
    // Once it is a template it is not offered again.
    expect(mined(texts.split('|'), found)).toEqual([]);
    // Nor when the newest message has another of the words.
    if (body.includes('{')) expect(mined(texts.split('|').toReversed(), found)).toEqual([]);
  });

  it.each([
    ['亲，一般三天左右到的哦|亲，一般两天左右到的哦|亲，一般五天左右到的哦', '一般三天左右到的哦'],
    ['大码有货的可以拍哦|小码有货的可以拍哦|中码有货的可以拍哦', '大码有货的可以拍哦'],
    ['https://item.taobao.com/item.htm?id=623456789012', 'item.taobao.com'],
    ['https://t.17track.net/en#nums=LP00512345678901', 't.17track.net'],
    ['拍这个 https://item.taobao.com/item.htm?id=623456789012', '拍这个'],
  ])('leaves a title that can be read: %s → %s', (texts, title) => {
    const all = texts.split('|');
    expect(mined(all.length > 1 ? all : [texts, texts, texts])[0]?.title).toBe(title);
  });

  it('is no part of the title, and the name of who gets the parcel is filled in', () => {
    const greeted = ['王小明', '李四', '赵大海'].map((name) => `${name}您好，您的快递已经放在驿站了，麻烦去取一下`);
    expect(mined(greeted)[0]?.title).toBe('您的快递已经放在驿站了');
    const named = mineHabits(
      ['王芳', '李娜', '张伟'].map((name, i) => ({
        text: `已经给${name}寄出了`,
        at: NOW - i,
        names: ['x1'],
        recipients: [name],
      })),
      [],
      [],
      NOW,
    );
    expect(named.habits.map(({ text }) => text)).toEqual(['已经给{收货人}寄出了']);
  });
});

describe('mining thousands of messages', () => {
  it('compares each with a few others only, and takes less than 200 ms or little more than reading them once', () => {
    const messages = sampleTyped(5000);
    const ms = (work: () => void): number => {
      const from = performance.now();
      work();
      return performance.now() - from;
    };
    let result = mineHabits(messages, [], [], NOW);
    const runs = Array.from({ length: 6 }, () => {
      const yard = ms(() => messages.forEach(({ text }) => skeletonOf(maskText(text))));
      return { yard, ours: ms(() => (result = mineHabits(messages, [], [], NOW))) };
    });
    const best = Math.min(...runs.map(({ ours }) => ours));
    const ratio = Math.min(...runs.map(({ ours, yard }) => ours / yard));
    console.info('habits, 5,000 messages', { ms: best, againstReadingOnce: ratio, compared: result.compared });
    expect(result.habits.length).toBeGreaterThan(0);
    // All pairs would be 12.5 million.
    expect(result.compared).toBeLessThan(5000 * 17);
    // A machine at work with other things is slow at both.
    expect(best < 200 || ratio < 12).toBe(true);
    const twice = mineHabits(sampleTyped(10_000), [], [], NOW).compared;
    expect(twice).toBeLessThan(result.compared * 3);
  });
});
