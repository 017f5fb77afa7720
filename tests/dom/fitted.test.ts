import { expect, test } from 'vitest';
import { fitted } from '#lib/dom/fitted.ts';

test.each([
  ['Hello', 'dear', '', ' dear'],
  ['Здравствуйте!', 'Ваш заказ', '', ' Ваш заказ'],
  ['Hola,', '¿Qué talla?', '', ' ¿Qué talla?'],
  ['Hola', '¡Gracias!', '', ' ¡Gracias!'],
  ['Merci.', 'À bientôt', '', ' À bientôt'],
  ['안녕하세요.', '주문이', '', ' 주문이'],
  ['مرحبا،', 'طلبك', '', ' طلبك'],
  ['', 'Заказ', 'отправлен', 'Заказ '],
  ['您好', '请稍等', '谢谢', '请稍等'],
  ['こんにちは', 'ありがとう', 'です', 'ありがとう'],
  ['您好，', 'Hello', '您', 'Hello'],
  ['Order', '：123', '', '：123'],
  ['Hi ', '  there', ' you', 'there'],
])('after %j the text %j fits before %j as %j', (before, text, after, piece) => {
  expect(fitted(before, text, after)).toBe(piece);
});
