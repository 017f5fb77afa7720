import type { Page } from 'playwright-core';
import { chatFrame, clearDraft, draftOf, openChat, paintedAs, typeInto } from './look.ts';
import type { Step } from './steps.ts';
import { must, type ShopPage, until, type World } from './world.ts';

const ORDER = '4512300187000204539';

async function paletteIsOpen(page: Page, name: ShopPage): Promise<boolean> {
  const root = name === 'taobaoChat' ? chatFrame(page).locator('[popover]:popover-open') : page.locator('[popover]:popover-open');
  return (await root.count()) > 0;
}

/** Types a trigger and a query and waits for the palette. */
async function ask(page: Page, name: ShopPage, typed: string): Promise<void> {
  await page.keyboard.type(typed, { delay: 25 });
  await until('话术面板', () => paletteIsOpen(page, name), 5000);
  // The list follows the query within a frame or two.
  await page.waitForTimeout(250);
}

async function nothingSent(world: World): Promise<void> {
  must(world.demo.log.length === 0, `有 ${world.demo.log.length} 条消息被发出去了：${JSON.stringify(world.demo.log[0])}`);
}

async function insertBy(world: World, page: Page, draft: string, query: string): Promise<string> {
  await clearDraft(page, 'taobaoChat');
  if (draft) await page.keyboard.type(draft);
  await ask(page, 'taobaoChat', query);
  if (query === '/jtfc') await world.picture(page, 'palette');
  await page.keyboard.press('Enter');
  return until(
    '话术进入输入框',
    async () => {
      const text = await draftOf(page, 'taobaoChat');
      return text.includes(ORDER) ? text : null;
    },
    5000,
  );
}

const insert: Step = {
  name: '在聊天框里输入 / 或 、 找话术，回车填好变量',
  run: async (world) => {
    const { page, panel } = await openChat(world, 'taobaoChat', '林间小雨88');
    await paintedAs(panel, '林间小雨88');
    await page.bringToFront();
    const byInitials = await insertBy(world, page, '在的 ', '/jtfc');
    must(byInitials.startsWith('在的 林间小雨88'), `草稿或称呼不对：${byInitials}`);
    must(!/[{}]|\/jtfc/.test(byInitials), `留下了变量或触发词：${byInitials}`);
    await world.picture(page, 'inserted');
    const byPinyin = await insertBy(world, page, '', '、jintianfa');
    const byWords = await insertBy(world, page, '', '/今天发');
    must(byPinyin === byWords && byInitials === `在的 ${byWords}`, '三种找法填出了不同的文字');
    await clearDraft(page, 'taobaoChat');
    await nothingSent(world);
    return `首字母、拼音、中文都找到「今天发出」：${byWords}`;
  },
};

const askMissing: Step = {
  name: '缺少的信息先问，不会留空',
  run: async (world) => {
    const { page } = await openChat(world, 'taobaoChat', '林间小雨88');
    await clearDraft(page, 'taobaoChat');
    await ask(page, 'taobaoChat', '/tkjd');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(400);
    const before = await draftOf(page, 'taobaoChat');
    must(!before.includes('您的退款目前'), `没有问就填进去了：${before}`);
    await world.picture(page, 'palette-missing');
    await page.keyboard.type('银行处理中');
    await page.keyboard.press('Enter');
    const text = await until(
      '填好的话术',
      async () => {
        const now = await draftOf(page, 'taobaoChat');
        return now.includes('银行处理中') ? now : null;
      },
      5000,
    );
    must(text.includes('您的退款目前的进度是：银行处理中'), text);
    await clearDraft(page, 'taobaoChat');
    await nothingSent(world);
    return `问了「退款进度」后填入：${text}`;
  },
};

const wrongBuyer: Step = {
  name: '选话术时会话被切走 → 什么都不插入',
  run: async (world) => {
    const { page } = await openChat(world, 'taobaoChat', '林间小雨88');
    await clearDraft(page, 'taobaoChat');
    await ask(page, 'taobaoChat', '/jtfc');
    world.demo.control.switchTo({ site: 'taobao', buyer: 'tb583920176' });
    await page.keyboard.press('Enter');
    await page.waitForTimeout(900);
    await until('会话已切换', async () => (await chatFrame(page).locator('.ww_header .name').innerText()) === 'tb583920176');
    const draft = await draftOf(page, 'taobaoChat');
    must(!draft.includes('林间小雨88') && !draft.includes(ORDER), `插到了别人的会话里：${draft}`);
    await nothingSent(world);
    await clearDraft(page, 'taobaoChat');
    return `会话跳到 tb583920176，输入框里只有「${draft}」`;
  },
};

const fromPanel: Step = {
  name: '从侧边栏的快捷回复插入（淘宝、速卖通）',
  run: async (world) => {
    const { page, panel } = await openChat(world, 'taobaoChat', '林间小雨88');
    await paintedAs(panel, '林间小雨88');
    await page.waitForTimeout(600);
    await typeInto(panel, '/', 'jtfc');
    await panel.locator('.reply', { hasText: '今天发出' }).first().waitFor();
    await panel.keyboard.press('Enter');
    const taobao = await until(
      '侧边栏插入',
      async () => {
        const text = await draftOf(page, 'taobaoChat');
        return text.includes(ORDER) ? text : null;
      },
      6000,
    );
    await page.bringToFront();
    await clearDraft(page, 'taobaoChat');

    const ali = await openChat(world, 'aliexpressChat', 'Nora Testperson');
    await paintedAs(ali.panel, 'Nora Testperson');
    await ali.page.waitForTimeout(1500);
    await clearDraft(ali.page, 'aliexpressChat');
    await ali.page.keyboard.type('Hi, ');
    await ask(ali.page, 'aliexpressChat', '/en-hello');
    await world.picture(ali.page, 'palette-aliexpress');
    await ali.page.keyboard.press('Enter');
    const english = await until(
      '英文话术进入输入框',
      async () => {
        const text = await draftOf(ali.page, 'aliexpressChat');
        return text.includes('Nora Testperson, thank you') ? text : null;
      },
      6000,
    );
    must(english.startsWith('Hi, Hello Nora'), english);
    await clearDraft(ali.page, 'aliexpressChat');
    await nothingSent(world);
    return `淘宝：${taobao}｜速卖通：${english}`;
  },
};

/** Quick replies. */
export const answerSteps: readonly Step[] = [insert, askMissing, wrongBuyer, fromPanel];
