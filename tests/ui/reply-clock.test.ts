import { afterEach, expect, it, vi } from 'vitest';
import { fillFor } from '#lib/ui/compact-reply.ts';
import type { ShopGround } from '#lib/domain/shop-ground.ts';

afterEach(() => void vi.useRealTimers());

const draft = { id: 't', title: '', body: '{tomorrow} {问候}', folder: '', language: 'en', pinyin: [], initials: [], uses: 0 };
const customer = {
  id: 'c',
  shopId: 'aliexpress|1',
  site: 'aliexpress' as const,
  name: 'Maria',
  aliases: [],
  masked: false,
  createdAt: 0,
  updatedAt: 0,
};

it('says tomorrow to a buyer on AliExpress by the clock of the shop', () => {
  // Monday, 10:00 in China, still Sunday in California.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 30, 2) });
  const card = { customer, orders: [] } as unknown as Parameters<typeof fillFor>[1];
  const filled = (work?: ShopGround): unknown => fillFor(draft, card, {}, { all: [], facts: [], ...(work && { work }) });
  expect(filled()).toEqual({ outcome: 'ready', text: '2026-12-01 早上好' });
  expect(filled({ country: 'ES', zone: 'Europe/Madrid' })).toEqual({ outcome: 'ready', text: '2026-12-01 夜深了' });
  expect(filled({ country: 'US', zone: 'America/Los_Angeles' })).toEqual({ outcome: 'ready', text: '2026-11-30 晚上好' });
});
