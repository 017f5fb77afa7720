import { expect, it } from 'vitest';
import { habitLanguage } from '../../lib/domain/habit-language.ts';

it.each([
  ['zh', '', '您的订单{订单号}今天发货|亲，有货的|ok的亲|Nike Air Max 90 有货|iPhone15 Pro 现货|{买家昵称}您好|SKU A12 缺货'],
  [
    'en',
    '',
    'Thanks! Item shipped today|We ship it tomorrow|Yes, in stock|Hello dear, order shipped yesterday|Which size please?',
  ],
  [
    'en',
    '',
    'Good day dear friend|Please confirm address|Sorry, out of stock now|Your parcel arrived at customs|Tracking number {快递单号}',
  ],
  ['en', 'es', 'Sorry, out of stock now|Thanks! Item shipped today|We ship it tomorrow|Please confirm your address'],
  ['en', 'zh', 'Thanks! Item shipped today|Which size please?|hello dear|Dear friend'],
  ['en', 'en', 'Best regards|Kind regards|Dear {买家昵称}|DHL tracking {快递单号}'],
  ['es', 'es', 'Enviado hoy|Pedido enviado|Sí, disponible|Disponible ahora|Hola, gracias por su compra|Hola {买家昵称}'],
  ['es', '', 'Hola, gracias por su compra|Sí, disponible'],
  ['pt', 'pt', 'Pedido enviado|Produto disponível|Obrigado pela compra|Enviado hoje'],
  ['pt', '', 'Obrigado pela compra|Produto disponível'],
  ['fr', '', 'Merci beaucoup'],
  ['fr', 'fr', 'Merci beaucoup|Colis expédié'],
  ['de', '', 'Danke schön'],
  ['it', '', 'Grazie mille'],
  ['ru', '', 'Здравствуйте|Да, есть|Спасибо за заказ'],
  ['ru', 'en', 'Здравствуйте|Спасибо за покупку'],
  ['ar', '', 'شكرا لك'],
  ['ko', '', '감사합니다'],
  ['ja', '', 'ありがとうございます'],
  ['zh', 'zh', 'https://item.taobao.com/item.htm?id=623456789012|https://t.17track.net/en#nums={快递单号}'],
  ['ru', 'ru', 'https://www.aliexpress.com/item/1005006123456789.html'],
  ['en', 'zh', 'See here https://a.cn/b please choose one'],
  ['zh', 'zh', '{快递单号}|{快递公司} {快递单号}'],
  ['ru', 'ru', '{快递公司}: {快递单号}'],
  ['zh', 'en', '亲，今天发货|Nike Air Max 90 有货'],
])('is %s (chats: %s): %s', (language, chat, texts) => {
  for (const text of texts.split('|')) expect(habitLanguage(text, chat ? [chat, chat] : []), text).toBe(language);
});
