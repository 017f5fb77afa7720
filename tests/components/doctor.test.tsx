import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { HealthPage } from '#components/doctor/HealthPage.tsx';
import { SaidShops } from '#components/settings/SaidShops.tsx';
import { db } from '#lib/db/database.ts';
import { chosenShop, setChosenShop } from '#lib/session.ts';
import { foldHealth, type PageNow, type ReaderHealth } from '#lib/domain/health.ts';
import type { FieldHealth, PageState } from '#lib/domain/observation.ts';
import { pageReaders } from '#lib/sites/readers.ts';
import { hasVitals, vitalsOf } from '#lib/sites/vital.ts';
import { diagnose, type TabFacts } from '#lib/ui/health.ts';
import { adviceOf, dotWord, hasWord, readerWord, rowWord, titleOf, worksOf } from '#lib/ui/health-words.ts';
import { browserState, session } from './fake-chrome.ts';
import { expectAccessible, openChat, press, showPanel, store, TAB } from './kit.tsx';

const HOUR = 3_600_000;
const CHAT = 'https://market.m.taobao.com/app/im/chat-core/index.html';
const GOOD = { 'peer.name': 'found', 'peer.nick': 'found', 'reader.editor': 'found', 'message.sender': 'found' } as const;

function aPage(more: Partial<PageNow> = {}): PageNow {
  return {
    tabId: TAB,
    frameId: 3,
    reader: 'taobao/chat-2023',
    url: CHAT,
    state: 'ready',
    health: GOOD,
    at: Date.now() - HOUR,
    ...more,
  };
}

function record(
  before: Record<string, FieldHealth>,
  now: Record<string, FieldHealth>,
  reader = 'taobao/chat-2023',
): ReaderHealth {
  const seen = { reader, url: CHAT, state: 'ready' as const };
  const first = foldHealth(undefined, { ...seen, health: before }, Date.now() - 2 * HOUR);
  return foldHealth(first, { ...seen, health: now }, Date.now() - HOUR);
}

const facts = (more: Partial<TabFacts> = {}): TabFacts => ({
  url: CHAT,
  pages: [aPage()],
  records: {},
  script: undefined,
  installed: null,
  ...more,
});
const conditionOf = (more: Partial<TabFacts>) => {
  const { condition, light } = diagnose(facts(more), Date.now());
  return [condition, light];
};

describe('what a tab is', () => {
  test.each([
    [{ pages: [aPage()] }, 'reading', 'good'],
    [{ pages: [aPage({ state: 'login', health: {} })] }, 'login', 'bad'],
    [{ pages: [aPage({ state: 'punish', health: {} })] }, 'punish', 'bad'],
    [{ pages: [aPage(), aPage({ frameId: 0, reader: 'taobao/shell-chat-2026', state: 'punish', health: {} })] }, 'punish', 'bad'],
    [{ pages: [aPage({ state: 'loading', health: {}, at: Date.now() })] }, 'loading', 'none'],
    [{ pages: [aPage({ state: 'loading', health: {} })] }, 'loading', 'warn'],
    [{ pages: [aPage({ state: 'empty', health: {} })] }, 'empty', 'none'],
    [{ pages: [aPage({ state: 'unknown', health: {}, at: Date.now() })] }, 'loading', 'none'],
    [{ pages: [aPage({ state: 'unknown', health: {} })] }, 'unknown', 'bad'],
    [{ pages: [aPage({ health: { 'peer.name': 'missing', 'reader.editor': 'missing' } })] }, 'idle', 'none'],
    [
      { pages: [aPage({ shop: '甲店' }), aPage({ frameId: 0, reader: 'taobao/shell-2025', shop: '乙店', health: {} })] },
      'wrong-shop',
      'bad',
    ],
    [{ pages: [aPage({ reader: 'aliexpress/chat-2026', health: { ...GOOD, shop: 'refused' } })] }, 'wrong-shop', 'bad'],
    [{ shownShop: 'taobao|甲店', chatShop: 'taobao|乙店' }, 'other-shop', 'warn'],
    [{ pages: [], url: undefined }, 'unsupported', 'none'],
    [{ pages: [], url: 'https://item.taobao.com/item.htm?id=1' }, 'unsupported', 'none'],
    [{ pages: [], url: 'https://csp.aliexpress.com/m_apps/logistic/ship_cn' }, 'not-read', 'none'],
    [{ pages: [] }, 'waiting', 'none'],
    [{ pages: [], script: 'there' }, 'unknown', 'bad'],
    [{ pages: [], script: 'missing' }, 'no-script', 'bad'],
    [{ pages: [], script: 'missing', installed: { at: Date.now() - HOUR, reason: 'update', version: '2' } }, 'updated', 'bad'],
    [{ pages: [], script: 'missing', installed: { at: Date.now() - HOUR, reason: 'install', version: '2' } }, 'no-script', 'bad'],
  ] satisfies [Partial<TabFacts>, string, string][])('%j', (more, condition, light) => {
    expect(conditionOf(more)).toEqual([condition, light]);
    const health = diagnose(facts(more), Date.now());
    for (const words of [dotWord(health), titleOf(health)]) expect(words).toMatch(/[\u4e00-\u9fff]/);
    if (light === 'bad' || light === 'warn') {
      expect(adviceOf(health)).toMatch(/[\u4e00-\u9fff]/);
      if (condition !== 'other-shop') expect(worksOf(health)).toMatch(/[\u4e00-\u9fff]/);
    }
  });

  test('a connection that was lost in the page around is said beside the chat', () => {
    const around = aPage({ frameId: 0, reader: 'taobao/shell-chat-2026', health: { 'chat.connection': 'refused' } });
    const health = diagnose(facts({ pages: [aPage(), around] }), Date.now());
    expect(health.page?.reader).toBe('taobao/chat-2023');
    expect(health.light).toBe('warn');
    expect(health.verdict?.rows.map(rowWord)[0]).toBe('聊天连接断开了，页面上的内容可能是旧的');
  });
});

