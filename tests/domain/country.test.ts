import { expect, it } from 'vitest';
import { countryCode } from '#lib/domain/country.ts';

it.each([
  ['ES', 'ES'],
  ['UK', 'GB'],
  ['Spain', 'ES'],
  ['Russian Federation', 'RU'],
  ['Russia', 'RU'],
  [' france ', 'FR'],
  ['United States', 'US'],
  ['United Kingdom', 'GB'],
  ['Korea', 'KR'],
  ['Germany', 'DE'],
  ['西班牙', 'ES'],
  ['俄罗斯', 'RU'],
  ['Германия', 'DE'],
  ['España', 'ES'],
  ['Myanmar', 'MM'],
  ['沙特', 'SA'],
  ['沙特阿拉伯', 'SA'],
  ['阿联酋', 'AE'],
  ['澳大利亚', 'AU'],
  ['阿拉伯', null],
  ['Somewhere', null],
  ['', null],
  [undefined, null],
])('%s is %s', (named, code) => expect(countryCode(named)).toBe(code));
