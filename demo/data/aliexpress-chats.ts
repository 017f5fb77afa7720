import type { ChatLine } from './types.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

/** Conversations of the AliExpress shop by buyer id; third text = machine translation shown below. */
export const ALIEXPRESS_CHATS: Record<string, ChatLine[]> = {
  'buyer-0001': [
    [52 * DAY, 'b', 'Hi, is the charger compatible with a French plug?', '您好，这款充电器适用于法国插头吗？'],
    [52 * DAY - 8, 's', 'Yes, please choose "Plug Type: EU".'],
    [6 * DAY, 'b', 'I ordered the white earbuds, when will you ship?', '我订购了白色耳机，你们什么时候发货？'],
    [6 * DAY - 40, 's', 'We shipped it yesterday.'],
    [22 * HOUR, 'b', 'Hello, where is my order?', '您好，我的订单在哪里？'],
    [21 * HOUR, 'b', '#img:photo-71'],
    [64, 'b', 'The tracking has not changed for 4 days. I opened a dispute.', '物流已经4天没有更新了，我已发起纠纷。'],
  ],
  'buyer-0002': [
    [37, 'b', 'Do you have this lamp with a US plug?', '这款台灯有美标插头吗？'],
    [36, 'b', '#item:lamp'],
  ],
  'buyer-0003': [
    [38 * DAY, 'b', 'Great mugs, thank you!', '杯子很棒，谢谢！'],
    [5 * HOUR + 30, 'b', 'Is the black lamp in stock?', '黑色台灯有货吗？'],
    [5 * HOUR + 24, 's', 'Yes, it ships within 24 hours.'],
    [5 * HOUR, 'b', 'Just paid. Can you write "gift" on the parcel?', '刚付款。可以在包裹上写“礼物”吗？'],
    [4 * HOUR + 50, 'r', 'Thank you for your order! Our AI assistant has forwarded your request.'],
  ],
  'buyer-0004': [
    [10 * DAY, 'b', 'Oi, boa tarde! A mochila já foi enviada?', '嗨，下午好！背包已经发货了吗？'],
    [10 * DAY - 30, 's', 'Olá! Sim, foi enviada hoje.'],
    [
      150,
      'b',
      'Meu pedido está parado na alfândega em Curitiba 😥 vou ter que pagar imposto?',
      '我的订单卡在库里蒂巴海关😥 我需要交税吗？',
    ],
  ],
  'buyer-0005': [
    [2 * HOUR + 40, 'b', 'Boa tarde, a mochila cabe um portátil de 17 polegadas?', '下午好，背包能放下17寸笔记本吗？'],
    [2 * HOUR + 33, 's', 'Sim, cabe até 17,3 polegadas.'],
    [2 * HOUR + 18, 'b', 'Perfeito, acabei de encomendar a verde.', '太好了，我刚订了绿色的。'],
  ],
  'buyer-0006': [
    [26 * HOUR, 'b', '¿Pueden enviar todo en un solo paquete? Gracias', '可以全部放在一个包裹里寄吗？谢谢'],
    [26 * HOUR - 15, 's', 'Claro, lo enviamos todo junto.'],
    [3 * HOUR, 'b', '¿Ya salió el pedido?', '订单已经发出了吗？'],
  ],
  'buyer-0007': [
    [5 * DAY, 'b', 'Bonjour, la montre ne se charge plus depuis hier.', '您好，手表从昨天起就充不了电了。'],
    [5 * DAY - 20, 'b', '#img:photo-77'],
    [5 * DAY - 60, 's', 'Bonjour, nous sommes désolés. Vous pouvez la renvoyer, nous remboursons.'],
    [4 * DAY, 'b', "D'accord, j'ai ouvert un litige. Où dois-je l'envoyer ?", '好的，我已开启纠纷。我该寄到哪里？'],
    [4 * DAY - 30, 's', "L'adresse de retour est dans le litige. Merci !"],
  ],
  'buyer-0008': [
    [23 * DAY, 'b', 'Здравствуйте! Сколько идёт доставка в Екатеринбург?', '您好！寄到叶卡捷琳堡要多久？'],
    [23 * DAY - 12, 's', 'Здравствуйте! Обычно 20–30 дней.'],
    [
      200,
      'b',
      'Часы всё ещё не пришли, защита заканчивается через 5 дней. Продлите, пожалуйста!',
      '手表还没到，买家保护5天后结束。请延长！',
    ],
  ],
  'buyer-0009': [
    [4 * DAY, 'b', 'Dzień dobry, w paczce brakuje ramienia lampy.', '您好，包裹里少了灯臂。'],
    [4 * DAY - 20, 'b', '#img:photo-79'],
    [4 * DAY - 90, 's', 'Przepraszamy! Wyślemy brakującą część.'],
    [3 * DAY, 'b', 'Czekam już długo, zgłosiłam spór.', '我等了很久，已提交纠纷。'],
  ],
  'buyer-0010': [
    [3 * DAY + 30, 'b', '안녕하세요, 충전기 KR 플러그 맞나요?', '您好，充电器是韩标插头吗？'],
    [3 * DAY + 22, 's', '네, KR 플러그로 발송해 드립니다.'],
    [70, 'b', '개인통관고유부호는 주문에 입력했어요. 확인 부탁드립니다 🙏', '个人通关号已填在订单里，请确认🙏'],
  ],
  'buyer-0011': [
    [3 * HOUR + 20, 'b', 'Hallo, gibt es Rabatt bei 2 Stück?', '您好，买2件有折扣吗？'],
    [3 * HOUR + 15, 's', 'Ja, 5 % ab zwei Stück.'],
    [3 * HOUR, 'b', '#withdrawn'],
    [175, 'b', 'Ich überlege noch.', '我再考虑一下。'],
  ],
  'buyer-0012': [
    [11 * DAY, 'b', 'La sciarpa ha un buco, che delusione.', '围巾有个洞，很失望。'],
    [11 * DAY - 40, 's', 'Ci dispiace molto, può restituirla gratuitamente.'],
    [9 * DAY, 'b', 'Grazie, rimborso ricevuto.', '谢谢，退款已收到。'],
  ],
  'buyer-0013': [
    [
      9 * HOUR,
      'b',
      'Olá, quero 50 capas e 20 carregadores. Qual o melhor preço?',
      '你好，我要50个手机壳和20个充电器，最低什么价？',
    ],
    [8 * HOUR + 40, 's', 'Olá! Podemos dar 10% de desconto.'],
    [8 * HOUR - 2, 'b', 'Fechado 👍 Pode mandar nota fiscal?', '成交👍 可以开发票吗？'],
  ],
  'buyer-0014': [
    [5 * DAY + 50, 'b', 'I picked the wrong color, I will cancel and reorder in white.', '我选错颜色了，取消后重新订白色。'],
    [5 * DAY + 40, 's', 'No problem at all.'],
    [1 * DAY + 100, 'b', 'Can I still change the shipping address?', '还能改收货地址吗？'],
    [1 * DAY + 60, 's', 'Sorry, the parcel has already left our warehouse.'],
    [1 * DAY + 40, 'b', 'OK, I will ask my neighbor to pick it up.', '好的，我让邻居代收。'],
  ],
};

/** Unread messages per buyer when the shop opens. */
export const ALIEXPRESS_UNREAD: Record<string, number> = { 'buyer-0002': 2, 'buyer-0001': 1, 'buyer-0010': 1, 'buyer-0004': 1 };
