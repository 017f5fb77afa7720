import { describe, expect, it } from 'vitest';
import type { ShopRow } from '#lib/db/database.ts';
import { shopGuess } from '#lib/ui/file-shops.ts';

const shop = (key: string, more: Partial<ShopRow> = {}): ShopRow => ({
  id: `taobao|${key}`,
  site: 'taobao',
  key,
  name: key,
  seenAt: 1,
  ...more,
});
const own = shop('青禾示例', { title: '青禾女装旗舰店', name: '青禾', named: true });
const other = shop('小树', { title: '小树童装' });
const elsewhere: ShopRow = { ...shop('2264411'), id: 'aliexpress|2264411', site: 'aliexpress' };

describe('the shop that is proposed for a file', () => {
  it.each([
    ['by title', ['青禾女装旗舰店'], [own, other], own.id, false],
    ['by the name staff gave', ['青禾'], [own, other], own.id, false],
    ['by key', ['青禾示例'], [own, other], own.id, false],
    ['by title before the name staff gave', ['小树童装'], [{ ...own, name: '小树童装' }, other], other.id, false],
    ['the only one that is known, and says so', ['另一个名字'], [own, elsewhere], own.id, true],
    ['the only one when the file names none', [], [own, elsewhere], own.id, false],
    ['none when it names two that are known', ['小树童装', '青禾'], [own, other], '', false],
    ['none when it names neither of two', ['另一个名字'], [own, other], '', false],
    ['a new one only where none is known', ['另一个名字'], [elsewhere], 'taobao|另一个名字', false],
  ] as const)('is %s', (_, names, shops, shopId, differs) => {
    expect(shopGuess('taobao', names, shops)).toEqual({ shopId, differs });
  });
});
