import { boot } from '/__demo/boot.js';

const LETTERS = 'bcdfghjkmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ23456789';

function suffix(name, length, letters) {
  let value = 0x811c9dc5;
  for (const sign of `${boot.seed}/${name}`) value = Math.imul(value ^ sign.codePointAt(0), 0x01000193) >>> 0;
  let text = '';
  while (text.length < length) {
    value = Math.imul(value ^ (value >>> 13), 0x5bd1e995) >>> 0;
    text += letters[(value >>> 8) % letters.length];
  }
  return text;
}

/** Class of a trade page's CSS module: sold_header → sold_header__Xy3zW; the end changes with every start. */
export const trade = (name) => `${name}__${suffix(name, 5, LETTERS)}`;
/** Class of the workbench shell: header → header--Xy3zWabc. */
export const shell = (name) => `${name}--${suffix(name, 8, LETTERS)}`;
/** Class of an AliExpress app: amount--amount → amount--amount--Xy3zWab. */
export const app = (name) => `${name}--${suffix(name, 7, LETTERS)}`;
/** Class of the AliExpress chat's side panel: user-name → user-name__3b8bffc. */
export const side = (name) => `${name}__${suffix(name, 7, '0123456789bcdf')}`;
