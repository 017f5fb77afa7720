import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PageState } from '../../lib/domain/observation.ts';
import { type Obstacle, obstacleOf } from '../../lib/sites/obstacle.ts';
import { readerFor } from '../../lib/sites/readers.ts';
import type { PageSource } from '../../lib/sites/site.ts';
import { pageOf } from './aliexpress/page-of.ts';

interface Expected {
  url?: string;
  topUrl?: string;
  state: PageState;
  observations: unknown[];
}

/** Saved pages of both platforms that hold something to read: over each of them every state is laid. */
const pages = (['taobao', 'aliexpress'] as const).flatMap((site) => {
  const folder = new URL(`${site}/`, import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.html'))
    .flatMap((name) => {
      const expected = JSON.parse(readFileSync(new URL(name.replace('.html', '.expected.json'), folder), 'utf8')) as Expected;
      const html = readFileSync(new URL(name, folder), 'utf8');
      return expected.url && expected.state === 'ready'
        ? [{ site, name: `${site}/${name}`, html, url: expected.url, topUrl: expected.topUrl }]
        : [];
    });
});

/** What each platform puts over or in place of a page, and what it is then. */
type Case = [what: string, markup: string, state: PageState, obstacle: Obstacle | null];
const OVER: Record<'taobao' | 'aliexpress', Case[]> = {
  taobao: [
    ['a slider', '<div class="nc_wrapper"><span id="nc_1__scale_text">请按住滑块</span></div>', 'punish', 'slider'],
    [
      'a slider in a dialog',
      '<div class="baxia-dialog"><iframe src="https://bixi.alicdn.com/punish/x"></iframe></div>',
      'punish',
      'slider',
    ],
    [
      'a slider behind one that is left hidden',
      '<div class="nc_wrapper" style="display:none"></div><div class="nc_wrapper"><span id="nc_1__scale_text">请按住滑块</span></div>',
      'punish',
      'slider',
    ],
    [
      'a face check in a dialog',
      '<div role="dialog" class="next-dialog"><div class="next-dialog-body"><p>亲，请您完成人脸核验！</p><button>确定</button></div></div>',
      'punish',
      'face',
    ],
    ['a login form', '<div><input id="fm-login-id"><input id="fm-login-password" type="password"></div>', 'login', null],
    ['a login frame', '<iframe src="https://havanalogin.taobao.com/mini_login.htm?x=1"></iframe>', 'login', null],
  ],
  aliexpress: [
    ['a slider', '<div class="baxia-dialog"><iframe id="baxia-dialog-content" src="/x"></iframe></div>', 'punish', 'slider'],
    ['a slider knob', '<div id="nocaptcha"><span id="nc_1_n1z"></span></div>', 'punish', 'slider'],
    ['a punish frame', '<iframe src="https://csp.aliexpress.com/x/_____tmd_____/punish?x5secdata=1"></iframe>', 'punish', 'page'],
    ['a login frame', '<iframe src="https://login.aliexpress.com/user/seller/login?bizSegment=CSP"></iframe>', 'login', null],
  ],
};

const INSTEAD: typeof OVER = {
  taobao: [
    ['a face check', '<div>亲，请您完成人脸核验！</div>', 'punish', 'face'],
    [
      'a face check in the notice of the component library',
      '<div class="next-message next-message-error"><div class="next-message-title">请您完成人脸核验！</div></div>',
      'punish',
      'face',
    ],
    ['a face check beside long scripts', `<script>/*${'x'.repeat(4000)}*/</script><div>请您完成人脸核验</div>`, 'punish', 'face'],
    ['a slider page', '<div>亲，请拖动下方滑块完成验证</div>', 'punish', 'slider'],
    ['a page that loads', '<div id="qn-micro-loadding"><i></i></div>', 'loading', null],
    ['an empty list', '<div class="next-table-empty">没有符合条件的宝贝，请尝试其他搜索条件。</div>', 'empty', null],
  ],
  aliexpress: [
    ['a face check', '<div>请您完成人脸核验</div>', 'punish', 'face'],
    ['a page that loads', '<div id="root"><div class="next-loading-wrap"></div></div>', 'loading', null],
    ['a page before its scripts', '<div id="root"></div>', 'loading', null],
    ['an empty list', '<div id="root"><div class="ait-empty">暂无数据</div></div>', 'empty', null],
  ],
};

function stateOf(source: PageSource): { state: PageState | null; observations: unknown[] } {
  const reading = readerFor(source)?.read(source);
  return { state: reading?.state ?? null, observations: reading?.observations ?? [] };
}

describe.each(pages)('$name', ({ site, name, html, url, topUrl }) => {
  it.each(OVER[site])('under %s reads nothing and says why', (_what, markup, state, obstacle) => {
    const source = pageOf(html.replace('</body>', `${markup}</body>`), url, topUrl);
    expect(source.document.body.textContent).not.toBe('');
    expect(stateOf(source)).toEqual({ state, observations: [] });
    expect(obstacleOf(source.document, source.url)).toBe(obstacle);
  });

  it.each(INSTEAD[site])('replaced by %s reads nothing and says why', (_what, markup, state, obstacle) => {
    const source = pageOf(`<!doctype html><html><body>${markup}</body></html>`, url, topUrl);
    expect(stateOf(source)).toEqual({ state, observations: [] });
    expect(obstacleOf(source.document, source.url)).toBe(obstacle);
  });

  it('replaced by something strange reads nothing', () => {
    const source = pageOf(
      '<!doctype html><html><body><div id="root"><p>维护中 Under maintenance</p></div></body></html>',
      url,
      topUrl,
    );
    const { state, observations } = stateOf(source);
    expect([null, 'unknown']).toContain(state);
    expect(observations).toEqual([]);
  });

  // The outer chat page holds no text of a buyer; the data of 2016's order detail stands in a script.
  it.runIf(!/outer|order-2016/.test(name))('is not kept from being read by a buyer who writes the words of a state', () => {
    const source = pageOf(html.replace('</body>', '<p>请您完成人脸核验 暂无数据</p></body>'), url, topUrl);
    expect(stateOf(source).state).toBe('ready');
    const words = '买家留言：我看到一个页面写着请您完成人脸核验，不知道怎么办，帮我看看这是什么意思，谢谢你啦'.repeat(9);
    for (const dialog of [`<div role="dialog">${words}</div>`, '<div role="dialog" hidden>请您完成人脸核验</div>']) {
      expect(stateOf(pageOf(html.replace('</body>', `${dialog}</body>`), url, topUrl)).state).toBe('ready');
    }
  });
});

describe('words of a check that are not the site’s', () => {
  const TITLE = '智能门锁 人脸识别 刷脸开门，需进行人脸核验';
  const LINE = '亲，下单时让我请您完成人脸核验，拖动下方滑块，怎么办';
  const HELD = [
    `<table><tr><td><a href="//item.taobao.com/item.htm?id=752100001302">${TITLE}</a></td><td>${TITLE}</td></tr></table>`,
    `<div class="goods-item__name">${TITLE}</div>`,
    `<div class="message-item-line"><pre>${LINE}</pre></div>`,
    `<div class="msg-list"><div class="message-text--x1">${LINE}</div></div>`,
    `<div class="msg-list"><div class="message-text--x1"><div class="next-message-title">${LINE}</div></div></div>`,
    `<div contenteditable="true">${LINE}</div>`,
    `<div role="dialog" style="display: none">请您完成人脸核验</div>`,
    '<iframe src="https://www.facebook.com/plugins/like.php"></iframe>',
    `<p>${'这家店的客服手册。'.repeat(400)}${LINE}</p>`,
  ];

  it.each([
    ...pages,
    { name: 'an unknown page', site: 'taobao' as const, html: '<body><p>手册</p></body>', url: pages[0]?.url ?? '' },
  ])('on $name do not stop the reading, and no check is spoken of', ({ html, url, ...rest }) => {
    const topUrl = 'topUrl' in rest ? rest.topUrl : undefined;
    const plain = stateOf(pageOf(html, url, topUrl)).state;
    for (const markup of HELD) {
      const source = pageOf(html.replace('</body>', `${markup}</body>`), url, topUrl);
      expect([markup, stateOf(source).state]).toEqual([markup, plain]);
      expect([markup, obstacleOf(source.document, source.url)]).toEqual([markup, null]);
    }
  });
});