describe('the tables', () => {
  test('have a word for every reader and a place for every one', () => {
    for (const { id } of pageReaders) {
      expect([id, hasVitals(id)]).toEqual([id, true]);
      expect([id, /[a-z]{4}/.test(readerWord(id).replace('Lazada', ''))]).toEqual([id, false]);
    }
  });

  test('have a word for every field that matters', () => {
    const fields = pageReaders.flatMap(({ id }) => [...vitalsOf(id).essential, ...vitalsOf(id).usual]);
    expect([...new Set(fields)].filter((field) => !hasWord(field))).toEqual([]);
  });
});

describe('the dot and the doctor', () => {
  const put = async (page: PageNow, known?: ReaderHealth): Promise<void> => {
    await session.set({ [`page:${TAB}:${page.frameId}`]: page });
    if (known) await chrome.storage.local.set({ [`health:${known.reader}`]: known });
  };
  const atUrl = (url?: string): void => {
    for (const tab of browserState.tabs) if (url) tab.url = url;
  };

  test('say that a page is read, by a word and a drawing, and open by key', async () => {
    atUrl(CHAT);
    await store('c1', '林间小雨88');
    await openChat();
    await put(aPage());
    await showPanel('customer', 'c1');
    const dot = await screen.findByRole('button', { name: /^读取正常：/ });
    expect(dot.querySelector('svg')).toBeTruthy();
    press('h');
    await screen.findByText('这一页读取正常');
    await expectAccessible();
  });

  test('say what is gone, since when, and what still works', async () => {
    atUrl(CHAT);
    const now = { ...GOOD, 'peer.name': 'missing' } as const;
    await openChat({ customerId: null, peer: null, fingerprint: null, why: 'no-name' });
    await put(aPage({ health: now }), record(GOOD, now));
    await showPanel('nobody');
    expect(screen.getByRole('heading').textContent).toBe('认不出当前买家');
    const dot = await screen.findByRole('button', { name: /^读不到：/ });
    fireEvent.click(dot);
    const row = await waitFor(() => screen.getByText('认不出当前买家：顶栏没有名字'));
    expect(row.closest('li')?.textContent).toMatch(/上次正常.*从 .* 起/);
    expect(document.querySelector('.doctor__works')?.textContent).toMatch(/现在还能用.*搜索打开/);
    expect(screen.getByText('读到的 3 项')).toBeTruthy();
    await expectAccessible();
    fireEvent.click(screen.getByRole('button', { name: '重新读取' }));
    await waitFor(() => expect(browserState.sent).toMatchObject([{ tabId: TAB, frameId: 3, type: 'reread' }]));
  });

  test('change with the page, without the panel being opened anew', async () => {
    atUrl(CHAT);
    await store('c1', '林间小雨88');
    await openChat();
    await put(aPage());
    await showPanel('customer', 'c1');
    await screen.findByRole('button', { name: /^读取正常：/ });
    await put(aPage({ state: 'punish' satisfies PageState, health: {} }));
    await screen.findByRole('button', { name: /^需要验证：/ });
  });

  test('ask once whether our script is in a page that says nothing, and then for a reload', { timeout: 30_000 }, async () => {
    atUrl(CHAT);
    await showPanel('nobody');
    await screen.findByRole('button', { name: /^请刷新：/ }, { timeout: 10_000 });
    expect(browserState.sent.filter(({ type }) => type === 'reread')).toHaveLength(1);
    press('h');
    await screen.findByText('这一页在安装客伴之前就打开了');
    expect(screen.queryByRole('button', { name: '重新读取' })).toBeNull();
    await expectAccessible();
  });
});

