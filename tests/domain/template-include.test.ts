import { expect, it } from 'vitest';
import { lookUpIn } from '#lib/domain/template-include.ts';

const each = (body: string, more: { language?: string; shopId?: string; validUntil?: number; validFrom?: number } = {}) => ({
  code: 'QM',
  body,
  language: 'zh',
  ...more,
});
const goal = { language: 'zh', shopId: 'taobao|a', at: 100 };

it.each([
  ['the shop’s own goes before one of all shops', [each('all'), each('own', { shopId: 'taobao|a' })], 'own'],
  ['one of all shops does where the shop has none', [each('b', { shopId: 'taobao|b' }), each('all')], 'all'],
  ['another shop’s is none', [each('b', { shopId: 'taobao|b' })], null],
  ['another language’s is none', [each('en', { language: 'en' }), each('zh', { language: 'zh-CN' })], 'zh'],
  ['only another language is none', [each('en', { language: 'en' })], null],
  ['what is over or yet to come is none', [each('old', { validUntil: 99 }), each('new', { validFrom: 101 })], null],
  ['of two the first counts', [each('one'), each('two')], 'one'],
])('taken in by a short code: %s', (_, templates, body) => {
  expect(lookUpIn(templates, goal)('qm')).toBe(body);
});