describe('a page that does not say whose shop it is', () => {
  const health = { ...GOOD, 'shop.key': 'missing' as const };
  const shops = (): Promise<unknown> =>
    db.shops.bulkPut(
      ['青禾示例', '别家示例'].map((key, i) => ({
        id: `taobao|${key}`,
        site: 'taobao' as const,
        key,
        name: `${key}店`,
        seenAt: i,
      })),
    );

  test.each([
    ['its title', '门店招牌', /写的是「门店招牌」/],
    ['its host', undefined, /页面上没有写店铺.*market\.m\.taobao\.com/],
  ])('is asked for in the panel and remembered for %s', async (_what, title, words) => {
    await shops();
    await chrome.storage.session.set({ [`page:${TAB}:3`]: aPage({ health, ...(title ? { title } : {}) }) });
    await openChat({ customerId: null, why: 'shop-unknown', shopId: null, frameId: 3 });
    await showPanel('nobody');
    await screen.findByText('这是哪个店铺的页面？');
    expect(screen.getByText(words)).toBeTruthy();
    await expectAccessible();
    fireEvent.click(screen.getByRole('button', { name: '青禾示例店' }));
    await screen.findByText('记下了：这是「青禾示例店」的页面');
    expect((await db.shops.get('taobao|青禾示例'))?.titles).toEqual(title ? [title] : undefined);
    expect((await chosenShop('market.m.taobao.com'))?.key).toBe(title ? undefined : '青禾示例');
  });

  test.each([
    ['its title', '门店招牌'],
    ['its host', undefined],
  ])('can be of a shop that is not known yet, remembered for %s', async (_what, title) => {
    await chrome.storage.session.set({ [`page:${TAB}:3`]: aPage({ health, ...(title ? { title } : {}) }) });
    await openChat({ customerId: null, why: 'shop-unknown', shopId: null, frameId: 3 });
    await showPanel('nobody');
    fireEvent.click(await screen.findByRole('button', { name: '新店铺…' }));
    const field = await screen.findByLabelText('主账号会员名（登录名）');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '就是这家店' }).disabled).toBe(true);
    fireEvent.input(field, { target: { value: ' 青禾示例：小红 ' } });
    await expectAccessible();
    fireEvent.submit(field.closest('form')!);
    await screen.findByText(`记下了：这是「${title ?? '青禾示例'}」的页面`);
    const [row, ...others] = await db.shops.toArray();
    expect([row?.id, row?.name, others.length]).toEqual(['taobao|青禾示例', title ?? '青禾示例', 0]);
    expect((await chosenShop('market.m.taobao.com'))?.key).toBe(title ? undefined : '青禾示例');
    await waitFor(() => expect(browserState.sent.some(({ type }) => type === 'reread')).toBe(true));
  });

  test.each([
    ['that says it', { shop: '青禾示例' }],
    ['that shows two', { health: { ...GOOD, 'shop.key': 'refused' as const } }],
  ])('is not asked for on a page %s', async (_what, more) => {
    await shops();
    await chrome.storage.session.set({ [`page:${TAB}:3`]: aPage({ health, ...more }) });
    await openChat({ customerId: null, why: 'shop-unknown', shopId: null, frameId: 3 });
    await showPanel('nobody');
    await screen.findByText('还不知道是哪个店铺');
    expect(screen.queryByText('这是哪个店铺的页面？')).toBeNull();
  });

  test('is taken back in the settings', async () => {
    await shops();
    await db.shops.update('taobao|青禾示例', { titles: ['门店招牌'] });
    await setChosenShop('csp.aliexpress.com', { site: 'taobao', key: '青禾示例' });
    const row = await db.shops.get('taobao|青禾示例');
    const view = render(<SaidShops shop={row!} />);
    await screen.findByText('csp.aliexpress.com 上没写店铺的页面，这次都算这家');
    for (const button of screen.getAllByRole('button', { name: '取消' })) fireEvent.click(button);
    await waitFor(async () => {
      expect((await db.shops.get('taobao|青禾示例'))?.titles).toBeUndefined();
      expect(await chosenShop('csp.aliexpress.com')).toBeNull();
    });
    view.unmount();
  });
});

test('the page of all readers lists what is gone first, and says when there is nothing yet', async () => {
  const { unmount } = render(<HealthPage />);
  await screen.findByText(/还没有读过任何页面/);
  unmount();
  const now = { ...GOOD, 'peer.name': 'missing', 'peer.level': 'missing' } as const;
  await chrome.storage.local.set({ 'health:taobao/chat-2023': record({ ...GOOD, 'peer.level': 'found' }, now) });
  render(<HealthPage />);
  await screen.findByRole('heading', { name: /聊天.*1 项有问题/ });
  const rows = [...document.querySelectorAll('.health-table tbody tr')].map((row) => row.textContent);
  expect(rows[0]).toMatch(/^当前买家 要紧读不到了/);
  expect(rows[1]).toMatch(/^买家等级 可有可无没有/);
  await expectAccessible();
});
